"""What of a row is drawn, and the cheapest way from one run to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.terminal.diff import BEHIND, StyledRun, draw, runs

if TYPE_CHECKING:
    from stretchtui.terminal.picture import Cell

WIDTH = 80
RED, BLUE_GROUND = "31", "44"


def run(row: int, column: int, text: str = "x", style: str = "") -> StyledRun:
    """A run of plain text."""
    return StyledRun(row, column, text, style, not text.strip(" "), column + len(text))


def cells(text: str, style: str = "") -> list[Cell | None]:
    """A cell for each character."""
    return [(character, style) for character in text]


def drawn(*found: StyledRun, style: str = "", erases: bool = True) -> str:
    """The bytes that draw some runs."""
    return draw(found, style, WIDTH, erases)[0]


# Runs


def test_only_cells_that_differ_and_are_known_are_in_a_run() -> None:
    wanted = [*cells("abc"), None, *cells("d"), None]
    sent = [*cells("abX"), *cells("Y"), *cells("d"), None, *cells("beyond")]
    assert runs(7, wanted, sent) == [run(7, 2, "c")]


@pytest.mark.parametrize("text", ["ab", "a ", " a", "  "])
def test_a_run_is_blank_if_all_of_it_is(text: str) -> None:
    assert runs(0, cells(text), [None] * 2) == [run(0, 0, text)]


def test_cells_of_two_styles_are_two_runs() -> None:
    wanted = [*cells("ab"), *cells("cd", RED)]
    assert runs(0, wanted, [None] * 4) == [run(0, 0, "ab"), run(0, 2, "cd", RED)]


def test_spaces_join_a_run_whose_style_shows_the_same_on_them() -> None:
    # The space between has no style of its own: a red one is no other.
    wanted = [*cells("a", RED), *cells(" "), *cells("b", RED)]
    assert runs(0, wanted, [None] * 3) == [run(0, 0, "a b", RED)]
    wanted = [*cells("  "), *cells("b", RED)]
    assert runs(0, wanted, [None] * 3) == [run(0, 0, "  b", RED)]
    wanted = [*cells("a", RED), *cells(" ", BLUE_GROUND), *cells("b", RED)]
    assert len(runs(0, wanted, [None] * 3)) == 3


@pytest.mark.parametrize(("gap", "count"), [(4, 1), (5, 2)])
def test_a_few_cells_between_are_written_again(gap: int, count: int) -> None:
    wanted = cells("a" + "-" * gap + "b")
    sent = [None, *wanted[1:-1], None]
    found = runs(0, wanted, sent)
    assert len(found) == count
    assert found[0].text == (f"a{'-' * gap}b" if count == 1 else "a")


@pytest.mark.parametrize("between", [(("-", RED),), (None,), (("─", ""),), (("漢", ""), BEHIND)])
def test_cells_between_that_the_style_does_not_draw_are_not(between: tuple[Cell | None]) -> None:
    wanted = [*cells("a"), *between, *cells("b")]
    sent = [None, *between, None]
    assert [each.text for each in runs(0, wanted, sent)] == ["a", "b"]


def doubtful(row: int, column: int, text: str, cells: int) -> StyledRun:
    """A grapheme of uncertain width."""
    return StyledRun(row, column, text, "", False, column + cells, certain=False)


def test_a_grapheme_of_uncertain_width_is_a_run_of_its_own() -> None:
    wanted: list[Cell | None] = [*cells("a"), ("膝", ""), BEHIND, *cells("b"), ("👍", ""), BEHIND]
    assert runs(0, wanted, [None] * 6) == [
        run(0, 0, "a"),
        doubtful(0, 1, "膝", 2),
        run(0, 3, "b"),
        doubtful(0, 4, "👍", 2),
    ]


FLAG: list[Cell | None] = [("🇩🇪", ""), BEHIND]


def test_what_a_grapheme_may_be_drawn_over_is_drawn_again() -> None:
    # Two code points of two cells each at the most, of which two cells are its own.
    rest = cells("abcd")
    assert runs(0, [*FLAG, *rest], [*cells("xy"), *rest]) == [
        doubtful(0, 0, "🇩🇪", 2),
        run(0, 2, "ab"),
    ]


def test_what_a_grapheme_may_have_been_drawn_over_is_drawn_again_when_it_goes() -> None:
    rest = cells("abcd")
    assert runs(0, [*cells("xy"), *rest], [*FLAG, *rest]) == [run(0, 0, "xyab")]
    assert runs(0, [*cells("x"), *FLAG, *rest], [*cells("y"), *FLAG, *rest]) == [run(0, 0, "x")]


def test_the_cell_before_is_drawn_again_where_marks_may_have_been_drawn_over_it() -> None:
    skin: list[Cell | None] = [*cells("a"), ("👍🏽", ""), BEHIND]
    found = [run(0, 0, "a"), doubtful(0, 1, "👍🏽", 2)]
    assert runs(0, skin, [*cells("a"), *cells("xy")]) == found
    assert runs(0, skin, [*cells("b"), *cells("xy")]) == found
    assert runs(0, [*FLAG, *skin[1:]], [*FLAG, *cells("xy")]) == [doubtful(0, 2, "👍🏽", 2)]
    assert runs(0, skin[1:], cells("xy")) == [doubtful(0, 0, "👍🏽", 2)]


# The way from run to run


@pytest.mark.parametrize(
    ("row", "column", "way"),
    [
        (5, 10, ""),
        (5, 11, "\x1b[C"),
        (5, 19, "\x1b[9C"),
        (5, 6, "\b\b\b\b"),
        (5, 5, "\x1b[5D"),
        (5, 0, "\r"),
        (6, 10, "\x1b[B"),
        (6, 0, "\x1b[7H"),
        (6, 11, "\x1b[B\x1b[C"),
        (6, 9, "\x1b[B\b"),
        (7, 8, "\x1b[8;9H"),
        (8, 12, "\x1b[9;13H"),
        (9, 0, "\x1b[10H"),
        (15, 10, "\x1b[10B"),
        (4, 10, "\x1b[5;11H"),
    ],
)
def test_the_cursor_goes_the_shortest_way(row: int, column: int, way: str) -> None:
    # A run ends in column 10 of row 5; it comes first, as it has the style that is set.
    start = run(5, 9, style=RED)
    assert drawn(start, run(row, column, "y", RED), style=RED) == f"\x1b[6;10Hx{way}y"


def test_the_cursor_goes_up_straight() -> None:
    assert drawn(run(2, 3, "y", RED), run(5, 2), style="") == "\x1b[6;3Hx\x1b[3;4H\x1b[31my"


def test_the_first_run_is_gone_to_straight() -> None:
    assert drawn(run(0, 0)) == "\x1b[Hx"
    assert drawn(run(4, 0)) == "\x1b[5Hx"
    assert drawn(run(0, 4)) == "\x1b[1;5Hx"


def test_behind_the_last_column_the_cursor_is_anywhere() -> None:
    edge = run(0, WIDTH - 1)
    assert drawn(edge, run(1, 0, "y")) == f"\x1b[1;{WIDTH}Hx\x1b[2Hy"


def test_runs_of_the_style_that_is_set_come_first() -> None:
    found = [run(0, 0, "a"), run(1, 0, "b", RED), run(2, 0, "c"), run(3, 0, "d", RED)]
    sent, style = draw(found, RED, WIDTH, True)
    assert sent == "\x1b[2Hb\x1b[4Hd\x1b[H\x1b[ma\x1b[3Hc"
    assert style == ""


def test_in_the_row_below_the_cheapest_run_comes_first_wherever_it_is() -> None:
    start, dear, cheap = run(5, 9), run(6, 0, "a", "38;5;110"), run(6, 12, "b", RED)
    assert drawn(start, dear, cheap) == (
        "\x1b[6;10Hx" + "\x1b[7;13H\x1b[31mb" + "\r\x1b[38;5;110ma"
    )


def test_spaces_need_no_other_style_than_shows_the_same_on_them() -> None:
    sent, style = draw([run(0, 0, "a", RED), run(1, 0, "   ")], "", WIDTH, True)
    assert sent == "\x1b[2H   \x1b[H\x1b[31ma"
    assert style == RED
    sent, style = draw([run(0, 0, "a", RED), run(1, 0, "   ")], RED, WIDTH, True)
    assert sent == "\x1b[Ha\x1b[2H   "
    assert style == RED


# Spaces at the end of a run


@pytest.mark.parametrize(
    ("text", "erases", "sent"),
    [
        ("x     ", True, "x     "),
        ("x      ", True, "x\x1b[6X"),
        ("      ", True, "\x1b[6X"),
        ("x      ", False, "x      "),
    ],
)
def test_enough_spaces_are_erased_where_the_terminal_can(
    text: str, erases: bool, sent: str
) -> None:
    assert drawn(run(0, 0, text, BLUE_GROUND), style=BLUE_GROUND, erases=erases) == f"\x1b[H{sent}"


@pytest.mark.parametrize(
    ("style", "erases", "sent"),
    [
        (BLUE_GROUND, True, "x\x1b[K"),
        (BLUE_GROUND, False, "x" + 9 * " "),
        ("", False, "x\x1b[K"),
        (RED, False, "x\x1b[K"),
        ("4", True, "x" + 9 * " "),
    ],
)
def test_the_rest_of_a_row_is_erased_where_it_then_looks_as_it_should(
    style: str, erases: bool, sent: str
) -> None:
    text = "x" + 9 * " "
    at = WIDTH - len(text)
    assert drawn(run(0, at, text, style), style=style, erases=erases) == f"\x1b[1;{at + 1}H{sent}"


def test_after_erasing_the_cursor_is_where_the_spaces_begin() -> None:
    found = [run(0, 0, "x      "), run(0, 9, "y")]
    assert drawn(*found) == "\x1b[Hx\x1b[6X\x1b[8Cy"


# Graphemes of uncertain width


def test_uncertain_graphemes_come_first_each_on_emptied_cells() -> None:
    found = [run(0, 0, "a"), doubtful(0, 1, "👍", 2), run(0, 3, "b"), doubtful(1, 4, "☀", 1)]
    assert drawn(*found) == ("\x1b[1;2H  \x1b[1;2H👍" + "\x1b[2;5H \x1b[2;5H☀" + "\x1b[Ha\x1b[2Cb")


def test_an_uncertain_grapheme_has_its_style_also_where_it_is_empty() -> None:
    red = StyledRun(0, 1, "👍", "31", False, 3, certain=False)
    assert draw([red], "44", WIDTH, True) == ("\x1b[1;2H\x1b[0;31m  \x1b[1;2H👍", "31")


@pytest.mark.parametrize(
    ("cells", "room", "sent"),
    [("❤️", 3, "❤"), ("❤️", 4, "❤️"), ("☀", 2, "☀"), ("☀", 1, ""), ("👩‍🔬", 5, "👩")],
)
def test_at_the_right_edge_no_more_is_sent_than_fits(cells: str, room: int, sent: str) -> None:
    at = WIDTH - room
    found = doubtful(0, at, cells, 1)
    assert drawn(found) == f"\x1b[1;{at + 1}H \x1b[1;{at + 1}H{sent}"


def test_nothing_but_a_space_follows_a_joined_grapheme() -> None:
    found = [doubtful(0, 0, "👩‍🔬", 2), doubtful(0, 6, "☀", 1)]
    assert drawn(*found) == "\x1b[H  \x1b[H👩‍🔬 \x1b[1;7H \x1b[1;7H☀"
