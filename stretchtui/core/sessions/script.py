"""What a voice has to say in a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.leads import AFTER_CUE_S, BETWEEN_LINES_S, lead_s
from stretchtui.core.routines.rounds import Turn
from stretchtui.core.routines.speech import LIMIT, cut, number, sentence, sentences
from stretchtui.core.routines.step_speech import StepSpeech
from stretchtui.core.sessions.phases import Kind, Phase

PRESS_A_KEY = "Press space when you are ready"
"""Said where the session waits for one."""

STOPPED = "Paused. Press space to continue gently, N to skip this stretch, or X to end the session"
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

    speeches: Mapping[Turn, StepSpeech]
    """What is said of each step, in each of its rounds."""
    guidance: Guidance
    notices: tuple[str, ...] = ()
    """What is said before all else."""

    def speech_of(self, phase: Phase) -> StepSpeech:
        """What is said of the step that a phase belongs to."""
        return self.speeches[phase.turn]

    def reminder(self, phase: Phase) -> str:
        """The stretch and the side of a phase, as whoever comes back to it hears them."""
        return sentence(self.speech_of(phase).place(phase.side))

    def waiting(self, phase: Phase) -> str:
        """What is said as the session begins to wait at the end of a phase."""
        speech = self.speech_of(phase)
        is_last = phase.time == phase.of and phase.side is speech.last_side
        return _after(speech.finish if is_last else "", PRESS_A_KEY)

    def closing(self, phase: Phase) -> str:
        """What is said after the session's last phase."""
        speech = self.speech_of(phase)
        finish = "" if phase.wait else speech.finish
        return _after(finish, sentences(DONE, speech.rising))

    @property
    def after_cue_s(self) -> float:
        """How long after a cue a line may begin, in seconds of the session."""
        return AFTER_CUE_S * self.guidance.speed

    def takes_s(self, line: str) -> float:
        """How long a line takes to say, in seconds of the session."""
        return self.guidance.seconds(line) * self.guidance.speed

    def lead_s(self, *lines: str) -> float:
        """How long lines take one after the other after a cue, in seconds of the session."""
        return lead_s(lines, self.guidance) * self.guidance.speed

    def in_turn(self, at: float, lines: Iterable[str]) -> Iterator[Line]:
        """Lines one after the other after a cue at a moment, in seconds of the session."""
        begins = at + self.after_cue_s
        for text in lines:
            yield Line(round(begins, 6), text)
            begins += self.takes_s(text) + BETWEEN_LINES_S * self.guidance.speed


def _after(finish: str, words: str) -> str:
    """Words after how to come out of a stretch, of which only so much is said as leaves room."""
    return sentences(cut(finish, LIMIT - len(words) - len(". ")), words)


def changed(phase: Phase, sign: int) -> str:
    """What is said when a phase is made a unit longer (1) or shorter (-1)."""
    what = "" if phase.kind is Kind.WORK else "breath" if phase.beat else "seconds"
    amount = number(1 if phase.beat else phase.unit)
    return sentence(" ".join(filter(None, (amount, what, "more" if sign > 0 else "less"))))
