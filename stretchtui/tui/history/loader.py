"""Asks the journal for what the history screen shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.tui.history.review import Review, review
from stretchtui.words.record import unread

if TYPE_CHECKING:
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.store.journal import Journal

EMPTY = (
    "No sessions yet.",
    "Your sessions will appear here.",
    "You can also add one you did elsewhere.",
)
NOT_KEPT = ("Sessions are not being saved: there is no journal.",)

Found = Review | tuple[str, ...]
"""What there is to show; or what there is to say, for there is nothing."""


async def look_back(journal: JournalView, warn: Callable[[str], None]) -> Found:
    """Have the journal read, in its own thread.

    Args:
        journal: Has the journal.
        warn: Told how many sessions could not be read.
    """
    from stretchtui.store.journal_errors import JournalError

    writer, today = journal.writer, journal.now
    if writer is None:
        return NOT_KEPT

    def ask(journal: Journal) -> Review:
        return review(journal, today)

    try:
        found = await asyncio.wrap_future(writer.ask(ask))
    except JournalError as error:
        return (str(error),)
    if found.unread:
        warn(unread(found.unread))
    return found if found.records else EMPTY
