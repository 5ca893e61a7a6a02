"""Counts a session while it is played, and keeps it in the journal."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.sessions.events import CueDue, Finished, Paused, State, Stopped
from stretchtui.core.sessions.record import Unfinished
from stretchtui.core.sessions.tally import Tally
from stretchtui.playing.inquiry import was_resumed_elsewhere

if TYPE_CHECKING:
    from concurrent.futures import Future

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.rounds import Turn
    from stretchtui.core.sessions.phases import Hold
    from stretchtui.core.sessions.planned import Replan
    from stretchtui.core.sessions.record import Feeling, Moment, Record, Standing
    from stretchtui.core.sessions.resume import Remainder
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.playing.clockwork import Delivery
    from stretchtui.store.journal import Journal
    from stretchtui.store.journal_writer import JournalWriter
    from stretchtui.store.session_page import SessionPage


ASKED = ("steps", "phases", "seconds")
"""What of a record says how much was asked for."""

EVERY_S = 4.5
"""How often it is kept within a phase, in seconds: the session is looked at once a second, so that
no more than five are lost."""


class SessionRecorder:
    """Tells the journal how a session stands, after every phase and within them.

    Nothing has to be done for a session that is interrupted: all but its last seconds is kept.

    Args:
        entry: What is played.
        left: What is played, and what was done of it before.
        moment: Tells the moment, by the clock on the wall.
        speed: How many of the session's seconds pass in one real second.
        writer: Writes the journal; None for a session that is counted and not kept.
        level: The level it is played at.
        before: What is resumed, if it is.
        uid: Tells the session from all others; one is given when it is first kept, if empty.
    """

    def __init__(
        self,
        entry: Entry,
        left: Remainder,
        moment: Callable[[], Moment],
        *,
        speed: float,
        writer: JournalWriter | None,
        level: int,
        before: Unfinished | None = None,
        uid: str = "",
    ) -> None:
        self._moment = moment
        self._writer = writer
        self._aside: Future[None] | None = None
        self._ours: Future[bool] | None = None
        self._kept_at = float("-inf")
        tally = Tally(left, entry.routine, entry.stretches, level=level, speed=speed)
        self._tally = tally
        self._page: SessionPage | None = None
        if writer is not None:
            record = replace(tally.record(moment()), uid=uid)
            if before is None:
                self._page = writer.begin(record)
            else:
                self._page = writer.resume(before, _as_today(before, record, tally.standing))

    @property
    def keeps(self) -> bool:
        """Whether the session is kept in the journal."""
        return self._page is not None

    @property
    def record(self) -> Record | None:
        """The session as it shall be kept, without a number until it is; None if it is not."""
        return self._page.record if self._page is not None else None

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
        now, view, events = delivery
        heard_until = next(
            (
                now - (each.gap or 0.0)
                for each in events
                if isinstance(each, Paused) and each.unheard
            ),
            None,
        )
        self._tally.see(view, timeline, now, heard_until)
        due = view.state is State.RUNNING and now - self._kept_at >= EVERY_S
        if any(isinstance(event, Finished | Stopped) for event in events):
            self.end()
        elif due or not all(isinstance(event, CueDue) for event in events):
            self._keep()
            self._kept_at = now

    def left_out(self, turns: Container[Turn]) -> frozenset[Hold]:
        """The holds that are not asked for where some turns are left out: those not yet done."""
        return self._tally.left_out(turns)

    def replan(self, entry: Entry, replan: Replan, timeline: Timeline) -> None:
        """What is still to come was changed; it is kept with what happens next.

        Args:
            entry: What is played, with what was added behind its steps.
            replan: What is asked for by now.
            timeline: What is played by now.
        """
        self._tally.replan(entry, replan, timeline)
        record = self._tally.record(self._moment())
        asked = {name: getattr(record, name) for name in ASKED}
        self._change(lambda page: page.replan(**asked))

    def hurts(self, step: int) -> None:
        """A step hurts, given by its place in the routine, from 0."""
        self._tally.hurt(step, self._moment().now)
        self._keep()

    def feel(self, feeling: Feeling) -> None:
        """How it felt, as the person says."""
        self._say(feeling=feeling)

    def discomfort_before(self, value: int | None) -> None:
        """The discomfort before it, from 0 to 10."""
        self._say(before=value)

    def discomfort_after(self, value: int | None) -> None:
        """The discomfort after it, from 0 to 10."""
        self._say(after=value)

    def note(self, note: str) -> None:
        """What the person writes of it, in one line."""
        self._say(note=note)

    def _say(self, **said: Feeling | int | str | None) -> None:
        now = self._moment().now
        self._change(lambda page: page.say(now, **said))

    def end(self) -> None:
        """The session is over, as the person wished or because all was done."""
        self._keep()
        now, completed = self._moment().now, self._tally.completed
        self._change(lambda page: page.end(now, completed))

    def _keep(self) -> None:
        standing, now = self._tally.standing, self._moment().now
        self._change(lambda page: page.keep(standing, now))

    def _change(self, change: Callable[[SessionPage], None]) -> None:
        """Change the page, unless the session was resumed elsewhere: then it is not ours."""
        self.take_back()
        page, writer, ours = self._page, self._writer, self._ours
        if page is None or writer is None:
            return
        if ours is None:
            change(page)
            return

        def change_if_ours(journal: Journal) -> bool:
            if was_resumed_elsewhere(ours):
                return False
            change(page)
            page.put(journal)
            return True

        # In the writer's turn it is known; the program may be about to end, and look no more.
        self._ours = writer.ask(change_if_ours)

    # Where the person is out of reach, it may be resumed elsewhere

    def put_aside(self) -> None:
        """The person is out of reach: let the session be resumed elsewhere."""
        page = self._page
        if page is not None and self._writer is not None:
            self._aside = self._writer.ask(lambda journal: journal.let_go(page.record.id))

    def take_back(self) -> Future[bool] | None:
        """The person is back: nothing is kept until it is known that the session is still ours.

        Returns:
            Whether the session was not resumed elsewhere meanwhile, as soon as that is known;
            None where it cannot have been.
        """
        page, aside = self._page, self._aside
        if page is None or self._writer is None or aside is None:
            return None
        self._aside = None

        def ask(journal: Journal) -> bool:
            # What could not be written or let go of cannot have been resumed.
            ours = aside.exception() is not None or not page.kept
            return ours or journal.take_back(page.record)

        self._ours = self._writer.ask(ask)
        return self._ours

    def give_up(self) -> None:
        """It was resumed elsewhere, and is kept from there."""
        self._page = None


def _as_today(before: Unfinished, record: Record, standing: Standing) -> Unfinished:
    """A session as it was kept, with its routine as it is by now."""
    today = {name: getattr(record, name) for name in ("name", *ASKED)}
    return Unfinished(replace(before.record, **today), standing)
