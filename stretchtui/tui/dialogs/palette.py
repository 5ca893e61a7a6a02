"""All commands that do something now, to search in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType

from stretchtui.tui.commands.synonyms import SYNONYMS
from stretchtui.tui.commands.table import Commanded
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.palette_search import Searched, match
from stretchtui.tui.dialogs.prompts import Prompt
from stretchtui.tui.widgets.line_input import LineInput, settled
from stretchtui.tui.widgets.line_list import LineList, Span

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

    from stretchtui.tui.commands.look import Look
    from stretchtui.words.glyphs import Glyphs


NAME_CELLS = 20
"""The cells of the names, where what they do stands beside them."""

WORDS_FROM = 60
"""From this width on it is said beside the names what they do."""


class PaletteEntry(NamedTuple):
    """One thing that can be done or gone to."""

    name: str
    """What it is called."""
    words: str
    """What it does, in one line."""
    key: str
    """Its key as it is shown; it may have none."""
    run: Callable[[], Awaitable[Any] | None]
    """Carries it out."""
    synonyms: Sequence[str] = ()
    """Other words it is found by."""


class PaletteList(LineList):
    """What was found.

    Args:
        entries: All there is.
        glyphs: The characters to draw with.
    """

    def __init__(self, entries: Sequence[PaletteEntry], glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._all = entries
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
        """Find what is meant, best first; all, if nothing is typed."""
        if typed.strip():
            found = [
                (hit, each)
                for each in self._all
                if (hit := match(typed, Searched(each.name, each.synonyms, each.words)))
            ]
            found.sort(key=lambda each: each[0][:2])
            self._found = [(each, hit.places) for hit, each in found]
        else:
            self._found = [(each, frozenset()) for each in self._all]
        if self.is_mounted:
            self.show(0)

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """Its name, with the letters that were found; what it does; its key."""
        entry, found = self._found[place]
        room = max(0, width - cell_len(entry.key) - 3)
        beside = self.size.width >= WORDS_FROM
        name = self.cut(entry.name, NAME_CELLS if beside else room)
        letters = [(each, "heading" if at in found else "") for at, each in enumerate(name)]
        words = self.cut(entry.words, max(0, room - NAME_CELLS)) if beside else ""
        return [*letters, (words, "dim"), ("  ", ""), (entry.key, "dim"), (" ", "")]

    def blank(self, y: int, width: int) -> Sequence[Span]:
        """That nothing was found."""
        return [("  ", ""), (self.cut("No matches", width - 2), "dim")] if y == 0 else ()


class Palette(Prompt[PaletteEntry]):
    """Searches; gives what was chosen.

    Args:
        entries: All there is.
        look: How the program looks.
        wanted: What can be searched for, in a few words.
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

    def __init__(
        self, entries: Iterable[PaletteEntry], look: Look, wanted: str = "Search all commands"
    ) -> None:
        super().__init__()
        self.entries = tuple(entries)
        """All there is."""
        self._list = PaletteList(self.entries, look.glyphs)
        self._list.styles.height = max(1, self._list.count)
        self._list.add_class("-active")
        self._line = LineInput("", wanted, typed=self._list.search)
        self.bar.keys = (
            (look.up_and_down, "choose", "move(1)", True),
            ("enter", "select", "take", True),
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
    async def _clicked(self, event: LineList.Clicked) -> None:
        self._list.chosen = event.place
        if event.again:
            await self.action_take()


async def open_palette(app: App[Any], look: Look, places: Iterable[PaletteEntry]) -> None:
    """Show the commands of the screen that is open, and carry out what is chosen.

    Not over a dialog, which has all keys: one could be opened over the other without end.

    Args:
        app: Shows them.
        look: How the program looks.
        places: Where one can go from everywhere.
    """
    beneath = app.screen
    if isinstance(beneath, Commanded):
        await search(app, [*palette_entries(beneath, look), *places], look)


async def search(app: App[Any], entries: Iterable[PaletteEntry], look: Look, *words: str) -> None:
    """Search, and carry out what is chosen.

    Args:
        app: Shows it.
        entries: All there is.
        look: How the program looks.
        words: What can be searched for, if not commands.
    """
    beneath = app.screen

    async def chosen(entry: PaletteEntry | None) -> None:
        # Quick hands may have opened something else.
        if entry is not None and app.screen is beneath and (done := entry.run()) is not None:
            await done

    await app.push_screen(Palette(entries, look, *words), chosen)


def palette_entries(screen: Screen[Any], look: Look) -> Iterator[PaletteEntry]:
    """The commands of a screen that do something now."""
    if isinstance(screen, Commanded):
        for command in screen.TABLE:
            if screen.does_something(command):
                yield PaletteEntry(
                    command.title,
                    command.help,
                    look.key(command),
                    screen.runs(command),
                    SYNONYMS.get(command.id, "").split(),
                )
