"""The developer's own terminal has no say in what the screens show."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        # pytest-textual-snapshot keeps the place of its report in the environment.
        textual = name.startswith("TEXTUAL") and not name.startswith("TEXTUAL_SNAPSHOT")
        if textual or name in {"NO_COLOR", "COLORTERM", "FORCE_COLOR"}:
            monkeypatch.delenv(name)
