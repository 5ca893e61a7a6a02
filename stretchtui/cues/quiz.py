"""A few cues at random, and which answers are right. Pure: it plays and prints nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.demonstration import rings

if TYPE_CHECKING:
    from random import Random

QUESTIONS = 5
"""How many cues are played, where there are so many."""


class Quiz:
    """One quiz.

    Args:
        cues: What may be asked, in the order it is shown.
        random: Chooses.
        bells: Whether cues are heard as bells: those that ring equally often sound the same, and
            those that never ring are not asked.
    """

    def __init__(self, cues: Sequence[CueName], random: Random, *, bells: bool) -> None:
        self.cues = [cue for cue in cues if rings(cue)] if bells else list(cues)
        """What may be asked; each has its number, from 1."""
        self.bells = bells
        """Whether only bells are heard."""
        self.questions = random.sample(self.cues, min(QUESTIONS, len(self.cues)))
        """What is asked, one after the other."""

    def read(self, typed: str) -> CueName | None:
        """The cue that is meant: by its number, its name, or how that begins; None for no one."""
        word = "-".join(typed.lower().replace("-", " ").split())
        if word.isdecimal():
            number = int(word[:9])
            return self.cues[number - 1] if 0 < number <= len(self.cues) else None
        if word in self.cues:
            return CueName(word)
        near = [cue for cue in self.cues if word and cue.startswith(word)]
        return near[0] if len(near) == 1 else None

    def is_right(self, answer: CueName, cue: CueName) -> bool:
        """Whether an answer is right: it is what was heard, or sounds the same."""
        return answer is cue or (self.bells and rings(answer) == rings(cue))
