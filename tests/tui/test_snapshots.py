"""Pictures of the screens, each looked at before it was kept.

After a change that is meant: ``pytest tests/tui/test_snapshots.py --snapshot-update``, and look at
the pictures again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from stretchtui.tui.player.instructions import REST_S
from tests.tui.stage import UTF8, Stage, read_library

Compare = Callable[..., bool]
Then = Callable[[Pilot[Any]], Awaitable[None]]

SIZES = [(40, 15), (60, 20), (80, 24), (120, 40), (200, 60)]
SOME = [(40, 15), (80, 24), (120, 40)]
TYPICAL = [(80, 24)]

OWN = {
    "my-hips.toml": """format = 1
[[routine]]
id = "my-hips"
name = "My hips, slowly"
about = "What the physiotherapist said."
tags = ["hips"]
  [[routine.step]]
  stretch = "childs-pose"
""",
    "torn.toml": """format = 1
[[routine]]
id = "torn"
name = "Torn"
  [[routine.step]]
  stretch = "knee-to-chset"
  [[routine.step]]
  name = "Stand"
  hold = "long"
""",
}

HOLD_LEFT = 20
"""Seconds into the routine "Lower back": a hold on the left."""
SWITCH = 81
"""… and a change of sides."""


def at(size: tuple[int, int]) -> str:
    """A size as a test's name says it."""
    return "{}x{}".format(*size)


def sizes(*all_of: tuple[int, int]) -> pytest.MarkDecorator:
    """At each of these sizes."""
    return pytest.mark.parametrize("size", all_of, ids=at)


class Scene:
    """A stage that is photographed once it is set.

    Args:
        compare: pytest-textual-snapshot's ``snap_compare``.
    """

    def __init__(self, compare: Compare) -> None:
        self._compare = compare

    def shows(
        self,
        size: tuple[int, int],
        *keys: str,
        stage: Stage | None = None,
        second: float | None = None,
        rest: float = 0,
    ) -> bool:
        """Whether the picture is the one that was kept.

        Args:
            size: Columns and rows.
            keys: Pressed before the picture is taken, after
            second: so much of the routine "Lower back" was played.
            rest: So many seconds pass between the keys and the picture.
            stage: A stage that is set differently.
        """
        stage = stage or Stage(read_library(own=OWN))

        async def run_before(pilot: Pilot[Any]) -> None:
            await stage.complete(pilot)
            if second is not None:
                await pilot.press(*"j" * list(stage.library.entries).index("lower-back"), "enter")
                await pilot.pause()
                await stage.advance(pilot, second)
            for key in keys:
                await pilot.press(key)
                for line in stage.screen.query(Input):
                    line.cursor_blink = False
            if rest:
                await pilot.pause()
                await stage.advance(pilot, rest)
            for _ in range(3):
                await pilot.pause()

        return self._compare(stage.app, terminal_size=size, run_before=run_before)


@pytest.fixture
def scene(snap_compare: Compare) -> Scene:
    return Scene(snap_compare)


@sizes(*SIZES)
def test_browse(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "j", rest=REST_S)


@sizes(*SIZES)
def test_hold_on_the_left(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, second=HOLD_LEFT)


@sizes(*SIZES)
def test_floor(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "f", second=HOLD_LEFT)


@sizes((20, 5), (30, 10))
def test_hardly_any_room(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, second=HOLD_LEFT)


@sizes(*SOME)
def test_switch(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, second=SWITCH)


@sizes(*SOME)
def test_floor_switch(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "f", second=SWITCH)


@sizes(*SOME)
def test_paused(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "space", second=HOLD_LEFT)


@sizes(*SOME)
def test_what_is_coming(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "l", "j", "p", "d", "j", second=HOLD_LEFT)


@sizes(*SOME)
def test_adding_a_stretch(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "l", "a", *"ham", second=HOLD_LEFT)


@sizes(*SOME)
def test_floor_paused(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "f", "space", second=HOLD_LEFT)


@sizes(*TYPICAL)
def test_easier(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "v", "m", second=HOLD_LEFT)


@sizes(*SOME)
def test_filter(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "slash", *"hams")


@sizes(*TYPICAL)
def test_filter_that_finds_nothing(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "slash", *"zumba")


@sizes(*SIZES)
def test_help(scene: Scene, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchtui.tui.dialogs.help.__version__", "1.2.3")
    assert scene.shows(size, "question_mark")


@sizes(*SOME)
def test_care(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, stage=Stage(remember_care=lambda: None))


@sizes(*SOME)
def test_done(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, second=300)


@sizes(*SOME)
def test_broken_file(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "end")


@sizes(*SOME)
def test_empty_library(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, stage=Stage(read_library("format = 1\n")))


@sizes(*TYPICAL)
def test_plain_terminal(scene: Scene, size: tuple[int, int]) -> None:
    stage = Stage(read_library(own=OWN), environment={**UTF8, "LANG": "C"})
    assert scene.shows(size, stage=stage, second=HOLD_LEFT)


@sizes(*TYPICAL)
def test_no_colour(scene: Scene, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stage = Stage(read_library(own=OWN), environment={**UTF8, "NO_COLOR": "1"})
    assert scene.shows(size, stage=stage, second=HOLD_LEFT)
