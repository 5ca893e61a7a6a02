"""The session that was interrupted, offered again."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from stretchtui.playing.interrupted import RoutineIsGone
from stretchtui.words.record import nothing_is_left, routine_is_gone, where

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.playing.journal_view import JournalView
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
        Answer(RESUME, "enter,space,y", "enter", "resume"),
        Answer(DISCARD, "n,x,escape", "n", "discard"),
        Answer(LATER, "l", "l", "ask again later"),
    )
    return Question("Resume your last session?", [where(unfinished, now, glyphs)], answers)


def why_not(unfinished: Unfinished, reason: Exception) -> str:
    """Why it cannot be resumed."""
    return (
        routine_is_gone(unfinished, left_out=reason.left_out)
        if isinstance(reason, RoutineIsGone)
        else nothing_is_left(unfinished)
    )


async def is_wanted(
    unfinished: Unfinished, app: App[Any], journal: JournalView, glyphs: Glyphs
) -> bool:
    """Ask whether to resume it; if not, it is put off or discarded."""
    question = resume_question(unfinished, journal.moment().now, glyphs)
    answer = await app.push_screen_wait(question)
    if answer == DISCARD:
        journal.discard(unfinished)
    elif answer != RESUME:
        journal.put_off(unfinished)
    return answer == RESUME


async def find_interrupted(journal: JournalView) -> Unfinished | None:
    """Take hold of the session that was interrupted, if there is one."""
    asked = journal.find_interrupted()
    # What goes wrong with the journal is said by its writer.
    with contextlib.suppress(Exception):
        return await asyncio.wrap_future(asked) if asked is not None else None
    return None
