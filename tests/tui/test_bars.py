"""The bar of a phase, and the strip of the whole session."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from stretchtui.core.routines.model import Routine, Step
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.sessions.timeline import compile_routine, timeline_of
from stretchtui.tui.themes import CALM
from stretchtui.tui.widgets.bars import PhaseBar, SessionStrip, bar_text, legend, strip_cells
from stretchtui.words.glyphs import ASCII, UNICODE, Glyphs
from tests.tui.stage import read_library

durations = st.lists(st.integers(1, 3600), min_size=1, max_size=60)


@given(durations, st.integers(1, 200))
def test_strip_covers_the_width_with_the_phases_in_their_order(
    seconds: list[int], width: int
) -> None:
    cells = strip_cells(seconds, width)
    assert len(cells) == width
    assert all(before <= after for before, after in pairwise(cells))
    assert set(cells) <= set(range(len(seconds)))


@given(durations, st.integers(0, 200))
def test_strip_gives_every_phase_a_cell_where_there_are_enough(
    seconds: list[int], spare: int
) -> None:
    cells = strip_cells(seconds, len(seconds) + spare)
    assert set(cells) == set(range(len(seconds)))


@given(durations, st.integers(0, 200))
def test_strip_shares_what_is_left_by_length(seconds: list[int], spare: int) -> None:
    cells = strip_cells(seconds, len(seconds) + spare)
    for index, length in enumerate(seconds):
        share = Fraction(spare * length, sum(seconds))
        assert abs(cells.count(index) - 1 - share) <= 1


@given(st.lists(st.integers(1, 3600), min_size=2, max_size=200), st.data())
def test_strip_that_is_too_narrow_shows_what_lasts(seconds: list[int], data: st.DataObject) -> None:
    width = data.draw(st.integers(1, len(seconds) - 1))
    cells = strip_cells(seconds, width)
    for index, length in enumerate(seconds):
        assert abs(cells.count(index) - Fraction(width * length, sum(seconds))) <= 1


@pytest.mark.parametrize(("seconds", "width"), [([], 10), ([5], 0), ([5], -1), ([], 0)])
def test_strip_of_nothing_or_without_width_is_empty(seconds: list[int], width: int) -> None:
    assert strip_cells(seconds, width) == []


def test_phases_of_equal_length_get_equal_shares() -> None:
    assert strip_cells([30, 30, 30, 30], 12) == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]


both_sets = st.sampled_from([UNICODE, ASCII])


@given(st.floats(0, 1), st.integers(0, 300), both_sets)
def test_bar_is_as_long_as_its_part_of_the_width(
    fraction: float, width: int, glyphs: Glyphs
) -> None:
    text = bar_text(fraction, width, glyphs)
    parts = len(glyphs.bar_parts) + 1
    last = glyphs.bar_parts.find(text[-1]) + 1 if text else 0
    eighths = (len(text) - bool(last)) * parts + last
    assert len(text) <= width
    assert text[: len(text) - bool(last)] == glyphs.bar * (len(text) - bool(last))
    assert abs(eighths - fraction * width * parts) <= 0.5


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 300))
def test_bar_never_shrinks_as_time_passes(one: float, other: float, width: int) -> None:
    earlier, later = (bar_text(each, width, UNICODE) for each in sorted((one, other)))
    assert len(earlier) <= len(later)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_bar_is_empty_at_the_start_and_full_at_the_end(glyphs: Glyphs) -> None:
    assert bar_text(0, 20, glyphs) == bar_text(-1, 20, glyphs) == ""
    assert bar_text(1, 20, glyphs) == bar_text(7, 20, glyphs) == glyphs.bar * 20


# As widgets


class Bars(App[None]):
    """Nothing but the two bars."""

    CSS: ClassVar[str] = "Screen { layout: vertical; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours they need."""
        return CALM.variables

    def compose(self) -> ComposeResult:
        """The bar over the strip."""
        yield PhaseBar()
        yield SessionStrip()


PHASES = (
    Phase(Kind.READY, 0, 10, 0, "A"),
    Phase(Kind.HOLD, 10, 30, 0, "A"),
    Phase(Kind.SWITCH, 40, 10, 0, "A"),
    Phase(Kind.HOLD, 50, 30, 0, "A"),
)


async def test_bar_fills_its_row_with_what_is_done_and_what_is_not() -> None:
    app = Bars()
    async with app.run_test(size=(10, 2)) as pilot:
        app.query_one(PhaseBar).fraction = 0.45
        await pilot.pause()
        assert app.query_one(PhaseBar).render_line(0).text == "████▌─────"


async def test_strip_shows_kinds_by_height_and_marks_the_place() -> None:
    app = Bars()
    async with app.run_test(size=(16, 2)) as pilot:
        strip = app.query_one(SessionStrip)
        strip.show(PHASES)
        assert strip.render_line(0).text == "▂▂▂▇▇▇▇▇▄▄▄▇▇▇▇▇"
        strip.show(PHASES, 0)
        assert strip.render_line(0).text == "┃▂▂▇▇▇▇▇▄▄▄▇▇▇▇▇"
        strip.show(PHASES, 79.9)
        assert strip.render_line(0).text == "▂▂▂▇▇▇▇▇▄▄▄▇▇▇▇┃"
        await pilot.resize_terminal(8, 2)
        strip.show(PHASES, 79.9)
        assert strip.render_line(0).text == "▂▇▇▇▄▇▇┃"


@given(st.lists(st.sampled_from([1, 5, 8, 30, 600]), min_size=1, max_size=80), st.integers(1, 120))
def test_mark_never_goes_back_and_stays_in_its_phase(seconds: list[int], width: int) -> None:
    phases, start = [], 0
    for number, length in enumerate(seconds):
        phases.append(Phase(Kind.HOLD, start, length, number, "A"))
        start += length
    strip = SessionStrip()
    strip._phases = tuple(phases)
    cells = strip_cells(seconds, width)
    strip.set_reactive(SessionStrip.cells, tuple((index, Kind.HOLD) for index in cells))
    columns = []
    for phase in phases:
        for position in (phase.start, phase.start + phase.duration / 2, phase.end - 0.01):
            column = strip._column(position)
            assert column is not None
            columns.append(column)
            if phase.step in cells:
                assert cells[column] == phase.step
    assert columns == sorted(columns)
    assert 0 <= columns[0] <= columns[-1] < width


def test_a_legend_has_what_the_session_has_and_is_never_cut() -> None:
    phases = timeline_of(read_library().entries["lower-back"]).phases
    kinds = {phase.kind for phase in phases}
    assert kinds == set(Kind) - {Kind.PUSH, Kind.RELAX}
    assert legend(phases, UNICODE, 38).plain == "▂ ready ▇ hold ▆ move ▄ switch ▁ rest"
    assert legend(phases, ASCII, 80).plain == ". ready   # hold   # move   % switch   _ rest"
    assert (
        legend([each for each in phases if each.kind is Kind.REST], UNICODE, 80).plain == "▁ rest"
    )
    assert legend((), UNICODE, 80).plain == ""
    colours = [str(span.style) for span in legend(phases, UNICODE, 80).spans]
    assert colours == [f"$phase-{kind}" for kind in Kind if kind in kinds]


def test_a_legend_tells_a_push_from_letting_go() -> None:
    step = Step(name="Calf", hold=20, contract=6)
    phases = compile_routine(Routine(id="r", name="R", steps=(step,)), {}).phases
    assert legend(phases, UNICODE, 80).plain == "▂ ready   ▅ push   ▃ let go   ▇ hold"
    colours = [str(span.style) for span in legend(phases, UNICODE, 80).spans]
    assert colours == ["$phase-ready", "$phase-work", "$phase-rest", "$phase-hold"]
