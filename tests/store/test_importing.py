"""Files taken in: all or nothing, beside what is there."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Routine, Step, Stretch
from stretchtui.store.files import write_atomically
from stretchtui.store.importing import LARGEST, Imported, ImportOptions, NotImported, bring_in
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library
from stretchtui.store.writing import NotSaved

KNEE = Stretch(id="knee", name="Knee", hold=30)
WALL = Stretch(id="wall", name="Wall")
HIPS = Routine(id="hips", name="Hips", steps=(Step(stretch="knee"),))
EVENING = Routine(id="evening", name="Evening", steps=(Step(stretch="wall", hold=20),))
EXERCISES = [
    {"name": "Calf Lean", "instructions": ["Lean."], "category": "stretching"},
    {"name": "Press", "instructions": ["Press."], "category": "strength"},
]
WORKOUT = {
    "title": "Mornings",
    "sets": [{"repetitions": 2, "exercises": [{"name": "Reach", "duration": 30}]}],
    "version": 2,
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """A person's folders, none of which exists, with a small library shipped."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "routines.toml").write_text(encode([HIPS], [KNEE]))
    monkeypatch.setattr("stretchtui.store.paths.shipped", lambda: shipped)
    return folders(str(tmp_path / "home"))


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A folder of what friends have sent."""
    folder = tmp_path / "sent"
    folder.mkdir()
    return folder


def toml(sent: Path, name: str, *held: Routine | Stretch) -> Path:
    path = sent / name
    path.write_text(
        encode(
            [each for each in held if isinstance(each, Routine)],
            [each for each in held if isinstance(each, Stretch)],
        )
    )
    return path


def as_json(sent: Path, name: str, value: Any) -> Path:
    path = sent / name
    path.write_text(json.dumps(value))
    return path


def files(home: Folders) -> Mapping[str, str]:
    if not home.routines.exists():
        return {}
    return {path.name: path.read_text() for path in home.routines.glob("*.toml")}


def one(home: Folders, path: Path, category: str | None = None) -> Imported:
    (found,) = bring_in([path], home, ImportOptions(category=category))
    return found


def why(home: Folders, *paths: Path) -> tuple[str, ...]:
    before = files(home)
    with pytest.raises(NotImported) as caught:
        bring_in(paths, home, ImportOptions(strict=True))
    assert files(home) == before
    return caught.value.lines


def test_a_friends_routine_is_there_with_its_stretches(home: Folders, sent: Path) -> None:
    found = one(home, toml(sent, "x.toml", EVENING, WALL))
    assert found == Imported(sent / "x.toml", "evening.toml", (EVENING,), (WALL,), ())
    assert files(home) == {"evening.toml": encode([EVENING], [WALL])}
    assert read_library(home).entries["evening"].routine == EVENING


def test_several_in_one_file_stay_in_one_file(home: Folders, sent: Path) -> None:
    found = one(home, toml(sent, "My Routines.toml", EVENING, replace(HIPS, id="other"), WALL))
    assert found.file == "my-routines.toml"
    assert set(read_library(home).entries) == {"evening", "other", "hips"}


def test_nothing_takes_the_place_of_what_is_there(home: Folders, sent: Path) -> None:
    theirs = replace(KNEE, hold=99)
    found = one(home, toml(sent, "x.toml", replace(HIPS, name="Theirs"), theirs))
    assert found.notes == (
        "stretch knee was imported as knee-2",
        "routine hips was imported as hips-2",
    )
    library = read_library(home)
    assert library.entries["hips"].routine == HIPS
    assert library.stretches["knee"] == KNEE
    entry = library.entries["hips-2"]
    assert entry.stretches[str(entry.routine.single_steps[0].stretch)].hold == 99


def test_what_is_here_already_is_not_there_twice(home: Folders, sent: Path) -> None:
    path = toml(sent, "x.toml", EVENING, HIPS, WALL, KNEE)
    assert one(home, path).notes == ("Hips is already here",)
    before = files(home)
    again = one(home, path)
    assert (again.file, again.routines, again.stretches) == (None, (), ())
    assert again.notes == ("Evening is already here", "Hips is already here")
    assert files(home) == before


def test_exercises_and_workouts_come_in_too(home: Folders, sent: Path) -> None:
    found = bring_in(
        [as_json(sent, "list.json", EXERCISES), as_json(sent, "w.json", WORKOUT)],
        home,
        ImportOptions(category="stretching"),
    )
    assert [each.file for each in found] == ["list.toml", "mornings.toml"]
    library = read_library(home)
    assert library.faults == ()
    assert "calf-lean" in library.stretches
    assert "press" not in library.stretches
    assert library.entries["mornings"].total() == 60


def test_files_may_need_each_other(home: Folders, sent: Path) -> None:
    wall, evening = toml(sent, "wall.toml", WALL), toml(sent, "evening.toml", EVENING)
    assert why(home, evening) == (
        f'{evening}: step[1].stretch (routine "Evening", step 1 "wall"): '
        'no stretch has the id "wall": expected the id of a stretch',
    )
    assert [each.file for each in bring_in([evening, wall], home)] == ["evening.toml", "wall.toml"]


def test_a_pipe_is_read_and_known_by_how_it_begins(home: Folders, sent: Path) -> None:
    pipe = sent / "63"
    for value, file in ((EXERCISES, "imported.toml"), (WORKOUT, "mornings.toml")):
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_text, args=[" " + json.dumps(value)])
        writer.start()
        assert one(home, pipe).file == file
        writer.join()
        pipe.unlink()
    assert one(home, toml(sent, "no-suffix", EVENING, WALL)).file == "evening.toml"


def test_every_fault_of_every_file_is_told_and_nothing_is_taken(home: Folders, sent: Path) -> None:
    good = toml(sent, "good.toml", EVENING, WALL)
    bad = sent / "bad.toml"
    bad.write_text('format = 1\n[[routine]]\nid = "A"\nname = 3\n')
    nan = sent / "nan.json"
    nan.write_text("[NaN]")
    latin = sent / "latin.toml"
    latin.write_bytes(b"format = 1 # \xe9")
    large = sent / "large.json"
    large.touch()
    os.truncate(large, LARGEST + 1)
    lines = why(home, good, bad, nan, latin, large, sent, sent / "gone.toml", Path("a\0b"))
    assert [line.removeprefix(f"{sent}/") for line in lines] == [
        'bad.toml: routine[1].id (routine "A"): expected lower-case letters, digits and single '
        'hyphens, at most 80, found "A"',
        'bad.toml: routine[1].name (routine "A"): expected text of 1 to 2000 characters, found 3',
        "nan.json: byte 1: not JSON: invalid character",
        "latin.toml: expected UTF-8 text, found something else at byte 13",
        "large.json: expected at most 16 MiB",
        f"{sent}: Is a directory",
        "gone.toml: No such file or directory",
        "a�b: embedded null byte",
    ]
    assert not home.config.exists()


@pytest.mark.no_cover  # a megabyte, counted line by line, takes ten seconds
def test_what_would_be_too_long_to_play_or_to_read_is_not_taken(home: Folders, sent: Path) -> None:
    steps = (Step(name="Long", hold=3600),) * 13
    (line,) = why(home, toml(sent, "x.toml", replace(HIPS, id="long", steps=steps)))
    assert line.endswith("expected at most 12 hours in all")
    exercises = [{"name": f"N {n}", "instructions": ["x" * 1000] * 10} for n in range(110)]
    with pytest.raises(NotSaved, match="expected at most 1024 KiB"):
        bring_in([as_json(sent, "x.json", exercises)], home)
    assert files(home) == {}


def test_if_one_cannot_be_written_none_stays(
    home: Folders, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_at_the_second(path: Path, data: bytes) -> None:
        if path.name == "evening.toml":
            raise OSError(errno.ENOSPC, "No space left on device")
        write_atomically(path, data)

    monkeypatch.setattr("stretchtui.store.writing.write_atomically", full_at_the_second)
    with pytest.raises(NotSaved, match="nothing was imported: No space left on device"):
        bring_in([toml(sent, "a.toml", WALL), toml(sent, "b.toml", EVENING)], home)
    assert files(home) == {}
