"""What the terminal shows before the first frame stays until the first screen is whole."""

from __future__ import annotations

import pytest

from stretchtui.terminal.held import UNFILLED
from stretchtui.terminal.modes import ALTERNATE
from stretchtui.terminal.picture import ScreenPicture
from tests.terminal.screens import Pair

HELD = ["title   ", "done 3 d", "knees   "]
FIRST = ["title   ", "        ", "knees   "]


def frame(*rows: str, style: str = "") -> str:
    """Rows as a program draws them."""
    return "".join(f"\x1b[{row};1H\x1b[{style or 0}m{text}" for row, text in enumerate(rows, 1))


@pytest.fixture
def pair() -> Pair:
    """A terminal that shows a picture, and a program that is about to begin."""
    pair = Pair(8, 3)
    before = Pair(8, 3)
    before.write(frame(*HELD))
    before.send()
    pair.frugal.buffer = before.frugal.buffer
    pair.buffer = type(pair.buffer)(pair.capabilities)
    pair.buffer.hold(before.buffer.picture())
    pair.write(f"{ALTERNATE}\x1b[?1000h")
    pair.buffer.resize(8, 3)
    return pair


def display(pair: Pair) -> list[str]:
    """What the terminal shows."""
    return pair.frugal.display


def test_controls_go_out_at_once_but_for_the_alternate_screen(pair: Pair) -> None:
    pair.write(frame(*FIRST))
    assert pair.send() == "\x1b[?1000h"
    assert display(pair) == HELD


def test_what_is_the_same_in_the_end_is_never_sent(pair: Pair) -> None:
    pair.write(frame(*FIRST))
    pair.send()
    pair.write(frame(*HELD))
    pair.buffer.settle()
    assert pair.send() == ""
    pair.write(frame("title  !", *HELD[1:]))
    assert pair.send() == "\x1b[1;8H!"


def test_what_is_not_there_in_the_end_is_taken_away(pair: Pair) -> None:
    pair.write(frame(*FIRST))
    pair.buffer.settle()
    pair.send()
    assert display(pair) == FIRST
    pair.assert_same()


def test_a_key_changes_what_it_changes_and_nothing_else(pair: Pair) -> None:
    pair.write(frame(*FIRST))
    pair.buffer.let_change()
    assert pair.send() == "\x1b[?1000h"
    pair.write(frame(*FIRST[:2], "hips    "))
    pair.send()
    assert display(pair) == [*HELD[:2], "hips    "]
    pair.buffer.let_change()
    pair.write(frame("another ", "done 4 d", "hips    "))
    pair.send()
    assert display(pair) == ["another ", "done 3 d", "hips    "], "what was not there may come back"
    pair.buffer.settle()
    assert pair.send() == "\x1b[2;6H4"
    pair.assert_same()


def test_halves_of_a_wide_character_stay_together(pair: Pair) -> None:
    pair.write(frame("knees   ", *FIRST[1:]))
    pair.buffer.let_change()
    pair.write(frame("漢字    ", *FIRST[1:]))
    pair.send()
    assert [pair.frugal.buffer[0][x].data for x in range(4)] == ["漢", "", "字", ""]
    pair.buffer.settle()
    pair.send()
    pair.assert_same()


def test_another_size_is_drawn_from_the_beginning(pair: Pair) -> None:
    pair.resize(9, 3)
    pair.write(frame(*(f"{row} " for row in FIRST)))
    pair.send()
    pair.assert_same()


def test_the_same_size_after_the_first_frame_tells_of_two_resizes(pair: Pair) -> None:
    pair.write(frame(*FIRST))
    pair.scribble()
    pair.buffer.resize(8, 3)
    pair.send()
    pair.assert_same()


def test_a_screen_that_is_drawn_afresh_is_held_no_more(pair: Pair) -> None:
    pair.write(frame(*FIRST))
    pair.scribble()
    pair.buffer.afresh()
    assert "\x1b[2J" in pair.send()
    pair.assert_same()


def test_the_alternate_screen_is_taken_again_when_it_was_left(pair: Pair) -> None:
    pair.write("\x1b[?1049l")
    pair.write(ALTERNATE)
    assert pair.send().count(ALTERNATE) == 1


def test_without_a_picture_nothing_is_held() -> None:
    pair = Pair(8, 3)
    pair.buffer.let_change()
    pair.write(frame(*FIRST))
    pair.send()
    pair.assert_same()
    pair.buffer.settle()
    assert pair.send() == ""
    assert isinstance(pair.buffer.picture(), ScreenPicture)


EMPTY = UNFILLED * 8
"""A row of a pane that is not filled yet."""


def test_a_pane_that_is_not_filled_leaves_what_is_shown_blanks_too(pair: Pair) -> None:
    pair.write(frame("title   ", EMPTY, EMPTY))
    pair.buffer.let_change()
    pair.send()
    pair.write(frame("title  !", "x       ", EMPTY))
    pair.send()
    assert display(pair) == ["title  !", *HELD[1:]]


def test_what_is_not_filled_is_blank_where_nothing_is_held_any_more(pair: Pair) -> None:
    pair.write(frame("title   ", EMPTY, EMPTY))
    pair.buffer.settle()
    assert UNFILLED not in pair.send()
    assert display(pair) == ["title   ", " " * 8, " " * 8]


@pytest.mark.parametrize("row", [EMPTY, f"é{EMPTY[1:]}"])
def test_what_is_not_filled_is_blank_where_nothing_was_held(row: str) -> None:
    pair = Pair(8, 1)
    pair.write(frame(row))
    assert UNFILLED not in pair.send()
    assert display(pair) == [row.replace(UNFILLED, " ")]
