"""Plays sessions, for the screen and for plain lines alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from stretchtui.core.routines.model import Step, Stretch, name_of, stretch_of
from stretchtui.core.sessions.events import Paused, SessionCommand, State
from stretchtui.core.sessions.script import STOPPED
from stretchtui.core.sessions.spoken import spoken_lines
from stretchtui.cues.clock import now
from stretchtui.playing.inquiry import Inquiry
from stretchtui.playing.links import Link, Links
from stretchtui.playing.pacing import FASTEST, Pacing

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.events import View
    from stretchtui.core.sessions.moves import Goal
    from stretchtui.core.sessions.record import Feeling, Unfinished
    from stretchtui.core.sessions.session import Session
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.core.settings import Settings
    from stretchtui.cues.browser.request import Request
    from stretchtui.playing.audio import Audio
    from stretchtui.playing.clockwork import CallLater, Delivery
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.playing.listener import SessionListener
    from stretchtui.playing.loaded import Loaded
    from stretchtui.playing.recorder import SessionRecorder
    from stretchtui.playing.session_order import SessionOrder
    from stretchtui.playing.watched import Watched


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
        speed: float,
    ) -> None:
        self.settings = settings
        self.journal = journal
        self.audio = audio
        self.call_later = call_later
        self.clock = clock
        self.link = link
        self.speed = speed
        self.is_preview = speed > FASTEST
        """Whether sessions are too fast to be done, and so not kept."""
        self.pacing = Pacing(settings, journal, audio, speed)
        """Tells at what pace a session would be played now."""
        self.hurting: frozenset[str] = frozenset()
        """The stretches that hurt, in this session or when they were last done."""
        self.feeling: Feeling | None = None
        """What the person said of the session afterwards."""
        self.asks_about_pain = False
        """Whether it hurts, and the person is asked what to do."""
        self.changed: Callable[[Delivery | None], None] = lambda delivery: None
        """Told, too, when a session is loaded, of all that happens in it, and of pain."""
        self.links = Links(link, audio.browser.link)
        """What sessions have to get through to reach the person."""
        self._loaded: Loaded | None = None
        self._closed = False
        self._prepared: Timeline | None = None
        self._inquiry = Inquiry(call_later, self._resumed_elsewhere)

    @property
    def is_playing(self) -> bool:
        """Whether there is a session that is not over."""
        return self.is_open and self.state not in (State.FINISHED, State.STOPPED)

    @property
    def entry(self) -> Entry:
        """The routine of the session, or of the last one."""
        return self._session.order.entry

    @property
    def order(self) -> SessionOrder:
        """What of the session is still to come."""
        return self._session.order

    @property
    def timeline(self) -> Timeline:
        """The session as it is laid out by now: phases may have been lengthened."""
        return self.session.timeline

    @property
    def session(self) -> Session:
        """The session itself, or the last one."""
        return self._session.clockwork.session

    @property
    def recorder(self) -> SessionRecorder:
        """Counts the session, or the last one."""
        return self._session.recorder

    @property
    def state(self) -> State:
        """What the session is doing, or what became of the last one."""
        return self.session.state

    def view(self) -> View:
        """How the session stands between two deliveries."""
        return self._session.clockwork.view()

    def step_at(self, view: View) -> tuple[Step, Stretch]:
        """The step that a moment belongs to, and its stretch."""
        step = self.entry.routine.single_steps[view.phase.step]
        return step, stretch_of(step, self.entry.stretches)

    def hurt_at(self, view: View) -> bool:
        """Whether the stretch of a moment hurt, now or when it was last done."""
        return name_of(*self.step_at(view)) in self.hurting

    def load(
        self,
        entry: Entry,
        listener: SessionListener,
        *,
        before: Unfinished | None = None,
        first_step: int = 0,
        kept: bool = True,
        known: Mapping[str, Stretch] = {},
    ) -> None:
        """Get a session ready, in place of the one before.

        Args:
            entry: What is played; it has steps.
            listener: Shows it.
            before: The session that is resumed, if it is not a new one; something of it is left.
            first_step: The step to begin with, from 0.
            kept: Whether the journal may keep it.
            known: The stretches that can be added to it, or were, if it is resumed.
        """
        # Imported with the first session: the list does not wait for it.
        from stretchtui.playing.clockwork import Clockwork
        from stretchtui.playing.loaded import Loaded, in_its_order, session_of, what_to_play
        from stretchtui.playing.recorder import SessionRecorder
        from stretchtui.playing.session_order import SessionOrder

        self.close()
        level = before.record.level if before else self.journal.level(entry)
        entry, uid = in_its_order(entry, before, known, kept=kept)
        pace = self.pacing.pace
        left = what_to_play(entry, pace, level, before, first_step)
        self.hurting, self.feeling, self.asks_about_pain = self.journal.hurting, None, False
        clockwork = Clockwork(
            session_of(entry, left, pace, self.speed, self.audio.browser.head_start_s),
            *(self.audio.sink, self._delivered, self.call_later, self.clock),
            voice=lambda: self.settings.value.voice,
            link=self.links,
            link_returned=self._link_returned,
        )
        recorder = SessionRecorder(
            *(entry, left, self.journal.moment),
            speed=self.speed,
            writer=self.journal.writer if kept and not self.is_preview else None,
            level=level,
            before=before,
            uid=uid,
        )
        order = SessionOrder(entry, left, pace, level, clockwork, recorder, known)
        self._loaded, self._closed = Loaded(order, clockwork, recorder, listener), False
        self._prepared = left.timeline
        self.audio.prepare(spoken_lines(left.timeline))
        self.changed(None)

    def begin(self, discomfort: int | None = None) -> None:
        """Start the session.

        Args:
            discomfort: What the person said of it before, from 0 to 10.
        """
        if discomfort is not None:
            self.recorder.discomfort_before(discomfort)
        self.do(SessionCommand.START)

    def can(self, command: SessionCommand) -> bool:
        """Whether a command would do something now."""
        return self.is_open and self.session.can(command)

    def do(self, command: SessionCommand, step: Goal | None = None) -> None:
        """Tell the session; ``step`` is where to go to."""
        self.asks_about_pain = False
        self._session.clockwork.do(command, step)

    def pause_or_resume(self) -> None:
        """Pause; or resume, or go on where it waits."""
        self.do(SessionCommand.PAUSE if self.state is State.RUNNING else SessionCommand.RESUME)

    def pause(self) -> None:
        """Pause, if it runs."""
        if self.is_playing and self.state is State.RUNNING:
            self.do(SessionCommand.PAUSE)

    def wake(self) -> None:
        """Let the session's time pass; its timer does this by itself."""
        if self.is_playing:
            self._session.clockwork.wake()

    def hurts(self) -> Stretch:
        """It hurts: pause at once, say what can be done, and remember it; the stretch it is."""
        self.pause()
        if self.timeline.script is not None:
            self._session.clockwork.say(STOPPED)
        self._take_back()
        step, stretch = self.step_at(view := self.view())
        self.recorder.hurts(view.phase.step)
        self.hurting |= {name_of(step, stretch)}
        self.asks_about_pain = True
        self.changed(None)
        return stretch

    def skip_step(self) -> None:
        """On to the next step, running."""
        self.do(SessionCommand.NEXT_STEP)
        if self.is_playing and self.state is not State.RUNNING:
            self.do(SessionCommand.RESUME)

    def asked(self, request: Request) -> None:
        """A page asks for something: whoever shows the session does it, as if by its key."""
        if self.is_playing:
            self._session.listener.asked(request)

    def rate(self, feeling: Feeling) -> None:
        """How the session was, as the person says afterwards."""
        self.feeling = feeling
        self.recorder.feel(feeling)

    def close(self) -> None:
        """Let the session be; one that is not over counts as ended by the person."""
        ended_early = self.is_playing
        self.interrupt()
        if ended_early:
            self.recorder.end()
        self._closed = True
        self.changed(None)

    def interrupt(self) -> None:
        """Nothing more happens by itself; a session that is not over can be resumed."""
        if self._loaded is not None:
            self._loaded.clockwork.close()
        self._inquiry.cancel()

    def _delivered(self, delivery: Delivery) -> None:
        if delivery.events:
            self._take_back()
        self.recorder.see(delivery, self.timeline)
        if self._prepared is not self.timeline:
            # A phase that was made longer, or what was added, may have more to say.
            self._prepared = self.timeline
            self.audio.prepare(spoken_lines(self.timeline))
        if any(isinstance(each, Paused) and each.unheard for each in delivery.events):
            self.recorder.put_aside()
        self.changed(delivery)
        if not self.is_playing:
            self.interrupt()
        self._session.listener.delivered(delivery)

    def _link_returned(self, gap: float) -> None:
        self._take_back()
        self._session.listener.link_returned(gap)

    def _take_back(self) -> None:
        """Go on only if that was not done elsewhere, while nobody was there."""
        self._inquiry.follow(self.recorder.take_back())

    def _resumed_elsewhere(self) -> None:
        self.recorder.give_up()
        self.pause()
        self._session.listener.resumed_elsewhere()

    @property
    def is_open(self) -> bool:
        """Whether there is a session that was not let be, over or not."""
        return self._loaded is not None and not self._closed

    @property
    def _session(self) -> Loaded:
        assert self._loaded is not None, "no session is loaded"
        return self._loaded
