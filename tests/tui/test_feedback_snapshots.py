"""Pictures of what is asked around a session, each looked at before it was kept.

After a change that is meant: ``pytest tests/tui/test_feedback_snapshots.py --snapshot-update``, and
look at the pictures again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.settings import SessionSettings, Settings
from stretchtui.store.journal_writer import JournalWriter
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from textual.pilot import Pilot

Compare = Callable[..., bool]
Size = tuple[int, int]

SIZES = [(40, 15), (80, 24), (120, 40)]


def at_every_size() -> pytest.MarkDecorator:
    """At each of three sizes."""
    return pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))


async def settle(stage: Stage, pilot: Pilot[Any]) -> None:
    """Wait for the journal."""
    await stage.app.workers.wait_for_complete()
    await pilot.pause()


@at_every_size()
def test_end(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    stage = Stage(writer=JournalWriter(tmp_path))

    async def play(pilot: Pilot[Any]) -> None:
        await settle(stage, pilot)
        await pilot.press("enter")
        play = stage.playing
        assert play is not None
        await pilot.press("N")
        await stage.advance(pilot, play.timeline.total + 1)
        await settle(stage, pilot)

    assert snap_compare(stage.app, terminal_size=size, run_before=play)


@at_every_size()
def test_it_hurts(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    stage = Stage(writer=JournalWriter(tmp_path))

    async def play(pilot: Pilot[Any]) -> None:
        await settle(stage, pilot)
        await pilot.press("enter")
        await stage.advance(pilot, 20)
        await pilot.press("exclamation_mark")
        await pilot.pause()

    assert snap_compare(stage.app, terminal_size=size, run_before=play)


@at_every_size()
def test_discomfort(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    stage = Stage(
        writer=JournalWriter(tmp_path), settings=Settings(session=SessionSettings(discomfort=True))
    )

    async def ask(pilot: Pilot[Any]) -> None:
        await settle(stage, pilot)
        await pilot.press("enter")
        await pilot.pause()

    assert snap_compare(stage.app, terminal_size=size, run_before=ask)
