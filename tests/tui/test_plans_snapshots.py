"""Pictures of plans, each looked at before it was kept.

After a change that is meant: ``pytest tests/tui/test_plans_snapshots.py --snapshot-update``, and
look at the pictures again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.planning.following import Following, PlanPause
from stretchtui.core.settings import ScreenSettings, Settings
from stretchtui.store.following import keep_following
from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library
from tests.tui.past import LARGE, PHONE, USUAL, Past, press

if TYPE_CHECKING:
    from textual.pilot import Pilot

Compare = Callable[..., bool]
Size = tuple[int, int]
Scene = Callable[..., bool]


@pytest.fixture
def scene(snap_compare: Compare, tmp_path: Path) -> Scene:
    """Whether the picture of a plan on its way, after some keys, is the one that was kept."""
    home = folders(str(tmp_path / "home"))
    past = Past(home.data)
    for ago in (16, 14, 12, 9, 5):
        past.session(ago, minutes=5, routine="five-for-lower-back")
    past.write()

    def shows(
        size: Size, *keys: str, pauses: tuple[PlanPause, ...] = (), theme: str = "calm"
    ) -> bool:
        plan, started = "four-weeks-lower-back", date(2026, 9, 7)
        keep_following(home, lambda now: Following(plan=plan, started=started, pauses=pauses))
        settings = Settings(screen=ScreenSettings(theme=theme))
        stage = past.stage(library=read_library(home), folders=home, settings=settings)

        async def run_before(pilot: Pilot[Any]) -> None:
            await stage.settled(pilot)
            await press(pilot, "p", *keys)

        return snap_compare(stage.app, terminal_size=size, run_before=run_before)

    return shows


def at(*sizes: Size) -> pytest.MarkDecorator:
    """At each of these sizes."""
    return pytest.mark.parametrize("size", sizes, ids=lambda size: "{}x{}".format(*size))


@at(PHONE, USUAL, LARGE)
def test_on_its_way(scene: Scene, size: Size) -> None:
    assert scene(size)


@at(USUAL)
def test_by_day(scene: Scene, size: Size) -> None:
    assert scene(size, theme="daylight")


@at(USUAL)
def test_another_one(scene: Scene, size: Size) -> None:
    assert scene(size, "j")


@at(USUAL)
def test_paused(scene: Scene, size: Size) -> None:
    assert scene(size, pauses=(PlanPause(date(2026, 9, 20)),))


@at(PHONE, USUAL)
def test_stopping(scene: Scene, size: Size) -> None:
    assert scene(size, "x")
