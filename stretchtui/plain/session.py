"""A session told in lines: what happens becomes words, and keys become commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from stretchtui.core.sessions.events import (
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
from stretchtui.core.sessions.record import Feeling
from stretchtui.cues.browser.request import Request
from stretchtui.plain import lines as plain_lines
from stretchtui.words import session as wording
from stretchtui.words.step import for_side

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Stretch
    from stretchtui.core.routines.rounds import Turn
    from stretchtui.core.sessions.phases import Phase
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.plain.output import Printer
    from stretchtui.plain.page import PlainPage
    from stretchtui.playing.clockwork import Delivery
    from stretchtui.playing.player import SessionPlayer

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
"""The keys that tell the session what to do; the space pauses and resumes."""

FEELINGS = {"1": Feeling.TOO_MUCH, "2": Feeling.RIGHT, "3": Feeling.MORE}
"""The keys that say how the session was, at its end."""

PAIN_ANSWERS = {Request.RESUME: " ", Request.SKIP: "n", Request.END: "x"}
"""The keys that stand for what a page answers about a stretch that hurts."""

COUNTED_S = 0.1
"""Counted no more often than this, in real seconds, however fast a session runs."""


class PlainSession:
    """One session, in lines; a ``SessionListener``.

    Args:
        player: Plays it.
        printer: Where the lines go.
        page: Tells what they are laid out for at the moment.
        answered: Whether there is anyone to go on where it waits, here or on a page.
        keys: Whether there is anyone to press a key.
    """

    def __init__(
        self,
        player: SessionPlayer,
        printer: Printer,
        page: Callable[[], PlainPage],
        *,
        answered: bool = True,
        keys: bool = True,
    ) -> None:
        self._player = player
        self._printer = printer
        self._page = page
        self._answered = answered
        self._keys = keys
        self._turn: Turn | None = None
        """The step that was told last, in its round."""
        self._told: set[int] = set()
        """The steps that were told."""
        self._starting = False
        self._hurting = False
        """Whether it is asked what to do about a stretch that hurts."""
        self._heard = player.audio.name.value
        """Where the sounds go, as it was told last."""
        self._counted_at = 0.0

    @property
    def state(self) -> State:
        """What the session is doing."""
        return self._player.state

    @property
    def asks(self) -> bool:
        """Whether the person is asked how the session was."""
        player = self._player
        done = player.state is State.FINISHED and player.recorder.keeps
        return self._answered and self._keys and done and player.feeling is None

    def load(
        self, entry: Entry, before: Unfinished | None = None, known: Mapping[str, Stretch] = {}
    ) -> None:
        """Get a session ready.

        Args:
            entry: What is played.
            before: The session that is resumed, if it is not a new one.
            known: The stretches that may have been added to that.
        """
        self._player.load(entry, self, before=before, known=known)

    def start(self) -> None:
        """Begin."""
        self._starting = True
        self._player.begin()
        self._starting = False

    # Keys

    def press(self, key: str) -> None:
        """Do what a key stands for, if it stands for anything."""
        if self._hurting:
            self._press_hurting(key)
        elif key == " ":
            running = self.state is State.RUNNING
            self._do(SessionCommand.PAUSE if running else SessionCommand.RESUME)
        elif key == "!":
            self._hurts()
        elif key == "m":
            self._player.audio.toggle_mute()
            self._tell_sound()
        elif key == "?":
            self._say(*plain_lines.keys(self._page(), every=True), self._now(self._player.view()))
        elif key == "l":
            steps = self._player.order.steps()
            self._say(*plain_lines.coming(self._player.entry, steps, self._page()))
        elif key in COMMANDS:
            self._do(COMMANDS[key])

    def rate(self, key: str) -> bool:
        """Take a key as the answer to how the session was; whether it is one."""
        if key not in FEELINGS:
            return False
        self._player.rate(FEELINGS[key])
        self._say(*plain_lines.rated(FEELINGS[key], self._page()))
        return True

    def _hurts(self) -> None:
        """Pause at once, and ask what to do."""
        stretch = for_side(self._player.hurts(), self._player.view().phase.side)
        self._hurting = True
        self._say(*plain_lines.hurts(stretch, self._page()))

    def _press_hurting(self, key: str) -> None:
        match key:
            case " ":
                self._hurting = False
                self._do(SessionCommand.RESUME)
            case "n":
                self._hurting = False
                self._player.skip_step()
            case "x" | "q":
                self._hurting = False
                self._do(SessionCommand.STOP)

    def _do(self, command: SessionCommand) -> None:
        player = self._player
        before, phase = player.timeline, player.view().index
        player.do(command)
        view = player.view()
        if player.timeline is not before and phase == view.index:
            self._say(self._now(view))

    # From outside

    def asked(self, request: Request) -> None:
        """Do what a page asks for, as its key does."""
        match request:
            case _ if self._hurting:
                self._press_hurting(PAIN_ANSWERS.get(request, ""))
            case Request.HURTS:
                self._hurts()
            case Request.PAUSE | Request.RESUME | Request.NEXT | Request.BACK:
                # The session refuses what does not suit its state.
                self._do(SessionCommand(request))

    def come_back(self) -> None:
        """The process was stopped, and goes on: say where the session stands."""
        before = self.state
        self._player.wake()
        if self.state is before:
            self._say(self._now(self._player.view()))

    def interrupt(self) -> None:
        """The program ends for a reason from outside; the session can be resumed."""
        if self._player.is_playing:
            self._player.interrupt()
            self._say(*self._ended(self._player.view()))

    # What the player tells

    def delivered(self, delivery: Delivery) -> None:
        """Tell what happened."""
        now, view, events = delivery
        unheard = any(isinstance(each, Paused) and each.unheard for each in events)
        for event in events:
            match event:
                case PhaseBegan(index) if not unheard:
                    self._begin(index, view)
                case Paused(unheard=True) if self._player.links.misses_terminal:
                    pass  # who does not hear does not read: it is told when the link is back
                case Paused(gap=gap):
                    missing = self._player.links.missing if unheard else ""
                    self._stand(view, wording.away(gap, missing) if gap else "")
                case Resumed() if not self._starting:
                    self._say(self._now(view, "resumed"))
                case Waiting():
                    self._stand(view)
                case Finished() | Stopped():
                    self._say(*self._ended(view))
                    if self.asks:
                        self._say(*plain_lines.question(self._page()))
        if view.state is State.RUNNING and (events or now - self._counted_at >= COUNTED_S):
            self._counted_at = now
            self._printer.count(*plain_lines.count(view))

    def link_returned(self, gap: float) -> None:
        """A link that had stalled for so many seconds is back."""
        self._stand(self._player.view(), wording.away(gap, self._player.links.missing))

    def resumed_elsewhere(self) -> None:
        """It goes on elsewhere, and ends here."""
        self._say(*plain_lines.elsewhere(self._page()))
        self._player.do(SessionCommand.STOP)

    def _stand(self, view: View, why: str = "") -> None:
        """The session stands still; where nobody can press a key, it goes on by itself."""
        self._say(self._now(view, why))
        if not self._answered:
            self._player.do(SessionCommand.RESUME)

    def _begin(self, index: int, view: View) -> None:
        page = self._page()
        phase = self._player.timeline.phases[index]
        lines: list[str] = []
        if phase.turn != self._turn:
            self._turn = phase.turn
            lines += self._step(phase, page)
        here = index == view.index
        paused = "paused" if here and view.state is State.PAUSED else ""
        if here and view.elapsed and view.lead:
            # Resumed in its middle.
            lines.append(self._now(view))
        else:
            lines.append(plain_lines.phase(page, phase, view.lead if here else 0, paused))
        self._say(*lines)
        self._player.audio.check()
        if self._player.audio.name.value != self._heard:
            self._tell_sound()

    def _step(self, phase: Phase, page: PlainPage) -> list[str]:
        """What to do in a step; how, not again in the rounds after its first."""
        again = phase.step in self._told
        self._told.add(phase.step)
        return plain_lines.step(
            self._player.entry,
            phase.step,
            page,
            self._player.journal.note,
            phase.side,
            wording.which_round(phase),
            self._player.order.number(phase.step),
            again=again and phase.round > 1,
        )

    # What is said

    def _say(self, *lines: str) -> None:
        self._printer.lines(lines)

    def _now(self, view: View, note: str = "") -> str:
        return plain_lines.now(self._page(), view, note)

    def _ended(self, view: View) -> list[str]:
        player, routine = self._player, self._player.entry.routine
        standing, preview = player.recorder.standing, player.is_preview
        return plain_lines.ended(routine, view, standing, self._page(), preview=preview)

    def _tell_sound(self) -> None:
        self._heard = self._player.audio.name.value
        self._say(*plain_lines.sound(self._page(), self._heard))
