"""What every test of the store runs under."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.store.journal import Journal


@pytest.fixture(autouse=True)
def _closed_journals(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Closes every journal that a test has opened: newer Pythons warn of those that are not."""
    opened: list[Journal] = []
    init = Journal.__init__

    def remembered(journal: Journal, folder: Path) -> None:
        init(journal, folder)
        opened.append(journal)

    monkeypatch.setattr(Journal, "__init__", remembered)
    yield
    for journal in opened:
        journal.close()
