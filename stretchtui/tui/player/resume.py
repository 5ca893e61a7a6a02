"""The session that was interrupted, offered again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.words.record import where

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.tui.dialogs.question import Question
    from stretchtui.words.glyphs import Glyphs

RESUME, LATER, DISCARD = "resume", "later", "discard"


def resume_question(unfinished: Unfinished, now: float, glyphs: Glyphs) -> Question:
    """Whether to resume it.

    Args:
        unfinished: The session.
        now: Seconds since 1970.
        glyphs: The characters to draw with.
    """
    # Imported with the question: the first screen does not wait for it.
    from stretchtui.tui.dialogs.question import Answer, Question

    answers = (
        Answer(RESUME, "enter,space,y", "enter", "go on"),
        Answer(DISCARD, "n,x,escape", "n", "no, let it be"),
        Answer(LATER, "l", "l", "ask again later"),
    )
    return Question("Go on where it broke off?", [where(unfinished, now, glyphs)], answers)
