"""Files that come again: the same adds nothing, a new version takes the place of the old one."""

from __future__ import annotations

import errno
import io
import json
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Routine, Step, Stretch
from stretchtui.store import import_writing
from stretchtui.store.import_record import read_record
from stretchtui.store.importing import Imported, ImportOptions, NotImported, bring_in
from stretchtui.store.keeping import open_entry, save
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library
from stretchtui.store.writing import NotSaved

KNEE = Stretch(id="knee", name="Knee", hold=30)
HIPS = Routine(id="hips", name="Hips", steps=(Step(stretch="knee"),))
SHEET = "# Sheet\nKnee 30 s\nBow 20 s\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """A person's folders, none of which exists, with a small library shipped."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "routines.toml").write_text(encode([HIPS], [KNEE]))
    monkeypatch.setattr("stretchtui.store.paths.shipped", lambda: shipped)
    return folders(str(tmp_path / "home"))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A list of lines."""
    path = tmp_path / "sheet.txt"
    path.write_text(SHEET)
    return path


def again(home: Folders, *paths: Path, instead: bool = False) -> Imported:
    found = bring_in(paths, home, ImportOptions(instead=instead))
    return found[0]


def files(home: Folders) -> dict[str, bytes]:
    """Everything that is kept, but for the locks."""
    return {
        path.relative_to(home.config.parent).as_posix(): path.read_bytes()
        for path in home.config.parent.rglob("*")
        if path.is_file() and path.name != ".lock" and "cache" not in path.parts
    }


def test_the_same_thing_three_times_adds_nothing(home: Folders, tmp_path: Path) -> None:
    theirs = tmp_path / "x.toml"
    theirs.write_text(encode([replace(HIPS, about="Theirs.")], [replace(KNEE, hold=99)]))
    first = again(home, theirs)
    assert first.notes == (
        "stretch knee was imported as knee-2",
        "routine hips was imported as hips-2",
        "you have a routine called Hips: this one is called Hips 2",
    )
    before = files(home)
    for instead in (False, True):
        found = again(home, theirs, instead=instead)
        assert (found.routines, found.stretches, found.replaced) == ((), (), ())
        assert found.notes == ("Hips 2 is already here",)
        assert files(home) == before


def test_without_the_record_the_same_thing_is_known_by_what_it_is(
    home: Folders, tmp_path: Path
) -> None:
    theirs = tmp_path / "x.toml"
    theirs.write_text(encode([replace(HIPS, about="Theirs.")], [replace(KNEE, hold=99)]))
    again(home, theirs)
    (home.data / "imported").write_bytes(b"# not what was written\n[]")
    assert again(home, theirs).notes == ("Hips 2 is already here",)


def test_what_was_imported_and_edited_is_here_already(home: Folders, sheet: Path) -> None:
    again(home, sheet)
    entry = read_library(home).entries["sheet"]
    kept = open_entry(entry, home)
    mine = replace(kept.routine, name="My sheet", steps=kept.routine.steps[:1])
    save(mine, kept.origin, home, entry.stretches)
    found = again(home, sheet)
    assert (found.file, found.notes) == (None, ("My sheet is already here, with your changes",))
    assert read_library(home).entries["sheet"].routine == mine


def test_another_version_stands_beside_unless_it_is_to_replace(home: Folders, sheet: Path) -> None:
    again(home, sheet)
    sheet.write_text(SHEET.replace("20 s", "25 s"))
    found = again(home, sheet)
    assert [each.id for each in found.routines] == ["sheet-2"]
    assert found.notes[-3:] == (
        "another version of Sheet is here as sheet: --replace would update that one",
        "routine sheet was imported as sheet-2",
        "you have a routine called Sheet: this one is called Sheet 2",
    )


def test_a_new_version_replaces_the_one_that_came_from_the_same_file(
    home: Folders, sheet: Path
) -> None:
    again(home, sheet)
    before = (home.routines / "sheet.toml").read_text()
    sheet.write_text(SHEET.replace("# Sheet", "# Knees").replace("20 s", "25 s"))
    found = again(home, sheet, instead=True)
    assert found.file == "sheet.toml"
    assert found.routines == ()
    assert [each.id for each in found.replaced] == ["sheet"]
    assert not any("kept as" in note for note in found.notes), "nothing of the person's was there"
    assert set(files(home)) == {"config/routines/sheet.toml", "data/imported"}
    now = (home.routines / "sheet.toml").read_text()
    assert now == before.replace('name = "Sheet"', 'name = "Knees"').replace("20", "25")
    assert again(home, sheet).notes == ("Knees is already here",)


def test_what_the_person_has_changed_is_kept_as_a_backup(home: Folders, sheet: Path) -> None:
    again(home, sheet)
    path = home.routines / "sheet.toml"
    mine = path.read_text().replace("hold = 20", "hold = 21")
    path.write_text(mine)
    found = again(home, sheet, instead=True)
    assert found.notes[-1] == "what was in sheet.toml is kept as sheet.toml.bak"
    assert (home.routines / "sheet.toml.bak").read_text() == mine
    assert "hold = 20" in path.read_text()


def test_comments_are_kept_in_the_backup_and_what_else_is_in_the_file_stays(
    home: Folders, sheet: Path
) -> None:
    again(home, sheet)
    path = home.routines / "sheet.toml"
    other = encode([replace(HIPS, id="other", name="Other")]).removeprefix("format = 1\n")
    path.write_text(f"# mine\n{path.read_text()}{other}")
    (home.routines / "a.toml").write_bytes(b"\xff")
    (home.routines / "b.toml").write_text("format = 2\n")
    sheet.write_text(SHEET.replace("20 s", "25 s"))
    found = again(home, sheet, instead=True)
    assert found.notes[-1] == "what was in sheet.toml is kept as sheet.toml.bak"
    library = read_library(home)
    assert {"other", "sheet"} < set(library.entries)
    assert library.entries["sheet"].routine.single_steps[1].hold == 25


def test_a_file_with_a_fault_is_not_written_over(home: Folders, sheet: Path) -> None:
    again(home, sheet)
    path = home.routines / "sheet.toml"
    path.write_text(path.read_text() + "\n[[stretch]]\nid = 3\n")
    sheet.write_text(SHEET.replace("20 s", "25 s"))
    before = files(home)
    with pytest.raises(NotSaved, match=r"sheet\.toml: stretch.*; fix the error first"):
        again(home, sheet, instead=True)
    assert files(home) == before


def test_a_file_may_come_from_another_folder_or_by_standard_input(
    home: Folders, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(home, sheet)
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    moved = downloads / sheet.name
    moved.write_text(SHEET.replace("20 s", "25 s"))
    assert [each.id for each in again(home, moved, instead=True).replaced] == ["sheet"]
    for seconds in (30, 35):
        text = f"# Typed\nBow {seconds} s\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        again(home, Path("-"), instead=True)
    routine = read_library(home).entries["typed"].routine
    assert routine.steps == (Step(name="Bow", hold=35),)
    assert "typed-2" not in read_library(home).entries


def test_where_it_could_be_one_of_two_it_replaces_none(home: Folders, tmp_path: Path) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "x.txt"
        path.write_text(f"# Sheet\nBow {ord(folder)} s\n")
        again(home, path, instead=folder == "c")
    assert {"sheet", "sheet-2", "sheet-3"} < set(read_library(home).entries)


def test_what_came_by_another_way_is_here_already(
    home: Folders, sheet: Path, tmp_path: Path
) -> None:
    again(home, sheet)
    newer = tmp_path / "newer.txt"
    newer.write_text(SHEET.replace("20 s", "25 s"))
    again(home, newer)
    sheet.write_text(newer.read_text())
    before = files(home)
    assert again(home, sheet).notes == ("Sheet 2 is already here",)
    assert files(home) == before


def test_what_was_deleted_comes_anew(home: Folders, sheet: Path) -> None:
    again(home, sheet)
    (home.routines / "sheet.toml").unlink()
    for instead in (True, False):
        assert [each.id for each in again(home, sheet, instead=instead).routines] == (
            ["sheet"] if instead else []
        )


def test_stretches_are_replaced_as_routines_are(home: Folders, tmp_path: Path) -> None:
    list_ = tmp_path / "list.json"
    bow = {"name": "Bow", "instructions": ["Bend."], "seconds": 20}
    list_.write_text(json.dumps([bow, {**bow, "name": "Arch"}]))
    again(home, list_)
    list_.write_text(json.dumps([{**bow, "seconds": 30}, {**bow, "name": "Arch"}]))
    beside = again(home, list_)
    assert [each.id for each in beside.stretches] == ["bow-2"]
    assert beside.notes == (
        "another version of Bow is here as bow: --replace would update that one",
        "stretch bow was imported as bow-2",
    )
    list_.write_text(json.dumps([{**bow, "seconds": 40}, {**bow, "name": "Arch"}]))
    found = again(home, list_, instead=True)
    assert [(each.id, each.hold) for each in found.replaced if isinstance(each, Stretch)] == [
        ("bow-2", 40)
    ]
    library = read_library(home)
    assert [library.stretches[id_].hold for id_ in ("bow", "bow-2", "arch")] == [20, 40, 20]


def test_a_new_version_that_cannot_be_played_replaces_nothing(
    home: Folders, tmp_path: Path
) -> None:
    theirs = tmp_path / "x.toml"
    mine = replace(HIPS, id="mine", name="Mine")
    other = replace(HIPS, id="other", name="Other")
    theirs.write_text(encode([mine, other]))
    again(home, theirs)
    theirs.write_text(encode([replace(mine, steps=(Step(stretch="gone"),)), other]))
    found = again(home, theirs, instead=True)
    assert [each.problem[:34] for each in found.faults] == ['no stretch has the id "gone": expe']
    assert read_library(home).entries["mine"].routine == mine


def test_a_new_version_with_the_name_of_another_routine_keeps_its_own(
    home: Folders, sheet: Path
) -> None:
    again(home, sheet)
    sheet.write_text(SHEET.replace("# Sheet", "# hips"))
    again(home, sheet, instead=True)
    assert read_library(home).entries["sheet"].routine.name == "Sheet"


def test_if_something_cannot_be_written_all_is_as_it_was(
    home: Folders, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folders: Folders, record: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    again(home, sheet)
    before = files(home)
    sheet.write_text(SHEET.replace("20 s", "25 s"))
    more = tmp_path / "more.txt"
    more.write_text("Bow 9 s")
    monkeypatch.setattr(import_writing, "write_record", full)
    with pytest.raises(NotSaved, match="nothing was imported: No space left on device"):
        again(home, sheet, more, instead=True)
    assert files(home) == before


def test_to_try_it_changes_nothing(home: Folders, sheet: Path) -> None:
    def tried(*, instead: bool) -> Imported:
        (found,) = bring_in([sheet], home, ImportOptions(only_try=True, instead=instead))
        return found

    assert [each.id for each in tried(instead=False).routines] == ["sheet"]
    assert not home.config.exists()
    assert not home.data.exists()
    again(home, sheet)
    before = files(home)
    sheet.write_text(SHEET.replace("20 s", "25 s"))
    assert [each.id for each in tried(instead=True).replaced] == ["sheet"]
    assert files(home) == before


def test_one_bad_file_and_one_bad_routine_do_not_stop_the_rest(
    home: Folders, sheet: Path, tmp_path: Path
) -> None:
    bad, mixed = tmp_path / "bad.json", tmp_path / "mixed.toml"
    bad.write_text("{")
    mixed.write_text(encode([replace(HIPS, id="mine", name="Mine")]) + "[[routine]]\nid = 3\n")
    found = bring_in([bad, mixed, sheet], home)
    assert [(each.file, each.whole, len(each.faults)) for each in found] == [
        (None, False, 1), ("mine.toml", True, 2), ("sheet.toml", True, 0),
    ]  # fmt: skip
    before = files(home)
    with pytest.raises(NotImported) as caught:
        bring_in([bad, mixed, sheet], home, ImportOptions(strict=True))
    assert len(caught.value.lines) == 3
    assert files(home) == before


def test_no_two_routines_get_one_name(home: Folders, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    sets = [{"repetitions": 1, "exercises": [{"name": "A", "duration": 9}]}]
    other = [{"repetitions": 2, "exercises": [{"name": "A", "duration": 9}]}]
    path.write_text(
        json.dumps({"workouts": [
            {"title": "HIPS", "sets": sets}, {"title": "Hips", "sets": other},
            {"title": "Hips 2", "sets": sets},
        ]})
    )  # fmt: skip
    found = again(home, path)
    assert [each.name for each in found.routines] == ["HIPS 2", "Hips 3", "Hips 4"]
    names = [each.routine.name.casefold() for each in read_library(home).entries.values()]
    assert len(names) == len(set(names))
    before = files(home)
    assert again(home, path).file is None
    assert files(home) == before


def test_a_file_of_more_than_one_routine_finds_each_of_its_own(
    home: Folders, tmp_path: Path
) -> None:
    path = tmp_path / "x.toml"
    one, two = replace(HIPS, id="one", name="One"), replace(HIPS, id="two", name="Two")
    path.write_text(encode([one, two]))
    again(home, path)
    longer = replace(two, steps=(Step(stretch="knee", hold=60),))
    path.write_text(encode([one, longer, replace(HIPS, id="three", name="Three")]))
    found = again(home, path, instead=True)
    assert [each.id for each in found.replaced] == ["two"]
    assert [each.id for each in found.routines] == ["three"]
    assert found.notes == ("One is already here",)
    assert len(read_record(home).pieces) == 3


def test_the_record_is_for_nobody_else(home: Folders, sheet: Path) -> None:
    again(home, sheet)
    record = home.data / "imported"
    assert str(sheet) in record.read_text()
    assert record.stat().st_mode & 0o077 == 0
    assert str(sheet.parent) not in (home.routines / "sheet.toml").read_text()
