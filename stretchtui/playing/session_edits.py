"""What the person changes in the history: sessions corrected, added, deleted, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.sessions.logged import logged

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.sessions.record import Feeling, Moment, Record
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.store.journal import Journal
    from stretchtui.store.journal_corrections import DeletedSession

GONE = "it is no longer in your history"


class SessionEdits:
    """Changes sessions of the journal, and has it read again.

    What it gives is why something was not done; it is empty if it was.

    Args:
        journal: Has the sessions, and a journal to keep them in.
    """

    def __init__(self, journal: JournalView) -> None:
        self._journal = journal
        self._deleted: list[DeletedSession] = []
        self.newest = 0
        """The number of the session that was added or put back last; 0 before that."""

    @property
    def can_put_back(self) -> bool:
        """Whether a session was deleted that can come back."""
        return bool(self._deleted)

    async def delete(self, record: Record) -> str:
        """Delete a session; it can be put back until the program ends."""
        deleted: list[DeletedSession | None] = []

        def delete(journal: Journal) -> None:
            deleted.append(journal.delete(record.id))

        reason = await self._journal.tell(delete)
        self._deleted += filter(None, deleted)
        return reason

    async def put_back(self) -> str:
        """Put back the session that was deleted last, if there is one."""
        if not self._deleted:
            return ""
        deleted = self._deleted.pop()

        def put_back(journal: Journal) -> None:
            self.newest = journal.put_back(deleted)

        reason = await self._journal.tell(put_back)
        self._deleted += [deleted] if reason else []
        return reason

    async def correct(self, record: Record) -> str:
        """Have a session be as the person says it was."""
        now = self._journal.moment().now
        found: list[bool] = []

        def correct(journal: Journal) -> None:
            found.append(journal.correct(record, now))

        reason = await self._journal.tell(correct)
        return reason or ("" if found[-1] else GONE)

    async def add(
        self, entry: Entry, pace: Pace, at: Moment, feeling: Feeling | None, note: str
    ) -> str:
        """Keep a session that was done elsewhere, at the level that the routine had then.

        Args:
            entry: What was done.
            pace: The time between holds.
            at: When it began.
            feeling: How it felt.
            note: What the person has to say of it.
        """
        level = self._journal.level(entry, at)
        record, parts = logged(entry, pace, level, at.now, at.offset, feeling=feeling, note=note)

        def add(journal: Journal) -> None:
            self.newest = journal.add_ended(record, parts)

        return await self._journal.tell(add)
