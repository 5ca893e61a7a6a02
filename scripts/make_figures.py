"""Draw the contact sheet of all figures with the program itself: ``make figures``.

With ``--check``, only say whether the sheet is what would be drawn. With ``--look FILE.png``, draw
each figure in every way there is, the curves of pages and of paper beside the dots.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.core.figures.drawing import Drawing, Ink, draw
from stretchtui.core.figures.silhouette import Role
from stretchtui.core.figures.svg import FigureColours, svg
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Sides, Stretch

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
SHEET = ROOT / "docs" / "figures.svg"

COLOURS = {
    Role.NEAR: "#d7dde4",
    Role.FAR: "#8b97a5",
    Role.FELT: "#f0a35e",
    Role.PROP: "#5d7f9e",
}
ONE_COLOUR = dict.fromkeys(COLOURS, "#d7dde4")
BACKGROUND, TILE, QUIET = "#0e1216", "#14181d", "#7d8894"

COLUMNS, ROWS = 30, 10
"""The size of a figure in the sheet, in cells."""

DOT = 4
"""The size of a dot in the sheet, in pixels."""

ACROSS = 5
"""So many pictures stand side by side."""

LABEL = 34
"""The height of the words under a picture, in pixels."""

_PLACES = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""The column and row of each bit of a braille character."""


def svg_of(drawing: Drawing, colours: dict[Role, str] = COLOURS) -> str:
    """A drawing as SVG, one unit a dot: for each role a path whose dashes are the dots."""
    dots: dict[Role, set[tuple[int, int]]] = {}
    words = []
    for row, runs in enumerate(drawing):
        column = 0
        for text, role in runs:
            for character in text:
                bits = ord(character) - 0x2800
                if 0 <= bits < 256:
                    dots.setdefault(role, set()).update(
                        (4 * row + down, 2 * column + right)
                        for bit, (right, down) in enumerate(_PLACES)
                        if bits >> bit & 1
                    )
                elif character != " ":
                    words.append(
                        f'<text x="{2 * column}" y="{4 * row + 3}" fill="{colours[role]}" '
                        f'font-family="monospace" font-size="3.3">{escape(character)}</text>'
                    )
                column += 1
    paths = [
        f'<path stroke="{colours[role]}" d="{"".join(_lines(sorted(places)))}"/>'
        for role, places in dots.items()
    ]
    return (
        '<g fill="none" stroke-width=".74" stroke-linecap="round" stroke-dasharray="0 1" '
        f'transform="translate(.5 .5)">{"".join(paths)}</g>{"".join(words)}'
    )


def _lines(places: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Dots side by side as one line each."""
    row = begin = end = -9
    for y, x in places:
        if (y, x) != (row, end + 1):
            if row >= 0:
                yield f"M{begin} {row}h{end - begin}.1"
            row, begin = y, x
        end = x
    yield f"M{begin} {row}h{end - begin}.1"


def pictures(stretch: Stretch, figure: Figure) -> Iterator[tuple[str, Drawing]]:
    """What the sheet shows of one figure: each side, or each frame of a movement."""
    sides = ["right", "left"] if stretch.sides is not Sides.NONE else [""]
    for side in sides:
        for number in range(1, len(figure.frames) + 1):
            words = [side] if side else []
            if figure.moves:
                words.append(f"{number} of {len(figure.frames)}")
            drawing = draw(figure, COLUMNS, ROWS, turned=figure.turned(side), frame=number)
            yield f"{stretch.name}{': ' if words else ''}{', '.join(words)}", drawing


def sheet(stretches: Iterable[Stretch], colours: dict[Role, str] = COLOURS) -> str:
    """The contact sheet, as SVG."""
    tiles = [tile for each in stretches if each.figure for tile in pictures(each, each.figure)]
    wide, high = 2 * COLUMNS * DOT + 16, 4 * ROWS * DOT + LABEL
    parts = []
    for number, (label, drawing) in enumerate(tiles):
        x, y = 16 + number % ACROSS * wide, 16 + number // ACROSS * high
        parts.append(
            f'<g transform="translate({x} {y})">'
            f'<rect width="{2 * COLUMNS * DOT}" height="{4 * ROWS * DOT + 4}" fill="{TILE}"/>'
            f'<g transform="scale({DOT})">{svg_of(drawing, colours)}</g>'
            f'<text y="{4 * ROWS * DOT + 18}" fill="{QUIET}">{escape(label)}</text></g>\n'
        )
    lines = -(-len(tiles) // ACROSS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{16 + ACROSS * wide}" '
        f'height="{16 + lines * high}" font-family="sans-serif" font-size="12">\n'
        f'<rect width="100%" height="100%" fill="{BACKGROUND}"/>\n{"".join(parts)}</svg>\n'
    )


def look(figures: Mapping[str, Figure], path: Path, dot: int = 4) -> None:
    """A picture of each figure, at several sizes, turned, without colour, in ASCII, moving, and
    in curves.
    """
    y, parts, widest = 10, [], 0
    for name, figure in figures.items():
        rows = [
            [
                (draw(figure, 40, 14), COLOURS),
                (draw(figure, 24, 9), COLOURS),
                (draw(figure, 14, 6), COLOURS),
                (draw(figure, 24, 9, turned=True), COLOURS),
                (draw(figure, 24, 9, ink=Ink.MONO), ONE_COLOUR),
                (draw(figure, 14, 6, ink=Ink.MONO), ONE_COLOUR),
                (draw(figure, 40, 14, ink=Ink.ASCII), ONE_COLOUR),
                (draw(figure, 14, 6, ink=Ink.ASCII), ONE_COLOUR),
            ]
        ]
        if figure.moves:
            rows.append([(draw(figure, 24, 9, at=n / 8), COLOURS) for n in range(8)])
        for row in rows:
            x = 10
            parts.append(f'<text x="10" y="{y + 12}" fill="#999">{escape(name)}</text>')
            for drawing, colours in row:
                wide = sum(len(run.text) for run in drawing[0]) * 2 * dot
                high = len(drawing) * 4 * dot
                parts.append(
                    f'<g transform="translate({x} {y + 18})">'
                    f'<rect width="{wide}" height="{high}" fill="#14181d"/>'
                    f'<g transform="scale({dot})">{svg_of(drawing, colours)}</g></g>'
                )
                x += wide + 12
            if row is rows[0]:
                parts.append(_in_curves(figure, f"curves-{y}", x, y + 18, 14 * 4 * dot))
                x += 14 * 4 * dot * 3 // 2 + 12
            y += max(len(drawing) for drawing, _ in row) * 4 * dot + 30
            widest = max(widest, x)
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{widest}" height="{y}" font-size="13">'
        f'<rect width="100%" height="100%" fill="#000"/>{"".join(parts)}</svg>'
    )
    subprocess.run(["rsvg-convert", "-o", str(path)], input=picture.encode(), check=True)


def _in_curves(figure: Figure, prefix: str, x: int, y: int, high: int) -> str:
    """A figure in curves, in a tile half as wide again as it is high."""
    tile = f'x="{x}" y="{y}" width="{high * 3 // 2}" height="{high}"'
    near, far, felt, prop = (COLOURS[role] for role in (Role.NEAR, Role.FAR, Role.FELT, Role.PROP))
    drawing = svg(figure, colours=FigureColours(near, far, felt, prop, prop, TILE), prefix=prefix)
    return f'<rect {tile} fill="{TILE}"/>{drawing.replace("<svg ", f"<svg {tile} ", 1)}'


def main(arguments: list[str]) -> int:
    """Write the sheet, or with ``--check`` compare it with what would be written."""
    document = decode((ROOT / "routines.toml").read_text(encoding="utf-8"), "routines.toml")
    if arguments[:1] == ["--look"]:
        look(
            {each.id: each.figure for each in document.stretches if each.figure}, Path(arguments[1])
        )
        return 0
    content = sheet(document.stretches)
    if arguments != ["--check"]:
        SHEET.write_text(content, encoding="utf-8")
    elif not SHEET.is_file() or SHEET.read_text(encoding="utf-8") != content:
        print(f"{SHEET.relative_to(ROOT)}: differs from what the figures are: run make figures")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
