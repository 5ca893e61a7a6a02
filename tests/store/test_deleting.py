"""Deleting a routine, and having it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Routine, Step, Stretch
from stretchtui.core.routines.training_plan import TrainingPlan
from stretchtui.store.deleting import bring_back, delete
from stretchtui.store.keeping import open_entry, save
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library, read_with
from stretchtui.store.writing import NotSaved

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry

OWN = Step(name="Own", hold=20)
MINE = Routine(id="mine", name="Mine", steps=(OWN,))
YOURS = Routine(id="yours", name="Yours", steps=(OWN,))
WALL = Stretch(id="wall", name="Wall")
PLAN = TrainingPlan(id="p", name="P", days="mon", weeks=1, routine="mine")


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    found = folders(str(tmp_path / "home"))
    found.routines.mkdir(parents=True)
    return found


def put(home: Folders, text: str) -> Path:
    path = home.routines / "a.toml"
    path.write_text(text)
    return path


def entry(home: Folders, id_: str = "mine") -> Entry:
    return read_library(home).entries[id_]


def files(home: Folders) -> dict[str, str]:
    return {path.name: path.read_text() for path in home.routines.glob("*.toml*")}


def test_the_only_routine_goes_with_its_file_and_comes_back_as_it_was(home: Folders) -> None:
    text = "# mine\n" + encode([MINE])
    put(home, text)
    deleted = delete(entry(home), home)
    assert files(home) == {}
    assert deleted.kept.read_text() == text
    kept = bring_back(deleted, home, {})
    assert files(home) == {"a.toml": text}
    assert not deleted.kept.exists()
    assert kept == open_entry(entry(home), home)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (encode([MINE, YOURS]), encode([YOURS])),
        (encode([MINE], [WALL]), encode([], [WALL])),
        (encode([MINE], [], [PLAN]), encode([], [], [PLAN])),
    ],
)
def test_what_else_is_in_the_file_stays(home: Folders, text: str, rest: str) -> None:
    put(home, text)
    deleted = delete(entry(home), home)
    assert files(home) == {"a.toml": rest}
    bring_back(deleted, home, {})
    assert files(home) == {"a.toml": text}


def test_comments_of_what_stays_are_kept_beside(home: Folders) -> None:
    text = "# both\n" + encode([MINE, YOURS])
    put(home, text)
    delete(entry(home), home)
    assert files(home) == {"a.toml": encode([YOURS]), "a.toml.bak": text}


def test_a_shipped_one_comes_to_light_again(home: Folders) -> None:
    put(home, encode([replace(MINE, id="hips")]))
    delete(entry(home, "hips"), home)
    assert entry(home, "hips").routine.name == "Hips"
    with pytest.raises(NotSaved, match="Hips is not one of your own routines"):
        delete(entry(home, "hips"), home)


def test_what_was_changed_since_is_not_written_over(home: Folders) -> None:
    put(home, encode([MINE, YOURS]))
    deleted = delete(entry(home), home)
    put(home, encode([replace(YOURS, name="Ours")]))
    kept = bring_back(deleted, home, {})
    assert files(home) == {
        "a.toml": encode([replace(YOURS, name="Ours")]),
        "mine.toml": encode([MINE]),
    }
    assert kept.routine == MINE


def test_two_of_one_file_name_are_both_kept(home: Folders) -> None:
    first, second = encode([MINE]), encode([replace(MINE, name="Again")])
    kept = []
    for text in (first, second):
        put(home, text)
        kept.append(delete(entry(home), home).kept)
    assert [path.read_text() for path in kept] == [first, second]


def test_what_cannot_be_deleted_stays(home: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    text = encode([MINE])
    path = put(home, text)
    mine = entry(home)

    def why() -> str:
        with pytest.raises(NotSaved) as caught:
            delete(mine, home)
        return str(caught.value)

    path.write_text(text + "[[routine]]\n")
    assert why().startswith("Mine was not deleted: a.toml: routine[2]")
    path.write_text(encode([YOURS]))
    assert why() == "Mine was not deleted: it is no longer in a.toml"
    path.unlink()
    assert why() == "Mine was not deleted: No such file or directory"
    put(home, text)
    home.data.mkdir()
    (home.data / "deleted").write_text("")
    assert why().startswith("Mine was not deleted: ")
    assert files(home) == {"a.toml": text}


def test_a_file_elsewhere_is_not_ours_to_delete(home: Folders, tmp_path: Path) -> None:
    path = tmp_path / "friend.toml"
    path.write_text(encode([MINE]))
    with pytest.raises(NotSaved, match="Mine is not one of your own routines"):
        delete(read_with(home, path).entries["mine"], home)
    assert path.exists()


def test_it_can_be_saved_again_after_it_came_back(home: Folders) -> None:
    put(home, encode([MINE]))
    kept = bring_back(delete(entry(home), home), home, {})
    saved = save(replace(MINE, name="New"), kept.origin, home, {})
    assert files(home) == {"a.toml": saved.origin.text}
