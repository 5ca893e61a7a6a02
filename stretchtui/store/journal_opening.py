"""The journal's file while it is open: mended where it is damaged, only read where it must be."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.store import journal_copies, journal_mark
from stretchtui.store.files import make_folder
from stretchtui.store.journal_errors import (
    DamageError,
    JournalError,
    SetAside,
    forbids_writing,
    is_damage,
    reason,
)
from stretchtui.store.journal_file import connect, identity
from stretchtui.store.journal_mending import catch_up, is_half_mended, mend, readable
from stretchtui.store.journal_tables import transaction
from stretchtui.store.playing import Playing, playing_in

if TYPE_CHECKING:
    from datetime import date


class OpenedFile:
    """The file, for use by the thread that opens it.

    Args:
        path: The file; its folder is made if need be.

    Raises:
        JournalError: It cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = path.parent
        self._playing: Playing | None = None
        self._refusal = ""
        self._database: sqlite3.Connection
        self._identity: tuple[int, int] | None = None
        with self._one_line():
            self.notice = self._open()
            """What the person should be told: that a damaged journal was set aside."""

    @property
    def is_read_only(self) -> bool:
        """Whether it could only be read when it was opened."""
        return bool(self._refusal)

    def close(self) -> None:
        """Let the database be; sessions that this process plays stay held."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read.

        Raises:
            SetAside: It was damaged, and is a new one by now, which can be used.
            JournalError: It cannot be read.
        """
        with self._one_line():
            # Another program may have put a new one in its place.
            if not self._refusal and identity(self._path) != self._identity:
                said = self._reopen()
                if said:
                    raise SetAside(said)
            try:
                yield self._database
            except (sqlite3.Error, UnicodeDecodeError) as error:
                if not is_damage(error):
                    raise
                raise SetAside(self._reopen() or self._line(error)) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write, all or nothing.

        Raises:
            SetAside: Nothing was written: it was damaged, and is a new one by now.
            JournalError: It cannot be written.
        """
        with self.reading() as database:
            if self._refusal:
                raise JournalError(self._refusal)
            with transaction(database):
                yield database
                database.execute("UPDATE written SET times = times + 1")
                times = journal_mark.counted(database)
            if identity(self._path) != self._identity:
                # This went into a file that another program has set aside meanwhile.
                self._reopen()
                raise SetAside(f"{self._path.name} was repaired by another program")
            journal_mark.remember(self._folder, times)

    def copy(self, day: date) -> bool:
        """Keep a copy, if there is none of this day; without a word where that cannot be done.

        Returns:
            Whether that was tried; False if there is no session yet.

        Raises:
            SetAside: It was damaged, and is a new one by now.
            JournalError: It cannot be read.
        """
        playing = self._playing
        if playing is None or not journal_copies.is_due(self._folder, day):
            return True
        with self.reading() as database:
            if database.execute("SELECT 1 FROM session LIMIT 1").fetchone() is None:
                return False
            try:
                with playing.alone():
                    # Another program may have been quicker.
                    if journal_copies.is_due(self._folder, day):
                        journal_copies.make(database, self._folder, day)
            except (OSError, sqlite3.Error) as error:
                if is_damage(error):
                    raise
        return True

    # Which sessions are played

    def take(self, session: int) -> bool:
        """Hold a session as played here; False if it is held already, or cannot be held."""
        return self._playing is not None and self._playing.take(session)

    def give_up(self, session: int) -> None:
        """A session is no longer played here."""
        if self._playing is not None:
            self._playing.give_up(session)

    @contextlib.contextmanager
    def holding(self) -> Iterator[Callable[[int], bool]]:
        """Gives ``take``, and gives up in the end what was taken by that."""
        with contextlib.ExitStack() as taken:

            def take(session: int) -> bool:
                is_ours = self.take(session)
                if is_ours:
                    taken.callback(self.give_up, session)
                return is_ours

            yield take

    # Opening

    def _open(self) -> str | None:
        """Open the file, for reading at least; what the person should be told."""
        self._refusal, self._playing = "", None
        try:
            make_folder(self._folder)
            self._playing = playing_in(self._folder)
            return self._open_for_writing(self._playing)
        except (OSError, sqlite3.Error) as error:
            if not forbids_writing(error):
                raise
            try:
                self._database, said = readable(self._path)
            except OSError:
                raise error from None
            self._refusal, self._playing = self._line(error), None
            return said

    def _open_for_writing(self, playing: Playing) -> str | None:
        try:
            self._connect()
        except DamageError:
            with playing.alone():
                # Another program may have mended it meanwhile.
                try:
                    self._connect()
                except DamageError as damage:
                    said = mend(self._path, damage.harm)
                    self._connect()
                    return said
        if journal_mark.written(self._folder) > journal_mark.counted(self._database):
            with playing.alone():
                return catch_up(self._database, self._path)
        return None

    def _connect(self) -> None:
        if is_half_mended(self._path):
            raise DamageError
        # Looked at before: if it is replaced in between, that is noticed with the first use.
        before = identity(self._path)
        self._database = connect(self._path)
        self._identity = before or identity(self._path)

    def _reopen(self) -> str | None:
        self.close()
        return self._open()

    def _line(self, error: Exception) -> str:
        return f"{self._path.name}: {reason(error)}"

    @contextlib.contextmanager
    def _one_line(self) -> Iterator[None]:
        """Whatever goes wrong with the file, said in one line."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise JournalError(self._line(error)) from error
