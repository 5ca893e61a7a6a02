"""Mats that are put away after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchtui.playing import journal_view
from tests.playing.elsewhere import PATIENCE_S
from tests.playing.mat import THREE, Mat


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, the journal is waited for."""
    monkeypatch.setattr(journal_view, "PATIENCE_S", PATIENCE_S)


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
