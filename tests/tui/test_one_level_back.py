"""Escape goes back by one level, from whatever is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.tui.builder.screen import BuilderScreen
from stretchtui.tui.dialogs.question import Question
from tests.tui.keys import press as type_keys
from tests.tui.past import Past, press

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.tui.stage import Stage

WAYS: dict[str, tuple[str, ...]] = {
    "palette": ("ctrl+p",),
    "theme": ("ctrl+p", "=theme", "enter"),
    "help": ("question_mark",),
    "sound check": ("S",),
    "history": ("h",),
    "session": ("h", "enter"),
    "correction": ("h", "e"),
    "correction from the session": ("h", "enter", "e"),
    "session elsewhere": ("h", "a"),
    "deletion": ("h", "d"),
    "help of the history": ("h", "question_mark"),
    "palette of the history": ("h", "ctrl+p"),
    "settings": ("comma",),
    "choice": ("comma", "enter"),
    "number": ("comma", "j", "enter"),
    "search in the settings": ("comma", "slash"),
    "help of the settings": ("comma", "question_mark"),
    "keys": ("comma", "G", "enter"),
    "one key": ("comma", "G", "enter", "enter"),
    "search in the keys": ("comma", "G", "enter", "slash"),
    "settings from the palette": ("ctrl+p", "=voice", "enter"),
    "builder": ("e",),
    "step": ("e", "enter"),
    "routine": ("e", "n"),
    "help of the builder": ("e", "question_mark"),
    "palette of the builder": ("e", "ctrl+p"),
    "trial": ("e", "p"),
    "stretches": ("s",),
    "new stretch": ("s", "n"),
    "copy of a stretch": ("s", "c"),
    "help of the stretches": ("s", "question_mark"),
    "stretches over the builder": ("e", "w", "n"),
    "settings over a trial": ("e", "p", "comma", "enter"),
}
"""Keys that open one thing over the other."""


FIRST = list(dict.fromkeys(keys[0] for keys in WAYS.values()))
"""The keys that the ways begin with."""


@pytest.mark.parametrize("first", FIRST)
async def test_escape_goes_back_the_way_one_came(first: str, tmp_path: Path) -> None:
    past = Past(tmp_path)
    past.session(1)
    stage = past.stage(folders=past.home())
    async with stage.app.run_test() as pilot:
        for way, keys in WAYS.items():
            if keys[0] == first:
                await go_there_and_back(stage, pilot, way)


async def go_there_and_back(stage: Stage, pilot: Pilot[Any], way: str) -> None:
    """Go a way, and back by one level after the other."""
    stacks = [list(stage.app.screen_stack)]
    for key in WAYS[way]:
        if key[:1] == "=":
            await type_keys(pilot, key)
        else:
            await press(pilot, key)
        now = list(stage.app.screen_stack)
        if len(now) <= len(stacks[-1]):
            # One that closed as the next one opened is no level.
            stacks = [each for each in stacks if len(each) < len(now)]
        if not stacks or now[: len(stacks[-1])] == stacks[-1]:
            stacks.append(now)
    assert len(stacks[-1]) > 1, way
    for before in reversed(stacks[:-1]):
        await press(pilot, "escape")
        assert stage.app.screen_stack == before, way
    assert stage.app.screen_stack == [stage.screen], way


async def test_escape_in_the_builder_asks_where_something_would_be_lost(tmp_path: Path) -> None:
    past = Past(tmp_path)
    stage = past.stage(folders=past.home())
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t", "escape")
        assert isinstance(stage.app.screen, Question)
        await press(pilot, "escape")
        assert isinstance(stage.app.screen, BuilderScreen)
        assert stage.app.screen.editor.changed
        await press(pilot, "tab", "escape")
        assert isinstance(stage.app.screen, BuilderScreen), "from the stretches to the steps"
        await press(pilot, "u", "escape")
        assert stage.app.screen_stack == [stage.screen]


async def test_escape_takes_the_filter_away(tmp_path: Path) -> None:
    past = Past(tmp_path)
    stage = past.stage(folders=past.home())
    async with stage.app.run_test() as pilot:
        await press(pilot, "slash", "b", "escape")
        assert not stage.screen.browser.pane.filtering
        assert stage.screen.browser.pane.list.count == len(stage.screen.browser.rows)
