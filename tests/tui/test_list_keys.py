"""The same keys in every list, and in every text that is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.geometry import Offset

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Stretch
from stretchtui.store.routines import read_library
from stretchtui.tui.dialogs.scroll import Scroll
from stretchtui.tui.widgets.line_list import LineList
from tests.amounts import share_of
from tests.tui.keys import press as type_keys
from tests.tui.past import Past, press

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Library
    from stretchtui.tui.app import StretchApp
    from tests.tui.stage import Stage

SIZE = (80, 15)
"""So few rows that every list is longer."""

LISTS: dict[str, tuple[str, ...]] = {
    "routines": ("g",),
    "steps": ("e",),
    "sessions": ("h", "tab"),
    "settings": ("comma",),
    "keys": ("comma", "G", "enter"),
    "stretches": ("s",),
    "choice": ("ctrl+p", "=theme", "enter"),
}
"""What is pressed to come to a list."""

TEXTS: dict[str, tuple[str, ...]] = {
    "help": ("question_mark",),
    "help of the history": ("h", "question_mark"),
    "session": ("h", "tab", "enter"),
}
"""What is pressed to come to a text that is longer than its box."""


IN_A_LIST = (("j", "k"), ("down", "up"), ("ctrl+d", "ctrl+u"), ("pagedown", "pageup"))
IN_A_TEXT = (
    *(("j", "k"), ("down", "up"), ("space", "pageup"), ("pagedown", "pageup")),
    *(("ctrl+d", "ctrl+u"), ("G", "g"), ("end", "home")),
)
"""Keys that lead down, and those that lead up again."""


@pytest.fixture
def past(tmp_path: Path) -> Past:
    past = Past(tmp_path)
    past.two_years()
    own = past.home().routines / "stretches.toml"
    own.parent.mkdir(parents=True)
    own.write_text(encode((), [Stretch(id=f"own-{n}", name=f"Own {n}") for n in range(40)]))
    return past


def library(past: Past) -> Library:
    """The shipped routines."""
    return read_library(past.home())


def shown(app: StretchApp) -> LineList:
    """The list that has the keys."""
    lists = [each for each in app.screen.query("*") if isinstance(each, LineList) and each.size]
    return next((each for each in lists if each.has_class("-active")), lists[0])


async def go(stage: Stage, pilot: object, *keys: str) -> None:
    """Press keys; ``=word`` is typed."""
    for key in keys:
        await (type_keys if key[:1] == "=" else press)(pilot, key)  # type: ignore[arg-type]


@pytest.mark.parametrize(("turn", "where"), enumerate(LISTS), ids=LISTS)
async def test_list_has_the_same_keys_everywhere(turn: int, where: str, past: Past) -> None:
    stage = past.stage(library=library(past), folders=past.home())
    async with stage.app.run_test(size=SIZE) as pilot:
        if where == "steps":
            # The one with the most steps.
            entries = list(stage.library.entries.values())
            longest = max(range(len(entries)), key=lambda n: len(entries[n].routine.steps))
            await go(stage, pilot, *"j" * longest)
        await go(stage, pilot, *LISTS[where])
        seen = shown(stage.app)
        height = seen.size.height
        assert seen.count > 4
        await go(stage, pilot, "g")
        top = seen.chosen
        await go(stage, pilot, "G")
        bottom = seen.chosen
        assert bottom == seen.count - 1
        assert top <= 1
        for down, up in share_of(IN_A_LIST, turn):
            await go(stage, pilot, "home")
            assert seen.chosen == top
            await go(stage, pilot, down)
            further = seen.chosen
            assert further > top
            if down == "ctrl+d":
                assert further - top >= min(height // 2, bottom - top)
            await go(stage, pilot, down)
            assert seen.chosen > further or further == bottom
            await go(stage, pilot, up, up, up)
            assert seen.chosen == top
            await go(stage, pilot, "end")
            assert seen.chosen == bottom


@pytest.mark.parametrize("where", [*LISTS, "palette"])
async def test_click_chooses_and_the_second_one_on_the_row_opens(where: str, past: Past) -> None:
    stage = past.stage(library=library(past), folders=past.home())
    async with stage.app.run_test(size=SIZE) as pilot:
        await go(stage, pilot, *LISTS.get(where, ("ctrl+p",)))
        seen = shown(stage.app)
        # The first row below the chosen one that can be chosen at all.
        place = seen.chosen + 1
        stack, playing = list(stage.app.screen_stack), stage.player.is_playing
        at = Offset(5, place - seen.scroll_offset.y)
        await pilot.click(seen, offset=at)
        await pilot.pause()
        assert seen.chosen == place
        assert stage.app.screen_stack == stack
        await pilot.click(seen, offset=at)
        await pilot.pause()
        assert (stage.app.screen_stack, stage.player.is_playing) != (stack, playing)


@pytest.mark.parametrize(("turn", "where"), enumerate(TEXTS), ids=TEXTS)
async def test_text_is_scrolled_by_the_same_keys_and_closed_by_escape(
    turn: int, where: str, past: Past
) -> None:
    stage = past.stage(folders=past.home())
    async with stage.app.run_test(size=(40, 9)) as pilot:
        await go(stage, pilot, *TEXTS[where])
        text = stage.app.screen
        scroll = text.query_one(Scroll)
        assert scroll.max_scroll_y > 0
        for down, up in share_of(IN_A_TEXT, 3 * turn):
            await go(stage, pilot, down)
            assert scroll.scroll_offset.y > 0, down
            await go(stage, pilot, up)
            assert scroll.scroll_offset.y == 0, up
        for key in ("z", "left"):
            await go(stage, pilot, key)
            assert stage.app.screen is text, "what is no key for it does not close it"
        await go(stage, pilot, "G", "q")
        assert stage.app.screen is not text


async def test_letters_are_typed_where_something_is_typed(past: Past) -> None:
    stage = past.stage(library=library(past), folders=past.home())
    async with stage.app.run_test() as pilot:
        for keys in (("slash",), ("e", "tab"), ("ctrl+p",)):
            await go(stage, pilot, *keys)
            before = shown(stage.app).chosen
            await go(stage, pilot, "g", "j", "k")
            line = stage.app.focused
            assert getattr(line, "value", "") == "gjk"
            assert shown(stage.app).chosen == before == 0
            while len(stage.app.screen_stack) > 1 or stage.screen.browser.pane.filtering:
                await go(stage, pilot, "escape")


async def test_lists_beside_a_line_have_those_keys_that_are_no_letters(past: Past) -> None:
    stage = past.stage(library=library(past), folders=past.home())
    async with stage.app.run_test(size=SIZE) as pilot:
        for keys in (("e", "tab"), ("ctrl+p",)):
            await go(stage, pilot, *keys)
            seen = shown(stage.app)
            await go(stage, pilot, "ctrl+end")
            assert seen.chosen == seen.count - 1
            await go(stage, pilot, "pageup", "up")
            assert seen.chosen < seen.count - 2
            await go(stage, pilot, "ctrl+home")
            assert seen.chosen == 0
            await go(stage, pilot, "pagedown", "down")
            assert seen.chosen > 1
            while len(stage.app.screen_stack) > 1:
                await go(stage, pilot, "escape")
