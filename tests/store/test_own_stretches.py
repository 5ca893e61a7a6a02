"""One's own stretches: in a file of their own, or where they stand already."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Stretch
from stretchtui.store.keeping import FaultyFile
from stretchtui.store.own_stretches import keep_stretch, own_stretches
from stretchtui.store.paths import Folders, folders

WALL = Stretch(id="new", name="Wall", hold=20)
KEPT = replace(WALL, id="wall")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "routines.toml").write_text(encode((), [Stretch(id="knee", name="Knee")]))
    monkeypatch.setattr("stretchtui.store.paths.shipped", lambda: shipped)
    return folders(str(tmp_path / "home"))


def test_new_ones_go_into_one_file_each_under_an_id_of_its_own(home: Folders) -> None:
    assert own_stretches(home) == {}
    assert keep_stretch(WALL, home) == KEPT
    assert keep_stretch(WALL, home).id == "wall-2"
    assert keep_stretch(Stretch(id="knee", name="Knee"), home).id == "knee-2"
    assert list(own_stretches(home)) == ["wall", "wall-2", "knee-2"]
    assert [path.name for path in home.routines.glob("*.toml")] == ["stretches.toml"]


def test_one_that_stands_in_a_file_stays_there_with_the_comments(home: Folders) -> None:
    home.routines.mkdir(parents=True)
    path = home.routines / "mine.toml"
    path.write_text(f"# mine\n{encode((), [KEPT])}")
    keep_stretch(replace(KEPT, hold=30), home)
    assert path.read_text() == f"# mine\n{encode((), [replace(KEPT, hold=30)])}"
    assert keep_stretch(replace(KEPT, hold=30), home).hold == 30


def test_layout_that_cannot_be_kept_is_kept_beside(home: Folders) -> None:
    home.routines.mkdir(parents=True)
    path = home.routines / "mine.toml"
    text = 'format = 1\nstretch = [{ id = "wall", name = "Wall" }]\n'
    path.write_text(text)
    keep_stretch(KEPT, home)
    assert path.read_text() == encode((), [KEPT])
    assert (home.routines / "mine.toml.bak").read_text() == text


def test_nothing_is_written_over_a_fault(home: Folders) -> None:
    home.routines.mkdir(parents=True)
    path = home.routines / "stretches.toml"
    path.write_text("format = 2\n")
    with pytest.raises(FaultyFile, match="fix the error first"):
        keep_stretch(WALL, home)
    assert path.read_text() == "format = 2\n"
