"""The journal: a record of every session, kept as it is played.

It imports ``sqlite3``, which takes 12 ms: whoever only starts the program does not import it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import ValidationError

from stretchtui.core.text import clean
from stretchtui.store.journal_file import (
    DamageError,
    JournalError,
    SetAside,
    connect,
    is_damage,
    reason,
    set_aside,
)
from stretchtui.store.journal_rows import (
    ADD,
    KEEP,
    SESSIONS,
    clean_text,
    parts_of,
    put_parts,
    records,
    row_of,
    targets_of,
    unfinished,
)
from stretchtui.store.playing import Playing, playing_in

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Part, Record, Standing, Unfinished

FILE = "journal.sqlite3"

RESUMABLE_S = 24 * 60 * 60
"""A session that broke off longer ago is not offered again, in seconds."""


class Journal:
    """The journal in a folder, for use by the thread that opens it.

    Every method may raise ``JournalError``, whose message is one line; ``SetAside``, if it met
    with damage: then the journal is a new one, and can be used.

    Args:
        folder: The data folder; it is made if need be.

    Raises:
        JournalError: The journal cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._playing: Playing
        self._database: sqlite3.Connection
        with _one_line():
            folder.mkdir(parents=True, exist_ok=True)
            self._playing = playing_in(folder)
            self.notice = self._open()
            """What the person should be told: that a damaged journal was set aside."""

    # Writing

    def add(self, record: Record, standing: Standing) -> int:
        """Keep a session that begins, played by this process; its number."""
        with self._writing() as database:
            session = database.execute(ADD, row_of(record, standing)).lastrowid or 0
            put_parts(database, session, standing.parts)
            # Before others can see it, or they would offer to go on with it.
            self._playing.take(session)
        return session

    def keep(self, record: Record, standing: Standing) -> bool:
        """Keep how a session stands now; False if it is not in the journal any more."""
        with self._writing() as database:
            row = (*row_of(record, standing), record.id)
            found = database.execute(KEEP, row).rowcount == 1
            if found:
                put_parts(database, record.id, standing.parts)
        return found

    def let_go(self, session: int) -> None:
        """A session is no longer played by this process."""
        self._playing.give_up(session)

    def take_back(self, record: Record) -> bool:
        """Hold a session again that was let go of, unless another program went on with it.

        Args:
            record: The session as it was kept last.
        """
        with self._reading() as database:
            unchanged = database.execute(
                "SELECT 1 FROM session WHERE id = ? AND ended IS NULL AND updated = ?",
                (record.id, record.updated),
            ).fetchone()
        return unchanged is not None and self._playing.take(record.id)

    def dismiss(self, session: int) -> None:
        """A session that broke off is not to be gone on with: it ended where it did."""
        with self._writing() as database:
            database.execute(
                "UPDATE session SET ended = updated WHERE id = ? AND ended IS NULL", (session,)
            )
        self.let_go(session)

    def delete(self, session: int) -> None:
        """Take a session out of the journal."""
        with self._writing() as database:
            database.execute("DELETE FROM session WHERE id = ?", (session,))
        self.let_go(session)

    # Reading

    def sessions(self, since: float = 0.0, routine: str | None = None) -> tuple[Record, ...]:
        """Sessions in the order in which they started.

        Args:
            since: Those that started at this moment or later, in seconds since 1970.
            routine: Those of this routine; of all, if not given.
        """
        with self._reading() as database:
            rows = database.execute(
                f"{SESSIONS} WHERE started >= ? AND (? IS NULL OR routine = ?) "
                "ORDER BY started, id",
                (since, routine, routine),
            ).fetchall()
            return tuple(records(database, rows))

    def parts(self, session: int) -> tuple[Part, ...]:
        """What was done of each step of a session."""
        with self._reading() as database:
            return parts_of(database, session)

    def held(self, since: float = 0.0) -> tuple[tuple[tuple[str, ...], float], ...]:
        """Seconds held for each set of parts of the body, in sessions since a moment."""
        with self._reading() as database:
            rows = database.execute(
                "SELECT targets, sum(p.seconds) FROM session JOIN session_stretch AS p "
                "ON p.session = id WHERE started >= ? GROUP BY targets",
                (since,),
            )
            return tuple((targets_of(targets), float(seconds)) for targets, seconds in rows)

    def hurting(self) -> frozenset[str]:
        """The stretches that hurt in the last session in which they were done."""
        with self._reading() as database:
            rows = database.execute(
                "SELECT stretch, max(started), hurt FROM ("
                " SELECT stretch, started, max(p.hurt) AS hurt FROM session_stretch AS p"
                " JOIN session ON id = p.session WHERE stretch IN"
                "  (SELECT stretch FROM session_stretch WHERE hurt IS NOT NULL)"
                " AND (p.seconds > 0 OR p.hurt IS NOT NULL) GROUP BY stretch, p.session"
                ") GROUP BY stretch"
            )
            return frozenset(clean_text(stretch) for stretch, _, hurt in rows if hurt is not None)

    def resumable(self, now: float) -> Unfinished | None:
        """The session to go on with, from here on held by this process: nobody offers it again.

        It is the newest without an end, broke off within the last day, and is held by nobody;
        a routine that was completed since is not offered. Play it, dismiss it, or let it go.

        Args:
            now: Seconds since 1970.
        """
        with self._reading() as database:
            found = database.execute(
                "SELECT id FROM session WHERE ended IS NULL AND updated >= ? AND NOT EXISTS ("
                "SELECT 1 FROM session AS later WHERE later.routine = session.routine AND "
                "later.completed AND later.started > session.started) "
                "ORDER BY started DESC, id DESC",
                (now - RESUMABLE_S,),
            ).fetchall()
            for (session,) in found:
                if not self._playing.take(session):
                    continue
                # Read now that nobody plays it: it may have gone on until just then, or ended.
                row = database.execute(
                    f"{SESSIONS} WHERE id = ? AND ended IS NULL", (session,)
                ).fetchone()
                if row is not None:
                    return unfinished(database, row)
                self.let_go(session)
        return None

    def close(self) -> None:
        """Let the database be; sessions that this process plays stay held."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()

    # The file

    def _open(self, thoroughly: bool = False) -> str | None:
        """Open the file; if it is damaged, set it aside, and say so."""
        try:
            self._database = connect(self.path, thoroughly)
            return None
        except DamageError:
            with self._playing.alone():
                # Another program may have set it aside meanwhile.
                try:
                    self._database = connect(self.path, thoroughly)
                    return None
                except DamageError:
                    said = set_aside(self.path)
                    self._database = connect(self.path)
                    return said

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with _one_line():
            try:
                yield self._database
            except sqlite3.Error as error:
                if not is_damage(error):
                    raise
                self.close()
                said = self._open(thoroughly=True)
                raise SetAside(said or f"{FILE}: {reason(error)}") from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    database.execute("ROLLBACK")
                raise


@contextlib.contextmanager
def _one_line() -> Iterator[None]:
    """Whatever goes wrong with the file, said in one line."""
    try:
        yield
    except sqlite3.Error as error:
        raise JournalError(f"{FILE}: {reason(error)}") from error
    except OSError as error:
        raise JournalError(f"{FILE}: {error.strerror or error}") from error
    except (ValidationError, ValueError) as error:
        raise JournalError(f"{FILE}: {clean(str(error))}") from error
