"""Terminals that answer a probe, however slow the machine is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stretchtui.terminal import probe as probes
from tests.terminal.answering import PATIENCE_S, Terminal


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal whose answers are waited for, however slow the machine is."""
    monkeypatch.setattr(probes, "LIMIT_S", PATIENCE_S)
    monkeypatch.setattr(probes, "LIMIT_WITHIN_S", PATIENCE_S)
    made = Terminal()
    yield made
    made.close()


@pytest.fixture
def hurried(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of which only those answers are heard that have come already."""
    monkeypatch.setattr(probes, "LIMIT_S", 0.0)
    monkeypatch.setattr(probes, "LIMIT_WITHIN_S", 0.0)
    return terminal
