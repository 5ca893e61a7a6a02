"""Mats that are put away after each test, and rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchtui.playing import journal_view
from tests.playing.elsewhere import PATIENCE_S
from tests.playing.mat import THREE, Mat
from tests.playing.room import Room


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, the journal is waited for."""
    monkeypatch.setattr(journal_view, "PATIENCE_S", PATIENCE_S)


@pytest.fixture(autouse=True)
def _mute_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can speak on the developer's machine has no say."""
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: None)


@pytest.fixture
def mats(tmp_path: Path) -> Iterator[Callable[..., Mat]]:
    """Makes mats on one journal; their writers are closed after the test."""
    made: list[Mat] = []

    def make(text: str = THREE, speed: float = 1.0, journal: bool = True) -> Mat:
        made.append(Mat(tmp_path / "data" if journal else None, text, speed))
        return made[-1]

    yield make
    for mat in made:
        mat.close()


@pytest.fixture
def mat(mats: Callable[..., Mat]) -> Mat:
    """A mat with a journal."""
    return mats()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room with a terminal."""
    room = Room(tmp_path, monkeypatch)
    room.audio.connect(room.outlet, None)
    room.audio.open()
    return room
