"""Numerals and words in pixels."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.duration import countdown
from stretchtui.words.glyphs import ASCII, UNICODE, Glyphs
from stretchtui.words.lettering import LETTERING_ROWS, numerals, words

WIDE = 100_000

clock_texts = st.one_of(
    st.integers(0, 7200).map(countdown),
    st.sampled_from(["0", "9", "59", "1:00", "1:30", "12:34", "1:04:12", "2:00:00"]),
)
both_sets = st.sampled_from([UNICODE, ASCII])


def assert_block(rows: tuple[str, ...], width: int, height: int, glyphs: Glyphs) -> None:
    """Rows of one width, within the space, made of the blocks only, with something in them."""
    assert len(rows) <= height
    assert len({len(row) for row in rows}) == 1
    assert len(rows[0]) <= width
    letters = set("".join(rows))
    assert letters <= set(glyphs.blocks)
    assert letters - {" "}


@cache
def natural_width(text: str, height: int, blocks: tuple[str, ...]) -> int:
    """How wide a text is that has as much room as it likes."""
    return len(numerals(text, WIDE, height, blocks)[0])


@given(clock_texts, st.integers(1, 200), st.integers(1, 60), both_sets)
def test_numerals_are_as_large_as_fits(text: str, width: int, height: int, glyphs: Glyphs) -> None:
    rows = numerals(text, width, height, glyphs.blocks)
    # Digits of one size take the same space.
    eights, blocks = re.sub(r"\d", "8", text), glyphs.blocks
    fitting = [h for h in range(2, height + 1) if natural_width(eights, h, blocks) <= width]
    if not fitting:
        assert rows == ()
        return
    assert_block(rows, width, height, glyphs)
    assert len(rows) == max(fitting)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("rows", [*range(3, 31), 45, 60])
def test_digits_differ_at_every_size(rows: int, glyphs: Glyphs) -> None:
    drawn = {digit: numerals(digit, WIDE, rows, glyphs.blocks) for digit in "0123456789"}
    alike = [(a, b) for a, b in combinations(drawn, 2) if drawn[a] == drawn[b]]
    assert not alike


@pytest.mark.parametrize("rows", [*range(2, 31), 45, 60])
def test_digits_of_one_size_take_the_same_space(rows: int) -> None:
    sizes = {
        (len(drawn), len(drawn[0]))
        for drawn in (numerals(digit, WIDE, rows, UNICODE.blocks) for digit in "0123456789")
    }
    assert len(sizes) == 1


def test_digits_of_a_clock_have_gaps_between_them() -> None:
    for rows in range(2, 31):
        drawn = numerals("88:88", WIDE, rows, UNICODE.blocks)
        columns = ["".join(column) for column in zip(*drawn, strict=True)]
        runs = "".join("." if set(column) == {" "} else "#" for column in columns).split(".")
        assert len([run for run in runs if run]) == 5


@pytest.mark.parametrize(("width", "height"), [(0, 5), (5, 0), (2, 9), (80, 1), (0, 0)])
def test_numerals_that_have_no_room_are_none(width: int, height: int) -> None:
    assert numerals("45", width, height, UNICODE.blocks) == ()


def test_numerals_look_like_those_of_a_clock() -> None:
    assert numerals("41:0", 40, 3, UNICODE.blocks) == (
        "█  █    █   █▀▀█",
        "▀▀▀█    █ ▀ █  █",
        "   █    █ ▀ █▄▄█",
    )


@given(
    st.text("ABCXYZ abcz-',.◀▶", min_size=1, max_size=12),
    st.integers(1, 200),
    st.integers(1, 60),
    both_sets,
)
def test_words_are_as_large_as_fits(text: str, width: int, height: int, glyphs: Glyphs) -> None:
    rows = words(text, width, height, glyphs.blocks)
    natural = 6 * len(text) - 1
    scale = min(width // natural, 2 * height // 7)
    if scale < 1:
        assert rows == ()
        return
    assert len(rows) == (7 * scale + 1) // 2 <= height
    assert {len(row) for row in rows} == {natural * scale}
    assert set("".join(rows)) <= set(glyphs.blocks)


@given(st.text(max_size=30), st.integers(0, 120), st.integers(0, 20))
def test_words_of_any_text_fit_or_are_none(text: str, width: int, height: int) -> None:
    rows = words(text, width, height, UNICODE.blocks)
    assert len(rows) <= height
    assert all(len(row) <= width for row in rows)


@pytest.mark.parametrize("text", ["", "漢", "LEFT ←", "a\tb", "1", "😀", "?"])
def test_words_that_cannot_be_drawn_are_none(text: str) -> None:
    assert words(text, WIDE, 50, UNICODE.blocks) == ()


def test_words_that_are_too_wide_are_none() -> None:
    assert words("LEFT", 23, LETTERING_ROWS, UNICODE.blocks)
    assert words("LEFT", 22, LETTERING_ROWS, UNICODE.blocks) == ()
    assert words("LEFT", 23, LETTERING_ROWS - 1, UNICODE.blocks) == ()


@pytest.mark.parametrize(
    ("accented", "plain"),
    [("Übung", "UBUNG"), ("café", "CAFE"), ("Crème brûlée", "CREME BRULEE"), ("straße", "STRASSE")],
)
def test_accents_are_left_out_of_large_words(accented: str, plain: str) -> None:
    drawn = words(accented, WIDE, LETTERING_ROWS, UNICODE.blocks)
    assert drawn
    assert drawn == words(plain, WIDE, LETTERING_ROWS, UNICODE.blocks)


def test_letters_all_differ() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-',.◀▶<> "
    drawn = {words(letter, WIDE, LETTERING_ROWS, UNICODE.blocks) for letter in letters}
    assert len(drawn) == len(letters)


def test_arrows_mirror_each_other() -> None:
    for pair in ("◀▶", "<>"):
        left, right = (words(each, WIDE, LETTERING_ROWS, UNICODE.blocks) for each in pair)
        assert left == tuple(row[::-1] for row in right)


LINES = ("ABCDEFGHI", "JKLMNOPQR", "STUVWXYZ", "-',.◀▶<>")
PICTURE = """\
▄▀▀▀▄ █▀▀▀▄ ▄▀▀▀▄ █▀▀▀▄ █▀▀▀▀ █▀▀▀▀ ▄▀▀▀▄ █   █  ▀█▀
█▄▄▄█ █▄▄▄▀ █     █   █ █▄▄▄  █▄▄▄  █ ▄▄▄ █▄▄▄█   █
█   █ █   █ █   ▄ █   █ █     █     █   █ █   █   █
▀   ▀ ▀▀▀▀   ▀▀▀  ▀▀▀▀  ▀▀▀▀▀ ▀      ▀▀▀  ▀   ▀  ▀▀▀
  ▀█▀ █  ▄▀ █     █▄ ▄█ █▄  █ ▄▀▀▀▄ █▀▀▀▄ ▄▀▀▀▄ █▀▀▀▄
   █  █▄▀   █     █ █ █ █▀▄ █ █   █ █▄▄▄▀ █   █ █▄▄▄▀
▄  █  █ ▀▄  █     █   █ █  ██ █   █ █     █ ▀▄▀ █ ▀▄
 ▀▀   ▀   ▀ ▀▀▀▀▀ ▀   ▀ ▀   ▀  ▀▀▀  ▀      ▀▀ ▀ ▀   ▀
▄▀▀▀▀ ▀▀█▀▀ █   █ █   █ █   █ █   █ █   █ ▀▀▀▀█
▀▄▄▄    █   █   █ █   █ █ ▄ █  ▀▄▀   ▀▄▀    ▄▀
    █   █   █   █ ▀▄ ▄▀ █▄▀▄█ ▄▀ ▀▄   █   ▄▀
▀▀▀▀    ▀    ▀▀▀    ▀   ▀   ▀ ▀   ▀   ▀   ▀▀▀▀▀
        █                 ▄█   █▄     ▄▀   ▀▄
 ▄▄▄   ▀                ▄███   ███▄ ▄▀       ▀▄
              ▄          ▀██   ██▀   ▀▄     ▄▀
             ▀      ▀      ▀   ▀       ▀   ▀
"""


def test_letters_look_like_this() -> None:
    rows = [row for line in LINES for row in words(line, WIDE, LETTERING_ROWS, UNICODE.blocks)]
    assert "".join(f"{row.rstrip()}\n" for row in rows) == PICTURE


def test_larger_letters_are_the_same_ones() -> None:
    assert words("up", WIDE, 8, UNICODE.blocks) == (
        "██      ██  ████████  ",
        "██      ██  ██      ██",
        "██      ██  ██      ██",
        "██      ██  ████████  ",
        "██      ██  ██        ",
        "██      ██  ██        ",
        "  ██████    ██        ",
    )


CLOCK = """\
     ██  ███████      ███████  ██   ██
     ██       ██  ▄▄       ██  ██   ██
     ██  ▄▄▄▄▄██  ▀▀  ▄▄▄▄▄██  ██▄▄▄██
     ██  ██▀▀▀▀▀  ▄▄  ▀▀▀▀▀██  ▀▀▀▀▀██
     ██  ██       ▀▀       ██       ██
     ██  ███████      ███████       ██
███████  ███████      ███████  ███████
██       ██       ▄▄       ██  ██   ██
██▄▄▄▄▄  ██▄▄▄▄▄  ▀▀       ██  ██▄▄▄██
▀▀▀▀▀██  ██▀▀▀██  ▄▄       ██  ██▀▀▀██
     ██  ██   ██  ▀▀       ██  ██   ██
███████  ███████           ██  ███████
███████      ███████
██   ██  ▄▄  ██   ██
██▄▄▄██  ▀▀  ██   ██
▀▀▀▀▀██  ▄▄  ██   ██
     ██  ▀▀  ██   ██
███████      ███████
"""


def test_large_numerals_look_like_this() -> None:
    rows = [
        row for text in ("12:34", "56:78", "9:0") for row in numerals(text, WIDE, 6, UNICODE.blocks)
    ]
    assert "".join(f"{row.rstrip()}\n" for row in rows) == CLOCK
