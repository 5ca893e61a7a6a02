"""The characters of charts go with those of the screens."""

from __future__ import annotations

import pytest

from stretchtui.words.cells import cells
from stretchtui.words.chart_glyphs import chart_glyphs
from stretchtui.words.glyphs import ASCII, CONSOLE, UNICODE, Glyphs


@pytest.mark.parametrize(
    ("glyphs", "shades", "heights"),
    [(UNICODE, "·░▒▓█", "▁▂▃▄▅▆▇█"), (CONSOLE, "·░▒▓█", "▄█"), (ASCII, ".-+x#", "_#")],
    ids=["unicode", "console", "ascii"],
)
def test_charts_are_drawn_with_what_the_terminal_has(
    glyphs: Glyphs, shades: str, heights: str
) -> None:
    found = chart_glyphs(glyphs)
    assert (found.shades, found.heights) == (shades, heights)
    marks = (found.line, found.before, found.after, found.same, found.today)
    assert len(set(marks)) == len(marks)
    bar = (found.line, found.marked, found.beyond, found.mark)
    assert len(set(bar)) == len(bar)
    for character in "".join((shades, heights, *marks, *bar)):
        assert cells(character) == 1
        assert character.isascii() or glyphs is not ASCII
