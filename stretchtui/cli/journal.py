"""The journal as the commands read it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from stretchtui.cli.words import Refused, complain
from stretchtui.core.routines.ramps import ladder
from stretchtui.core.sessions.progress import Progress, progress
from stretchtui.store.files import reason

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.record import Moment, Record
    from stretchtui.store.journal import Journal
    from stretchtui.store.paths import Folders

T = TypeVar("T")


def read(folders: Folders, question: Callable[[Journal], T], nothing: T) -> T:
    """The journal's answer to a question; ``nothing``, if there is no journal yet.

    Raises:
        Refused: It cannot be read.
    """
    # What only looks makes no files; and it takes 20 ms less.
    file = folders.data / "journal.sqlite3"
    try:
        os.stat(file)
    except FileNotFoundError:
        return nothing
    except OSError as error:
        raise Refused(f"{file}: {reason(error)}") from None
    from stretchtui.store.journal import Journal
    from stretchtui.store.journal_file import JournalError

    try:
        with contextlib.closing(Journal(folders.data)) as journal:
            if journal.notice:
                complain(journal.notice)
            return question(journal)
    except JournalError as error:
        raise Refused(str(error)) from None


def sessions(folders: Folders) -> tuple[Record, ...]:
    """All sessions, in the order in which they started."""
    return read(folders, lambda journal: journal.sessions(), ())


def progress_of(entry: Entry, records: tuple[Record, ...], moment: Moment) -> Progress:
    """How far a routine has grown, by the sessions of all routines."""
    own = (record for record in records if record.routine == entry.routine.id)
    return progress(own, ladder(entry.routine, entry.stretches), moment.day)
