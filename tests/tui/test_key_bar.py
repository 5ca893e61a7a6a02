"""The key bar: as many keys as there is room for, the useful ones first."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from stretchtui.tui.themes import CALM
from stretchtui.tui.widgets.key_bar import GAP, Key, KeyBar, flow

keys = st.tuples(
    st.sampled_from(["n", "space", "ctrl+l", "?"]),
    st.sampled_from(["next", "start", "back to the list", "弱", ""]),
    st.just("quit"),
    st.booleans(),
)
bars = st.lists(keys, max_size=20).map(tuple)


def room_for(key: Key) -> int:
    """The cells a key takes."""
    return cell_len(f" {key[0]} {key[1]} ")


@given(bars, st.integers(1, 200), st.integers(1, 3))
def test_keys_keep_to_the_rows_and_their_order(
    keys: tuple[Key, ...], width: int, height: int
) -> None:
    rows = flow(keys, width, height)
    assert len(rows) <= height
    for row in rows:
        assert len(row) == 1 or sum(map(room_for, row)) <= width
    shown = [key for row in rows for key in row]
    rest = iter(keys)
    assert all(key in rest for key in shown), "not in the order they were given"


@given(bars, st.integers(1, 200), st.integers(1, 3))
def test_key_that_does_something_is_left_out_only_for_keys_that_do(
    keys: tuple[Key, ...], width: int, height: int
) -> None:
    shown = [key for row in flow(keys, width, height) for key in row]
    useful = [key for key in keys if key[3]]
    if len(shown) < len(keys):
        assert all(key[3] for key in shown)
        assert shown == useful[: len(shown)]
    else:
        assert shown == list(keys)


def test_keys_break_into_rows_where_the_width_ends() -> None:
    one, two, three = (("a", "one", "x", True), ("b", "two", "y", True), ("c", "six", "z", True))
    assert flow([one, two, three], 14, 2) == [[one, two], [three]]
    assert flow([one, two, three], 13, 2) == [[one], [two]]


def test_what_is_for_the_same_stays_in_one_row_where_it_can() -> None:
    one, two, three = (("a", "one", "x", True), ("b", "two", "y", True), ("c", "six", "z", True))
    bar = [one, GAP, two, three]
    assert flow(bar, 24, 2) == [[one, GAP, two, three]]
    assert flow(bar, 20, 2) == [[one], [two, three]]
    assert flow(bar, 20, 1) == [[one, two]], "where it cannot, there is no room for gaps"
    assert flow(bar, 7, 3) == [[one], [two], [three]]


def test_keys_that_do_nothing_go_first() -> None:
    off, on = ("a", "off", "x", False), ("b", "on", "y", True)
    assert flow([off, on], 13, 1) == [[off, on]]
    assert flow([off, on], 12, 1) == [[on]]


def test_no_keys_are_no_rows_with_something_in_them() -> None:
    assert flow([], 10, 2) == [[]]


class Bar(App[None]):
    """Nothing but a key bar."""

    CSS: ClassVar[str] = "KeyBar { height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(CALM)
        self.theme = CALM.name
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        """The bar."""
        yield KeyBar()


@pytest.mark.parametrize(("column", "clicked"), [(2, ["on"]), (8, [])], ids=["on", "off"])
async def test_key_that_does_something_can_be_clicked(column: int, clicked: list[str]) -> None:
    app = Bar()
    async with app.run_test(size=(40, 4)) as pilot:
        screen = app.screen
        heard: list[str] = []
        vars(screen)["action_on"] = lambda: heard.append("on")
        vars(screen)["action_off"] = lambda: heard.append("off")
        app.query_one(KeyBar).keys = (("a", "on", "on", True), ("b", "off", "off", False))
        await pilot.pause()
        await pilot.click(KeyBar, offset=(column, 0))
        assert heard == clicked


@pytest.mark.parametrize("width", [40, 10], ids=["one row", "two rows"])
async def test_click_reaches_whose_action_it_is(width: int) -> None:
    app = Bar()
    async with app.run_test(size=(width, 4)) as pilot:
        vars(app)["action_routine"] = lambda what: app.heard.append(f"app: {what}")
        vars(app)["action_move"] = lambda by: app.heard.append("not the app's")
        vars(app.screen)["action_move"] = lambda by: app.heard.append(f"screen: {by}")
        vars(app.screen)["action_routine"] = lambda what: app.heard.append("not the screen's")
        bar = app.query_one(KeyBar)
        bar.keys = (("n", "new", "app.routine('new')", True), ("j", "down", "move(1.5)", True))
        await pilot.pause()
        for word in ("n new", "j down"):
            row = next(y for y in (0, 1) if word in bar.render_line(y).text)
            column = bar.render_line(row).text.index(word)
            await pilot.click(KeyBar, offset=(column, row))
        assert app.heard == ["app: new", "screen: 1.5"]


async def test_key_that_does_nothing_is_dimmed_and_the_others_are_not() -> None:
    app = Bar()
    async with app.run_test(size=(40, 4)) as pilot:
        bar = app.query_one(KeyBar)
        bar.keys = (("a", "on", "on", True), ("b", "off", "off", False))
        await pilot.pause()
        colours = {
            segment.text.strip(): segment.style.color.name
            for segment in bar.render_line(0)
            if segment.style and segment.style.color
        }
        assert colours["b"] == colours["off"] == CALM.variables["faint"]
        assert colours["a"] == CALM.primary
        assert colours["on"] not in (CALM.variables["faint"], None)
