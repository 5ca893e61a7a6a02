"""The list of what is coming in a session, where that can be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.core.duration import clock
from stretchtui.core.sessions.events import SessionCommand, State
from stretchtui.tui.commands.coming import COMING_COMMANDS, LEAVE_OUT, PAUSE
from stretchtui.tui.commands.player import STOP
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.command_screen import CommandScreen
from stretchtui.tui.player.coming_lines import ComingLines
from stretchtui.tui.player.stretch_prompt import StretchPrompt
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_list import LineList
from stretchtui.words.session import KIND_WORDS

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from stretchtui.core.routines.model import Stretch
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.commands.look import Look

LOOK_S = 0.25
"""How often it is looked where the session stands, in seconds."""


class ComingScreen(CommandScreen[None]):
    """What a session is made of; the session goes on beneath it.

    It does not pause: whoever holds a stretch goes on holding it, and hears what comes.

    Args:
        look: How the program looks.
        player: Plays the session.
        hurts: Called when it hurts, after the list is closed.
    """

    DEFAULT_CSS = beside(__file__)
    TABLE = COMING_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in COMING_COMMANDS]
    # Textual declares this in a way that mypy takes for an instance variable.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-narrow"),
        (100, "-roomy"),
    ]

    def __init__(
        self,
        look: Look,
        player: SessionPlayer,
        hurts: Callable[[], None],
    ) -> None:
        super().__init__(look)
        self._player = player
        self._hurts = hurts
        self._now = Static(id="now", markup=False)
        self._list = ComingLines(look.glyphs)
        self._list.add_class("-active", update=False)
        self._keys = KeyBar()
        self._shown: tuple[Timeline, int, State] | None = None

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        with Horizontal(id="head"):
            yield Static("Coming up", id="name", markup=False)
            yield self._now
        yield self._list
        yield self._keys

    def on_mount(self) -> None:
        """Begin with what is done now, and follow the session."""
        self.set_focus(self._list)
        self._show(self._player.order.here)
        self.follow(self.look.settings, lambda before: self._show_keys())
        self._look()

    # What is shown

    def _look(self) -> None:
        """Show where the session stands; leave when it is over."""
        if not self.is_running or self.is_left:
            return
        if not self._player.is_playing:
            self.dismiss()
        elif self._standing != self._shown:
            self._show(self._list.chosen)
        if self._player.is_playing:
            self._show_now()
        # Also where it could not be left, as something is over it.
        self._player.call_later(LOOK_S, self._look)

    @property
    def _standing(self) -> tuple[Timeline, int, State]:
        session = self._player.session
        return session.timeline, self._player.view().index, session.state

    def _show(self, chosen: int) -> None:
        self._shown = self._standing
        order = self._player.order
        self._list.show_steps(order.steps(), order.entry, chosen)
        self._show_keys()
        self._show_now()

    def _show_now(self) -> None:
        """What is done now, and how much of it and of the session is left."""
        view = self._player.view()
        dot = self.look.glyphs.dot
        what = "paused" if view.state is State.PAUSED else KIND_WORDS[view.phase.kind]
        left = f"{clock(view.total - int(view.position))} left in all"
        words = f"{what} {clock(view.seconds_left)} {dot} {left}"
        if self._now.content != words:
            self._now.update(words)

    def _show_keys(self) -> None:
        keys = []
        for command in COMING_COMMANDS:
            if command.label:
                label = self._label(command.id) or command.label
                on = self.does_something(command)
                keys.append((self.look.key(command), label, command.action, on))
        self._keys.keys = tuple(keys)

    def _label(self, id_: str) -> str:
        """What a key does now, where that is not always the same."""
        if id_ == LEAVE_OUT.id and self._player.order.agenda.items[self._list.chosen].out:
            return "take back"
        if id_ == PAUSE.id and self._player.state is not State.RUNNING:
            return "resume"
        return ""

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it."""
        if not self._player.is_playing:
            return action in ("leave", "help", "redraw") or None
        order, chosen = self._player.order, self._list.chosen
        match action, parameters:
            case "go", _:
                return self._list.steps[chosen].comes or None
            case "put_off", _:
                return order.can_move(chosen, self._list.count - 1) or None
            case "shift", (int(by),):
                return order.can_move(chosen, chosen + by) or None
            case "leave_out", _:
                return order.can_change(chosen) or None
        return super().check_action(action, parameters)

    def action_move(self, by: int, unit: str = "line") -> None:
        """Choose another line."""
        self._list.action_move(by, unit)
        self._show_keys()

    def action_go(self) -> None:
        """Jump to the step, and back to the session."""
        step = self._list.steps[self._list.chosen]
        if self._list.chosen != self._player.order.here:
            self._player.do(SessionCommand.GO_TO, step.turn)
        self.dismiss()

    def action_put_off(self) -> None:
        """Put the step off to the end."""
        if self._player.order.move(self._list.chosen, self._list.count - 1):
            self._show(self._list.chosen)

    def action_shift(self, by: int) -> None:
        """Move the step up or down."""
        to = self._list.chosen + by
        if self._player.order.move(self._list.chosen, to):
            self._show(to)

    def action_leave_out(self) -> None:
        """Leave the step out, or take it back in."""
        turn = self._list.steps[self._list.chosen].turn
        order = self._player.order
        if order.leave_out(self._list.chosen):
            self._show(order.agenda.turns.index(turn))
        elif self._player.is_playing:
            stop = self.look.key(STOP)
            words = f"Nothing else is left. To end the session, go back and press {stop}."
            self.app.notify(words, markup=False)

    def action_add(self) -> None:
        """Ask which stretch to add behind the chosen one."""

        def answered(stretch: Stretch | None) -> None:
            order = self._player.order
            place = max(self._list.chosen, order.here)
            if stretch is not None and order.add(stretch, place):
                self._show(place + 1)

        known = self._player.order.known.values()
        self.app.push_screen(StretchPrompt(known, self.look), answered)

    def action_pause(self) -> None:
        """Pause, resume."""
        self._player.pause_or_resume()
        self._look_now()

    def action_hurts(self) -> None:
        """Back to the session, which pauses and asks what to do."""
        self.dismiss()
        self._hurts()

    def action_leave(self) -> None:
        """Back to the session."""
        self.dismiss()

    def _look_now(self) -> None:
        if self._player.is_playing:
            self._show(self._list.chosen)

    @on(LineList.Clicked)
    def _clicked(self, event: LineList.Clicked) -> None:
        if event.again and self.check_action("go", ()):
            self.action_go()
        else:
            self.action_move(event.place - self._list.chosen)
