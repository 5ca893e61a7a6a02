"""Which sink the cues go to, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cues import speakers
from stretchtui.cues.devices import devices
from stretchtui.cues.relay import Relay, listens, speaks
from stretchtui.cues.sink import Outlet, Silence, Sink
from stretchtui.cues.speakers import Speakers
from stretchtui.cues.terminal import TerminalBell, TerminalNotes, plays_notes

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName
    from stretchtui.cues.voice import Voice
    from stretchtui.terminal.replies import TerminalFacts


class Wish(StrEnum):
    """What the person asked for."""

    AUTO = "auto"
    SPEAKERS = "speakers"
    TERMINAL = "terminal"
    RELAY = "relay"
    OFF = "off"


def is_remote(environment: Mapping[str, str]) -> bool:
    """Whether the person came over SSH."""
    return any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def decide(
    environment: Mapping[str, str], engine: bool, device: bool, relay: bool = False
) -> tuple[Wish, str]:
    """What ``auto`` means here, and why, in a few words.

    Over SSH the speakers of this machine are in another room, unless sound is forwarded.

    Args:
        environment: The environment the program was started in.
        engine: Whether there is something to play sounds with.
        device: Whether there is something to play them on.
        relay: Whether a relay has answered.
    """
    if relay:
        return Wish.RELAY, "played where you are"
    remote = is_remote(environment)
    forwarded = any(environment.get(name) for name in ("PULSE_SERVER", "PIPEWIRE_REMOTE"))
    if remote and not forwarded:
        return Wish.TERMINAL, "over SSH"
    if not engine:
        return Wish.TERMINAL, "nothing here to play sounds with"
    if not device:
        return Wish.TERMINAL, "no sound device here"
    return Wish.SPEAKERS, "sound is forwarded" if remote else "at this machine"


class FallbackSink:
    """Plays through the first of its sinks until that fails, then through the next.

    Args:
        makers: Make the sinks, best first; the last one never fails.
        why: Why the first was chosen.
    """

    def __init__(self, makers: Sequence[Callable[[], Sink]], why: str = "") -> None:
        self._makers = list(makers)
        self._sink = self._makers.pop(0)()
        self.why = why

    @property
    def name(self) -> str:
        """The sink in use, and why."""
        return f"{self._sink.name}, {self.why}" if self.why else self._sink.name

    @property
    def failed(self) -> str | None:
        """Always None: there is a next one."""
        return None

    @property
    def speaks(self) -> bool:
        """Whether the sink in use can say something."""
        return self._sink.speaks

    def open(self) -> None:
        """Get the sink in use ready."""
        self._sink.open()

    def play(self, cue: CueName) -> None:
        """Play through the sink in use; where it has failed, through the next from now on."""
        self._sink.play(cue)
        if self._next():
            self._sink.play(cue)

    def say(self, text: str) -> None:
        """Say a few words through the sink in use."""
        self._sink.say(text)

    def check(self) -> None:
        """Let the sink in use take notice; where it has failed, the next takes over."""
        self._sink.check()
        self._next()

    def close(self) -> None:
        """Let go of the sink in use."""
        self._sink.close()

    def _next(self) -> bool:
        """Whether another sink has taken over."""
        if not (self._sink.failed and self._makers):
            return False
        self.why = f"as the {self._sink.failed}"
        self._sink.close()
        self._sink = self._makers.pop(0)()
        self._sink.open()
        return True


def choose(
    wish: Wish,
    outlet: Outlet,
    folders: Sequence[Path],
    environment: Mapping[str, str],
    *,
    volume: int = 100,
    bells: str = "code",
    speed: float = 1.0,
    voice: Voice | None = None,
    found: TerminalFacts | None = None,
) -> FallbackSink:
    """The sink for a wish.

    Args:
        wish: What the person asked for.
        outlet: The way to the terminal.
        folders: Where the sounds are.
        environment: The environment the program was started in.
        volume: Of the speakers, from 0 to 100.
        bells: What the terminal's bell rings for: ``code``, or ``all`` for every cue.
        speed: How many times faster than life the session runs.
        voice: Says phrases through the speakers; None for none.
        found: What is known about the terminal, if it was asked.
    """
    why = ""
    if wish is Wish.AUTO:
        wish, why = decide(
            environment,
            speakers.engine() is not None,
            bool(devices(environment)),
            relay=found is not None and listens(found),
        )

    def terminal() -> Sink:
        if found is not None and plays_notes(found):
            return TerminalNotes(outlet.write)
        return TerminalBell(outlet, speed, others=bells == "all")

    match wish:
        case Wish.SPEAKERS:
            return FallbackSink([lambda: Speakers(folders, volume, voice=voice), terminal], why)
        case Wish.RELAY if found is not None and listens(found):
            return FallbackSink(
                [partial(Relay, outlet.write, found.through_tmux, speaks(found))], why
            )
        case Wish.OFF:
            return FallbackSink([Silence])
        case _:
            return FallbackSink([terminal], why)
