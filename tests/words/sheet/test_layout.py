"""How large a sheet is laid out: as large as fits on the fewest pages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stretchtui.words.sheet.layout import (
    A4,
    EITHER,
    LETTER,
    SIZES_PT,
    SheetLayout,
    are_beside,
    drawn_mm,
    layout_of,
    pages_of,
)
from tests.amounts import SHARE
from tests.core.figures.test_drawing import SHIPPED
from tests.words.sheet.sheets import many, sheet, shipped, step

BRIDGE, REACH = (SHIPPED[name] for name in ("bridge", "overhead-reach"))


def test_what_fits_on_either_paper_is_as_wide_as_one_and_as_high_as_the_other() -> None:
    assert (EITHER.width, EITHER.height) == (A4.width, LETTER.height)
    assert A4.height > LETTER.height
    assert A4.width < LETTER.width


def test_the_fewer_steps_the_larger_they_are() -> None:
    found = [layout_of(many(count), A4) for count in range(1, 9)]
    sizes = [each.size_pt * each.arrangement.worth for each in found]
    assert sizes == sorted(sizes, reverse=True)
    assert found[-1].size_pt < found[0].size_pt == SIZES_PT[0]


@pytest.mark.once
def test_what_has_no_room_on_a_page_takes_as_few_as_it_can() -> None:
    pages = [pages_of(each, layout_of(each, A4)) for each in map(many, (4, 20, 60, 250))]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 10
    # The same of every way to lay it out.
    whole = many(40)
    fewest = pages_of(whole, layout_of(whole, A4))
    least = layout_of(whole, A4)._replace(size_pt=SIZES_PT[-1])
    assert pages_of(whole, least) == fewest


def test_lines_are_listed_and_in_one_column_where_that_costs_little() -> None:
    ways = [layout_of(many(count), A4).arrangement for count in (2, 30)]
    assert [(way.columns, way.listed) for way in ways] == [(1, True), (2, False)]


def test_more_words_of_any_kind_take_more_room() -> None:
    def height(of: SheetLayout, **more: object) -> int:
        return pages_of(many(20, **more), of)

    fixed = layout_of(many(20), A4)
    plain = height(fixed)
    long = "word " * 60
    for more in ({"how": (long,)}, {"warning": long}, {"details": long}, {"dose": long}):
        assert height(fixed, **more) > plain
    assert height(fixed, name=long) > plain


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    fixed = layout_of(many(20), A4)
    pages = [
        pages_of(many(20, how=(letter * 200,)), fixed) for letter in ("i", "n", "N", "W", "伸")
    ]
    assert pages == sorted(pages)
    assert pages[0] < pages[-1]
    marks = pages_of(many(20, how=("n" + "\u0301" * 200,)), fixed)
    assert marks <= pages[0]


def test_rounds_have_a_heading() -> None:
    steps = [step(number) for number in range(1, 5)]
    plain, grouped = sheet(*steps), sheet(*steps, rounds="3 rounds")
    assert layout_of(grouped, A4).size_pt < layout_of(plain, A4).size_pt


def test_where_nothing_is_drawn_words_have_all_of_the_width() -> None:
    assert layout_of(many(3), A4).share == 0
    assert layout_of(sheet(step(1, "Bridge", "bridge"), step(2)), A4).share > 0


# Figures

ROOM = (50.0, 40.0)


def test_of_no_figure_nothing_is_drawn() -> None:
    assert drawn_mm((), ROOM) == []
    assert not are_beside((), ROOM)


@pytest.mark.parametrize("figure", SHIPPED.values(), ids=SHIPPED)
def test_a_figure_fits_and_is_no_giant(figure: object) -> None:
    ((width, height),) = drawn_mm((figure,), ROOM)  # type: ignore[arg-type]
    assert width <= ROOM[0] + 0.01
    assert height <= ROOM[1]
    assert not are_beside((figure,), ROOM)  # type: ignore[arg-type]


def test_bodies_that_lie_stand_above_each_other_and_those_that_stand_beside() -> None:
    lying = [replace(BRIDGE, still=number) for number in (1, 2)]
    standing = [replace(REACH, still=number) for number in (1, 2)]
    assert not are_beside(lying, ROOM)
    assert are_beside(standing, ROOM)
    assert sum(height for _, height in drawn_mm(lying, ROOM)) <= ROOM[1]
    assert sum(width for width, _ in drawn_mm(standing, ROOM)) <= ROOM[0]
    assert len(set(drawn_mm(lying, ROOM))) == 1, "both at one scale"


@pytest.mark.once
def test_most_of_what_is_built_in_fits_on_one_page() -> None:
    for turn, paper in enumerate((A4, LETTER, EITHER)):
        sheets = [*shipped().values()]
        if SHARE < 1:  # Each of them on one paper; neighbours are alike.
            sheets = sheets[turn::3]
        pages = [pages_of(each, layout_of(each, paper)) for each in sheets]
        assert max(pages) <= 3
        assert pages.count(1) > len(pages) / 2
