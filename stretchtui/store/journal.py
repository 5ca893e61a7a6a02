"""The journal: a record of every session, kept as it is played.

It imports ``sqlite3``, which takes 12 ms: whoever only starts the program does not import it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.core.sessions.account import Account
from stretchtui.core.sessions.days import LEEWAY_S
from stretchtui.store import journal_copies, journal_corrections, journal_mark, journal_totals
from stretchtui.store.journal_errors import JournalError
from stretchtui.store.journal_exchange import TakenIn, found_in, take_in
from stretchtui.store.journal_opening import OpenedFile
from stretchtui.store.journal_rows import (
    ADD,
    KEEP,
    LATEST_S,
    PARTS,
    SESSIONS,
    hurt_in,
    part_of,
    put_parts,
    records,
    row_to_add,
    row_to_keep,
    unfinished,
)
from stretchtui.store.session_uid import with_uid

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.core.sessions.account import Export
    from stretchtui.core.sessions.record import Part, Record, Standing, Unfinished
    from stretchtui.store.journal_corrections import DeletedSession

FILE = journal_mark.JOURNAL

RESUMABLE_S = 24 * 60 * 60
"""A session that broke off longer ago is not offered again, in seconds."""


class Journal:
    """The journal in a folder, for use by the thread that opens it.

    Every method may raise ``JournalError``, whose message is one line; ``SetAside``, if it met
    with damage: then the journal is a new one, and can be used. Where the disk is full or may not
    be written, it can be read, and whatever writes raises ``JournalError``.

    Args:
        folder: The data folder; it is made if need be.

    Raises:
        JournalError: The journal cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.file = OpenedFile(folder / FILE)
        """What is asked and told with transactions of its own."""
        self.unread_sessions = 0
        """Sessions that were left out by ``sessions``: their rows make no sense."""
        self.unread_parts = 0
        """Parts of sessions that were left out by ``parts``, since ``sessions`` was asked."""
        self.notice = self.file.notice
        """What the person should be told: that a damaged journal was set aside."""

    @property
    def is_read_only(self) -> bool:
        """Whether it could only be read when it was opened."""
        return self.file.is_read_only

    # Writing

    def add(self, record: Record, standing: Standing) -> int:
        """Keep a session that begins, played by this process; its number."""
        with self.file.writing() as database:
            session = database.execute(ADD, row_to_add(with_uid(record), standing)).lastrowid or 0
            put_parts(database, session, standing.parts)
            # Before others can see it, or they would offer to go on with it.
            self.file.take(session)
        return session

    def add_ended(self, record: Record, parts: tuple[Part, ...]) -> int:
        """Keep a session that is over already, and that nobody plays; its number.

        Args:
            record: The session.
            parts: What was done of its steps.
        """
        session = self.add(record, Account.of(record, parts).standing)
        self.let_go(session)
        return session

    def keep(self, record: Record, standing: Standing, gone: Iterable[int] = ()) -> bool:
        """Keep how a session stands now; False if it is not in the journal any more.

        Args:
            record: The session.
            standing: How it stands; of its parts those that have changed.
            gone: Parts that it has no more, by their steps.
        """
        with self.file.writing() as database:
            found = database.execute(KEEP, row_to_keep(record, standing)).rowcount == 1
            if found:
                database.executemany(
                    "DELETE FROM session_stretch WHERE session = ? AND step = ?",
                    [(record.id, step) for step in gone],
                )
                put_parts(database, record.id, standing.parts)
        return found

    def take_in(self, export: Export) -> TakenIn:
        """Take in what another journal has: all of it, or nothing.

        A session that is being played on this machine stays as it is.
        """
        with self.file.holding() as hold, self.file.writing() as database:
            return take_in(database, export, hold)

    def let_go(self, session: int) -> None:
        """A session is no longer played by this process."""
        self.file.give_up(session)

    def take_back(self, record: Record) -> bool:
        """Hold a session again that was let go of, unless another program went on with it.

        Args:
            record: The session as it was kept last.
        """
        with self.file.reading() as database:
            unchanged = database.execute(
                "SELECT 1 FROM session WHERE id = ? AND ended IS NULL AND updated = ?",
                (record.id, record.updated),
            ).fetchone()
        return unchanged is not None and self.file.take(record.id)

    def dismiss(self, session: int) -> None:
        """A session that broke off is not to be gone on with: it ended where it did."""
        with self.file.writing() as database:
            database.execute(
                "UPDATE session SET ended = updated WHERE id = ? AND ended IS NULL", (session,)
            )
        self.let_go(session)

    def delete(self, session: int) -> DeletedSession | None:
        """Take a session out of the journal, and out of its copies.

        Returns:
            What ``put_back`` takes; None if the session could not come back.
        """
        with self.file.writing() as database:
            found = database.execute(
                "SELECT started, routine, uid FROM session WHERE id = ?", (session,)
            ).fetchone()
            deleted = journal_corrections.take_out(database, session)
        if found is not None:
            journal_copies.forget(self._folder, *found)
        self.let_go(session)
        return deleted

    def put_back(self, deleted: DeletedSession) -> int:
        """Put a session back that was deleted: the same one, whatever number it gets.

        Returns:
            Its number.
        """
        with self.file.writing() as database:
            return journal_corrections.put_back(database, deleted)

    def correct(self, record: Record, now: float) -> bool:
        """Have a session be as the person says it was; False if it is not there any more.

        Args:
            record: The session, with its start, feeling, discomfort and note as they shall be.
            now: Seconds since 1970.

        Raises:
            JournalError: It is being played.
        """
        if record.ended is None and not self.is_read_only:
            if not self.file.take(record.id):
                raise JournalError("this session is still being played")
            self.let_go(record.id)
        with self.file.writing() as database:
            return journal_corrections.correct(database, record, now, now - RESUMABLE_S)

    def write_stretch_note(self, stretch: str, note: str, now: float) -> None:
        """Keep what the person wrote of a stretch, in place of what they wrote before.

        Args:
            stretch: Its id in the library; for a stretch of one's own, its name.
            note: One line; an empty one removes what was there.
            now: Seconds since 1970.
        """
        with self.file.writing() as database:
            journal_corrections.write_stretch_note(database, stretch, note, now)

    # Reading

    def sessions(self, since: float = 0.0, routine: str | None = None) -> tuple[Record, ...]:
        """Sessions in the order in which they started; how many were left out is counted.

        One that is empty, since it was closed again at once, is as if it had never been.

        Args:
            since: Those that started at this moment or later, in seconds since 1970.
            routine: Those of this routine; of all, if not given.
        """
        with self.file.reading() as database:
            rows = database.execute(
                f"{SESSIONS} WHERE (started >= ? OR ? = 0) AND (? IS NULL OR routine = ?) "
                "ORDER BY started, id",
                (since, since, routine, routine),
            ).fetchall()
            found = tuple(records(rows, hurt_in(database)))
        readable = [record for record in found if record is not None]
        self.unread_sessions, self.unread_parts = len(found) - len(readable), 0
        return tuple(record for record in readable if not record.is_empty)

    def parts(self, session: int) -> tuple[Part, ...]:
        """What was done of each step of a session; how many were left out is counted."""
        with self.file.reading() as database:
            found = [part_of(row) for row in database.execute(PARTS, (session,))]
        readable = tuple(part for part in found if part is not None)
        self.unread_parts += len(found) - len(readable)
        return readable

    def export(self) -> Export:
        """All that there is but empty sessions; how much of it was left out is counted."""
        with self.file.reading() as database:
            found = found_in(database)
        self.unread_sessions, self.unread_parts = found.unread_sessions, found.unread_parts
        return found.export.without_empty

    def held(
        self, since: float, until: float = LATEST_S
    ) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Seconds held for each set of parts of the body, in sessions that started in a time."""
        with self.file.reading() as database:
            return journal_totals.held(database, since, until)

    def hurting(self, until: float = LATEST_S) -> frozenset[str]:
        """The stretches that hurt in the last session in which they were done, until a moment."""
        with self.file.reading() as database:
            return journal_totals.hurting(database, until)

    def stretch_notes(self) -> dict[str, str]:
        """What the person wrote of stretches, by the stretch's id, or its name if it has none."""
        with self.file.reading() as database:
            return journal_corrections.stretch_notes(database)

    def resumable(self, now: float) -> Unfinished | None:
        """The session to go on with, from here on held by this process: nobody offers it again.

        It is the newest without an end, broke off within the last day, is not empty, and is held
        by nobody; a routine that was completed since is not offered. Play it, dismiss it, or let
        it go.

        Args:
            now: Seconds since 1970.
        """
        with self.file.reading() as database:
            found = database.execute(
                f"SELECT id FROM session WHERE ended IS NULL AND updated BETWEEN ? AND {LATEST_S} "
                "AND NOT EXISTS ("
                "SELECT 1 FROM session AS later WHERE later.routine = session.routine AND "
                "later.completed AND later.started > session.started AND later.started <= ?) "
                "ORDER BY started DESC, id DESC",
                (now - RESUMABLE_S, now + LEEWAY_S),
            ).fetchall()
            for (session,) in found:
                if not self.file.take(session):
                    continue
                # Read now that nobody plays it: it may have gone on until just then, or ended.
                row = database.execute(
                    f"{SESSIONS} WHERE id = ? AND ended IS NULL", (session,)
                ).fetchone()
                offered = row and unfinished(row, self.parts(session))
                if offered and not offered.record.is_empty:
                    return offered
                self.let_go(session)
        return None

    def copy(self, day: date) -> bool:
        """Keep a copy, if there is none of this day; without a word where that cannot be done.

        Returns:
            Whether that was tried; False if there is no session yet.
        """
        return self.file.copy(day)

    def close(self) -> None:
        """Let the database be; sessions that this process plays stay held."""
        self.file.close()
