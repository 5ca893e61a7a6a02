"""The main screen: routines, instructions, gauge."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from stretchtui.core.session import (
    Command,
    CueDue,
    Event,
    Finished,
    Paused,
    Resumed,
    Session,
    State,
    Stopped,
)
from stretchtui.core.timeline import CueName
from stretchtui.ui import wording
from stretchtui.ui.commands import COMMANDS
from stretchtui.ui.runner import Runner
from stretchtui.ui.widgets.floor import Floor
from stretchtui.ui.widgets.gauge import Gauge
from stretchtui.ui.widgets.guide import Guide
from stretchtui.ui.widgets.key_bar import Key, KeyBar
from stretchtui.ui.widgets.routine_list import RoutineList, Row, rows_of
from stretchtui.ui.widgets.routine_pane import RoutinePane

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from stretchtui.core.library import Entry
    from stretchtui.core.timeline import Timeline
    from stretchtui.ui import commands
    from stretchtui.ui.app import StretchApp

FILTER_KEYS: tuple[Key, ...] = (
    ("enter", "to the list", "found", True),
    ("esc", "show all", "unfilter", True),
)
"""What the key bar shows while a filter is typed."""

FLASH_S = 0.3
"""How long the gauge shows that a cue was given."""

FASTEST_S = 0.1
"""The screen is drawn no more often than this, in real seconds, however fast a session runs."""


class Mode(StrEnum):
    """What the screen is for at the moment."""

    BROWSE = "browse"
    PLAY = "play"
    DONE = "done"


class PlayerScreen(Screen[None]):
    """Routines to choose from, and the session that is played."""

    # Left to itself, Textual gives the focus to the filter, though it is not displayed, when a
    # screen above this one goes: the keys would be typed into it.
    AUTO_FOCUS = ""
    # Textual declares these two in a way that mypy takes for instance variables.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-thin"),
        (40, "-narrow"),
        (60, "-medium"),
        (80, "-roomy"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-flat"),
        (15, "-short"),
        (20, "-normal"),
        (32, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in COMMANDS]

    def __init__(self, app: StretchApp) -> None:
        super().__init__()
        self._glyphs = app.glyphs
        self._rows = rows_of(app.library, app.pace)
        self._where = Static("stretchtui", id="where", markup=False)
        self._sound = Static(id="sound", markup=False)
        self._pane = RoutinePane(self._rows, self._glyphs, id="routines")
        self._guide = Guide(self._glyphs)
        self._gauge = Gauge(self._glyphs)
        self._floor = Floor(self._glyphs)
        self._keys = KeyBar()
        self._mode = Mode.BROWSE
        self._entry: Entry | None = None
        self._runner: Runner | None = None
        self._easier = False
        self._note = ""
        self._drawn_at = 0.0

    @property
    def program(self) -> StretchApp:
        """The app, as what it is."""
        return cast("StretchApp", self.app)

    # Layout

    def compose(self) -> ComposeResult:
        """Three panes, the floor view in their place, and the keys."""
        # Filled before they are laid out: another layout would be a third of the start.
        self._browse(self._rows[0] if self._rows else None)
        self.show_sound()
        with Horizontal(id="title"):
            yield self._where
            yield self._sound
        with Horizontal(id="body"):
            yield self._pane
            yield self._guide
        yield self._gauge
        yield self._floor
        yield self._keys

    def on_mount(self) -> None:
        """Show what there is to choose from."""
        self._pane.list.focus()

    def on_resize(self) -> None:
        """What is drawn to size is drawn again."""
        if self._runner is not None:
            self.call_after_refresh(self._draw)

    def show_sound(self) -> None:
        """Say where the sounds go, which may change as they go."""
        self.program.sink.check()
        speed = f"{self.program.speed:g}{self._glyphs.times} speed {self._glyphs.dot} "
        words = (speed if self.program.speed != 1 else "") + self.program.sink.name
        if self._sound.content != words:
            self._sound.update(words)

    # Choosing

    @on(RoutineList.Chosen)
    def _chosen(self, event: RoutineList.Chosen) -> None:
        if self._mode is Mode.DONE:
            self._leave()
        elif self._mode is Mode.BROWSE:
            self._browse(event.row)

    @on(RoutineList.Opened)
    def _opened(self) -> None:
        if self._mode is not Mode.PLAY:
            self.action_go()

    def _browse(self, row: Row | None) -> None:
        guide = self._guide
        timeline: Timeline | None = None
        if row is None and self._rows:
            guide.show_words("Nothing found", "Press escape in the filter to see all routines.")
        elif row is None:
            guide.show_words(
                "No routines",
                "The shipped library could not be found, and you have none of your own.",
                f"Put a routine file in {self.program.folders.routines}",
                "or install the program again.",
            )
        elif row.entry is None:
            guide.show_faults(row.name, row.faults)
        else:
            guide.show_routine(row.entry, row.total)
            timeline = row.entry.timeline(self.program.pace)
        # On a small screen the list makes room for what has to be read.
        self.set_class(row is None or row.entry is None, "-telling")
        self._entry = row.entry if row else None
        self._gauge.show_routine(timeline)
        self._show_keys()

    # Playing

    def start(self, entry: Entry) -> None:
        """Begin a session."""
        timeline = entry.timeline(self.program.pace)
        if not timeline.phases:
            return
        self._entry = entry
        self._mode = Mode.PLAY
        self._easier = False
        self._runner = Runner(
            Session(timeline, self.program.speed),
            self.program.sink,
            self._happened,
            self.program.later,
            self.program.clock,
            voice=self.program.spoken,
            counted=self.program.counted,
        )
        self.program.prepare_voice(timeline)
        self.add_class("-playing")
        self._where.update(entry.routine.name)
        self._guide.focus()
        self._runner.do(Command.START)
        # The floor view has its size only then, where it takes the place of the panes.
        self.call_after_refresh(self._draw)

    def advance(self) -> None:
        """Let the session's time pass; its timer does this by itself."""
        if self._runner is not None:
            self._runner.wake()

    def _happened(self, events: list[Event]) -> None:
        runner = self._runner
        assert runner is not None, "a runner that was let go of calls nobody"
        for event in events:
            match event:
                case Finished():
                    self._end(runner)
                    return
                case Stopped():
                    self._leave()
                    return
                case Paused(gap=gap):
                    self._note = wording.away(gap) if gap else ""
                case Resumed():
                    self._note = ""
        if any(isinstance(event, CueDue) and event.name is not CueName.TICK for event in events):
            self._flash()
        now = self.program.clock()
        if events or now - self._drawn_at >= FASTEST_S:
            self._drawn_at = now
            self._draw(steps=not all(isinstance(event, CueDue) for event in events))

    def _flash(self) -> None:
        """What is heard is seen as well; the ticks are seen in the digits."""
        self._gauge.flash(True)
        self.program.later(FLASH_S / self.program.speed, lambda: self._gauge.flash(False))

    def _draw(self, steps: bool = True) -> None:
        """Draw the session; ``steps``: with the instructions too."""
        if self._runner is None or self._entry is None:
            return
        view, timeline = self._runner.view(), self._runner.session.timeline
        self._floor.show_session(view)
        if not self._floor.display:
            self._gauge.show_session(view, timeline, self._note)
        if steps:
            self.program.show_title(wording.title(view))
            self._guide.show_step(self._entry, view, self._easier)
            self._show_keys()
            self.show_sound()

    def _end(self, runner: Runner) -> None:
        """The session came to its end."""
        self._draw()
        runner.close()
        self._runner = None
        self._mode = Mode.DONE
        self.add_class("-telling")
        self.remove_class("-playing")
        self._gauge.show_routine(runner.session.timeline)
        assert self._entry is not None
        self._guide.show_end(self._entry, runner.session.timeline)
        self._pane.list.focus()
        self._show_keys()
        self.program.session_ended(completed=True)

    def _leave(self) -> None:
        """Back to choosing."""
        if self._runner is not None:
            self._runner.close()
            self._runner = None
            self.program.session_ended(completed=False)
        self._mode = Mode.BROWSE
        self.remove_class("-playing", "-floor", "-telling")
        self.program.show_title("stretchtui")
        self._where.update("stretchtui")
        choices = self._pane.list
        choices.focus()
        self._browse(choices.row)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it."""
        playing = self._runner is not None
        match action, parameters:
            case "session", (str(command),):
                return (
                    self._runner is not None and self._runner.session.can(Command(command))
                ) or None
            case (("floor" | "easier"), _):
                return playing or None
            case "filter", _:
                return (self._mode is Mode.BROWSE and not self._pane.filtering) or None
            case "move", _:
                return self._mode is Mode.BROWSE or None
            case "found", _:
                return self._pane.filtering or None
            case "go", _:
                return playing or self._mode is Mode.DONE or self._can_start() or None
        return True

    def does_something(self, command: commands.Command) -> bool:
        """Whether a command does something now."""
        return bool(self.check_action(*_split(command.action)))

    def runs(self, command: commands.Command) -> Callable[[], Awaitable[None]]:
        """A call that carries a command out."""

        async def run() -> None:
            await self.run_action(command.action)

        return run

    def _can_start(self) -> bool:
        row = self._pane.list.row
        return row is not None and row.entry is not None and bool(row.entry.routine.steps)

    def on_descendant_focus(self) -> None:
        """In the filter the keys are letters."""
        self._show_keys()

    def _show_keys(self) -> None:
        if self._pane.filtering:
            self._keys.keys = FILTER_KEYS
            return
        keys: list[Key] = []
        for command in COMMANDS:
            if command.label:
                on = self.does_something(command)
                label = self._go_label() if command.id == "go" else command.label
                shown = self.program.keys_shown(command)
                keys.append((shown, label, command.action, on))
        self._keys.keys = tuple(keys)

    def _go_label(self) -> str:
        if self._mode is Mode.DONE:
            return "to the list"
        if self._runner is None:
            return "start"
        return "pause" if self._runner.session.state is State.RUNNING else "go on"

    def action_go(self) -> None:
        """Start, pause, go on; after the end, back to the list."""
        if self._runner is not None:
            running = self._runner.session.state is State.RUNNING
            self._runner.do(Command.PAUSE if running else Command.RESUME)
        elif self._mode is Mode.DONE:
            self._leave()
        elif (row := self._pane.list.row) is not None and row.entry is not None:
            self.start(row.entry)

    def action_session(self, command: str) -> None:
        """Tell the session."""
        if self._runner is not None:
            self._runner.do(Command(command))
            # However soon after the last drawing: what a key does is seen at once.
            self._draw(steps=False)

    def action_move(self, by: int) -> None:
        """Choose another routine."""
        self._pane.list.action_move(by)

    def action_filter(self) -> None:
        """Type a filter."""
        self._pane.open_filter()

    def action_found(self) -> None:
        """Back to the list, with what the filter found."""
        self._pane.close_filter(clear=False)

    def action_unfilter(self) -> None:
        """Back to the list, with all its rows."""
        self._pane.close_filter(clear=True)

    def action_easier(self) -> None:
        """The easier variant first, or not."""
        self._easier = not self._easier
        self._draw()

    def action_floor(self) -> None:
        """The floor view, or the panes."""
        self.toggle_class("-floor")
        if not self.has_class("-floor"):
            self._guide.focus()
        self.call_after_refresh(self._draw)

    def action_mute(self) -> None:
        """Sounds off, or on."""
        self.program.toggle_mute()
        self.show_sound()

    def action_help(self) -> None:
        """Keys and care."""
        self.program.show_help()

    def action_quit(self) -> None:
        """Leave the program."""
        self.program.leave()

    def action_redraw(self) -> None:
        """Draw the screen afresh, whatever the terminal shows."""
        self.program.redraw()


def _split(action: str) -> tuple[str, tuple[object, ...]]:
    """An action's name and parameters."""
    name, _, rest = action.partition("(")
    return name, (rest.rstrip(")").strip("'"),) if rest else ()
