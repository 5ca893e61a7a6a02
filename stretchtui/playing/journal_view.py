"""What the journal knows, as the screens use it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stretchtui.core.routines.ramps import ladder
from stretchtui.core.sessions.advice import Advice, advise
from stretchtui.core.sessions.growth import growths, outlook, reason
from stretchtui.core.sessions.progress import Progress, progress
from stretchtui.playing.recorder import moment

if TYPE_CHECKING:
    from concurrent.futures import Future

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.record import Moment, Record
    from stretchtui.store.journal import Journal
    from stretchtui.store.journal_writer import JournalWriter

    _Known = tuple[tuple[Record, ...], frozenset[str], Advice | None]

PATIENCE_S = 1.0
"""How long a session that depends on the journal waits for it."""


class JournalView:
    """The sessions so far, and what follows from them.

    Args:
        scribe: Has the journal; without one there are no sessions.
        entries: Gives the routines there are.
        now: Tells the moment.
    """

    def __init__(
        self,
        scribe: JournalWriter | None,
        entries: Callable[[], Iterable[Entry]],
        now: Callable[[], Moment] = moment,
    ) -> None:
        self.records: tuple[Record, ...] = ()
        """All sessions, in the order in which they started."""
        self.hurting: frozenset[str] = frozenset()
        """The stretches that hurt the last time they were done."""
        self.advice: Advice | None = None
        """What would be a good choice today."""
        self.known = scribe is None
        """Whether the journal has been read."""
        self._scribe = scribe
        self._entries = entries
        self._now = now

    async def read(self) -> None:
        """Read the journal; what goes wrong is said by the scribe, and nothing is known."""
        import asyncio  # not for a session in plain lines, which has no event loop

        if self._scribe is None:
            return
        with contextlib.suppress(Exception):
            self._take(await asyncio.wait_for(asyncio.wrap_future(self._ask()), PATIENCE_S))
        self.known = True

    def read_now(self) -> None:
        """Read it where there is no event loop, and wait for that."""
        with contextlib.suppress(Exception):
            self._take(self._ask().result(PATIENCE_S))
        self.known = True

    def _ask(self) -> Future[_Known]:
        assert self._scribe is not None
        today, entries = self._now().day, tuple(self._entries())

        def ask(journal: Journal) -> _Known:
            records = journal.sessions()
            return records, journal.hurting(), advise(entries, records, today)

        return self._scribe.ask(ask)

    def _take(self, known: _Known) -> None:
        self.records, self.hurting, self.advice = known

    def grows(self, entry: Entry) -> bool:
        """Whether anything in a routine grows from session to session."""
        return len(ladder(entry.routine, entry.stretches)) > 1

    def progress(self, entry: Entry) -> Progress:
        """How far a routine has grown."""
        own = (record for record in self.records if record.routine == entry.routine.id)
        return progress(own, ladder(entry.routine, entry.stretches), self._now().day)

    def level(self, entry: Entry) -> int:
        """The level at which a routine is played today."""
        return self.progress(entry).level if self.records else 0

    def today(self, entry: Entry) -> list[str]:
        """What a routine that grows asks for today, and why, a line each."""
        if not self.grows(entry):
            return []
        now = self.progress(entry)
        why = "; ".join(filter(None, (reason(now), outlook(now))))
        changes = growths(entry.routine, entry.stretches, now.level, now.last)
        return [*([why] if why else []), *(f"{each.name}: {each.words}" for each in changes)]
