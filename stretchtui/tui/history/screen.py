"""The history: the last year's days, weeks, body and discomfort, and every session."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.containers import Container, Vertical
from textual.widgets import Static

from stretchtui.tui.commands.history import HISTORY_COMMANDS
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.command_screen import CommandScreen
from stretchtui.tui.history.area_bars import AreaBars
from stretchtui.tui.history.calendar import Calendar
from stretchtui.tui.history.discomfort_lines import DiscomfortLines
from stretchtui.tui.history.facts import Facts, in_a_year
from stretchtui.tui.history.layout import HistoryTab, Layout, layout_for
from stretchtui.tui.history.loader import EMPTY, Found, look_back
from stretchtui.tui.history.review import Review
from stretchtui.tui.history.session_actions import SessionActions
from stretchtui.tui.history.session_list import SessionList
from stretchtui.tui.history.week_bars import WeekBars
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_list import LineList
from stretchtui.tui.widgets.tab_line import TabLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size
    from textual.worker import WorkType

    from stretchtui.core.settings import Settings
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.playing.session_edits import SessionEdits
    from stretchtui.store.paths import Folders
    from stretchtui.tui.commands.look import Look

PATIENCE_S = 0.25
"""How long the screen waits for the journal before it is shown without."""

WIDE_FROM = 180
"""From this width on the weeks have two cells each or more, in every chart."""

TALL_FROM = 50
"""From this height on the weeks and the parts of the body have more rows."""


class HistoryScreen(CommandScreen[None]):
    """What was done so far.

    Args:
        look: How the program looks.
        journal: What was done.
        edits: Changes it.
        folders: Where what is typed is kept; None keeps nothing.
    """

    DEFAULT_CSS = beside(__file__)
    TABLE = HISTORY_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in HISTORY_COMMANDS]

    def __init__(
        self, look: Look, journal: JournalView, edits: SessionEdits, folders: Folders | None = None
    ) -> None:
        super().__init__(look)
        self._journal = journal
        self._actions = SessionActions(self, look, journal, edits, self._read, folders)
        glyphs = look.glyphs
        self._review: Review | None = None
        self._is_prepared, self._chosen_tab = False, HistoryTab.YEAR
        self._width, self._height, self._layout_now = 0, 0, Layout.ONE
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
        self._panels = (self._calendar, self._facts, self._weeks, self._discomfort, self._areas)

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

    async def prepare(self, size: Size) -> None:
        """Read the journal before the screen is shown, unless that takes long.

        So that it is laid out and drawn once, with all that there is to show.

        Args:
            size: The terminal's.
        """
        self._measure(*size)
        self._is_prepared = True
        shown = self._read()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(shown.wait(), PATIENCE_S)
        if not shown.is_set():
            self._sum.update("Loading your history…")

    def on_mount(self) -> None:
        """Follow what the person sets."""
        self.follow(self.look.settings, self._set)

    def on_screen_resume(self) -> None:
        """Read the journal, as it is by now; for the first time that is begun already."""
        if self._is_prepared:
            self._is_prepared = False
        else:
            self._read()

    def _set(self, before: Settings) -> None:
        if before.days != self.look.settings.value.days:
            self._read()
        self._show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """There may be room for more, or for less."""
        self._measure(*event.size)

    def _measure(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._layout_now = layout_for(width, height)
        self._share()

    def _share(self) -> None:
        """Show what there is room for."""
        tabs, shown = self._layout_now.tabs, self.tab
        self._mark(
            {
                **{layout: layout is self._layout_now for layout in Layout},
                **{f"-{tab.lower()}": not tabs or tab is shown for tab in HistoryTab},
                "-wide": self._width >= WIDE_FROM,
                "-tall": self._height >= TALL_FROM,
            }
        )
        self._facts.in_column = self._layout_now is Layout.TWO
        self._tabs.names = tabs
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
    def tab(self) -> HistoryTab | None:
        """The tab that is shown; None where all are."""
        return self._layout_now.shown(self._chosen_tab)

    @property
    def _listed(self) -> bool:
        """Whether the list of sessions is shown, and there are any."""
        return self._list.count > 0 and self.tab in (None, HistoryTab.SESSIONS)

    # Showing

    def _read(self, chosen: int = 0) -> asyncio.Event:
        """Read the journal, and show what is found as soon as it is, shown or not yet.

        Args:
            chosen: The number of a session to choose.

        Returns:
            Set when it is shown.
        """
        shown = asyncio.Event()

        def warn(words: str) -> None:
            self.notify(words, severity="warning", markup=False)

        async def read() -> None:
            self._show(await look_back(self._journal, warn), chosen)
            shown.set()

        work: WorkType[None] = read
        self.run_worker(work, group="read", exclusive=True)
        return shown

    def _show(self, found: Found, chosen: int) -> None:
        """Show what was found."""
        self._review = found if isinstance(found, Review) else None
        self._actions.is_usable = self._review is not None or found is EMPTY
        if isinstance(found, Review):
            self._sum.update(in_a_year(found, self.look.glyphs))
            for panel in self._panels:
                panel.show(found)
            self._list.show_records(found.records, found.today, chosen)
        else:
            self._sum.update("")
            self._words.update(Text("\n\n").join(map(Text, found)))
            self._list.show_records((), self._journal.now)
        self._mark({"-nothing": self._review is None})
        self._show_keys()

    def _show_keys(self) -> None:
        self._keys.keys = tuple(
            (self.look.key(each), each.label, each.action, True)
            for each in HISTORY_COMMANDS
            if each.label and self.does_something(each)
        )

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it."""
        match action:
            case "open" | "delete" | "correct" | "move":
                return self._listed or None
            case "add":
                return self._actions.can_add or None
            case "undo":
                return self._actions.can_undo or None
            case "tab":
                return (self._review is not None and self.tab is not None) or None
        return super().check_action(action, parameters)

    def action_tab(self, by: int) -> None:
        """Show the next tab, or the one before."""
        tabs = self._layout_now.tabs
        if self.tab is not None:
            self.action_show(tabs[(tabs.index(self.tab) + by) % len(tabs)])

    def action_show(self, tab: str) -> None:
        """Show a tab, given by its name."""
        self._chosen_tab = HistoryTab(tab)
        self._share()

    def action_move(self, by: int, unit: str = "line") -> None:
        """Choose another session."""
        self._list.action_move(by, unit)

    @on(LineList.Clicked)
    async def _clicked(self, event: LineList.Clicked) -> None:
        if event.again:
            await self.action_open()
        else:
            self._list.chosen = event.place

    async def action_open(self) -> None:
        """Show all there is to know of the chosen session."""
        if self._list.record is not None:
            await self._actions.open(self._list.record)

    async def action_delete(self) -> None:
        """Delete the chosen session, if that is what is wanted."""
        if self._list.record is not None:
            await self._actions.delete(self._list.record)

    def action_undo(self) -> None:
        """Bring back the session that was deleted last."""
        self._actions.undo()

    async def action_correct(self) -> None:
        """Correct the chosen session."""
        if self._list.record is not None:
            await self._actions.correct(self._list.record)

    async def action_add(self) -> None:
        """Add a session that was done elsewhere."""
        record = self._list.record
        await self._actions.add(record.routine if record else None)

    def action_leave(self) -> None:
        """Back to the list of routines."""
        self.dismiss()
