"""What of a text is drawn, and how many cells it may take."""

from __future__ import annotations

import pytest
from rich.cells import cell_len, split_graphemes

from stretchtui.terminal.graphemes import marks_before, measured, narrowed, reach
from stretchtui.terminal.plain_graphemes import is_plain


@pytest.mark.parametrize(
    "character",
    ["a", "~", "é", "ÿ", "ɏ", "ɐ", "я", "ω", "א", "क", "…", "–", "↓", "─", "█", "◼", "⠀", "⣿"],
)
def test_every_terminal_gives_these_one_cell(character: str) -> None:
    assert is_plain(character)
    assert reach(character) == 0


@pytest.mark.parametrize(
    "character",
    [
        *("\u00a0", "\u00ad", "\u0301", "\u0378", "\u0600", "\u0e33", "\u1100", "\u200b"),
        *("⓿", "☀", "⟿", "⤀", "◽", "漢", "👍", "e\u0301", "é\u0301", "▶\ufe0f", "↔", "🇩"),
    ],
)
def test_these_are_not_taken_to_have_one_cell(character: str) -> None:
    assert not is_plain(character)
    assert reach(character) == 2 * len(character)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("aé", [("a", 1), ("é", 1)]),
        ("❤️!", [("❤️", 2), ("!", 1)]),
        ("👩‍🔬", [("👩‍🔬", 2)]),
        ("e\u0301", [("e\u0301", 1)]),
        ("漢", [("漢", 2)]),
        ("\u200bab", [("a", 1), ("b", 1)]),
    ],
)
def test_a_text_is_measured_in_graphemes(text: str, drawn: list[tuple[str, int]]) -> None:
    assert list(measured(text)) == drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("🇩🇪x", [("🇩🇪", 2), ("x", 1)]),
        ("🇩🇪🇫🇷", [("🇩🇪", 2), ("🇫🇷", 2)]),
        ("🇩🇪🇫", [("🇩🇪", 2), ("🇫", 1)]),
        # The first and the last of them.
        ("🇦🇿x", [("🇦🇿", 2), ("x", 1)]),
        ("🇿🇦x", [("🇿🇦", 2), ("x", 1)]),
        ("🇩x🇪", [("🇩", 1), ("x", 1), ("🇪", 1)]),
    ],
)
def test_two_halves_of_a_flag_are_drawn_as_one(text: str, drawn: list[tuple[str, int]]) -> None:
    assert list(measured(text)) == drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("a\u00adb", "a-b"),  # it may have no cell, and would join the letter before
        ("a\u0600b", "a\ufffdb"),
        ("a\u0378b", "a\ufffdb"),
        ("\u115f", "  "),
        ("👩\u200d", "👩"),  # what comes behind must not be joined to it
        ("\U0001fae9", "\U0001fae9"),  # an emoji of a Unicode that is newer than Python's
    ],
)
def test_what_may_not_be_seen_is_drawn_as_something_that_is(text: str, drawn: str) -> None:
    found = list(measured(text))
    assert "".join(grapheme for grapheme, _ in found) == drawn
    assert sum(cells for _, cells in found) == cell_len(text)


def test_as_many_cells_are_drawn_as_are_counted() -> None:
    text = "".join(map(chr, range(0x20, 0x1FFFF, 7)))
    assert sum(cells for _, cells in measured(text)) == split_graphemes(text)[1]


@pytest.mark.parametrize(
    ("grapheme", "marks"), [("👍🏽", True), ("👍", False), ("e\u0301", False), ("❤️", False)]
)
def test_marks_of_what_a_terminal_may_not_know_can_join_what_is_before(
    grapheme: str, marks: bool
) -> None:
    assert marks_before(grapheme) == marks


@pytest.mark.parametrize(
    ("character", "sign"),
    [
        *(("▸", ">"), ("█", "#"), ("─", "-"), ("·", "."), ("×", "x"), ("…", "."), ("┼", "+")),
        *(("é", "e"), ("ß", "?"), ("я", "?"), ("★", "?"), ("⠀", " "), ("⣿", "."), ("■", "#")),
        *(("a", "a"), ("漢", "漢"), ("☀", "☀"), ("ｱ", "ｱ")),
    ],
)
def test_for_what_may_be_wide_stands_something_of_ascii(character: str, sign: str) -> None:
    assert narrowed(character) == sign
