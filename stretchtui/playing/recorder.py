"""Counts a session while it is played, and keeps it in the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.sessions.events import CueDue, Finished, Stopped
from stretchtui.core.sessions.tally import Tally

if TYPE_CHECKING:
    from concurrent.futures import Future

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.record import Feeling, Moment, Standing, Unfinished
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.playing.clockwork import Delivery
    from stretchtui.store.journal_writer import JournalWriter, SessionPage


class SessionRecorder:
    """Tells the journal how a session stands, after every phase.

    Nothing has to be done for a session that breaks off: all but its last phase is kept.

    Args:
        entry: What is played.
        timeline: The session as planned.
        moment: Tells the moment, by the clock on the wall.
        speed: How many of the session's seconds pass in one real second.
        writer: Writes the journal; None for a session that is counted and not kept.
        level: The level it is played at.
        before: What is resumed, if it is.
    """

    def __init__(
        self,
        entry: Entry,
        timeline: Timeline,
        moment: Callable[[], Moment],
        *,
        speed: float = 1.0,
        writer: JournalWriter | None = None,
        level: int = 0,
        before: Unfinished | None = None,
    ) -> None:
        self._moment = moment
        self._writer = writer
        self._aside = False
        standing = before.standing if before and before.fits(timeline) else None
        self._tally = Tally(timeline, entry.routine, entry.stretches, standing, speed)
        self._page: SessionPage | None = None
        if writer is not None:
            began = self._tally.record(moment(), level)
            self._page = writer.resume(before) if before else writer.begin(began)

    @property
    def keeps(self) -> bool:
        """Whether the session is kept in the journal."""
        return self._page is not None

    @property
    def standing(self) -> Standing:
        """What was done so far."""
        return self._tally.standing

    def see(self, delivery: Delivery, timeline: Timeline) -> None:
        """Take in what happened.

        Args:
            delivery: What happened, and how the session stands.
            timeline: The session as it is laid out by now.
        """
        self._tally.see(delivery.view, timeline, delivery.now)
        if all(isinstance(event, CueDue) for event in delivery.events):
            return
        if self._page is not None:
            self._page.keep(self._tally.standing, self._moment().now)
        if any(isinstance(event, Finished | Stopped) for event in delivery.events):
            self.end()

    def hurts(self, step: int) -> None:
        """A step hurts, given by its place in the routine, from 0."""
        when = self._moment().now
        self._tally.hurt(step, when)
        if self._page is not None:
            self._page.keep(self._tally.standing, when)

    def feel(self, feeling: Feeling) -> None:
        """How it felt, as the person says."""
        if self._page is not None:
            self._page.feel(feeling)

    def discomfort_before(self, value: int | None) -> None:
        """The discomfort before it, from 0 to 10."""
        if self._page is not None:
            self._page.discomfort_before(value)

    def discomfort_after(self, value: int | None) -> None:
        """The discomfort after it, from 0 to 10."""
        if self._page is not None:
            self._page.discomfort_after(value)

    def end(self) -> None:
        """The session is over, as the person wished or because all was done."""
        if self._page is not None:
            self._page.end(self._moment().now, self._tally.completed)

    # Where the person is out of reach, it may be resumed elsewhere

    def put_aside(self) -> None:
        """The person is out of reach: let the session be resumed elsewhere."""
        page = self._page
        if page is not None and self._writer is not None and not self._aside:
            self._aside = True
            self._writer.ask(lambda journal: journal.let_go(page.record.id))

    def take_back(self) -> Future[bool] | None:
        """The person is back.

        Returns:
            Whether the session was not resumed elsewhere meanwhile, as soon as that is known;
            None where it cannot have been.
        """
        page = self._page
        if page is None or self._writer is None or not self._aside:
            return None
        self._aside = False
        return self._writer.ask(lambda journal: journal.take_back(page.record))

    def give_up(self) -> None:
        """It was resumed elsewhere, and is kept from there."""
        self._page = None
