"""Plays sessions, for the screen and for plain lines alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from stretchtui.core.routines.model import name_of, stretch_of
from stretchtui.core.sessions.events import (
    Finished,
    Paused,
    Resumed,
    SessionCommand,
    State,
    Stopped,
)
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.speech import phrases
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.playing.clock import now
from stretchtui.playing.clockwork import CallLater, Clockwork, Delivery, Link
from stretchtui.playing.recorder import SessionRecorder

if TYPE_CHECKING:
    from concurrent.futures import Future

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Step, Stretch
    from stretchtui.core.sessions.events import View
    from stretchtui.core.sessions.record import Feeling, Standing, Unfinished
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.core.settings import Settings
    from stretchtui.cues.sink import Timer
    from stretchtui.playing.audio import Audio
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.playing.watched import Watched

FASTEST = 2.0
"""A session at a higher speed than this is a preview, and not kept."""

ENDED_EARLY = 1
"""The exit status of ``play`` when the session did not come to its end."""

LAST_SOUND_S = 1.6
"""How long ``play`` stays after the end, for the last sound and a last look, in seconds."""

ANSWER_S = 60.0
"""How long ``play`` stays to be told how the session was, in seconds."""

KEEPING_S = 0.5
"""How long leaving may wait for the journal, in seconds."""

ASKING_S = 0.05
"""How often the journal is asked whether it has answered, in seconds."""


class SessionListener(Protocol):
    """Shows what is played."""

    def delivered(self, delivery: Delivery) -> None:
        """Something happened; its cue has been handed to the sink."""

    def link_returned(self, gap: float) -> None:
        """The link, which had stalled for so many seconds, is back; the session is paused."""

    def resumed_elsewhere(self) -> None:
        """While the link had stalled the session was resumed elsewhere; it is paused here."""


class SessionPlayer:
    """Plays one session at a time: clock, session, sink, voice and journal meet here.

    Args:
        settings: What the person has set.
        journal: Knows the sessions so far, and keeps this one.
        audio: Has the sink and the voice.
        call_later: Asks for a call after some seconds.
        clock: Tells the time, in seconds.
        link: The way to the person's terminal, where there is one by now.
        speed: How many times faster than life sessions run.
    """

    def __init__(
        self,
        settings: Watched[Settings],
        journal: JournalView,
        audio: Audio,
        *,
        call_later: CallLater,
        clock: Callable[[], float] = now,
        link: Callable[[], Link | None] = lambda: None,
        speed: float = 1.0,
    ) -> None:
        self.settings = settings
        self.journal = journal
        self.audio = audio
        self.call_later = call_later
        self.clock = clock
        self.link = link
        self.speed = speed
        self.hurting: frozenset[str] = frozenset()
        """The stretches that hurt, in this session or when they were last done."""
        self.feeling: Feeling | None = None
        """What the person said of the session afterwards."""
        self._entry: Entry | None = None
        self._clockwork: Clockwork | None = None
        self._recorder: SessionRecorder | None = None
        self._planned: Timeline | None = None
        self._listener: SessionListener | None = None
        self._asking: Timer | None = None

    # What is played

    @property
    def is_playing(self) -> bool:
        """Whether there is a session that is not over."""
        return self._clockwork is not None and self.state not in (State.FINISHED, State.STOPPED)

    @property
    def keeps(self) -> bool:
        """Whether sessions are kept in the journal."""
        return self.journal.writer is not None and self.speed <= FASTEST

    @property
    def entry(self) -> Entry:
        """The routine of the session, or of the last one."""
        assert self._entry is not None
        return self._entry

    @property
    def planned(self) -> Timeline:
        """The session as it was planned."""
        assert self._planned is not None
        return self._planned

    @property
    def timeline(self) -> Timeline:
        """The session as it is laid out by now: phases may have been lengthened."""
        return self._session.timeline

    @property
    def recorder(self) -> SessionRecorder:
        """Counts the session, or the last one."""
        assert self._recorder is not None
        return self._recorder

    @property
    def standing(self) -> Standing:
        """What was done of the session, or of the last one."""
        return self.recorder.standing

    @property
    def state(self) -> State:
        """What the session is doing."""
        return self._session.state

    def view(self) -> View:
        """How the session stands between two deliveries."""
        return self._works.view()

    def step_at(self, view: View) -> tuple[Step, Stretch]:
        """The step that a moment belongs to, and its stretch."""
        step = self.entry.routine.steps[view.phase.step]
        return step, stretch_of(step, self.entry.stretches)

    def hurt_at(self, view: View) -> bool:
        """Whether the stretch of a moment hurt, now or when it was last done."""
        return name_of(*self.step_at(view)) in self.hurting

    # Playing

    def load(
        self,
        entry: Entry,
        listener: SessionListener,
        *,
        before: Unfinished | None = None,
        first_step: int = 0,
        kept: bool = True,
    ) -> None:
        """Get a session ready, in place of the one before.

        Args:
            entry: What is played; it has steps.
            listener: Shows it.
            before: The session that is resumed, if it is not a new one.
            first_step: The step to begin with, from 0.
            kept: Whether the journal may keep it.
        """
        self.close()
        level = before.record.level if before else self.journal.level(entry)
        timeline = timeline_of(entry, self.settings.value.pace, level)
        self._entry, self._planned, self._listener = entry, timeline, listener
        self.hurting, self.feeling = self.journal.hurting, None
        self._clockwork = Clockwork(
            Session(timeline, self.speed, _first(timeline, before, first_step)),
            self.audio.sink,
            self._delivered,
            self.call_later,
            self.clock,
            cues=lambda: self.settings.value.cues,
            link=self.link(),
            link_returned=self._link_returned,
        )
        self._recorder = SessionRecorder(
            entry,
            timeline,
            self.journal.moment,
            speed=self.speed,
            writer=self.journal.writer if kept and self.keeps else None,
            level=level,
            before=before,
        )

    def begin(self, discomfort: int | None = None) -> None:
        """Start the session.

        Args:
            discomfort: What the person said of it before, from 0 to 10.
        """
        if discomfort is not None:
            self.recorder.discomfort_before(discomfort)
        self.audio.prepare(phrases(self.planned, self.speed, self.settings.value.cues.counted))
        self.do(SessionCommand.START)

    def can(self, command: SessionCommand) -> bool:
        """Whether a command would do something now."""
        return self._clockwork is not None and self._session.can(command)

    def do(self, command: SessionCommand) -> None:
        """Tell the session."""
        self._works.do(command)

    def pause_or_resume(self) -> None:
        """Pause; or resume, or go on where it waits."""
        running = self.state is State.RUNNING
        self.do(SessionCommand.PAUSE if running else SessionCommand.RESUME)

    def pause(self) -> None:
        """Pause, if it runs."""
        if self.is_playing and self.state is State.RUNNING:
            self.do(SessionCommand.PAUSE)

    def wake(self) -> None:
        """Let the session's time pass; its timer does this by itself."""
        if self.is_playing:
            self._works.wake()

    def hurts(self) -> Stretch:
        """It hurts: pause at once, and remember it.

        Returns:
            The stretch that hurts.
        """
        self.pause()
        view = self.view()
        self.recorder.hurts(view.phase.step)
        step, stretch = self.step_at(view)
        self.hurting |= {name_of(step, stretch)}
        return stretch

    def skip_step(self) -> None:
        """On to the next step, running."""
        self.do(SessionCommand.NEXT_STEP)
        if self.is_playing and self.state is not State.RUNNING:
            self.do(SessionCommand.RESUME)

    def rate(self, feeling: Feeling) -> None:
        """How the session was, as the person says afterwards."""
        self.feeling = feeling
        self.recorder.feel(feeling)

    def close(self) -> None:
        """Let the session be; one that is not over counts as ended by the person."""
        ended_early = self.is_playing
        self._silence()
        if ended_early:
            self.recorder.end()
        self._clockwork = None

    def interrupt(self) -> None:
        """The program ends for a reason from outside; the session can be resumed."""
        self._silence()

    def _silence(self) -> None:
        """Nothing more happens by itself."""
        if self._clockwork is not None:
            self._clockwork.close()
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    # What happens

    def _delivered(self, delivery: Delivery) -> None:
        self.recorder.see(delivery, self.timeline)
        for event in delivery.events:
            match event:
                case Finished() | Stopped():
                    self._silence()
                case Paused(unheard=True):
                    self.recorder.put_aside()
                case Resumed():
                    self._take_back()
        self._tell.delivered(delivery)

    def _link_returned(self, gap: float) -> None:
        self._take_back()
        self._tell.link_returned(gap)

    def _take_back(self) -> None:
        """Go on only if that was not done elsewhere, while nobody was there."""
        answer = self.recorder.take_back()
        if answer is not None:
            self._wait_for(answer)

    def _wait_for(self, answer: Future[bool]) -> None:
        self._asking = None
        if not answer.done():
            self._asking = self.call_later(ASKING_S, lambda: self._wait_for(answer))
        # Where there is no journal any more, nobody can have resumed it.
        elif not answer.cancelled() and answer.exception() is None and not answer.result():
            self.recorder.give_up()
            self.pause()
            self._tell.resumed_elsewhere()

    @property
    def _works(self) -> Clockwork:
        assert self._clockwork is not None, "no session is loaded"
        return self._clockwork

    @property
    def _session(self) -> Session:
        return self._works.session

    @property
    def _tell(self) -> SessionListener:
        assert self._listener is not None
        return self._listener


def _first(timeline: Timeline, before: Unfinished | None, step: int) -> int:
    """The phase to begin with: where it was interrupted, or that step, if the routine changed."""
    if before is not None:
        place = before.standing.place
        if before.fits(timeline):
            return min(place.index, len(timeline.phases) - 1)
        step = place.step
    return next((n for n, phase in enumerate(timeline.phases) if phase.step == step), 0)
