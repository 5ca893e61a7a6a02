"""What a page makes of what it is told, by docs/ears.md alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

NEARLY_S = 0.001
"""What is due within so many seconds has begun already."""

Message = dict[str, Any]


class Shown(NamedTuple):
    """What a page shows at a moment."""

    state: str
    phase: int
    position: float
    lead: int
    seconds_left: int


class Heard(NamedTuple):
    """Something that was heard, and when."""

    at: float
    what: str


class Page:
    """A page.

    Args:
        clock: The program's clock, which it has got to know.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.told: list[Message] = []
        self.session: Message = {}
        self.moment: Message = {}
        self.figures: dict[int, Any] = {}
        self.muted = False
        self._heard: list[Heard] = []
        self._plan: list[Heard] = []

    def take(self, message: Message) -> None:
        """Take a message."""
        message = msgspec.json.decode(msgspec.json.encode(message))
        self.told.append(message)
        match message["type"]:
            case "session":
                if message["id"] != self.session.get("id"):
                    self.figures.clear()
                    self.moment, self._plan = {}, []
                self.session = message
            case "figure":
                assert message["session"] == self.session["id"]
                self.figures[message["step"]] = message["figure"]
            case "muted":
                self.muted = message["muted"]
            case "moment":
                assert message["session"] == self.session["id"]
                self._hear_out()
                self.moment = message
                self._plan = [Heard(at, what) for at, _, what, *_ in message["schedule"]]
                assert self._plan == sorted(self._plan, key=lambda each: each.at)
                assert not self._plan or self._plan[0].at >= self._clock() - NEARLY_S
            case "now":
                self._hear_out()
                what = message["name"] if message["what"] == "cue" else message["text"]
                self._heard.append(Heard(self._clock(), what))

    def heard(self) -> list[Heard]:
        """What was heard until now."""
        self._hear_out()
        return self._heard

    def _hear_out(self) -> None:
        while self._plan and self._plan[0].at <= self._clock() + NEARLY_S:
            self._heard.append(self._plan.pop(0))

    @property
    def is_idle(self) -> bool:
        """Whether it says that nothing is played."""
        return bool(self.session) and not self.session["phases"]

    def shown(self) -> Shown:
        """What it shows now."""
        now, moment, phases = self._clock(), self.moment, self.session["phases"]
        position, index, lead = moment["anchor"], moment["index"], 0
        if moment["state"] == "running":
            if now < moment["at"]:
                lead = math.ceil((moment["at"] - now) * moment["speed"] - 1e-9)
            passed = max(0.0, now - moment["at"]) * moment["speed"]
            position = round(moment["anchor"] + passed, 6)
        ends = [start + duration for _, start, duration, *_ in phases]
        while index + 1 < len(phases) and position >= ends[index] and not phases[index][8]:
            index += 1
        position = min(position, ends[index])
        left = math.ceil(ends[index] - position - 1e-9)
        return Shown(moment["state"], index, position, lead, left)
