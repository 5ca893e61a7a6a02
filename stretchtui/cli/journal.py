"""The journal as the commands read it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from stretchtui.cli.words import Refused, complain
from stretchtui.core.routines.ramps import ladder
from stretchtui.core.sessions.progress import Progress, progress
from stretchtui.playing.ending import ExitStatus
from stretchtui.store.journal_mark import is_there

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record
    from stretchtui.store.journal import Journal
    from stretchtui.store.paths import Folders

T = TypeVar("T")


def read(folders: Folders, question: Callable[[Journal], T], nothing: T) -> T:
    """The journal's answer to a question; ``nothing``, if there is no journal yet.

    What of it could not be read is said in one line.

    Raises:
        Refused: It cannot be read.
    """
    return ask(folders, question) if is_there(folders.data) else nothing


def ask(folders: Folders, question: Callable[[Journal], T]) -> T:
    """The journal's answer to a question, or to what it is told; it is made if there is none.

    What of it could not be read is said in one line.

    Raises:
        Refused: It cannot be read, or not written.
    """
    from stretchtui.store.journal import Journal
    from stretchtui.store.journal_errors import JournalError

    try:
        with contextlib.closing(Journal(folders.data)) as journal:
            if journal.notice:
                complain(journal.notice)
            answer = question(journal)
            if journal.unread_sessions or journal.unread_parts:
                from stretchtui.words.record import unread

                complain(unread(journal.unread_sessions, journal.unread_parts))
            return answer
    except JournalError as error:
        raise Refused(str(error), ExitStatus.FAULTY) from None


def sessions(folders: Folders) -> tuple[Record, ...]:
    """All sessions, in the order in which they started."""
    return read(folders, lambda journal: journal.sessions(), ())


def sessions_if_readable(folders: Folders) -> tuple[Record, ...]:
    """As ``sessions``; none if the journal cannot be read, which is said in one line."""
    try:
        return sessions(folders)
    except Refused as error:
        complain(str(error))
        return ()


def progress_of(entry: Entry, records: tuple[Record, ...], today: Today) -> Progress:
    """How far a routine has grown, by the sessions of all routines."""
    own = (record for record in records if record.routine == entry.routine.id)
    return progress(own, ladder(entry.routine, entry.stretches), today)
