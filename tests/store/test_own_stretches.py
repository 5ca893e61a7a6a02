"""One's own stretches: in a file of their own, or where they stand already."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Stretch
from stretchtui.core.routines.training_plan import TrainingPlan
from stretchtui.store.keeping import FaultyFile
from stretchtui.store.own_stretches import (
    bring_back_stretch,
    delete_stretch,
    keep_stretch,
    read_owned,
)
from stretchtui.store.paths import Folders, folders
from stretchtui.store.writing import NotSaved

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
    assert read_owned(home).stretches == {}
    assert keep_stretch(WALL, home) == KEPT
    assert keep_stretch(WALL, home).id == "wall-2"
    assert keep_stretch(Stretch(id="knee", name="Knee"), home).id == "knee-2"
    assert list(read_owned(home).stretches) == ["wall", "wall-2", "knee-2"]
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


def test_one_that_is_called_new_can_be_edited_like_any_other(home: Folders) -> None:
    found = keep_stretch(replace(WALL, name="New"), home)
    assert found.id == "new-2"
    assert keep_stretch(replace(found, hold=30), home).id == "new-2"
    assert len(read_owned(home).stretches) == 1


def test_those_that_hide_a_built_in_one_are_told_from_it(home: Folders) -> None:
    home.routines.mkdir(parents=True)
    mine = Stretch(id="knee", name="My knee")
    (home.routines / "mine.toml").write_text(encode((), [mine]))
    owned = read_owned(home)
    assert owned.stretches == {"knee": mine}
    assert owned.built_in == {"knee": Stretch(id="knee", name="Knee")}
    assert owned.library.stretches["knee"] == mine


def test_deleted_one_leaves_the_rest_with_its_comments_and_comes_back(home: Folders) -> None:
    home.routines.mkdir(parents=True)
    path = home.routines / "mine.toml"
    twist = replace(KEPT, id="twist", name="Twist")
    text = f"# mine\n{encode((), [twist, KEPT])}"
    path.write_text(text)
    deleted = delete_stretch(KEPT, home)
    assert path.read_text() == f"# mine\n{encode((), [twist])}"
    assert [each.read_text() for each in (home.data / "deleted").iterdir()] == [text]
    assert bring_back_stretch(deleted, home) == KEPT
    assert path.read_text() == text
    assert list((home.data / "deleted").iterdir()) == []


def test_plans_stay_when_the_last_one_goes(home: Folders) -> None:
    home.routines.mkdir(parents=True)
    path = home.routines / "mine.toml"
    plan = TrainingPlan(id="p", name="P", days="mon", weeks=1, make="10 minutes for hips")
    path.write_text(encode((), [KEPT], [plan]))
    delete_stretch(KEPT, home)
    assert path.read_text() == encode((), (), [plan])
    keep_stretch(replace(KEPT, id="new"), home)
    assert path.read_text() == encode((), (), [plan])


def test_file_goes_with_the_last_one_and_comes_back_as_it_was(home: Folders) -> None:
    keep_stretch(WALL, home)
    path = home.routines / "stretches.toml"
    text = path.read_text()
    deleted = delete_stretch(KEPT, home)
    assert not path.exists()
    bring_back_stretch(deleted, home)
    assert path.read_text() == text


def test_deleted_one_comes_back_beside_what_has_come_since(home: Folders) -> None:
    keep_stretch(WALL, home)
    first = delete_stretch(KEPT, home)
    keep_stretch(replace(WALL, name="Twist"), home)
    assert bring_back_stretch(first, home) == KEPT
    second = delete_stretch(KEPT, home)
    keep_stretch(replace(WALL, hold=5), home)
    assert bring_back_stretch(second, home).id == "wall-2"
    assert list(read_owned(home).stretches) == ["twist", "wall", "wall-2"]


def test_what_is_not_there_or_faulty_is_not_deleted(home: Folders) -> None:
    with pytest.raises(NotSaved, match="Wall was not deleted: it is no longer in your files"):
        delete_stretch(KEPT, home)
    path = home.routines / "stretches.toml"
    path.write_text(encode((), [KEPT]) + '[[stretch]]\nid = "x"\n')
    text = path.read_text()
    with pytest.raises(FaultyFile, match="fix the error first"):
        delete_stretch(KEPT, home)
    assert path.read_text() == text
