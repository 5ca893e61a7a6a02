"""The session that was interrupted, and whether it can be resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.sessions.resume import what_is_left
from stretchtui.playing.loaded import as_resumed

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.store.library_files import LibraryFiles


class RoutineIsGone(Exception):
    """The library has no such routine any more, or there is nothing in it to do.

    Args:
        left_out: Whether there would be, if the person did not leave it out.
    """

    def __init__(self, *, left_out: bool = False) -> None:
        super().__init__()
        self.left_out = left_out


class NothingIsLeft(Exception):
    """All that the routine asks for today was done."""


def routine_of(session: Unfinished, files: LibraryFiles, pace: Pace, journal: JournalView) -> Entry:
    """The routine of an interrupted session, as it is by now.

    Args:
        session: The session, which is held by this process.
        files: The routines there are; one that was made for the session is not in the library.
        pace: The time between holds.
        journal: Is told of a session that cannot be resumed.

    Raises:
        RoutineIsGone: It may come back: the session can be resumed later.
        NothingIsLeft: The session is over, and is not offered again.
    """
    library, id_ = files.for_person, session.record.routine
    entry = library.entries.get(id_)
    if entry is None:
        from stretchtui.store.made_routines import find_made

        made = find_made(id_, library, files.folders)
        entry = made and made.for_person(files.leave_out())
    if entry is None or not entry.routine.steps:
        journal.put_off(session)
        raise RoutineIsGone(left_out=entry is not None and bool(entry.notices))
    today = as_resumed(entry, session, library.stretches)
    if what_is_left(session, today, pace) is None:
        if what_is_left(session, today.as_written, pace) is not None:
            journal.put_off(session)
            raise RoutineIsGone(left_out=True)
        journal.discard(session)
        raise NothingIsLeft
    return entry
