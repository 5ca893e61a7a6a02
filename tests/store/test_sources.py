"""What a library and answers are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.store.paths import folders, shipped
from stretchtui.store.sources import all_sources, library_sources, own_files

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = shipped() / "routines.toml"


def fill(home: Path, *names: str) -> list[Path]:
    found = [home / name for name in names]
    for each in found:
        each.parent.mkdir(parents=True, exist_ok=True)
        each.touch()
    return found


def test_routine_files_come_by_name_and_hidden_ones_do_not(tmp_path: Path) -> None:
    place = "config/routines"
    own = fill(tmp_path, f"{place}/a.toml", f"{place}/b.toml")
    fill(tmp_path, f"{place}/.c.toml", f"{place}/notes.txt")
    assert own_files(folders(str(tmp_path))) == own
    assert library_sources(folders(str(tmp_path))) == [tmp_path / place, *own, SHIPPED]


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert own_files(folders(str(tmp_path))) == []
    assert all_sources(folders(str(tmp_path))) == [tmp_path / "config" / "routines", SHIPPED]


def test_whatever_is_kept_of_a_person_is_a_source(tmp_path: Path) -> None:
    kept = fill(
        tmp_path,
        *("config/settings.toml", "config/routines/hips.toml", "config/sounds/end.wav"),
        *("data/journal.sqlite3", "data/journal.sqlite3-wal", "data/some/thing", "data/new"),
        "cache/voice/index",
    )
    fill(tmp_path, "data/journal.sqlite3-shm", "cache/routines.msgpack", "cache/today")
    found = all_sources(folders(str(tmp_path)))
    assert set(found) == {*kept, tmp_path / "config" / "routines", SHIPPED}
    assert found == all_sources(folders(str(tmp_path)))


@pytest.mark.parametrize("link", ["config", "config/routines"])
def test_links_are_followed_where_the_library_follows_them(tmp_path: Path, link: str) -> None:
    (real,) = fill(tmp_path, "elsewhere/routines/hips.toml")
    (tmp_path / link).parent.mkdir(exist_ok=True)
    target = real.parents[1] if link == "config" else real.parent
    (tmp_path / link).symlink_to(target, target_is_directory=True)
    assert tmp_path / "config" / "routines" / "hips.toml" in all_sources(folders(str(tmp_path)))
