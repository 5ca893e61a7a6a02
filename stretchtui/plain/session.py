"""A session told in lines: what happens becomes words, and keys become commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.sessions.events import (
    Event,
    Finished,
    Paused,
    PhaseBegan,
    Resumed,
    SessionCommand,
    State,
    Stopped,
    View,
    Waiting,
)
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.tally import Tally
from stretchtui.plain import lines as plain_lines
from stretchtui.playing.clockwork import Clockwork
from stretchtui.words import session as wording

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.cues.sink import SwitchableSink, Timer
    from stretchtui.plain.output import Printer
    from stretchtui.plain.page import PlainPage

COMMANDS = {
    "n": SessionCommand.NEXT,
    "b": SessionCommand.BACK,
    "N": SessionCommand.NEXT_STEP,
    "B": SessionCommand.BACK_STEP,
    "r": SessionCommand.RESTART,
    "+": SessionCommand.MORE,
    "=": SessionCommand.MORE,
    "-": SessionCommand.LESS,
    "q": SessionCommand.STOP,
    "x": SessionCommand.STOP,
}
"""The keys that tell the session what to do; the space pauses and goes on."""

COUNTED_S = 0.1
"""Counted no more often than this, in real seconds, however fast a session runs."""


See = Callable[[Session, list[Event], float], None]


def unseen(session: Session, events: list[Event], now: float) -> None:
    """Nobody keeps the session."""


class PlainSession:
    """One session, in lines.

    Args:
        entry: What is played.
        session: Its state machine.
        printer: Where the lines go.
        page: Tells what they are laid out for at the moment.
        sink: Where cues go.
        call_later: Asks for a call after some seconds.
        clock: Tells the time.
        answered: Whether there is anyone to press a key.
        voice: Whether what begins is said, after its cue.
        counted: Whether the voice counts the last seconds, too.
        see: Looks at the session after all that may have changed it, with what happened and
            when: the journal's way to keep it.
    """

    def __init__(
        self,
        entry: Entry,
        session: Session,
        printer: Printer,
        page: Callable[[], PlainPage],
        sink: SwitchableSink,
        call_later: Callable[[float, Callable[[], None]], Timer],
        clock: Callable[[], float],
        *,
        answered: bool = True,
        voice: bool = False,
        counted: bool = False,
        see: See = unseen,
    ) -> None:
        self._entry = entry
        self._printer = printer
        self._page = page
        self._sink = sink
        self._clock = clock
        self._answered = answered
        self._see = see
        self._session = session
        self._tally = Tally(session.timeline, entry.routine, entry.stretches)
        self._runner = Clockwork(
            session,
            sink,
            self._happened,
            call_later,
            clock,
            voice=voice,
            counted=counted,
            link=printer.monitor,
            on_back=self._link_back,
        )
        self._step = -1
        """The step that was told last."""
        self._starting = False
        self._heard = sink.name
        """Where the sounds go, as it was told last."""
        self._counted_at = 0.0

    @property
    def state(self) -> State:
        """What the session is doing."""
        return self._session.state

    def start(self) -> None:
        """Begin."""
        self._starting = True
        self._runner.do(SessionCommand.START)
        self._starting = False

    def press(self, key: str) -> None:
        """Do what a key stands for, if it stands for anything."""
        if key == " ":
            running = self.state is State.RUNNING
            self._do(SessionCommand.PAUSE if running else SessionCommand.RESUME)
        elif key == "m":
            self._sink.muted = not self._sink.muted
            self._tell_sound()
        elif key == "?":
            self._say(*plain_lines.keys(self._page(), every=True), self._now())
        elif key in COMMANDS:
            self._do(COMMANDS[key])

    def come_back(self) -> None:
        """The process was stopped, and goes on: say where the session stands."""
        before = self.state
        self._runner.wake()
        if self.state is before:
            self._say(self._now())

    def interrupt(self) -> None:
        """The session ends for a reason from outside."""
        self._runner.close()
        self._say(*self._ended())

    def close(self) -> None:
        """Let the session be."""
        self._runner.close()

    # What happens

    def _do(self, command: SessionCommand) -> None:
        before = self._session.timeline
        phase = self._runner.view().index
        self._runner.do(command)
        if self._session.timeline is not before and phase == self._runner.view().index:
            self._say(self._now())

    def _happened(self, events: list[Event]) -> None:
        view, now = self._runner.view(), self._clock()
        self._tally.see(self._session, now)
        self._see(self._session, events, now)
        # Who does not hear does not read: all is told when the link is back.
        unheard = any(isinstance(each, Paused) and each.unheard for each in events)
        for event in events if not unheard else ():
            match event:
                case PhaseBegan(index):
                    self._begin(index, view)
                case Paused(gap=gap):
                    self._stand(wording.away(gap) if gap else "")
                case Resumed() if not self._starting:
                    self._say(self._now("going on"))
                case Waiting():
                    self._stand()
                case Finished() | Stopped():
                    self._say(*self._ended())
        if view.state is State.RUNNING and (events or now - self._counted_at >= COUNTED_S):
            self._counted_at = now
            self._printer.count(*plain_lines.count(view))

    def _link_back(self, gap: float) -> None:
        """A link that had stalled for so many seconds is back."""
        self._stand(wording.away(gap, unheard=True))

    def _stand(self, why: str = "") -> None:
        """The session stands still; where nobody can press a key, it goes on by itself."""
        self._say(self._now(why))
        if not self._answered:
            self._runner.do(SessionCommand.RESUME)

    def _begin(self, index: int, view: View) -> None:
        page = self._page()
        phase = self._session.timeline.phases[index]
        lines: list[str] = []
        if phase.step != self._step:
            self._step = phase.step
            lines += plain_lines.step(self._entry, phase.step, page)
        here = index == view.index
        paused = "paused" if here and view.state is State.PAUSED else ""
        lines.append(plain_lines.phase(page, phase, view.lead if here else 0, paused))
        self._say(*lines)
        self._sink.check()
        if self._sink.name != self._heard:
            self._tell_sound()

    # What is said

    def _say(self, *lines: str) -> None:
        self._printer.lines(lines)

    def _now(self, note: str = "") -> str:
        return plain_lines.now(self._page(), self._runner.view(), note)

    def _ended(self) -> list[str]:
        view, standing = self._runner.view(), self._tally.standing
        return plain_lines.ended(self._entry.routine, view, standing, self._page())

    def _tell_sound(self) -> None:
        self._heard = self._sink.name
        self._say(*plain_lines.sound(self._page(), self._heard))
