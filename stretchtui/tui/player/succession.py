"""A routine whose id was changed by hand is offered the history it had."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from stretchtui.words.record import same_steps

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.core.sessions.succession import Succession
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.tui.dialogs.question import Question

TAKE_OVER, KEEP_APART, LATER = "take-over", "keep-apart", "later"


async def offer_history(app: App[Any], journal: JournalView, is_busy: Callable[[], bool]) -> None:
    """Ask whether a routine is one of before, if it seems so and nobody is busy.

    Args:
        app: Shows the question.
        journal: Knows the sessions so far.
        is_busy: Whether the person has begun something else meanwhile.
    """
    asked = journal.find_succession()
    found = None
    # What goes wrong with the journal is said by its writer.
    with contextlib.suppress(Exception):
        found = await asyncio.wrap_future(asked) if asked is not None else None
    if found is None or is_busy():
        return
    answer = await app.push_screen_wait(_question(found))
    if answer in (TAKE_OVER, KEEP_APART):
        fault = await journal.settle(found, take_over=answer == TAKE_OVER)
        if fault:
            app.notify(fault, severity="error", markup=False)


def _question(found: Succession) -> Question:
    # Imported with the question: the first screen does not wait for it.
    from stretchtui.tui.dialogs.question import Answer, Question

    answers = (
        Answer(TAKE_OVER, "y,enter", "y", "continue its history"),
        Answer(KEEP_APART, "n", "n", "start fresh"),
        Answer(LATER, "l,escape", "l", "ask again later"),
    )
    lines = [same_steps(found.entry.routine.name, found.former.name, found.former.sessions)]
    return Question("Have you done this routine before?", lines, answers)
