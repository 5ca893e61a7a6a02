"""Whether it is still to be asked if the sounds can be heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.store.paths import Folders, folders
from stretchtui.store.sound_check import is_due, make_due, settle
from tests.permissions import unprivileged


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    return folders(str(tmp_path))


def test_it_is_due_from_when_it_is_made_so_until_it_is_settled(home: Folders) -> None:
    assert not is_due(home)
    make_due(home)
    make_due(home)
    assert is_due(home)
    settle(home)
    settle(home)
    assert not is_due(home)


def test_where_it_cannot_be_kept_nobody_is_asked(home: Folders) -> None:
    home.data.write_text("a file where the folder should be")
    make_due(home)
    assert not is_due(home)


def test_where_it_cannot_be_settled_it_stays_due(home: Folders) -> None:
    make_due(home)
    home.data.chmod(0o500)
    with unprivileged():
        settle(home)
    assert is_due(home)
