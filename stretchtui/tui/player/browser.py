"""The main screen as the place where a routine is chosen: its panes, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.core.routines.library import Source
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.tui.dialogs.command_screen import CommandScreen
from stretchtui.tui.player.floor import Floor
from stretchtui.tui.player.gauge import Gauge
from stretchtui.tui.player.guide import Guide
from stretchtui.tui.player.instructions import Instructions, figures_of
from stretchtui.tui.player.routine_list import RoutineRow, rows_of
from stretchtui.tui.player.routine_pane import RoutinePane
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.words import session as wording

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.tui.app import StretchApp


class BrowserScreen(CommandScreen[None]):
    """Routines to choose from.

    Args:
        app: The program.
    """

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

    def __init__(self, app: StretchApp) -> None:
        super().__init__()
        self._glyphs = app.glyphs
        self.rows = rows_of(app.library, app.pace)
        """All lines of the list, whatever is filtered."""
        self.entry: Entry | None = None
        """The routine that is chosen, or played."""
        self.where = Static("stretchtui", id="where", markup=False)
        self._sound = Static(id="sound", markup=False)
        self.pane = RoutinePane(self.rows, self._glyphs, id="routines")
        self.guide = Guide(self._glyphs)
        self.page = Instructions(self.guide, self._glyphs)
        self.gauge = Gauge(self._glyphs)
        self.floor = Floor(self._glyphs)
        self.bar = KeyBar()

    def show_keys(self) -> None:
        """Show the keys as they are by now."""

    def compose(self) -> ComposeResult:
        """Three panes, and the keys."""
        # Filled before they are laid out: another layout would be a third of the start.
        self.browse(self.rows[0] if self.rows else None)
        self.show_sound()
        with Horizontal(id="title"):
            yield self.where
            yield self._sound
        with Horizontal(id="body"):
            yield self.pane
            yield self.page
        yield self.gauge
        yield self.bar

    def on_mount(self) -> None:
        """Show what there is to choose from."""
        # Who types ahead may be in the filter already.
        if self.focused is None:
            self.set_focus(self.pane.list)
        # The floor view takes the place of the panes; the first screen does not wait for it.
        self.call_after_refresh(self.mount, self.floor, before=self.bar)

    def show_sound(self) -> None:
        """Say where the sounds go, which may change as they go."""
        self.program.sink.check()
        speed = f"{self.program.speed:g}{self._glyphs.times} speed {self._glyphs.dot} "
        words = (speed if self.program.speed != 1 else "") + self.program.sink.name
        if self._sound.content != words:
            self._sound.update(words)

    def browse(self, row: RoutineRow | None) -> None:
        guide = self.guide
        timeline: Timeline | None = None
        if row is None and self.rows:
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
            guide.show_routine(row.entry, row.total, self.program.diary.today(row.entry))
            timeline = timeline_of(row.entry, self.program.pace, row.level)
        # On a small screen the list makes room for what has to be read.
        self.set_class(row is None or row.entry is None, "-telling")
        self.entry = row.entry if row else None
        self.page.preview(figures_of(self.entry))
        self.gauge.show_routine(timeline)
        self.show_keys()

    def show_where(self) -> None:
        advice = self.program.diary.advice
        words = wording.today(advice, self._glyphs) if advice else "stretchtui"
        if self.where.content != words:
            self.where.update(words)

    def show_pace(self) -> None:
        """Show how long everything takes by now."""
        for row in self.rows:
            row.pace = self.program.pace
        self.pane.list.refresh()

    def show_library(self, chosen: str | None) -> None:
        """Show what has become of the library, with a routine chosen, given by its id."""
        self.rows = rows_of(self.program.library, self.program.pace)
        ids = [row.entry.routine.id if row.entry else None for row in self.rows]
        row = self.rows[ids.index(chosen)] if chosen in ids else None
        self.pane.show_rows(self.rows, row)
        self.browse(self.pane.list.row)

    def can_start(self) -> bool:
        row = self.pane.list.row
        return row is not None and row.entry is not None and bool(row.entry.routine.steps)

    def can_be_made(self, what: str) -> bool:
        entry = self.entry
        match what:
            case "edit" | "duplicate":
                return entry is not None and not self.pane.filtering
            case "delete":
                return entry is not None and entry.source is Source.USER
        return not self.pane.filtering

    # What its keys do

    def action_move(self, by: int) -> None:
        """Choose another routine."""
        self.pane.list.action_move(by)

    def action_filter(self) -> None:
        """Type a filter."""
        self.pane.open_filter()

    def action_found(self) -> None:
        """Back to the list, with what the filter found."""
        self.pane.close_filter(clear=False)

    def action_unfilter(self) -> None:
        """Back to the list, with all its rows."""
        self.pane.close_filter(clear=True)

    def action_today(self) -> None:
        """Choose what is good for today."""
        advice = self.program.diary.advice
        row = next((row for row in self.rows if advice and row.entry is advice.entry), None)
        if row is not None:
            self.pane.list.choose(row)

    async def action_history(self) -> None:
        """What was done so far."""
        await self.program.show_history()

    async def action_own(self, what: str) -> None:
        """Make, change, copy, delete or bring back a routine."""
        await self.program.shelf.carry_out(what, self.entry)
