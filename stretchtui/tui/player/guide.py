"""The pane that tells what to do: the current step, or the chosen routine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from stretchtui.core.routines.cautions import with_caution
from stretchtui.core.routines.model import Stretch, stretch_of
from stretchtui.core.sessions.phases import Kind
from stretchtui.tui.player.guide_tables import Fact, table_of, title_line
from stretchtui.tui.player.routine_guide import of_faults, of_routine
from stretchtui.tui.widgets.pens import PHASE_COLOURS, Pens
from stretchtui.words import session as wording
from stretchtui.words.conditions import avoided
from stretchtui.words.step import for_side

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.core.routines.document import Fault
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.events import View
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.words.glyphs import Glyphs


class Guide(VerticalScroll):
    """Instructions, scrolled with the arrows when they are long.

    Args:
        glyphs: The characters to draw with.
    """

    # With a bar or without, the text has the same width: it is drawn once, and stays in place.
    DEFAULT_CSS = "Guide { scrollbar-gutter: stable; }"

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._text = Static(markup=False)
        self._draw_end: Callable[[], None] | None = None
        """Draws the end of a session again, while that is what is shown."""

    def compose(self) -> ComposeResult:
        """One text; everything in it is shown as it is, never read as markup."""
        yield self._text

    def on_mount(self) -> None:
        """What has a colour of the theme gets that of the next one."""
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._redraw())

    def on_resize(self) -> None:
        """What is laid out for a size is laid out for the new one."""
        self._redraw()

    def _redraw(self) -> None:
        if self._draw_end is not None:
            self._draw_end()

    def show_step(
        self,
        entry: Entry,
        view: View,
        easier: bool,
        hurt: bool = False,
        note: str = "",
        number: str = "",
    ) -> None:
        """Show what to do now.

        Args:
            entry: The routine.
            view: The session at this moment.
            easier: Whether the easier variant comes first.
            hurt: Whether the stretch hurt when it was last done.
            note: What the person wrote of it.
            number: Which step it is, where that is to be said.
        """
        phase = view.phase
        step = entry.routine.single_steps[phase.step]
        stretch = for_side(with_caution(step, stretch_of(step, entry.stretches)), phase.side)
        rows: list[Fact] = []
        if easier and stretch.easier:
            rows.append(("easier", Text(stretch.easier, "bold")))
        if not easier and stretch.easier:
            rows.append(("easier", stretch.easier))
        if stretch.caution:
            rows.append(("caution", stretch.caution))
        if stretch.avoid:
            rows.append(("avoid", avoided(stretch)))
        if stretch.needs:
            rows.append(("needs", ", ".join(stretch.needs)))
        lines: list[RenderableType] = [
            title_line(stretch.name, number),
            *([Text(wording.HURT, "bold")] if hurt else []),
            *([table_of([("note", note)])] if note else []),
            Text(""),
        ]
        first, rest = (rows[:1], rows[1:]) if easier and stretch.easier else ([], rows)
        self._show(
            *lines,
            *((table_of(first), Text("")) if first else ()),
            _instructions(stretch, dim=bool(first)),
            Text(""),
            table_of(rest),
        )

    def show_routine(
        self, entry: Entry, total: int, today: Sequence[str] = (), done: str = ""
    ) -> None:
        """Show a routine before it is played.

        Args:
            entry: The routine.
            total: Its length in seconds.
            today: What it asks for today, and why, a line each, if it grows.
            done: When it was last done.
        """
        self._show(*of_routine(entry, total, done, today, self._glyphs))

    def show_faults(self, file: str, faults: Sequence[Fault]) -> None:
        """Show what is wrong with a file."""
        self._show(*of_faults(file, faults))

    def show_words(self, title: str, *paragraphs: str) -> None:
        """Show plain text under a title."""
        self._show(
            title_line(title, ""), *(line for each in paragraphs for line in (Text(""), Text(each)))
        )

    def show_end(self, player: SessionPlayer, keys: tuple[str, str] = ("", "")) -> None:
        """Show that a session is over.

        Args:
            player: Has played it.
            keys: Those that write of the session, and of a stretch, as they are shown.
        """
        # Imported with the first end: the first screen does not wait for it.
        from stretchtui.tui.player.afterwards import told
        from stretchtui.tui.player.end_page import end_page

        over = told(player)

        def draw() -> None:
            width, height = self.size
            kind = Kind.HOLD if over.finished else Kind.READY
            colour = Pens(self).ink(PHASE_COLOURS[kind], bold=True)
            self._show(*end_page(over, (width - 1, height), self._glyphs, keys, colour))
            self._draw_end = draw

        draw()

    @property
    def words_height(self) -> int:
        """Rows that the words take."""
        return self._text.outer_size.height

    def _show(self, *lines: RenderableType) -> None:
        self._draw_end = None
        self._text.update(Group(*lines))
        if self.is_mounted:
            self.scroll_home(animate=False, immediate=True)


def _instructions(stretch: Stretch, dim: bool) -> Table:
    table = Table.grid(padding=(0, 1), expand=True, pad_edge=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1)
    for number, line in enumerate(stretch.instructions, 1):
        table.add_row(Text(str(number)), Text(line, "dim" if dim else ""))
    return table
