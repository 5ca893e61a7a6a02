"""All commands that do something now, to search in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.fuzzy import FuzzySearch

from stretchtui.tui.commands.table import Commanded
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.prompts import Prompt
from stretchtui.tui.widgets.line_input import LineInput, settled
from stretchtui.tui.widgets.line_list import LineList, Span

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

    from stretchtui.tui.commands.look import Look
    from stretchtui.words.glyphs import Glyphs


class PaletteEntry(NamedTuple):
    """One command of the palette."""

    words: str
    """What it does, in one line."""
    key: str
    """Its key as it is shown; it may have none."""
    run: Callable[[], Awaitable[None] | None]
    """Carries it out."""


class PaletteList(LineList):
    """The commands that were found.

    Args:
        entries: All commands.
        glyphs: The characters to draw with.
    """

    def __init__(self, entries: Sequence[PaletteEntry], glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._all = entries
        self._search = FuzzySearch()
        self._found: list[tuple[PaletteEntry, frozenset[int]]] = []
        self.search("")

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self._found)

    @property
    def entry(self) -> PaletteEntry | None:
        """The chosen one; None where nothing was found."""
        return self._found[self.chosen][0] if self._found else None

    def search(self, typed: str) -> None:
        """Find the commands in which these letters stand, those first where they stand best."""
        if typed.strip():
            found = [(each, *self._search.match(typed.strip(), each.words)) for each in self._all]
            found = sorted((each for each in found if each[1]), key=lambda each: -each[1])
            self._found = [(each, frozenset(places)) for each, _, places in found]
        else:
            self._found = [(each, frozenset()) for each in self._all]
        if self.is_mounted:
            self.show(0)

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """What it does, with the letters that were found, and its key."""
        entry, found = self._found[place]
        room = width - cell_len(entry.key) - 3
        words = self.cut(entry.words, max(0, room))
        letters = [(each, "heading" if at in found else "") for at, each in enumerate(words)]
        return [*letters, ("  ", ""), (entry.key, "dim"), (" ", "")]

    def blank(self, y: int, width: int) -> Sequence[Span]:
        """That nothing was found."""
        return [("  ", ""), (self.cut("No matches", width - 2), "dim")] if y == 0 else ()


class Palette(Prompt[PaletteEntry]):
    """Searches all commands; gives the chosen one.

    Args:
        entries: The commands.
        look: How the program looks.
    """

    DEFAULT_CSS = beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        # Carried out before the keys behind them are looked at.
        Binding("enter", "take", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("ctrl+home", "move(-1000)", show=False, priority=True),
        Binding("ctrl+end", "move(1000)", show=False, priority=True),
    ]

    def __init__(self, entries: Iterable[PaletteEntry], look: Look) -> None:
        super().__init__()
        self._list = PaletteList(tuple(entries), look.glyphs)
        self._list.styles.height = max(1, self._list.count)
        self._list.add_class("-active")
        self._line = LineInput("", "Search all commands", typed=self._list.search)
        self.bar.keys = (
            (look.up_and_down, "choose", "move(1)", True),
            ("enter", "run", "take", True),
            ("esc", "close", "cancel", True),
        )

    def content(self) -> Iterable[Widget]:
        """The line, and what was found."""
        yield self._line
        yield self._list

    def on_mount(self) -> None:
        """The keys are for the line."""
        self.set_focus(self._line)

    def action_move(self, by: int) -> None:
        """Choose another command."""
        self._list.action_move(by)

    def action_page(self, by: int) -> None:
        """Choose a command a page further."""
        self._list.action_page(by)

    async def action_take(self) -> None:
        """Give the chosen command."""
        await settled(self._line)
        if self._list.entry is not None:
            self.dismiss(self._list.entry)

    @on(LineList.Clicked)
    def _clicked(self, event: LineList.Clicked) -> None:
        self._list.chosen = event.place
        if self._list.entry is not None:
            self.dismiss(self._list.entry)


async def open_palette(app: App[Any], look: Look, change_theme: Callable[[], None]) -> None:
    """Show the commands of the screen that is open, and carry out what is chosen.

    Not over a dialog, which has all keys: one could be opened over the other without end.

    Args:
        app: Shows them.
        look: How the program looks.
        change_theme: Chooses the colours.
    """
    beneath = app.screen
    if not isinstance(beneath, Commanded):
        return

    async def chosen(entry: PaletteEntry | None) -> None:
        # Quick hands may have opened something else.
        if entry is not None and app.screen is beneath and (done := entry.run()) is not None:
            await done

    theme = PaletteEntry("Change theme", "", change_theme)
    await app.push_screen(Palette([*palette_entries(beneath, look), theme], look), chosen)


def palette_entries(screen: Screen[Any], look: Look) -> Iterator[PaletteEntry]:
    """The commands of a screen that do something now."""
    if isinstance(screen, Commanded):
        for command in screen.TABLE:
            if screen.does_something(command):
                yield PaletteEntry(command.help, look.key(command), screen.runs(command))
