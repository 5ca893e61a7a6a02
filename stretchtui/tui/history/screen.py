"""The history: the last year's days, weeks, body and discomfort, and every session."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.containers import Container, Vertical
from textual.widgets import Static

from stretchtui.tui.commands.history import HISTORY_COMMANDS
from stretchtui.tui.dialogs.command_screen import CommandScreen
from stretchtui.tui.history.area_bars import AreaBars
from stretchtui.tui.history.calendar import Calendar
from stretchtui.tui.history.discomfort_lines import DiscomfortLines
from stretchtui.tui.history.facts import Facts, in_a_year
from stretchtui.tui.history.layout import HistoryTab, Layout, room_for
from stretchtui.tui.history.loader import Found, delete, look_back
from stretchtui.tui.history.review import Review
from stretchtui.tui.history.session import DELETE, SessionScreen, deleting
from stretchtui.tui.history.session_list import SessionList
from stretchtui.tui.history.week_bars import WeekBars
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_list import LineList
from stretchtui.tui.widgets.tab_line import TabLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from stretchtui.core.sessions.record import Record
    from stretchtui.tui.app import StretchApp

PATIENCE_S = 0.25
"""How long the screen waits for the journal before it is shown without."""

WIDE_FROM = 180
"""From this width on the weeks have two cells each, in every chart."""


class HistoryScreen(CommandScreen[None]):
    """What was done so far.

    Args:
        program: The app.
    """

    # With CSS_PATH Textual would parse and apply all the styles of the app anew: 30 ms.
    DEFAULT_CSS = Path(__file__).with_suffix(".tcss").read_text(encoding="utf-8")
    SCOPED_CSS = False
    AUTO_FOCUS = ""
    TABLE = HISTORY_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in HISTORY_COMMANDS]

    def __init__(self, program: StretchApp) -> None:
        super().__init__()
        glyphs = program.glyphs
        self._review: Review | None = None
        self._reading: asyncio.Future[Found] | None = None
        self._view = HistoryTab.YEAR
        self._width, self._room = 0, Layout.ONE
        self._sum = Static(id="sum", markup=False)
        self._tabs = TabLine(glyphs.chosen)
        self._words = Static(id="words", markup=False)
        self._calendar = Calendar(glyphs)
        self._facts = Facts(glyphs)
        self._list = SessionList(glyphs, id="sessions")
        self._list.add_class("-active", update=False)
        self._weeks = WeekBars(glyphs, id="weeks")
        self._discomfort = DiscomfortLines(glyphs, id="discomfort")
        self._areas = AreaBars(glyphs, id="areas")
        self._keys = KeyBar()
        # Where default styles say it, those of the main screen win.
        self._keys.styles.height = 1
        self._panels = (
            *(self._calendar, self._facts),
            *(self._weeks, self._discomfort, self._areas),
        )

    # Layout

    def compose(self) -> ComposeResult:
        """The year, the charts, the list of sessions."""
        with Container(id="head"):
            yield Static("History", id="name", markup=False)
            yield self._sum
        yield self._words
        with Container(id="year"):
            yield self._calendar
            yield self._facts
        yield self._tabs
        with Container(id="rest"):
            with Vertical(id="lines"):
                yield self._weeks
                yield self._discomfort
            with Vertical(id="others"):
                yield self._areas
                yield Static("Sessions", id="heading", markup=False)
                yield self._list
        yield self._keys

    async def prepare(self) -> None:
        """Read the journal before the screen is shown, unless that takes long.

        So that it is laid out and drawn once, with all that there is to show.
        """
        self._measure(*self.program.size)
        self._reading = asyncio.ensure_future(look_back(self.program))
        await asyncio.wait([self._reading], timeout=PATIENCE_S)
        if self._reading.done() and not self._reading.cancelled():
            self._show(self._reading.result())
        else:
            self._sum.update("reading the journal")

    def on_screen_resume(self) -> None:
        """Read the journal, as it is by now."""
        reading, self._reading = self._reading, None
        if reading is None or not reading.done():
            self._show_by_and_by(reading)

    def on_resize(self, event: events.Resize) -> None:
        """There may be room for more, or for less."""
        self._measure(*event.size)

    def _measure(self, width: int, height: int) -> None:
        self._width, self._room = width, room_for(width, height)
        self._share()

    def _share(self) -> None:
        """Show what there is room for."""
        views, shown = self._room.views, self.view
        self._mark(
            {
                **{room: room is self._room for room in Layout},
                **{f"-{view.lower()}": not views or view is shown for view in HistoryTab},
                "-wide": self._width >= WIDE_FROM,
            }
        )
        self._facts.in_column = self._room is Layout.TWO
        self._tabs.names = views
        self._tabs.shown = shown or ""
        self._show_keys()

    def _mark(self, classes: Mapping[str, bool]) -> None:
        """Set classes, all at once: each time, all styles are worked out again."""
        if any(self.has_class(name) is not on for name, on in classes.items()):
            for name, on in classes.items():
                (self.add_class if on else self.remove_class)(name, update=False)
            if self.is_mounted:
                self.update_node_styles()

    @property
    def view(self) -> HistoryTab | None:
        """The view that is shown; None where all are."""
        return self._room.shown(self._view)

    @property
    def _listed(self) -> bool:
        """Whether the list of sessions is shown, and there are any."""
        return self._list.count > 0 and self.view in (None, HistoryTab.SESSIONS)

    # Showing

    def _show_by_and_by(self, reading: asyncio.Future[Found] | None = None) -> None:
        async def show() -> None:
            self._show(await (reading or look_back(self.program)))

        self.run_worker(show(), group="read", exclusive=True, exit_on_error=False)

    def _show(self, found: Found) -> None:
        """Show what was found."""
        self._review = found if isinstance(found, Review) else None
        if isinstance(found, Review):
            self._sum.update(in_a_year(found, self.program.glyphs))
            for panel in self._panels:
                panel.show(found)
            self._list.show_records(found.records)
        else:
            self._sum.update("")
            self._words.update(Text("\n\n").join(map(Text, found)))
            self._list.show_records(())
        self._mark({"-nothing": self._review is None})
        self._show_keys()

    def _show_keys(self) -> None:
        self._keys.keys = tuple(
            (self.program.keys_shown(each), each.label, each.action, True)
            for each in HISTORY_COMMANDS
            if each.label and self.does_something(each)
        )

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it."""
        match action:
            case "open" | "delete" | "move" | "page":
                return self._listed or None
            case "view":
                return (self._review is not None and self.view is not None) or None
        return True

    def action_view(self, by: int) -> None:
        """Show the next view, or the one before."""
        views = self._room.views
        if self.view is not None:
            self.action_show(views[(views.index(self.view) + by) % len(views)])

    def action_show(self, view: str) -> None:
        """Show a view."""
        self._view = HistoryTab(view)
        self._share()

    def action_move(self, by: int) -> None:
        """Choose another session."""
        self._list.chosen += by

    def action_page(self, by: int) -> None:
        """Choose a session a page further."""
        self._list.chosen += by * self._list.page

    @on(LineList.Clicked)
    async def _clicked(self, event: LineList.Clicked) -> None:
        if event.again:
            await self.action_open()
        else:
            self._list.chosen = event.place

    async def action_open(self) -> None:
        """Show all there is to know of the chosen session."""
        record, scribe = self._list.record, self.program.scribe
        if record is None or scribe is None:
            return
        parts = scribe.ask(lambda journal: journal.parts(record.id))

        async def answered(answer: str | None) -> None:
            if answer == DELETE:
                await self._ask(record)

        await self.program.push_screen(SessionScreen(record, parts, self.program.glyphs), answered)

    async def action_delete(self) -> None:
        """Delete the chosen session, if that is what is wanted."""
        if self._list.record is not None:
            await self._ask(self._list.record)

    async def _ask(self, record: Record) -> None:
        def answered(answer: str | None) -> None:
            if answer == DELETE:
                self.run_worker(self._delete(record), exit_on_error=False)

        await self.program.push_screen(deleting(record), answered)

    async def _delete(self, record: Record) -> None:
        await delete(self.program, record)
        self._show_by_and_by()

    def action_leave(self) -> None:
        """Back to the list of routines."""
        self.dismiss()
