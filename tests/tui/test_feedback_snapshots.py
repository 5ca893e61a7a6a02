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
from tests.tui.stage import Stage, read_library

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.tui.past import Past

Compare = Callable[..., bool]
Size = tuple[int, int]

GROWS = """
format = 1
[[routine]]
id = "grows"
name = "A little more each time"
[[routine.step]]
name = "Knee to chest"
hold = 30
sides = "both"
[[routine.step]]
name = "Bridge"
reps = { from = 5, to = 30, by = 5, every = 3 }
[[routine.step]]
name = "Shake it out"
hold = 60
[[routine.step]]
name = "Rest"
hold = 60
"""

SIZES = [(40, 15), (80, 24), (120, 40)]


def at_every_size() -> pytest.MarkDecorator:
    """At each of three sizes."""
    return pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))


async def settle(stage: Stage, pilot: Pilot[Any]) -> None:
    """Wait for the journal."""
    await stage.settled(pilot)
    await pilot.pause()


@at_every_size()
@pytest.mark.parametrize(
    "keys",
    [(), ("3", "n", *"stiff", "enter"), ("n", *"stiff")],
    ids=("asked", "answered", "writing"),
)
def test_end(snap_compare: Compare, past: Past, size: Size, keys: tuple[str, ...]) -> None:
    for days_ago in (1, 2, 3, 8):
        past.session(days_ago, minutes=9)
    stage = past.stage(library=read_library(GROWS))

    async def play(pilot: Pilot[Any]) -> None:
        await settle(stage, pilot)
        await pilot.press("enter")
        play = stage.playing
        assert play is not None
        await pilot.press("N")
        await stage.advance(pilot, play.timeline.total + 1)
        await settle(stage, pilot)
        await pilot.press(*keys)
        await settle(stage, pilot)

    assert snap_compare(stage.app, terminal_size=size, run_before=play)


@at_every_size()
def test_note_on_a_stretch(snap_compare: Compare, past: Past, size: Size) -> None:
    stage = past.stage()

    async def write(pilot: Pilot[Any]) -> None:
        await settle(stage, pilot)
        await stage.app.journal.write_note("knee-to-chest", "the left one is tighter")
        await pilot.press("enter")
        await stage.advance(pilot, 3)
        await pilot.press("space")
        await settle(stage, pilot)

    assert snap_compare(stage.app, terminal_size=size, run_before=write)


@pytest.mark.parametrize("size", SIZES[:1], ids=["40x15"])
def test_preview(snap_compare: Compare, past: Past, size: Size) -> None:
    stage = past.stage(speed=20.0)

    async def play(pilot: Pilot[Any]) -> None:
        await settle(stage, pilot)
        await pilot.press("enter")
        await stage.advance(pilot, 600)
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
