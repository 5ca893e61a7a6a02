"""Asks the journal for what the history screen shows, and takes sessions out of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from stretchtui.tui.history.review import Review, review

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Record
    from stretchtui.store.journal import Journal
    from stretchtui.tui.app import StretchApp

EMPTY = (
    "Nothing here yet.",
    "Every session you do is kept, and shown here: the days, the weeks, how it goes.",
)
NOT_KEPT = ("There is no journal: sessions are not kept.",)

Found = Review | tuple[str, ...]
"""What there is to show; or what there is to say, for there is nothing."""


async def look_back(program: StretchApp) -> Found:
    """Have the journal read, in its own thread."""
    from stretchtui.store.journal_file import JournalError, SetAside

    scribe = program.scribe
    if scribe is None:
        return NOT_KEPT
    moment, first_weekday = program.moment(), program.week_start

    def ask(journal: Journal) -> Review:
        return review(journal, moment, first_weekday)

    try:
        try:
            found = await asyncio.wrap_future(scribe.ask(ask))
        except SetAside as error:
            program.notify(str(error), severity="warning", markup=False)
            found = await asyncio.wrap_future(scribe.ask(ask))
    except JournalError as error:
        return (str(error),)
    return found if found.records else EMPTY


async def delete(program: StretchApp, record: Record) -> None:
    """Take a session out of the journal; say so if that cannot be."""
    from stretchtui.store.journal_file import JournalError

    assert program.scribe is not None
    try:
        await asyncio.wrap_future(program.scribe.ask(lambda journal: journal.delete(record.id)))
    except JournalError as error:
        program.notify(f"not deleted: {error}", severity="error", markup=False)
    program.read_diary()
