"""Routine files on disk: all that can be read is there, and all that cannot is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.core.routines.library import Library, Source
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.store import paths
from stretchtui.store.cache import Stamp, stamp
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_document, read_library, read_with
from tests.odd import PLACED, place
from tests.permissions import unprivileged

MALFORMED = sorted((Path(__file__).parents[1] / "core" / "routines" / "malformed").glob("*.toml"))

SHIPPED = """
format = 1
[[stretch]]
id = "knee"
name = "Knee"
hold = 30
[[routine]]
id = "basics"
name = "Basics"
[[routine.step]]
stretch = "knee"
[[routine]]
id = "hips"
name = "Hips"
[[routine.step]]
stretch = "knee"
"""


def routine(id_: str, name: str, stretch: str = "knee") -> str:
    return (
        f'format = 1\n[[routine]]\nid = "{id_}"\nname = "{name}"\n'
        f'[[routine.step]]\nstretch = "{stretch}"\n'
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """A person's folders, with a small library shipped."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "routines.toml").write_text(SHIPPED, encoding="utf-8")
    monkeypatch.setattr("stretchtui.store.paths.shipped", lambda: shipped)
    found = folders(str(tmp_path / "home"))
    found.routines.mkdir(parents=True)
    return found


def names(library: Library) -> dict[str, str]:
    return {id_: entry.routine.name for id_, entry in library.entries.items()}


def lines(library: Library) -> list[str]:
    return [str(fault) for fault in library.faults]


def test_the_library_that_is_shipped_is_whole(tmp_path: Path) -> None:
    library = read_library(folders(str(tmp_path)))
    assert lines(library) == []
    assert library.stretches
    assert {entry.source for entry in library.entries.values()} <= {Source.SHIPPED}


def test_without_routines_of_ones_own_there_are_the_shipped(home: Folders) -> None:
    home.routines.rmdir()
    library = read_library(home)
    assert names(library) == {"basics": "Basics", "hips": "Hips"}
    assert library.faults == ()


def test_ones_own_stand_first_and_take_the_place_of_the_shipped(home: Folders) -> None:
    (home.routines / "b.toml").write_text(routine("hips", "My hips"))
    (home.routines / "a.toml").write_text(routine("mine", "Mine"))
    library = read_library(home)
    assert names(library) == {"mine": "Mine", "hips": "My hips", "basics": "Basics"}
    assert list(library.entries) == ["mine", "hips", "basics"]
    assert library.entries["hips"].source is Source.USER
    assert library.entries["hips"].file == "b.toml"
    assert library.faults == ()


def test_deleting_ones_own_brings_the_shipped_one_back(home: Folders) -> None:
    path = home.routines / "hips.toml"
    path.write_text(routine("hips", "My hips"))
    assert names(read_library(home))["hips"] == "My hips"
    path.unlink()
    assert names(read_library(home))["hips"] == "Hips"


def test_a_broken_file_is_listed_and_the_others_are_there(home: Folders) -> None:
    (home.routines / "bad.toml").write_text("format = 1\n[[routine]\n")
    (home.routines / "good.toml").write_text(routine("mine", "Mine"))
    library = read_library(home)
    assert set(names(library)) == {"mine", "basics", "hips"}
    (line,) = lines(library)
    assert line.startswith("bad.toml: line 2, column ")


def test_two_files_of_ones_own_with_one_id_are_a_fault_of_the_second(home: Folders) -> None:
    (home.routines / "a.toml").write_text(routine("mine", "First"))
    (home.routines / "b.toml").write_text(routine("mine", "Second"))
    library = read_library(home)
    assert names(library)["mine"] == "First"
    assert lines(library) == [
        'b.toml: routine[1].id (routine "Second"): "mine" is already used in a.toml'
    ]


def test_a_file_of_stretches_alone_serves_the_other_files(home: Folders) -> None:
    (home.routines / "stretches.toml").write_text(
        'format = 1\n[[stretch]]\nid = "sway"\nname = "Sway"\n'
    )
    (home.routines / "a.toml").write_text(routine("mine", "Mine", "sway"))
    library = read_library(home)
    assert timeline_of(library.entries["mine"]).phases[-1].name == "Sway"


def test_only_toml_files_that_are_not_hidden_are_read(home: Folders) -> None:
    for name in (".a.toml", ".a.toml.x81k", "a.toml.bak", "a.txt", "toml", "README"):
        (home.routines / name).write_text("no toml at all")
    library = read_library(home)
    assert library.faults == ()
    assert set(names(library)) == {"basics", "hips"}


def put_folder(path: Path) -> None:
    path.mkdir()


def put_pipe(path: Path) -> None:
    os.mkfifo(path)


def put_dangling_link(path: Path) -> None:
    path.symlink_to("gone")


def put_large_file(path: Path) -> None:
    path.touch()
    os.truncate(path, 10**12)


def put_latin_1(path: Path) -> None:
    path.write_bytes(b"name = 'H\xfcfte'")


@pytest.mark.parametrize(
    ("put", "reason"),
    [
        (put_folder, "expected a plain file"),
        (put_pipe, "expected a plain file"),
        (put_dangling_link, "No such file or directory"),
        (put_large_file, "expected at most 1024 KiB"),
        (put_latin_1, "expected UTF-8 text, found something else at byte 9"),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_reason(
    home: Folders, put: Callable[[Path], None], reason: str
) -> None:
    put(home.routines / "odd.toml")
    (home.routines / "zz.toml").write_text(routine("mine", "Mine"))
    library = read_library(home)
    assert lines(library) == [f"odd.toml: {reason}"]
    assert set(names(library)) == {"mine", "basics", "hips"}


def test_a_files_name_cannot_reach_the_terminal(home: Folders) -> None:
    (home.routines / "a\x1b[2J\n.toml").write_text("x")
    os.close(os.open(os.fsencode(home.routines) + b"/\xff.toml", os.O_CREAT | os.O_WRONLY))
    first, second = lines(read_library(home))
    assert first.startswith("a\ufffd[2J .toml: ")
    assert second.startswith("\ufffd.toml: ")


def test_a_file_in_the_place_of_the_folder_is_a_fault(home: Folders) -> None:
    home.routines.rmdir()
    home.routines.write_text("")
    library = read_library(home)
    assert lines(library) == [f"{home.routines}: expected a folder"]
    assert set(names(library)) == {"basics", "hips"}


def test_a_folder_that_may_not_be_read_hides_nothing_else(home: Folders) -> None:
    home.routines.chmod(0)
    with unprivileged():
        library = read_library(home)
    home.routines.chmod(0o700)
    assert lines(library) == [f"{home.routines}: Permission denied"]
    assert set(names(library)) == {"basics", "hips"}


def test_without_the_shipped_file_ones_own_are_still_there(home: Folders) -> None:
    (paths.shipped() / "routines.toml").unlink()
    (home.routines / "a.toml").write_text(
        'format = 1\n[[routine]]\nid = "mine"\nname = "Mine"\n[[routine.step]]\nname = "Sway"\n'
    )
    library = read_library(home)
    assert names(library) == {"mine": "Mine"}
    assert lines(library) == [f"{paths.shipped() / 'routines.toml'}: No such file or directory"]


def test_when_everything_is_broken_everything_is_listed(home: Folders) -> None:
    (paths.shipped() / "routines.toml").write_text("?")
    (home.routines / "a.toml").write_text("?")
    (home.routines / "b.toml").mkdir()
    library = read_library(home)
    assert library.entries == {}
    assert len(library.faults) == 3


@pytest.mark.parametrize("path", MALFORMED, ids=lambda each: each.stem)
def test_a_malformed_file_among_ones_own_is_listed_and_the_others_are_there(
    home: Folders, path: Path
) -> None:
    (home.routines / path.name).write_bytes(path.read_bytes())
    (home.routines / "zz.toml").write_text(routine("mine", "Mine"))
    library = read_library(home)
    assert set(names(library)) == {"mine", "basics", "hips"}
    assert library.faults
    assert all(line.startswith(f"{path.name}: ") for line in lines(library))


def test_there_are_malformed_files() -> None:
    assert len(MALFORMED) > 10


def test_a_byte_order_mark_at_the_beginning_is_no_fault(home: Folders) -> None:
    (home.routines / "a.toml").write_bytes(b"\xef\xbb\xbf" + routine("mine", "Mine").encode())
    library = read_library(home)
    assert library.faults == ()
    assert "mine" in library.entries


# A file named by its path


def test_a_file_named_by_its_path_stands_first(home: Folders, tmp_path: Path) -> None:
    (home.routines / "hips.toml").write_text(routine("hips", "My hips"))
    path = tmp_path / "friend.toml"
    path.write_text(routine("hips", "Friend's hips"))
    library = read_with(home, path)
    assert next(iter(names(library).items())) == ("hips", "Friend's hips")
    assert library.entries["hips"].source is Source.FILE
    assert library.entries["hips"].file == str(path)
    assert library.faults == ()
    assert library.entries["basics"].source is Source.SHIPPED


def test_a_file_named_by_its_path_may_use_ones_own_stretches_and_the_shipped(
    home: Folders, tmp_path: Path
) -> None:
    (home.routines / "s.toml").write_text('format = 1\n[[stretch]]\nid = "sway"\nname = "Sway"\n')
    path = tmp_path / "friend.toml"
    path.write_text(routine("f", "F", "sway") + '[[routine.step]]\nstretch = "knee"\n')
    entry = read_with(home, path).entries["f"]
    assert [phase.name for phase in timeline_of(entry).phases if phase.kind.active] == [
        "Sway",
        "Knee",
    ]


def test_a_file_named_by_its_path_need_not_exist(home: Folders, tmp_path: Path) -> None:
    library = read_with(home, tmp_path / "gone.toml")
    assert lines(library) == [f"{tmp_path / 'gone.toml'}: No such file or directory"]
    assert set(names(library)) == {"basics", "hips"}


def test_faults_name_a_file_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("?")
    assert read_document(path).file == str(path)
    assert [fault.file for fault in read_document(path, "a").faults] == ["a"]


@pytest.mark.parametrize("kind", PLACED)
def test_something_odd_in_a_files_place_hides_nothing_else(home: Folders, kind: str) -> None:
    before = read_library(home)
    place(kind, home.routines / "odd.toml")
    with unprivileged():
        library = read_library(home)
    assert library.entries == before.entries
    (fault,) = set(library.faults) - set(before.faults)
    assert str(fault).startswith("odd.toml: ")
    assert str(fault).isprintable()


@pytest.mark.parametrize("moment", ["listed", "looked at"])
def test_a_file_that_vanishes_while_it_is_read_hides_nothing_else(
    home: Folders, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_library(home)
    path = home.routines / "short-lived.toml"
    path.write_text("format = 1\n")

    def and_delete(file: str) -> Stamp:
        found = stamp(file)
        if file != str(path):
            return found
        path.unlink()
        return found if moment == "looked at" else stamp(file)

    with monkeypatch.context() as patch:
        patch.setattr("stretchtui.store.routines.stamp", and_delete)
        library = read_library(home)
    assert library.entries == before.entries
    assert lines(library) == [*lines(before), "short-lived.toml: No such file or directory"]
    assert read_library(home) == before
