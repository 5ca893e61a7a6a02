"""Pictures of the form of a wish and of what is made for it, each looked at before it was kept.

After a change that is meant: ``pytest tests/tui/test_making_snapshots.py --snapshot-update``, and
look at the pictures again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from stretchtui.core.sessions.record import Moment
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from textual.pilot import Pilot

Compare = Callable[..., bool]

MONDAY = Moment(1_790_000_000.0, 0)
"""The day that says which routine is made first."""

SIZES = pytest.mark.parametrize(
    "size", [(40, 15), (80, 24), (120, 40)], ids=lambda size: "{}x{}".format(*size)
)


def shows(compare: Compare, size: tuple[int, int], *keys: str) -> bool:
    """Whether the picture after some keys is the one that was kept."""
    stage = Stage(moment=lambda: MONDAY)

    async def run_before(pilot: Pilot[Any]) -> None:
        await stage.settled(pilot)
        await pilot.press("w")
        assert await stage.shows(pilot, "Make a routine for today")
        for line in stage.app.screen.query(Input):
            line.cursor_blink = False
        await pilot.press(*keys)
        for _ in range(3):
            await pilot.pause()

    return compare(stage.app, terminal_size=size, run_before=run_before)


@SIZES
def test_form(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shows(snap_compare, size)


@SIZES
def test_what_no_stretch_is_for(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shows(snap_compare, size, "tab", *"lower back, hamstirngs")


@SIZES
def test_made(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shows(snap_compare, size, "5", "tab", *"lower back, hamstrings", "enter")
