"""Keeps the journal of a session while it is played."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stretchtui.core.sessions.events import CueDue, Finished, Stopped
from stretchtui.core.sessions.record import Moment, Standing, Unfinished
from stretchtui.core.sessions.tally import Tally

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.session import Session
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.store.journal_writer import JournalWriter, SessionPage

FASTEST = 2.0
"""A session at a higher speed than this is a demonstration, and not kept."""


def moment() -> Moment:
    """This moment, by the clock on the wall."""
    now = time.time()
    return Moment(now, time.localtime(now).tm_gmtoff // 60)


class SessionRecorder:
    """Tells the journal how a session stands, after every phase.

    Nothing has to be done for a session that breaks off: all but its last phase is kept.

    Args:
        scribe: Writes the journal.
        entry: What is played.
        timeline: The session as planned.
        level: The level it is played at.
        before: What is gone on with, if it is.
        now: Tells the moment.
    """

    def __init__(
        self,
        scribe: JournalWriter,
        entry: Entry,
        timeline: Timeline,
        level: int = 0,
        before: Unfinished | None = None,
        now: Callable[[], Moment] = moment,
    ) -> None:
        self._now = now
        self._scribe = scribe
        self._aside = False
        standing = before.standing if before and before.fits(timeline) else None
        self._tally = Tally(timeline, entry.routine, entry.stretches, standing)
        self._page: SessionPage = (
            scribe.resume(before) if before else scribe.begin(self._tally.record(now(), level))
        )

    @property
    def page(self) -> SessionPage:
        """The session in the journal."""
        return self._page

    def see(self, session: Session, events: Iterable[object], now: float) -> None:
        """Look at the session after something happened.

        Args:
            session: The session.
            events: What happened.
            now: The moment, on the session's clock.
        """
        self._tally.see(session, now)
        if all(isinstance(event, CueDue) for event in events):
            return
        self._page.keep(self._tally.standing, self._now().now)
        if any(isinstance(event, Finished | Stopped) for event in events):
            self.end()

    def hurts(self, step: int) -> None:
        """A step hurts."""
        when = self._now().now
        self._tally.hurt(step, when)
        self._page.keep(self._tally.standing, when)

    @property
    def standing(self) -> Standing:
        """What was done."""
        return self._tally.standing

    @property
    def is_aside(self) -> bool:
        """Whether it may be gone on with from elsewhere."""
        return self._aside

    def put_aside(self) -> None:
        """The person is out of reach, and may go on with it from elsewhere."""
        self._aside = True
        self._scribe.ask(lambda journal: journal.let_go(self._page.record.id))

    async def take_back(self) -> bool:
        """The person is back; whether it was not gone on with elsewhere."""
        import asyncio

        if not self._aside:
            return True
        self._aside = False
        answer = self._scribe.ask(lambda journal: journal.take_back(self._page.record))
        with contextlib.suppress(Exception):
            return await asyncio.wrap_future(answer)
        # Without a journal nobody can have gone on with it.
        return True

    def end(self) -> None:
        """The session is over, as the person wished or because all was done."""
        self._page.end(self._now().now, self._tally.completed)
