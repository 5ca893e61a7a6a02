"""One session as it shall be kept: told of by whoever plays it, written by the journal's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Feeling, Record, Standing, Unfinished
    from stretchtui.store.journal import Journal


class SessionPage:
    """One session in the journal, from ``JournalWriter``; every method returns at once."""

    def __init__(
        self,
        write: Callable[[SessionPage], bool],
        record: Record,
        standing: Standing,
        before: Unfinished | None = None,
    ) -> None:
        self._write = write
        self._lock = threading.Lock()
        self._newest = record, standing
        self._kept = (before.record, before.standing) if before else None

    @property
    def record(self) -> Record:
        """The session as it shall be kept; its number is 0 until it has been written."""
        return self._newest[0]

    @property
    def standing(self) -> Standing:
        """How the session stands, as it shall be kept."""
        return self._newest[1]

    @property
    def kept(self) -> bool:
        """Whether the journal has all of it."""
        return self._kept == self._newest

    def keep(self, standing: Standing, now: float) -> None:
        """The session stands like this.

        Args:
            standing: How it stands, after a phase has ended or another has begun.
            now: Seconds since 1970.
        """
        with self._lock:
            self._newest = self._newest[0].standing(standing, now), standing
        self._write(self)

    def end(self, now: float, completed: bool) -> None:
        """The session is over; what is said of it afterwards is still kept."""
        self._change(ended=now, updated=now, completed=completed)

    def replan(self, **asked: int) -> None:
        """What is asked for is another; kept with ``keep``.

        Args:
            asked: ``steps``, ``phases`` and ``seconds``.
        """
        with self._lock:
            self._newest = replace(self._newest[0], **asked), self._newest[1]

    def say(self, now: float, **said: Feeling | int | str | None) -> None:
        """What the person says of it.

        Args:
            now: Seconds since 1970.
            said: ``feeling``, ``before`` and ``after`` (the discomfort, from 0 to 10), and
                ``note`` (one line; nothing, if it is empty).
        """
        self._change(updated=now, **said)

    def put(self, journal: Journal) -> None:
        """Write what is new; for the writer's thread.

        Raises:
            JournalError: It cannot be written.
        """
        record, standing = newest = self._newest
        if newest == self._kept:
            return
        before = set(self._kept[1].parts) if self._kept else set()
        new = tuple(part for part in standing.parts if part not in before)
        gone = {part.step for part in before} - {part.step for part in standing.parts}
        # One that is gone went with a damaged file, or was deleted by another program.
        if not record.id or not journal.keep(record, replace(standing, parts=new), gone):
            record = replace(record, id=journal.add(record, standing))
        with self._lock:
            self._newest = replace(self._newest[0], id=record.id), self._newest[1]
        self._kept = record, standing
        if record.ended is not None:
            journal.let_go(record.id)

    def rewrite(self, journal: Journal) -> None:
        """Write all of it: what was kept may have been lost; for the writer's thread.

        Raises:
            JournalError: It cannot be written.
        """
        self._kept = None
        self.put(journal)

    def _change(self, **fields: float | str | None) -> None:
        with self._lock:
            self._newest = replace(self._newest[0], **fields), self._newest[1]
        self._write(self)
