"""Pictures of the screens with figures, each looked at before it was kept.

Those of holds, switches and the floor view are in ``test_snapshots.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.tui.player.instructions import REST_S
from tests.tui.stage import Stage
from tests.tui.test_snapshots import SOME, sizes

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

CAT_COW = 176
"""Seconds into the routine "Lower back": between the two frames of a movement."""


@pytest.fixture
def shows(snap_compare: Callable[..., bool]) -> Callable[..., bool]:
    """Whether the picture of a stage at some second of "Lower back" is the one that was kept."""

    def compare(size: tuple[int, int], stage: Stage, second: float | None = None) -> bool:
        async def run_before(pilot: Pilot[Any]) -> None:
            await pilot.pause()
            if second is not None:
                stage.screen.start(stage.entry("lower-back"))
                await pilot.pause()
            await stage.advance(pilot, REST_S if second is None else second)
            for _ in range(3):
                await pilot.pause()

        return snap_compare(stage.app, terminal_size=size, run_before=run_before)

    return compare


@sizes(*SOME, (45, 40), (200, 60))
def test_movement(shows: Callable[..., bool], size: tuple[int, int]) -> None:
    assert shows(size, Stage(), CAT_COW)


@sizes((120, 40))
def test_first_figures_of_a_routine(shows: Callable[..., bool], size: tuple[int, int]) -> None:
    assert shows(size, Stage())


@sizes(*SOME)
def test_movement_without_braille(shows: Callable[..., bool], size: tuple[int, int]) -> None:
    assert shows(size, Stage(environment={"LANG": "C"}), CAT_COW)
