"""A week's minutes as a bar with marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.words.chart_glyphs import chart_glyphs
from stretchtui.words.glyphs import ASCII, CONSOLE, UNICODE, Glyphs
from stretchtui.words.weekly import LEGENDS, bar, legend, scale


def drawn(minutes: float, room: int, glyphs: Glyphs = ASCII) -> str:
    """A bar as it is seen."""
    return "".join(text for text, _ in bar(round(60 * minutes), room, chart_glyphs(glyphs)))


@pytest.mark.parametrize(
    ("minutes", "seen"),
    [
        (0, "     |    |    "),
        (0.1, "=    |    |    "),
        (5, "=====|    |    "),
        (6, "=====+    |    "),
        (12, "=====+====+=   "),
        (15, "=====+====+===="),
        (15.5, "=====+====+===>"),
        (600, "=====+====+===>"),
    ],
)
def test_a_bar_runs_over_its_marks(minutes: float, seen: str) -> None:
    assert drawn(minutes, 15) == seen


def test_each_terminal_has_its_characters() -> None:
    assert drawn(8, 15, UNICODE) == "━━━━━┿━━  │    "
    assert drawn(8, 15, CONSOLE) == "─────┼──  │    "


def test_pieces_are_told_apart() -> None:
    assert list(bar(7 * 60, 15, chart_glyphs(ASCII))) == [
        ("=====+=", "bar"),
        ("   ", ""),
        ("|", "mark"),
        ("    ", ""),
    ]


@given(st.integers(0, 10**6), st.integers(0, 200))
def test_a_bar_and_its_scale_fill_their_room(seconds: int, room: int) -> None:
    assert len(drawn(seconds / 60, room)) == room
    assert len(scale(room)) == room


def test_numbers_stand_over_the_marks() -> None:
    assert scale(18) == "      5     10 min"
    for room in (12, 18, 40):
        marks = drawn(0, room)
        assert scale(room)[marks.index("|")] == "5"
        assert scale(room)[marks.rindex("|") :].startswith("10")
    assert "min" not in scale(12), "where there is no room for it"


def test_what_the_marks_mean_is_said_in_as_many_words_as_fit() -> None:
    for each in LEGENDS:
        assert legend(len(each)) == each
        assert len(legend(len(each) - 1)) < len(each)
    assert legend(10) == ""
    for each in LEGENDS:
        assert "10" in each
        assert "level off" in each
