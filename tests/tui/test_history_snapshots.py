"""Pictures of the history, each looked at before it was kept.

After a change that is meant: ``pytest tests/tui/test_history_snapshots.py --snapshot-update``, and
look at the pictures again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.sessions.record import Feeling
from tests.tui.past import LARGE, PHONE, TODAY, USUAL, Past, part, press

if TYPE_CHECKING:
    from textual.pilot import Pilot

Compare = Callable[..., bool]
Size = tuple[int, int]
Scene = Callable[..., bool]


@pytest.fixture
def scene(snap_compare: Compare, patient: None) -> Scene:
    """Whether the picture of a past, in some view and after some keys, is the one that was kept."""

    def shows(past: Past, size: Size, *keys: str, tab: str = "Year", **options: Any) -> bool:
        stage = past.stage(**options)

        async def run_before(pilot: Pilot[Any]) -> None:
            await press(pilot, "h")
            await stage.app.screen.run_action(f"show('{tab}')")
            await press(pilot, *keys)

        return snap_compare(stage.app, terminal_size=size, run_before=run_before)

    return shows


def at(*sizes: Size) -> pytest.MarkDecorator:
    """At each of these sizes."""
    return pytest.mark.parametrize("size", sizes, ids=lambda size: "{}x{}".format(*size))


@at(PHONE, USUAL, LARGE)
def test_history(scene: Scene, two_years: Past, size: Size) -> None:
    assert scene(two_years, size)


@pytest.mark.parametrize("tab", ["Sessions", "Weeks", "Discomfort"])
@at(PHONE)
def test_views(scene: Scene, two_years: Past, size: Size, tab: str) -> None:
    assert scene(two_years, size, tab=tab)


@at(USUAL)
def test_view_below_the_year(scene: Scene, two_years: Past, size: Size) -> None:
    assert scene(two_years, size, tab="Body")


@at(PHONE)
def test_session(scene: Scene, tmp_path: Path, size: Size) -> None:
    past = Past(tmp_path)
    past.session(
        0,
        parts=(
            part(0, "Knee to chest", 60),
            part(1, "Half-kneeling hip flexor stretch, with the arm overhead", 74),
            part(2, "Cat-cow", 12, done=False, hurt=TODAY.now),
            part(3, "Child's pose", 0, done=False, skipped=True),
        ),
        steps=5,
        level=2,
        completed=False,
        feeling=Feeling.TOO_MUCH,
        before=6,
        after=3,
        note="In the garden; the left hip is tight.",
    )
    assert scene(past, size, "enter", tab="Sessions")


@at(USUAL)
def test_deleting(scene: Scene, two_years: Past, size: Size) -> None:
    assert scene(two_years, size, "j", "d", tab="Sessions")


@at(PHONE, USUAL, LARGE)
def test_correcting(scene: Scene, two_years: Past, size: Size) -> None:
    assert scene(two_years, size, "j", "e", tab="Sessions")


@at(PHONE, USUAL)
def test_adding(scene: Scene, two_years: Past, size: Size) -> None:
    assert scene(two_years, size, "a", "enter", tab="Sessions")


@at(USUAL)
def test_empty(scene: Scene, tmp_path: Path, size: Size) -> None:
    assert scene(Past(tmp_path), size)


@at(LARGE)
def test_first_days(scene: Scene, tmp_path: Path, size: Size) -> None:
    past = Past(tmp_path)
    for days_ago, minutes in ((3, 6), (1, 9), (0, 12)):
        past.session(days_ago, minutes=minutes)
    assert scene(past, size)


@at(LARGE)
def test_no_colour(
    scene: Scene, two_years: Past, size: Size, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert scene(two_years, size, environment={"LANG": "C.UTF-8", "NO_COLOR": "1"})


@at(USUAL)
def test_plain_terminal(scene: Scene, two_years: Past, size: Size) -> None:
    assert scene(two_years, size, tab="Discomfort", environment={"LANG": "C"})
