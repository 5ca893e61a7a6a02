"""Figures on the screens: where there is room, on the side that is meant, and moving."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from stretchtui.core.figures.drawing import Drawing, Ink, draw
from stretchtui.tui.app import StretchApp
from stretchtui.tui.player.animation import SLOW_S, STILL_S
from stretchtui.tui.player.figure_spot import figure_spot
from stretchtui.tui.player.floor import lay_out, room_for_figure
from stretchtui.tui.player.instructions import REST_S
from stretchtui.tui.widgets.figure import LEAST, FigureView
from stretchtui.words.glyphs import ASCII, UNICODE, Glyphs
from tests.amounts import amount
from tests.tui.stage import Stage
from tests.tui.views import views

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.strip import Strip

    from stretchtui.core.figures.figure import Figure
    from stretchtui.core.sessions.events import View

HOLD_LEFT, SWITCH, HOLD_RIGHT = 20, 81, 90
"""Seconds into the routine "Lower back"."""
CAT_COW = 175
"""… and a movement of 4 s, 5 times."""


def figure_of(stage: Stage, stretch: str) -> Figure:
    """The figure of one of the stretches."""
    figure = stage.library.stretches[stretch].figure
    assert figure is not None
    return figure


def shown(stage: Stage) -> FigureView:
    """The one figure that can be seen."""
    seen = [each for each in stage.screen.query(FigureView) if each.drawing and each.is_on_screen]
    assert len(seen) == 1
    return seen[0]


def dots(stage: Stage) -> int:
    """How many characters of the terminal are braille."""
    return len(re.findall("[\u2801-\u28ff]", stage.text()))


async def to(stage: Stage, pilot: Pilot[Any], second: float) -> None:
    """Play "Lower back" up to this second."""
    await pilot.pause()
    stage.screen.start(stage.entry("lower-back"))
    await pilot.pause()
    await stage.advance(pilot, second)


# Where there is room


@pytest.mark.parametrize(
    ("size", "floor", "pane"),
    [
        ((200, 60), False, "Instructions"),
        ((120, 40), False, "Instructions"),
        ((120, 30), False, "Instructions"),
        ((80, 24), False, "Instructions"),
        ((45, 40), False, "Instructions"),
        ((45, 34), False, "Gauge"),
        ((40, 15), False, "Gauge"),
        ((120, 40), True, "Floor"),
        ((80, 24), True, "Floor"),
        ((40, 40), True, "Floor"),
    ],
)
async def test_a_figure_is_shown_once_where_there_is_room(
    size: tuple[int, int], floor: bool, pane: str
) -> None:
    stage = Stage()
    async with stage.app.run_test(size=size) as pilot:
        await to(stage, pilot, HOLD_LEFT)
        if floor:
            await pilot.press("f")
            await pilot.pause()
        view = shown(stage)
        assert type(view.parent).__name__ == pane
        assert view.size.width >= LEAST[0]
        assert dots(stage) > 20
        assert view.drawing == draw(
            figure_of(stage, "knee-to-chest"), *view.size, turned=True, at=None
        )


@pytest.mark.parametrize(
    ("size", "floor"), [((60, 20), False), ((40, 15), True), ((30, 10), False)]
)
async def test_where_there_is_no_room_there_is_none(size: tuple[int, int], floor: bool) -> None:
    stage = Stage()
    async with stage.app.run_test(size=size) as pilot:
        await to(stage, pilot, HOLD_LEFT)
        if floor:
            await pilot.press("f")
            await pilot.pause()
        assert dots(stage) == 0


async def test_it_finds_its_place_again_when_the_terminal_changes() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to(stage, pilot, HOLD_LEFT)
        for size, pane in [((40, 15), "Gauge"), ((120, 40), "Instructions"), ((40, 15), "Gauge")]:
            await pilot.resize_terminal(*size)
            await stage.advance(pilot, 1)
            await pilot.pause()
            assert type(shown(stage).parent).__name__ == pane


async def test_beside_the_figure_all_instructions_can_be_read() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to(stage, pilot, HOLD_LEFT)
        assert await stage.shows(
            pilot,
            "1 Lie on your back with both knees bent.",
            "3 Leave your right foot flat on the floor.",
            within="Guide",
        )


async def test_a_routine_without_figures_is_played_beside_the_list() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        stage.screen.start(stage.entry("evening-legs"))
        await pilot.pause()
        assert dots(stage) == 0
        assert await stage.shows(pilot, "Quick one", within="RoutineList")


async def test_minutes_take_the_room_of_a_figure_beside_the_digits() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(40, 15)) as pilot:
        await to(stage, pilot, HOLD_LEFT)
        for _ in range(5):
            await pilot.press("plus")
        await pilot.pause()
        assert stage.playing is not None
        assert stage.playing.view().seconds_left > 60
        assert dots(stage) == 0


@given(st.integers(1, 250), st.integers(1, 100))
@settings(max_examples=amount(300))
def test_a_figure_leaves_the_text_its_room(width: int, height: int) -> None:
    found = figure_spot(width, height)
    if found is None:
        return
    assert found.columns >= LEAST[0]
    assert LEAST[1] <= found.rows <= height
    if found.beside:
        assert width - found.columns >= 38
    else:
        assert height - found.rows >= 12


@given(views(), st.integers(1, 200), st.integers(1, 70), st.sampled_from([UNICODE, ASCII]))
@settings(max_examples=amount(150))
def test_nothing_of_the_floor_view_is_under_the_figure(
    view: View, width: int, height: int, glyphs: Glyphs
) -> None:
    picture = room_for_figure(view, width, height, glyphs)
    if picture is None:
        return
    rows = [text for text, _ in lay_out(view, width, height, glyphs, picture=picture)]
    assert len(rows) <= height
    region = picture.region
    assert region.right <= width
    assert region.bottom <= height
    for row in rows[region.y : region.bottom]:
        line = " " * ((width - cell_len(row)) // 2) + row
        assert not line[region.x : region.right].strip()


# The side that is meant


async def test_a_switch_of_sides_turns_the_figure_over() -> None:
    stage = Stage()
    figure = figure_of(stage, "knee-to-chest")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to(stage, pilot, HOLD_LEFT)
        size = shown(stage).size
        left, right = draw(figure, *size, turned=True), draw(figure, *size)
        assert left != right
        seen = [shown(stage).drawing]
        for second in (SWITCH, HOLD_RIGHT):
            await stage.advance(pilot, 1000 + second - stage.clock.now)
            seen.append(shown(stage).drawing)
        assert seen == [left, right, right]


# Movement


async def drawings(
    stage: Stage, pilot: Pilot[Any], seconds: float, every: float = 0.25
) -> list[Drawing]:
    """What is shown, looked at every so many seconds."""
    found = []
    for _ in range(round(seconds / every)):
        await stage.advance(pilot, every)
        found.append(shown(stage).drawing)
    return found


def changes(found: list[Drawing]) -> int:
    """How often another one came."""
    return sum(one != other for one, other in pairwise(found))


async def test_a_movement_is_shown_twice_a_second_and_goes_on_with_the_tempo() -> None:
    stage = Stage()
    figure = figure_of(stage, "cat-cow")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to(stage, pilot, CAT_COW)
        phase = stage.playing.view().phase if stage.playing else None
        assert phase is not None
        assert (phase.name, phase.beat) == ("Cat-cow", 4)
        found = await drawings(stage, pilot, 4, every=0.1)
        assert 6 <= changes(found) <= 8
        # Two seconds, half a movement, after its beginning it is in its second frame.
        elapsed = stage.clock.now - 1000 - phase.start
        await stage.advance(pilot, 6 - elapsed % 4)
        assert shown(stage).drawing == draw(figure, *shown(stage).size, frame=2)


async def test_it_stands_still_while_the_session_does() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to(stage, pilot, CAT_COW)
        await pilot.press("space")
        await pilot.pause()
        assert changes(await drawings(stage, pilot, 1.5)) == 0


async def test_it_stands_still_where_no_movement_is_wanted() -> None:
    stage = Stage(motion=False)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to(stage, pilot, CAT_COW)
        found = await drawings(stage, pilot, 2)
        assert changes(found) == 0
        assert found[0] == draw(figure_of(stage, "cat-cow"), *shown(stage).size)


class Way:
    """A link that is as silent as it is told to be."""

    silent = 0.0

    def silent_s(self) -> float:
        """For how long nothing has come through."""
        return self.silent


async def test_on_a_slow_link_it_stands_still_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    way = Way()
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(StretchApp, "link", way)
        await to(stage, pilot, CAT_COW)
        assert changes(await drawings(stage, pilot, 1)) > 0
        way.silent = SLOW_S + 0.1
        await stage.advance(pilot, 1)
        way.silent = 0.0
        still = await drawings(stage, pilot, STILL_S - 2, every=0.5)
        assert changes(still) == 0
        assert still[0] == draw(figure_of(stage, "cat-cow"), *shown(stage).size)
        await stage.advance(pilot, 3)
        assert changes(await drawings(stage, pilot, 1)) > 0


@pytest.mark.usefixtures("each_frame")
async def test_a_still_figure_is_not_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    painted = []
    paint = FigureView.render_line

    def render_line(self: FigureView, y: int) -> Strip:
        painted.append(y)
        return paint(self, y)

    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to(stage, pilot, HOLD_LEFT)
        monkeypatch.setattr(FigureView, "render_line", render_line)
        for _ in range(5):
            await stage.advance(pilot, 1)
        assert painted == []
        await stage.advance(pilot, SWITCH - HOLD_LEFT)
        assert painted != []


# The row of figures of a routine


async def test_a_choice_that_rests_shows_its_first_figures() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert dots(stage) == 0
        await stage.advance(pilot, REST_S)
        await pilot.pause()
        both = dots(stage)
        assert both > 40
        await pilot.press("j")
        await pilot.pause()
        assert dots(stage) == 0
        await pilot.press("j", "k")
        await stage.advance(pilot, REST_S / 2)
        await pilot.press("j", "k")
        await stage.advance(pilot, REST_S * 0.9)
        assert dots(stage) == 0
        await stage.advance(pilot, REST_S * 0.2)
        await pilot.pause()
        # "Quick one" has one of the two stretches that have a figure.
        assert 20 < dots(stage) < both
        assert await stage.shows(pilot, "Two holds and a breath.", "1 Knee to chest")


async def test_on_a_small_screen_the_words_of_a_routine_need_all_the_room() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await stage.advance(pilot, REST_S)
        await pilot.pause()
        assert dots(stage) == 0


# What the terminal can show


@pytest.mark.parametrize("environment", [{"LANG": "C"}, {"LANG": "C.UTF-8", "TERM": "linux"}])
async def test_without_braille_it_is_drawn_in_ascii(environment: dict[str, str]) -> None:
    stage = Stage(environment=environment)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to(stage, pilot, HOLD_LEFT)
        assert "".join(text for line in shown(stage).drawing for text, _ in line).isascii()
        assert dots(stage) == 0


async def test_without_colours_what_is_felt_has_another_form() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to(stage, pilot, HOLD_LEFT)
        coloured = shown(stage).drawing
        stage.app.theme = "monochrome"
        await pilot.pause()
        view = shown(stage)
        figure = figure_of(stage, "knee-to-chest")
        assert view.drawing == draw(figure, *view.size, turned=True, ink=Ink.MONO)
        assert view.drawing != coloured
