"""The developer's own terminal has no say in what the screens show."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.workshop import HIPS, Workshop


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        # pytest-textual-snapshot keeps the place of its report in the environment.
        textual = name.startswith("TEXTUAL") and not name.startswith("TEXTUAL_SNAPSHOT")
        if textual or name in {"NO_COLOR", "COLORTERM", "FORCE_COLOR"}:
            monkeypatch.delenv(name)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A home without routines of one's own."""
    return Workshop(tmp_path, monkeypatch)


@pytest.fixture
def hips(shop: Workshop) -> Workshop:
    """A home with a routine of one's own, which the list shows first."""
    shop.write("hips.toml", HIPS)
    return shop
