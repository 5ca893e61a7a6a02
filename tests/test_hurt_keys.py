"""What a voice says can be done where it hurts is what the keys do, on the screen and in lines."""

from __future__ import annotations

import re

import pytest

from stretchtui.core.sessions.events import State
from stretchtui.core.sessions.script import STOPPED
from stretchtui.plain.lines import HURTS_KEYS
from tests.plain.test_session import Floor
from tests.tui.keys import press
from tests.tui.stage import Stage

SPOKEN = re.findall(r"\b(space|[A-Z]) to (\w+)", STOPPED)
"""The keys that are named, and the first word of what each does."""

LEADS_TO = {
    "continue": (State.RUNNING, 0),
    "skip": (State.RUNNING, 1),
    "end": (State.STOPPED, 0),
}
"""The state that each leads to, and the step."""


def test_all_that_can_be_done_is_said() -> None:
    assert [does for _, does in SPOKEN] == list(LEADS_TO)


@pytest.mark.parametrize(("key", "does"), SPOKEN)
async def test_the_screen_takes_the_keys_that_are_said(key: str, does: str) -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        stage.screen.start(stage.entry("lower-back"))
        await stage.advance(pilot, 20)
        await press(pilot, "exclamation_mark")
        assert stage.player.state is State.PAUSED
        await press(pilot, key.lower())
        assert (stage.player.state, stage.player.view().phase.step) == LEADS_TO[does]


def test_the_lines_name_the_keys_that_are_said() -> None:
    named = [(key, words.split()[0]) for key, words in HURTS_KEYS]
    assert named == [(key.lower(), does) for key, does in SPOKEN]


@pytest.mark.parametrize(("key", "does"), SPOKEN)
def test_the_lines_take_the_keys_that_are_said(key: str, does: str) -> None:
    floor = Floor()
    floor.after(20)
    floor.press("!", " " if key == "space" else key.lower())
    assert (floor.session.state, floor.player.view().phase.step) == LEADS_TO[does]
