"""The line under the list of routines: how many there are, and which files have errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from stretchtui.core.routines.library import Source
from stretchtui.words import browsing
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from textual import events

    from stretchtui.tui.player.routine_row import RoutineRow
    from stretchtui.words.glyphs import Glyphs


class Foot(Static):
    """The line; a click on it leads to the files that have errors."""

    class Asked(Message):
        """It was clicked: which files have errors is asked for."""

    def on_click(self, event: events.Click) -> None:
        """Tell."""
        event.stop()
        self.post_message(self.Asked())


def count_of(
    found: Sequence[RoutineRow], total: int, everything: int, width: int, glyphs: Glyphs
) -> Content:
    """How many there are, in as many words as there is room for.

    Args:
        found: The rows that are shown.
        total: How many routines there are.
        everything: How many rows there are.
        width: The cells there are.
        glyphs: The characters to draw with.
    """
    sources = [row.entry.source for row in found if row.entry is not None]
    playable, files = len(sources), len(found) - len(sources)
    own = playable - sources.count(Source.SHIPPED)
    of = f" of {total}" if len(found) < everything else ""
    yours = [f"{own} {glyphs.own} yours"] if own else []
    wrong = browsing.errors(files) if files else ""
    dot = f" {glyphs.dot} "
    wishes = (
        [f"{playable}{of} {plural('routine', total)}", *yours],
        [f"{playable}{of}", *yours],
        [f"{playable}{of}"],
    )
    said = [dot.join([*wish, *([wrong] if wrong else [])]) for wish in wishes]
    text = next((each for each in said if cell_len(each) <= width), said[-1])
    content = Content(text)
    return content.stylize("$error", len(text) - len(wrong)) if wrong else content
