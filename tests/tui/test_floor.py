"""The floor view at every size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.tui.player.floor import lay_out
from stretchtui.tui.player.gauge import big_number
from stretchtui.words.glyphs import ASCII, UNICODE, Glyphs
from stretchtui.words.lettering import LETTERING_ROWS, numerals, words
from tests.amounts import amount
from tests.tui.views import views

both_sets = st.sampled_from([UNICODE, ASCII])
widths = st.integers(1, 200)
heights = st.integers(1, 60)


def drawings(text: str, width: int, height: int, glyphs: Glyphs) -> list[tuple[str, ...]]:
    """The ways in which numerals may appear."""
    return [numerals(text, width, rows, glyphs.blocks) for rows in range(2, height + 1)]


def holds(rows: list[str], drawn: tuple[str, ...]) -> bool:
    """Whether a drawing stands in these rows, one row below the other, at one column."""
    return any(
        all(drawn[n] == row[at : at + len(drawn[0])] for n, row in enumerate(part))
        for y in range(len(rows) - len(drawn) + 1)
        if (part := rows[y : y + len(drawn)])
        for at in range(len(part[0]) - len(drawn[0]) + 1)
    )


@given(views(), widths, heights, both_sets)
@settings(max_examples=amount(400))
def test_floor_view_keeps_to_its_space(view: View, width: int, height: int, glyphs: Glyphs) -> None:
    lines = lay_out(view, width, height, glyphs)
    assert len(lines) <= height
    assert all(cell_len(text) <= width for text, _ in lines)


@given(views(), widths, heights, both_sets)
@settings(max_examples=amount(300))
def test_floor_view_shows_the_seconds(view: View, width: int, height: int, glyphs: Glyphs) -> None:
    rows = [text for text, _ in lay_out(view, width, height, glyphs)]
    seconds = big_number(view)
    if any(seconds[:width] in row for row in rows):
        return
    assert any(holds(rows, drawn) for drawn in drawings(seconds, width, height, glyphs) if drawn), (
        rows
    )


@given(views((State.RUNNING,)), st.integers(16, 200), heights, both_sets)
@settings(max_examples=amount(300))
def test_floor_view_of_what_runs_shows_the_side(
    view: View, width: int, height: int, glyphs: Glyphs
) -> None:
    rows = [text for text, _ in lay_out(view, width, height, glyphs)]
    side = view.phase.side
    if side is Side.NONE:
        assert not any("LEFT" in row or "RIGHT" in row for row in rows if len(rows) == 1)
        return
    word = str(side).upper()
    if any(word in row for row in rows):
        return
    arrow = glyphs.arrows[side]
    wishes = [word, f"{arrow} {word}", f"{word} {arrow}", f"{arrow}{word}", f"{word}{arrow}"]
    if view.phase.kind is Kind.SWITCH:
        wishes.append(f"SWITCH {arrow}")
    drawn = [words(wish, width, LETTERING_ROWS, glyphs.blocks) for wish in wishes]
    assert any(each and holds(rows, each) for each in drawn), rows


@given(views((State.PAUSED, State.WAITING)), st.integers(32, 200), st.integers(2, 60), both_sets)
@settings(max_examples=amount(300))
def test_floor_view_of_what_stands_still_says_so_and_shows_the_side(
    view: View, width: int, height: int, glyphs: Glyphs
) -> None:
    rows = [text for text, _ in lay_out(view, width, height, glyphs)]
    waiting = ("PRESS SPACE WHEN READY", "PRESS SPACE", "SPACE")
    large = {State.PAUSED: ("PAUSED",), State.WAITING: waiting}[view.state]
    drawn = [words(each, width, LETTERING_ROWS, glyphs.blocks) for each in large]
    small = any("PAUSED" in row or "SPACE" in row for row in rows)
    assert small or any(each and holds(rows, each) for each in drawn), rows
    side = view.phase.side
    if side is Side.NONE or any(str(side).upper() in row for row in rows):
        return
    arrow = words(glyphs.arrows[side], width, LETTERING_ROWS, glyphs.blocks)
    digits = drawings(big_number(view), width, height, glyphs)
    wide = max(len(each[0]) for each in digits if each and holds(rows, each))
    assert holds(rows, arrow) or wide + 2 * (len(arrow[0]) + 2) > width, rows


def moment(
    kind: Kind = Kind.HOLD, side: Side = Side.LEFT, position: float = 3, name: str = "Knee roll"
) -> View:
    """A moment of a session of one phase."""
    phase = Phase(kind, 0, 30, 0, name, side)
    return View(State.RUNNING, 0, phase, position, 30, 0)


@pytest.mark.parametrize(
    ("side", "expected"), [(Side.LEFT, "27 · ◀ LEFT · K"), (Side.RIGHT, "27 · RIGHT ▶ · ")]
)
def test_smallest_view_is_one_line_of_seconds_side_and_name(side: Side, expected: str) -> None:
    assert lay_out(moment(side=side), 15, 3, UNICODE) == [(expected, "phase-hold")]


def test_smallest_view_of_what_stands_still_says_so_below() -> None:
    view = View(State.PAUSED, 0, moment().phase, 3, 30, 0)
    assert [text for text, _ in lay_out(view, 20, 4, UNICODE)] == ["27 · ◀ LEFT · Knee r", "PAUSED"]
    assert [text for text, _ in lay_out(view, 20, 1, UNICODE)] == ["27 · ◀ LEFT · Knee r"]


def test_floor_view_of_a_phone() -> None:
    rows = [text for text, _ in lay_out(moment(), 40, 14, UNICODE, coming="right side")]
    assert rows[:2] == ["◀ LEFT", ""]
    assert rows[-3:] == ["Knee roll", "next: right side  ·  0:27 left", "████" + "─" * 36]
    assert holds(rows, numerals("27", 40, 8, UNICODE.blocks))


@pytest.mark.parametrize(
    ("width", "facts"),
    [
        (60, "set 1 of 2  ·  next: hold 30 s, right side  ·  0:27 left"),
        (50, "next: hold 30 s, right side  ·  0:27 left"),
        (30, "next: hold 30 s, right side"),
        (20, "next: hold 30 s, rig"),
    ],
)
def test_floor_view_says_which_set_what_is_next_and_what_is_left(width: int, facts: str) -> None:
    view = replace(moment(), phase=replace(moment().phase, of=2))
    rows = lay_out(view, width, 14, UNICODE, coming="hold 30 s, right side")
    assert rows[-2] == (facts, "secondary")


@pytest.mark.parametrize(
    ("kind", "facts"),
    [(Kind.WORK, "rep 1 of 6  ·  0:27 left"), (Kind.HOLD, "breath 1 of 6  ·  0:27 left")],
)
def test_floor_view_counts_repetitions_and_breaths(kind: Kind, facts: str) -> None:
    view = replace(moment(), phase=replace(moment().phase, kind=kind, beat=5))
    assert lay_out(view, 60, 14, UNICODE)[-2] == (facts, "secondary")


@pytest.mark.parametrize(
    ("width", "kind", "said"),
    [
        (90, Kind.PUSH, "PUSH GENTLY"),
        (40, Kind.PUSH, "PUSH"),
        (40, Kind.RELAX, "LET GO"),
    ],
)
def test_floor_view_says_to_push_and_let_go_and_the_side_below(
    width: int, kind: Kind, said: str
) -> None:
    view = replace(moment(), phase=replace(moment().phase, kind=kind))
    rows = [text for text, _ in lay_out(view, width, 24, UNICODE)]
    assert tuple(rows[:4]) == words(said, width, LETTERING_ROWS, UNICODE.blocks)
    assert rows[4] == "◀ LEFT"


def test_floor_view_says_the_part_of_a_breath() -> None:
    phase = replace(moment().phase, beat=12, duration=24, pattern=(4, 2, 4, 2))

    def top(width: int, elapsed: int) -> tuple[str, ...]:
        view = replace(moment(), phase=phase, position=phase.start + elapsed)
        return tuple(text for text, _ in lay_out(view, width, 24, UNICODE)[:4])

    assert top(90, 0) == words("BREATHE IN", 90, LETTERING_ROWS, UNICODE.blocks)
    assert top(40, 4) == words("HOLD", 40, LETTERING_ROWS, UNICODE.blocks)
    assert top(40, 6) == words("OUT", 40, LETTERING_ROWS, UNICODE.blocks)


def test_smallest_floor_view_says_what_to_do_before_it_says_a_side() -> None:
    view = replace(moment(), phase=replace(moment().phase, kind=Kind.PUSH))
    ((line, _),) = lay_out(view, 40, 3, UNICODE)
    assert "PUSH GENTLY" in line
    rows = [text for text, _ in lay_out(view, 26, 9, UNICODE)]
    assert "PUSH GENTLY · ◀ LEFT" in rows


def test_floor_view_of_a_large_terminal_has_large_words_and_name() -> None:
    rows = [text for text, _ in lay_out(moment(name="Cat-cow"), 120, 40, UNICODE)]
    assert tuple(rows[:4]) == words("◀ LEFT", 120, LETTERING_ROWS, UNICODE.blocks)
    assert holds(rows, words("Cat-cow", 120, LETTERING_ROWS, UNICODE.blocks))


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_arrow_stands_beside_the_digits_on_the_side_that_is_meant(side: Side) -> None:
    rows = [text for text, _ in lay_out(moment(side=side), 70, 15, UNICODE)]
    arrow = words("◀" if side is Side.LEFT else "▶", 70, LETTERING_ROWS, UNICODE.blocks)
    digits = next(row for row in rows if "█" in row)
    assert holds(rows, arrow)
    tip = next(row for row in rows if arrow[1] in row)
    assert tip.index(arrow[1]) == (0 if side is Side.LEFT else len(tip) - len(arrow[1]))
    assert len(digits) == len(tip), "the digits stay in the middle"


def test_floor_view_does_not_move_while_a_phase_runs() -> None:
    shapes = set()
    for position in range(21, 30):
        lines = lay_out(moment(position=position), 100, 30, UNICODE)
        shapes.add((len(lines), tuple(bool(text.strip()) for text, _ in lines)))
    assert len(shapes) == 1


@pytest.mark.parametrize("width", range(20, 26))
def test_hours_are_small_where_they_have_no_room(width: int) -> None:
    view = View(State.RUNNING, 0, Phase(Kind.HOLD, 0, 7200, 0, "Rest"), 0, 7200, 0)
    rows = [text for text, _ in lay_out(view, width, 10, UNICODE)]
    drawn = numerals("2:00:00", width, 10, UNICODE.blocks)
    assert holds(rows, drawn) if drawn else "2:00:00" in rows
    assert bool(drawn) == (width >= 23)


def test_arrow_that_is_higher_than_the_digits_is_left_out() -> None:
    rows = [text for text, _ in lay_out(moment(), 30, 9, UNICODE)]
    arrow = words("◀", 30, LETTERING_ROWS, UNICODE.blocks)
    assert not any(part in row for part in arrow[1:3] for row in rows)
    assert "◀ LEFT" in rows
