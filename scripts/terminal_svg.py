"""A full screen as an SVG, still or moving, that looks the same in every viewer.

Blocks and dots are drawn as shapes and not as letters: few fonts have them, and in fewer do they
meet. Letters are in whatever monospaced font there is, each run as wide as its cells. Nothing is
fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from rich.color import Color
    from rich.style import Style
    from textual.app import App

WIDTH, HEIGHT = 10, 20
"""Of a cell, in pixels."""

MARGIN = 12
"""Around the screen, in pixels."""

FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
"""Those that the common systems have."""

_STILL = "@media(prefers-reduced-motion:reduce){.moves{animation:none}}"

_DOTS = "\u2800", "\u28ff"
"""The first and the last letter of dots."""

_BRAILLE = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
"""Column and row of each dot, from the lowest bit on."""

_BOXES = {
    "█": (0, 0, 8, 8),
    "▀": (0, 0, 8, 4),
    "▌": (0, 0, 4, 8),
    "▐": (4, 0, 4, 8),
    **{letter: (0, 8 - n, 8, n) for n, letter in enumerate("▁▂▃▄▅▆▇", 1)},
    **{letter: (0, 0, n, 8) for n, letter in enumerate("▏▎▍", 1)},
    **{letter: (0, 0, n, 8) for n, letter in enumerate("▋▊▉", 5)},
    "─": (0, 3.7, 8, 0.6),
    "┃": (3, 0, 2, 8),
    "│": (3.5, 0, 1, 8),
}
"""Left, top, width and height of what is filled, in eighths of a cell."""


class Cell(NamedTuple):
    """What stands in a cell, and how it looks."""

    letter: str
    """Empty behind a letter of two cells."""
    colour: str
    ground: str
    bold: bool


Row = tuple[Cell, ...]
Screen = tuple[Row, ...]


class Frame(NamedTuple):
    """What a moving picture shows for a while."""

    screen: Screen
    seconds: float


def screen_of(app: App[object]) -> Screen:
    """What an app shows."""
    theme = app.theme_variables
    usual = theme["foreground"], theme["background"]
    strips = app.screen._compositor.render_strips()
    rows = []
    for strip in strips:
        row: list[Cell] = []
        for text, style, _ in strip:
            for letter in text:
                look = _look(style, *usual)
                row += [Cell(letter, *look), *[Cell("", *look)] * (cell_len(letter) - 1)]
        rows.append(tuple(row))
    return tuple(rows)


def _look(style: Style | None, colour: str, ground: str) -> tuple[str, str, bool]:
    if style is None:
        return colour, ground, False
    colour, ground = _hex(style.color, colour), _hex(style.bgcolor, ground)
    if style.reverse:
        colour, ground = ground, colour
    return colour, ground, bool(style.bold)


def _hex(colour: Color | None, usual: str) -> str:
    if colour is None or colour.is_default:
        return usual
    return colour.get_truecolor().hex


def picture(screen: Screen, title: str) -> str:
    """A picture that stands still."""
    return moving_picture([Frame(screen, 1.0)], title)


def moving_picture(frames: Sequence[Frame], title: str) -> str:
    """Frames one after the other, again and again.

    Each row is drawn once for as long as it stays the same. Who has asked for less motion sees the
    first frame.

    Args:
        frames: All of one size.
        title: What is to be seen, for those who cannot.
    """
    columns, rows = len(frames[0].screen[0]), len(frames[0].screen)
    width, height = columns * WIDTH + 2 * MARGIN, rows * HEIGHT + 2 * MARGIN
    ground = _most(frames[0].screen)
    total = sum(frame.seconds for frame in frames)
    body: list[str] = []
    rules: list[str] = []
    for y in range(rows):
        for row, times in _times(frames, y).items():
            drawn = "".join(_draw(row, MARGIN + y * HEIGHT, ground))
            if drawn and times != [(0.0, total)]:
                name = f"k{len(rules)}"
                rules.append(_shown(name, [(begin / total, end / total) for begin, end in times]))
                first = "" if times[0][0] else " first"
                drawn = f'<g class="moves{first}" style="animation-name:{name}">{drawn}</g>'
            body.append(drawn)
    style = f"text{{font:16px {FONTS};white-space:pre}}.b{{font-weight:bold}}"
    if rules:
        style += f".moves{{visibility:hidden;animation:{total:g}s step-end infinite}}"
        # Where nothing moves the first picture is seen.
        style += ".first{visibility:visible}"
        style += "".join(rules) + _STILL
    letters = {cell.letter for frame in frames for row in frame.screen for cell in row}
    dots = "".join(_dots(each) for each in sorted(letters) if _DOTS[0] < each <= _DOTS[-1])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(title)}</title><style>{style}</style>"
        f"<defs>{dots}</defs>"
        f'<rect width="{width}" height="{height}" rx="10" fill="{ground}"/>{"".join(body)}</svg>\n'
    )


def _times(frames: Sequence[Frame], y: int) -> dict[Row, list[tuple[float, float]]]:
    """What stands in a row at some time, and from when to when, in seconds."""
    times: dict[Row, list[tuple[float, float]]] = {}
    now = 0.0
    for row, same in groupby(frames, key=lambda frame: frame.screen[y]):
        end = now + sum(frame.seconds for frame in same)
        times.setdefault(row, []).append((now, end))
        now = end
    return times


def _shown(name: str, times: Sequence[tuple[float, float]]) -> str:
    """The rule for what is shown at some times, from 0 to 1."""
    steps = "" if times[0][0] == 0 else "0%{visibility:hidden}"
    for begin, end in times:
        steps += f"{100 * begin:.5g}%{{visibility:visible}}"
        if end < 1:
            steps += f"{100 * end:.5g}%{{visibility:hidden}}"
    return f"@keyframes {name}{{{steps}}}"


def _most(screen: Screen) -> str:
    """The ground that most cells have."""
    grounds = [cell.ground for row in screen for cell in row]
    return max(set(grounds), key=grounds.count)


def _draw(row: Row, top: float, ground: str) -> Iterator[str]:
    """A row: its grounds, then its shapes, then its letters."""
    for x, cells in _runs(row, lambda cell: (cell.ground,)):
        if cells[0].ground != ground:
            yield (
                f'<rect x="{MARGIN + x * WIDTH}" y="{top:g}" width="{len(cells) * WIDTH}" '
                f'height="{HEIGHT}" fill="{cells[0].ground}"/>'
            )
    shapes: dict[str, list[str]] = {}
    for x, cell in enumerate(row):
        if found := _shape(cell.letter, MARGIN + x * WIDTH, top):
            shapes.setdefault(cell.colour, []).append(found)
    for colour, drawn in shapes.items():
        yield f'<g fill="{colour}">{"".join(drawn)}</g>'
    for x, cells in _runs(row, _written):
        text = "".join(cell.letter for cell in cells)
        if not _written(cells[0])[0]:
            continue
        bold = ' class="b"' if cells[0].bold else ""
        yield (
            f'<text x="{MARGIN + x * WIDTH}" y="{top + 15:g}" textLength="{len(cells) * WIDTH}" '
            f'lengthAdjust="spacingAndGlyphs" fill="{cells[0].colour}"{bold}>{escape(text)}</text>'
        )


def _written(cell: Cell) -> tuple[object, ...]:
    is_written = cell.letter != " " and not _shape(cell.letter, 0, 0)
    return (is_written, cell.colour, cell.bold) if is_written else (False,)


def _runs(row: Row, key: Callable[[Cell], tuple[object, ...]]) -> Iterator[tuple[int, list[Cell]]]:
    """The cells that are alike, with the column of the first."""
    x = 0
    for _, group in groupby(row, key=key):
        cells = list(group)
        yield x, cells
        x += len(cells)


def _shape(letter: str, left: float, top: float) -> str:
    """A block or dots; nothing for a letter."""
    if letter in _BOXES:
        x, y, width, height = _BOXES[letter]
        box = _box(
            left + x * WIDTH / 8, top + y * HEIGHT / 8, width * WIDTH / 8, height * HEIGHT / 8
        )
        return f'<path d="{box}"/>'
    if _DOTS[0] < letter <= _DOTS[-1]:
        return f'<use href="#{_name(letter)}" x="{left:g}" y="{top:g}"/>'
    return ""


def _name(dots: str) -> str:
    return f"d{ord(dots) - ord(_DOTS[0])}"


def _dots(letter: str) -> str:
    """The path of a cell of dots."""
    size = WIDTH / 2
    number = ord(letter) - ord(_DOTS[0])
    boxes = [
        _box(column * size + 0.4, row * size + 0.4, size - 0.8, size - 0.8)
        for bit, (column, row) in enumerate(_BRAILLE)
        if number >> bit & 1
    ]
    return f'<path id="{_name(letter)}" d="{"".join(boxes)}"/>'


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z"
