"""What the journal knows, as whoever shows or plays sessions uses it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.routines.ramps import ladder
from stretchtui.core.sessions.days import Days, Today
from stretchtui.playing.clock import moment
from stretchtui.playing.ending import KEEPING_S
from stretchtui.playing.watched import Watched

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future

    from stretchtui.core.planning.suggestion import Followed, Make
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.training_plan import PlanPlace
    from stretchtui.core.sessions.advice import Advice
    from stretchtui.core.sessions.progress import Progress
    from stretchtui.core.sessions.record import Moment, Record, Unfinished
    from stretchtui.core.sessions.succession import Succession
    from stretchtui.store.journal import Journal
    from stretchtui.store.journal_writer import JournalWriter

# What works with sessions is imported when there are some to work with: the first screen does not
# wait for it.

PATIENCE_S = 1.0
"""How long a session that depends on the journal waits for it, in seconds."""


class Known(NamedTuple):
    """What the journal said when it was last read."""

    records: tuple[Record, ...] = ()
    """All sessions, in the order in which they started."""
    hurting: frozenset[str] = frozenset()
    """The stretches that hurt the last time they were done."""
    familiar: frozenset[str] = frozenset()
    """The stretches that were held often enough to be known by their names."""
    advice: Advice | None = None
    """What would be a good choice today."""
    read: bool = False
    """Whether it has been read at all."""
    notes: Mapping[str, str] = MappingProxyType({})
    """What the person wrote of stretches, by the stretch's id, or its name if it has none."""
    areas: tuple[tuple[str, int], ...] = ()
    """Seconds held this week for each part of the body, the most first."""
    planned: tuple[str, PlanPlace] | None = None
    """The routine that was done today for the plan, by its id, and which session of it that was."""


class JournalView:
    """The sessions so far, and what follows from them.

    Args:
        writer: Has the journal; without one there are no sessions, and none is kept.
        entries: Gives the routines there are.
        moment: Tells the moment, by the clock on the wall.
        days: Tells when the person's days begin, as it is set by now.
        followed: Gives the plan that the person follows, as it is by now.
        make: Makes a routine for it.
    """

    def __init__(
        self,
        writer: JournalWriter | None,
        entries: Callable[[], Iterable[Entry]],
        moment: Callable[[], Moment] = moment,
        days: Callable[[], Days] = Days,
        followed: Callable[[], Followed | None] = lambda: None,
        make: Make = lambda wish, seed, past: None,
    ) -> None:
        self.writer = writer
        """Writes the journal, and asks it; None where there is none."""
        self.moment = moment
        """Tells the moment, by the clock on the wall."""
        self.known: Watched[Known] = Watched(Known(read=writer is None))
        """What it said when it was last read."""
        self.entries = entries
        """Gives the routines there are."""
        self._days = days
        self._followed = followed
        self._make = make

    @property
    def now(self) -> Today:
        """This moment, as the person's days have it."""
        return Today(self.moment(), self._days())

    @property
    def records(self) -> tuple[Record, ...]:
        """All sessions, in the order in which they started."""
        return self.known.value.records

    @property
    def hurting(self) -> frozenset[str]:
        """The stretches that hurt the last time they were done."""
        return self.known.value.hurting

    def note(self, stretch: str) -> str:
        """What the person wrote of a stretch, given by its id, or its name if it has none."""
        return self.known.value.notes.get(stretch, "")

    @property
    def advice(self) -> Advice | None:
        """What would be a good choice today."""
        return self.known.value.advice

    @property
    def is_read(self) -> bool:
        """Whether it has been read."""
        return self.known.value.read

    # Reading

    def close(self) -> None:
        """Have everything kept that there is to keep."""
        if self.writer is not None:
            self.writer.close(KEEPING_S)

    async def read(self) -> None:
        """Read it, and wait a while for that; an answer that comes later is taken when it comes.

        What goes wrong is said by the writer, and what was known stays.
        """
        import asyncio  # not for a session in plain lines, which has no event loop

        if self.writer is None:
            return
        asked = asyncio.wrap_future(self._ask(self.writer))
        asked.add_done_callback(self._take)
        await asyncio.wait([asked], timeout=PATIENCE_S)
        if not self.is_read:
            self.known.set(self.known.value._replace(read=True))

    def _take(self, asked: asyncio.Future[Known]) -> None:
        if not asked.cancelled() and asked.exception() is None:
            self.known.set(asked.result())

    def read_now(self) -> None:
        """Read it where there is no event loop, and wait for that."""
        if self.writer is None:
            return
        known = self.known.value._replace(read=True)
        with contextlib.suppress(Exception):
            known = self._ask(self.writer).result(PATIENCE_S)
        self.known.set(known)

    def _ask(self, writer: JournalWriter) -> Future[Known]:
        today, entries, followed = self.now, tuple(self.entries()), self._followed()

        def ask(journal: Journal) -> Known:
            from stretchtui.playing.advising import advised
            from stretchtui.store.journal_totals import areas_this_week

            records = journal.sessions()
            schedule = followed and followed.schedule(records, today)
            advice = advised(journal, entries, records, today, schedule, self._make)
            notes = journal.stretch_notes()
            areas = areas_this_week(journal.file, records, today)
            stretches = journal.stretches(today.latest)
            known = Known(records, *stretches, advice, True, notes, areas)
            if schedule is None:
                return known
            from stretchtui.core.planning.suggestion import done_on

            return known._replace(planned=done_on(schedule, today.day))

        return writer.ask(ask)

    # Changing

    async def tell(self, change: Callable[[Journal], object]) -> str:
        """Have the journal changed, and read it again; there is one.

        Returns:
            Why it was not changed; empty if it was.
        """
        import asyncio

        from stretchtui.store.journal_errors import JournalError

        assert self.writer is not None
        try:
            await asyncio.wrap_future(self.writer.ask(change))
        except JournalError as error:
            return str(error)
        await self.read()
        return ""

    async def write_note(self, stretch: str, note: str) -> str:
        """Keep what the person wrote of a stretch; as ``tell``.

        Args:
            stretch: Its id in the library; for a stretch of one's own, its name.
            note: One line; an empty one removes what was there.
        """
        now = self.moment().now
        return await self.tell(lambda journal: journal.write_stretch_note(stretch, note, now))

    # A routine whose id was changed

    def find_succession(self) -> Future[Succession | None] | None:
        """A routine that seems to be one of before, under another id; None without a journal."""
        entries = tuple(self.entries())
        if self.writer is None:
            return None

        def ask(journal: Journal) -> Succession | None:
            from stretchtui.core.sessions.succession import succession
            from stretchtui.store.journal_succession import formers, kept_apart

            known = {entry.routine.id for entry in entries}
            return succession(entries, formers(journal.file, known), kept_apart(journal.file))

        return self.writer.ask(ask)

    async def settle(self, found: Succession, *, take_over: bool) -> str:
        """Have a routine go on with the history of a former one, or never ask again; as ``tell``.

        Args:
            found: The two.
            take_over: Whether the history becomes the routine's.
        """

        def change(journal: Journal) -> None:
            from stretchtui.store import journal_succession as store

            settle = store.take_over if take_over else store.keep_apart
            settle(journal.file, found.entry.routine.id, found.former.routine)

        return await self.tell(change)

    # The session that was interrupted

    def find_interrupted(self) -> Future[Unfinished | None] | None:
        """Take hold of the session that was interrupted, if there is one; None without a journal.

        It has to be resumed, put off or discarded: until then it counts as played here.
        """
        now = self.moment().now
        if self.writer is None:
            return None
        return self.writer.ask(lambda journal: journal.resumable(now))

    def put_off(self, session: Unfinished) -> None:
        """Let go of an interrupted session: it can be resumed later, here or elsewhere."""
        if self.writer is not None:
            self.writer.ask(lambda journal: journal.let_go(session.record.id))

    def discard(self, session: Unfinished) -> None:
        """Never offer an interrupted session again."""
        if self.writer is not None:
            self.writer.ask(lambda journal: journal.dismiss(session.record.id))

    # What follows for a routine

    def grows(self, entry: Entry) -> bool:
        """Whether anything in a routine grows from session to session."""
        return len(ladder(entry.routine, entry.stretches)) > 1

    def progress(self, entry: Entry, at: Moment | None = None) -> Progress:
        """How far a routine has grown: by now, or by another moment."""
        from stretchtui.core.sessions.progress import progress

        own = (record for record in self.records if record.routine == entry.routine.id)
        if at is not None:
            own = (record for record in own if record.started < at.now)
        today = self.now if at is None else Today(at, self._days())
        return progress(own, ladder(entry.routine, entry.stretches), today)

    def level(self, entry: Entry, at: Moment | None = None) -> int:
        """The level at which a routine is played today, or was to be at another moment."""
        return self.progress(entry, at).level if self.records else 0

    def today(self, entry: Entry) -> list[str]:
        """What a routine that grows asks for today, and why, a line each."""
        if not self.grows(entry):
            return []
        from stretchtui.core.sessions.growth import growths, outlook, reason

        now = self.progress(entry)
        why = "; ".join(filter(None, (reason(now), outlook(now))))
        changes = growths(entry.routine, entry.stretches, now.level, now.last)
        return [*([why] if why else []), *(f"{each.name}: {each.words}" for each in changes)]

    def ahead(self, entry: Entry) -> str:
        """What a routine that grows asks for the next time, or when it will ask for more."""
        if not self.grows(entry):
            return ""
        from stretchtui.core.sessions.growth import growths, next_time

        now = self.progress(entry)
        return next_time(growths(entry.routine, entry.stretches, now.level, now.last), now)
