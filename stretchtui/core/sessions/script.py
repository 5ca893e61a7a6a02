"""What a voice has to say in a session."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.leads import lead_s
from stretchtui.core.routines.speech import LIMIT, cut, number, sentence
from stretchtui.core.routines.step_speech import StepSpeech
from stretchtui.core.sessions.phases import Kind, Phase

PRESS_A_KEY = "Press a key when you are ready"
"""Said where the session waits for one."""

STOPPED = "Stopped. Press space to continue gently, N to skip it, or X to end the session"
"""Said when somebody has said that it hurts."""

DONE = "All done. Nice work."
"""Said when a session has come to its end."""


class Line(Struct, frozen=True):
    """Something that a voice says."""

    at: float
    """When it begins, in seconds from the session's start."""
    text: str
    """The words."""


class Script(Struct, frozen=True):
    """What there is to say in a session."""

    speeches: Mapping[int, StepSpeech]
    """What is said of each step, by its place in the routine."""
    guidance: Guidance

    def reminder(self, phase: Phase) -> str:
        """The stretch and the side of a phase, as whoever comes back to it hears them."""
        return sentence(self.speeches[phase.step].place(phase.side))

    def waiting(self, phase: Phase) -> str:
        """What is said as the session begins to wait at the end of a phase."""
        finish = self.speeches[phase.step].finish if phase.time == phase.of else ""
        return cut(f"{finish} {PRESS_A_KEY}".strip(), LIMIT)

    def closing(self, phase: Phase) -> str:
        """What is said after the session's last phase."""
        speech = self.speeches[phase.step]
        finish = "" if phase.wait else speech.finish
        return cut(" ".join(filter(None, (finish, DONE, speech.rising))), LIMIT)

    def lead_s(self, line: str) -> float:
        """How long a line takes after a cue, in seconds of the session."""
        return lead_s([line], self.guidance) * self.guidance.speed


def changed(phase: Phase, sign: int) -> str:
    """What is said when a phase is made a unit longer (1) or shorter (-1)."""
    what = "" if phase.kind is Kind.WORK else "breath" if phase.beat else "seconds"
    amount = number(1 if phase.beat else phase.unit)
    return sentence(" ".join(filter(None, (amount, what, "more" if sign > 0 else "less"))))
