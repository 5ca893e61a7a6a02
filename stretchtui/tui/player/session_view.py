"""One session as it is played on the main screen: sounded, shown, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.routines.model import name_of, stretch_of
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    CueDue,
    Event,
    Finished,
    Paused,
    Resumed,
    SessionCommand,
    State,
    Stopped,
)
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.playing.clockwork import Clockwork
from stretchtui.playing.recorder import FASTEST, SessionRecorder
from stretchtui.tui.player.animation import Animation
from stretchtui.tui.player.feedback import elsewhere
from stretchtui.words import session as wording

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Stretch
    from stretchtui.core.sessions.events import View
    from stretchtui.core.sessions.record import Feeling, Standing, Unfinished
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.tui.app import StretchApp
    from stretchtui.tui.player.floor import Floor
    from stretchtui.tui.player.gauge import Gauge
    from stretchtui.tui.player.guide import Guide
    from stretchtui.tui.widgets.figure import FigureView

FLASH_S = 0.3
"""How long the gauge shows that a cue was given."""

FASTEST_S = 0.1
"""The session is drawn no more often than this, in real seconds, however fast it runs."""


class Panes(NamedTuple):
    """Where a session is shown."""

    guide: Guide
    gauge: Gauge
    floor: Floor
    figures: tuple[FigureView, ...]


class SessionView:
    """Plays a routine on the main screen.

    Args:
        program: The app.
        entry: What is played.
        panes: Where it is shown.
        changed: Called when more than the seconds has changed.
        over: Called at the end, with whether the session came to its own.
        before: The session that is gone on with, if it is not a new one.
        trial: Try it from this step on, from 0; a trial is not kept.
    """

    def __init__(
        self,
        program: StretchApp,
        entry: Entry,
        panes: Panes,
        changed: Callable[[], None],
        over: Callable[[bool], None],
        before: Unfinished | None = None,
        trial: int | None = None,
    ) -> None:
        self.entry = entry
        level = before.record.level if before else program.diary.level(entry)
        self.timeline = timeline_of(entry, program.pace, level)
        """The session as planned."""
        self.keeper: SessionRecorder | None = None
        self.feeling: Feeling | None = None
        """What was said of it afterwards."""
        self._program = program
        self._panes = panes
        self._changed = changed
        self._over = over
        self._easier = False
        self._hurting = program.diary.hurting
        self._note = ""
        self._drawn_at = 0.0
        first = _first(self.timeline, before) if trial is None else _step(self.timeline, trial)
        self._runner = Clockwork(
            Session(self.timeline, program.speed, first),
            program.sink,
            self._happened,
            program.later,
            program.clock,
            voice=program.spoken,
            counted=program.counted,
            link=program.link,
            on_back=self._link_back,
        )
        self._motion = Animation(program, panes.figures, self.view, self._figure)
        if program.scribe is not None and program.speed <= FASTEST and trial is None:
            self.keeper = SessionRecorder(program.scribe, entry, self.timeline, level, before)

    @property
    def state(self) -> State:
        """What the session is doing."""
        return self._runner.session.state

    def view(self) -> View:
        """What a screen shows now."""
        return self._runner.view()

    @property
    def standing(self) -> Standing | None:
        """What was done; None where it is not kept."""
        return self.keeper.standing if self.keeper is not None else None

    def begin(self, discomfort: int | None = None) -> None:
        """Start the session.

        Args:
            discomfort: What was said of it before, from 0 to 10.
        """
        if self.keeper is not None and discomfort is not None:
            self.keeper.page.discomfort_before(discomfort)
        self._program.prepare_voice(self.timeline)
        self._runner.do(SessionCommand.START)

    def can(self, command: SessionCommand) -> bool:
        """Whether a command would do something now."""
        return self._runner.session.can(command)

    def do(self, command: SessionCommand) -> None:
        """Tell the session."""
        self._runner.do(command)
        if self.state is not State.STOPPED:
            # However soon after the last drawing: what a key does is seen at once.
            self.draw(steps=False)

    def pause_or_go_on(self) -> None:
        """Pause; or go on."""
        self._runner.do(
            SessionCommand.PAUSE if self.state is State.RUNNING else SessionCommand.RESUME
        )

    def advance(self) -> None:
        """Let the session's time pass; its timer does this by itself."""
        self._runner.wake()

    def hurts(self) -> Stretch:
        """It hurts: stop at once, and remember it.

        Returns:
            The stretch that hurts.
        """
        if self.state is State.RUNNING:
            self._runner.do(SessionCommand.PAUSE)
        number = self.view().phase.step
        if self.keeper is not None:
            self.keeper.hurts(number)
        step = self.entry.routine.steps[number]
        stretch = stretch_of(step, self.entry.stretches)
        self._hurting |= {name_of(step, stretch)}
        self.draw()
        return stretch

    def resume(self) -> None:
        """Go on, if it stands still."""
        self.do(SessionCommand.RESUME)

    def tell(self, feeling: Feeling) -> None:
        """Say how it was."""
        self.feeling = feeling
        if self.keeper is not None:
            self.keeper.page.feel(feeling)

    def tell_after(self, discomfort: int | None) -> None:
        """Say how the discomfort is after it, from 0 to 10."""
        if self.keeper is not None:
            self.keeper.page.discomfort_after(discomfort)

    def toggle_easier(self) -> None:
        """The easier variant first, or not."""
        self._easier = not self._easier
        self.draw()

    def close(self) -> None:
        """Let the session be; it counts as ended by the person."""
        self._runner.close()
        self._motion.close()
        if self.keeper is not None and self.state not in (State.FINISHED, State.STOPPED):
            self.keeper.end()

    def draw(self, steps: bool = True) -> None:
        """Draw the session; ``steps``: with the instructions too."""
        view, timeline = self._runner.view(), self._runner.session.timeline
        guide, gauge, floor, _ = self._panes
        self._motion.draw()
        floor.show_session(view, self._note)
        if not floor.display:
            gauge.show_session(view, timeline, self._note)
        if steps:
            self._program.show_title(wording.title(view))
            step = self.entry.routine.steps[view.phase.step]
            hurt = name_of(step, stretch_of(step, self.entry.stretches)) in self._hurting
            # Where it hurt the easier variant comes first.
            guide.show_step(self.entry, view, easier=self._easier is not hurt, hurt=hurt)
            self._changed()

    def _happened(self, events: list[Event]) -> None:
        now = self._program.clock()
        if self.keeper is not None:
            self.keeper.see(self._runner.session, events, now)
        for event in events:
            match event:
                case Finished() | Stopped():
                    self._runner.close()
                    self._motion.close()
                    if isinstance(event, Finished):
                        self.draw()
                    self._over(isinstance(event, Finished))
                    return
                case Paused(gap=gap, unheard=unheard):
                    self._note = wording.away(gap, unheard) if gap else ""
                    if unheard and self.keeper is not None:
                        self.keeper.put_aside()
                case Resumed():
                    self._note = ""
                    self._take_back()
        if any(isinstance(event, CueDue) and event.name is not CueName.TICK for event in events):
            self._flash()
        if events or now - self._drawn_at >= FASTEST_S:
            self._drawn_at = now
            self.draw(steps=not all(isinstance(event, CueDue) for event in events))

    def _take_back(self) -> None:
        """Go on only if that was not done elsewhere, while nobody was there."""
        keeper = self.keeper

        async def take_back() -> None:
            if keeper is not None and not await keeper.take_back():
                self.keeper = None
                self._runner.do(SessionCommand.PAUSE)
                self._program.push_screen(elsewhere(), lambda _: self.do(SessionCommand.STOP))

        if keeper is not None and keeper.is_aside:
            self._program.run_worker(take_back(), exit_on_error=False)

    def _figure(self, view: View) -> Figure | None:
        return stretch_of(self.entry.routine.steps[view.phase.step], self.entry.stretches).figure

    def _link_back(self, gap: float) -> None:
        self._note = wording.away(gap, unheard=True)
        self._take_back()
        self.draw(steps=False)

    def _flash(self) -> None:
        """What is heard is seen as well; the ticks are seen in the digits."""
        gauge = self._panes.gauge
        gauge.flash(True)
        self._program.later(FLASH_S / self._program.speed, lambda: gauge.flash(False))


def _first(timeline: Timeline, before: Unfinished | None) -> int:
    """The phase to begin with: where it broke off, or that step, if the routine has changed."""
    if before is None or not timeline.phases:
        return 0
    place = before.standing.place
    if before.fits(timeline):
        return min(place.index, len(timeline.phases) - 1)
    return _step(timeline, place.step)


def _step(timeline: Timeline, step: int) -> int:
    """The phase that a step begins with."""
    return next((n for n, phase in enumerate(timeline.phases) if phase.step == step), 0)
