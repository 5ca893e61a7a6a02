"""The page that a session ends with: what was done, what it has brought, and how it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.table import Table
from rich.text import Text

from stretchtui.words import ended
from stretchtui.words.lettering import LETTERING_ROWS, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from stretchtui.tui.player.afterwards import Told
    from stretchtui.words.glyphs import Glyphs

ROOMY = (42, 16)
"""From this width and height on there are large words and empty lines."""

TWO_ROWS_FROM = 60
"""From this width on the numbers stand above what they are."""

BLOCK_ROWS = 14
"""Rows that the rest of it mostly takes where there is room."""

LARGE_SHARE = 6
"""The large words take no more than this part of the height."""


def end_page(
    told: Told, size: tuple[int, int], glyphs: Glyphs, keys: tuple[str, str], colour: Style
) -> list[RenderableType]:
    """The page, line by line.

    Args:
        told: What there is to say.
        size: Columns and rows at hand.
        glyphs: The characters to draw with.
        keys: Those that write of the session, and of a stretch, as they are shown.
        colour: Of the large words.
    """
    width, height = size
    roomy = width >= ROOMY[0] and height >= ROOMY[1]
    gap = [Text("")] if roomy else []
    lines: list[RenderableType] = []
    high = max(LETTERING_ROWS, height // LARGE_SHARE)
    wishes = ("NICE WORK", "DONE") if told.finished else ("STOPPED",)
    drawn = (words(wish, width, high, glyphs.blocks) for wish in wishes)
    large = next(filter(None, drawn), ())
    if roomy and large:
        lines += [Text("")] * ((height - BLOCK_ROWS - len(large)) // 3)
        lines += [*(Text(row, colour) for row in large), Text("")]
        # That it was stopped is large.
        lines.append(Text(f"{told.words.removeprefix('Stopped: ')} {ended.GET_UP}"))
    else:
        nice = f" {ended.NICE_WORK}" if told.finished else ""
        lines += [Text(f"{told.words}{nice}", "bold"), Text(ended.GET_UP)]
    lines += [*gap, *_numbers(told.numbers, width, glyphs)]
    if told.more:
        lines += [*gap, *(_short(line, "dim") for line in told.more)]
    if told.answers:
        lines += [*gap, *_question(told, width, keys)]
    return lines


def _numbers(
    numbers: Sequence[ended.Number], width: int, glyphs: Glyphs
) -> Iterable[RenderableType]:
    if width < TWO_ROWS_FROM:
        facts = [Text(f"{value} {label}") for value, label in numbers]
        return _packed(facts, width, f" {glyphs.dot} ")
    table = Table.grid(padding=(0, 4, 0, 0), pad_edge=False)
    table.add_row(*(Text(each.value, "bold") for each in numbers))
    table.add_row(*(Text(each.label, "dim") for each in numbers))
    return [table]


def _question(told: Told, width: int, keys: tuple[str, str]) -> Iterator[Text]:
    asked = Text("How was it?", "bold")
    if told.saved:
        asked.append(f"  Saved: {told.saved}.", "not bold")
    yield asked
    answers = []
    for each in told.answers:
        click = Style(meta={"@click": f"screen.feel('{each.value}')"})
        answers.append(
            Text.assemble((each.key, Style(bold=True) + click), (f" {each.words}", click))
        )
    yield from _packed(answers, width, "  ")
    note, stretch_note = keys
    wrote = f"note: {told.note}" if told.note else "add a note"
    line = _short("")
    for key, what, action in (
        (note, f"{wrote}  ", "screen.note"),
        (stretch_note, "add a stretch note", "screen.stretch_note"),
    ):
        click = Style(meta={"@click": action})
        line.append(key, Style(bold=True) + click).append(f" {what}", click)
    yield line


def _packed(pieces: Iterable[Text], width: int, between: str) -> Iterator[Text]:
    """Pieces in as few lines as they fit into, none of them broken."""
    line = Text()
    for piece in pieces:
        if line and line.cell_len + cell_len(between) + piece.cell_len > width:
            yield line
            line = Text()
        line = line + Text(between) + piece if line else piece
    yield line


def _short(line: str, style: str = "") -> Text:
    """A line that is cut rather than broken."""
    return Text(line, style, no_wrap=True, overflow="ellipsis")
