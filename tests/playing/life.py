"""A session of a few phases, its clockwork, and a sink that writes down what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.model import Side
from stretchtui.core.routines.step_speech import StepSpeech
from stretchtui.core.sessions.events import (
    Finished,
    Paused,
    PhaseBegan,
    Resumed,
    SessionCommand,
    Stopped,
    Waiting,
)
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.sessions.script import Script
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.timeline import assemble
from stretchtui.core.settings import VoiceSettings
from stretchtui.playing.clockwork import Clockwork, Delivery
from tests.playing.mat import Line
from tests.stand_ins import Clock, Recorder

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName

READY = Phase(Kind.READY, 0, 8, 0, "Sphinx", Side.LEFT)
THIRTY = Phase(Kind.HOLD, 8, 30, 0, "Sphinx", Side.LEFT)

SPHINX = Script({(0, 1): StepSpeech("First", "sphinx", "Thirty seconds")}, Guidance(counting=False))
"""What a voice says in a session of these two."""


class Notebook(Recorder):
    """A sink that writes cues and words down in the order in which they come."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def play(self, cue: CueName) -> None:
        """Write it down."""
        super().play(cue)
        self.told.append(str(cue))

    def say(self, text: str) -> None:
        """Write it down."""
        self.told.append(text)


class Life:
    """A session of some phases, with a clock that only moves when told to.

    Args:
        phases: What is played; 8 s to get ready and 30 s to hold, if not given.
        script: What there is to say; nothing, if not given.
        speed: How many times faster than life it runs.
        linked: Whether it is known how the link does.
    """

    def __init__(
        self,
        *phases: Phase,
        script: Script | None = None,
        speed: float = 1.0,
        linked: bool = True,
    ) -> None:
        self.clock = Clock()
        self.line = Line(self.clock)
        self.notebook = Notebook()
        self.voice = VoiceSettings("names")
        """What is set about the voice by now."""
        self.deliveries: list[Delivery] = []
        self.gaps: list[float] = []
        self.delays: list[float] = []
        timeline = assemble(list(phases or (READY, THIRTY)), script=script)
        self.session = Session(timeline, speed)
        self.clockwork = Clockwork(
            self.session,
            self.notebook,
            self.deliveries.append,
            self._call_later,
            self.clock,
            voice=lambda: self.voice,
            link=self.line if linked else None,
            link_returned=self.gaps.append,
        )

    def _call_later(self, delay: float, call: Any) -> Any:
        self.delays.append(delay)
        return self.clock.schedule(delay, call)

    def start(self, seconds: float = 0.0) -> None:
        """Begin, and let so much time pass."""
        self.clockwork.do(SessionCommand.START)
        self.clock.advance(seconds)

    def told(self, seconds: float = 0.0, *commands: SessionCommand) -> list[str]:
        """What the sink is told by commands, and in the seconds after them."""
        self.notebook.told.clear()
        for command in commands:
            self.clockwork.do(command)
        self.clock.advance(seconds)
        return list(self.notebook.told)

    @property
    def last(self) -> Delivery:
        """What was handed out last."""
        return self.deliveries[-1]

    @property
    def events(self) -> list[object]:
        """What happened, without the moments and the cues."""
        kinds = (Finished, Paused, PhaseBegan, Resumed, Stopped, Waiting)
        return [each for one in self.deliveries for each in one.events if isinstance(each, kinds)]
