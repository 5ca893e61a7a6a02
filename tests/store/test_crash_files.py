"""Crashes leave a few files, and nobody else can read them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from stretchtui.store.crash_files import MOST, keep_crash
from stretchtui.store.paths import Folders

AT = 1_800_000_000.0


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


def test_file_is_the_persons_alone(folders: Folders) -> None:
    file = keep_crash(folders, "text ✗\ud800\n", AT)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text(encoding="utf-8") == "text ✗\\ud800\n"


def test_newest_are_kept_and_nothing_else_is_touched(folders: Folders) -> None:
    other = keep_crash(folders, "", AT).with_name("notes.txt")
    other.write_text("mine")
    files = [keep_crash(folders, str(number), AT + number) for number in range(MOST + 3)]
    assert sorted(other.parent.glob("crash-*")) == files[3:]
    assert other.read_text() == "mine"


def test_old_one_that_cannot_be_deleted_is_left(folders: Folders) -> None:
    stuck = keep_crash(folders, "", AT).with_name("crash-00000000-000000-1.txt")
    (stuck / "full").mkdir(parents=True)
    files = [keep_crash(folders, "", AT + number) for number in range(MOST + 1)]
    assert stuck.exists()
    assert files[-1].exists()


def test_folder_that_cannot_be_made_is_an_error(folders: Folders) -> None:
    folders.data.write_text("")
    with pytest.raises(OSError, match="data"):
        keep_crash(folders, "", AT)
