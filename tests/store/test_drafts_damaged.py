"""Drafts that are not as they were written: said and put aside, and never something else."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Routine, Step, Stretch
from stretchtui.store.drafts import DraftFile, Left, Leftovers, look
from stretchtui.store.keeping import Origin, save
from stretchtui.store.paths import Folders, folders
from stretchtui.store.sealing import seal, unseal
from tests.odd import FLIPS, PLACED, clear, mode, place, turned
from tests.permissions import unprivileged

MINE = Routine(id="mine", name="Mine", steps=(Step(stretch="wall", hold=20),))
OTHER = replace(MINE, name="Other")
ORIGIN = Origin("mine", "mine.toml", "format = 1\n# 膝\n")
WALL = Stretch(id="wall", name="Wall")
BOTH = (".toml", ".origin")


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    """A home with the draft of a program that has ended."""
    home = folders(str(tmp_path / "home"))
    leave(home, MINE)
    return home


def leave(home: Folders, routine: Routine) -> None:
    """End a program that has not saved a routine."""
    file = DraftFile(home, ORIGIN, [WALL])
    file.keep(routine)
    file.close()


def draft(home: Folders) -> Path:
    """The draft's file."""
    (path,) = (home.data / "drafts").glob("*.toml")
    return path


def held(found: Leftovers) -> list[tuple[Routine, Origin, tuple[Stretch, ...]]]:
    """What is in the drafts that can be gone on with."""
    return [(each.routine, each.origin, each.stretches) for each in found.drafts]


def fault(home: Folders) -> str:
    """The one line that is said, where nothing is offered; what is wrong is put aside by then."""
    path, aside = draft(home), home.data / "drafts" / "damaged"
    found = look(home)
    (line,) = found.faults
    assert found.drafts == ()
    assert line.isprintable()
    start = f"{aside / path.name}: unsaved changes can't be restored: "
    assert line.startswith(start)
    # It is said once.
    assert look(home) == Leftovers()
    assert mode(aside) == 0o700
    return line.removeprefix(start)


@pytest.mark.parametrize("suffix", BOTH)
def test_no_turned_bit_gives_another_routine(home: Folders, suffix: str) -> None:
    path = draft(home).with_suffix(suffix)
    aside = path.parent / "damaged"
    whole = path.read_bytes()
    random = Random(12)
    for _ in range(FLIPS // 2):
        path.write_bytes(turned(whole, random))
        found = look(home)
        assert found.drafts == ()
        assert len(found.faults) == 1
        for each in BOTH:
            (aside / path.name).with_suffix(each).rename(path.with_suffix(each))
        path.write_bytes(whole)
    assert held(look(home)) == [(MINE, ORIGIN, (WALL,))]


@pytest.mark.parametrize("suffix", BOTH)
def test_what_was_cut_off_is_put_aside(home: Folders, suffix: str) -> None:
    path = draft(home).with_suffix(suffix)
    path.write_bytes(path.read_bytes()[:-1])
    assert fault(home) == "damaged since it was written"
    assert (path.parent / "damaged" / path.name).exists()


@pytest.mark.parametrize("kind", [each for each in PLACED if each != "forbidden"])
@pytest.mark.parametrize("suffix", BOTH)
def test_something_odd_in_its_place_is_put_aside(home: Folders, suffix: str, kind: str) -> None:
    toml = draft(home)
    aside = toml.parent / "damaged"
    place(kind, toml.with_suffix(suffix))
    leave(home, OTHER)
    found = look(home)
    assert held(found) == [(OTHER, ORIGIN, (WALL,))]
    (line,) = found.faults
    assert line.startswith(f"{aside / toml.name}: unsaved changes can't be restored: ")
    assert os.path.lexists((aside / toml.name).with_suffix(suffix))
    assert look(home).faults == ()


@pytest.mark.parametrize("suffix", BOTH)
def test_what_may_not_be_read_stays_and_is_said(home: Folders, suffix: str) -> None:
    path = draft(home).with_suffix(suffix)
    path.chmod(0)
    leave(home, OTHER)
    with unprivileged():
        found = look(home)
    assert held(found) == [(OTHER, ORIGIN, (WALL,))]
    assert found.faults == (
        f"{path.with_suffix('.toml')}: unsaved changes can't be restored: Permission denied",
    )
    path.chmod(0o600)
    assert len(look(home).drafts) == 2


def test_a_folder_that_may_not_be_read_is_said(home: Folders) -> None:
    folder = home.data / "drafts"
    folder.chmod(0)
    with unprivileged():
        assert look(home).faults == (f"{folder}: Permission denied",)
    folder.chmod(0o700)


@pytest.mark.parametrize("kind", PLACED)
def test_something_odd_in_the_folders_place_is_said(tmp_path: Path, kind: str) -> None:
    home = folders(str(tmp_path))
    folder = home.data / "drafts"
    place(kind, folder)
    with unprivileged():
        found = look(home)
    assert found.drafts == ()
    # An empty folder is as good as any, and so is none.
    if kind in ("folder", "dangling"):
        assert found.faults == ()
    else:
        why = "Too many levels of symbolic links" if kind == "circle" else "expected a folder"
        assert found.faults == (f"{folder}: {why}",)


def test_a_draft_without_its_second_file_is_put_aside(home: Folders) -> None:
    path = draft(home)
    path.with_suffix(".origin").unlink()
    assert fault(home) == f"{path.stem}.origin is missing"


def test_a_second_file_without_a_draft_is_nothing(home: Folders) -> None:
    draft(home).unlink()
    assert look(home) == Leftovers()


def test_where_it_cannot_be_put_aside_it_stays_and_is_said(home: Folders) -> None:
    path = draft(home)
    path.write_text("")
    (path.parent / "damaged").write_text("a file where the folder should be")
    for _ in range(2):
        assert look(home).faults == (
            f"{path}: unsaved changes can't be restored: damaged since it was written",
        )


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("format = 1\n[[rout", "not TOML"),
        ("format = 1\n", "expected one routine, found 0"),
        (encode([MINE, replace(MINE, id="more")]), "expected one routine, found 2"),
    ],
)
def test_what_is_no_routine_is_put_aside_though_it_is_sealed(
    home: Folders, toml: str, problem: str
) -> None:
    draft(home).write_bytes(seal(toml.encode()))
    assert problem in fault(home)


def forge(home: Folders, change: Callable[[dict[str, Any]], object]) -> None:
    """Seal another beginning."""
    path = draft(home).with_suffix(".origin")
    beginning = msgspec.json.decode(unseal(path.read_bytes()))
    change(beginning)
    path.write_bytes(seal(msgspec.json.encode(beginning)))


@pytest.mark.parametrize(
    ("origin", "problem"),
    [
        ({"file": "../../etc/x.toml"}, "expected the name of a file, found ../../etc/x.toml"),
        ({"file": "/etc/x.toml"}, "expected the name of a file, found /etc/x.toml"),
        ({"file": ".."}, "expected the name of a file, found .."),
        ({"file": ""}, "expected the name of a file, found"),
        ({"file": "a\x1b[2J/b.toml"}, "expected the name of a file, found"),
        ({"file": "a\0b.toml"}, "expected the name of a file, found"),
        ({"id": "../../etc/x"}, "Expected `str` matching regex"),
        ({"text": 7}, "Expected `str | null`"),
    ],
)
def test_a_draft_that_belongs_elsewhere_is_put_aside(
    home: Folders, origin: Mapping[str, object], problem: str
) -> None:
    forge(home, lambda beginning: beginning["origin"].update(origin))
    assert problem in fault(home)


def test_its_stretches_keep_the_rules_of_files(home: Folders) -> None:
    forge(home, lambda beginning: beginning["stretches"][0].update(name="\x1b[2J"))
    assert "expected plain text, found the control character U+001B" in fault(home)


def test_a_routine_goes_nowhere_but_into_its_folder(home: Folders) -> None:
    for file in ("../../etc/x.toml", "/etc/x.toml", "."):
        with pytest.raises(ValueError, match="expected the name of a file"):
            save(MINE, Origin("mine", file), home, {"wall": WALL})


def test_a_draft_that_a_program_goes_on_with_is_its_own_however_odd(home: Folders) -> None:
    clear(home.data / "drafts")
    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    draft(home).write_text("")
    assert look(home) == Leftovers()
    file.drop()


def test_the_latest_is_the_first(home: Folders) -> None:
    os.utime(draft(home), (1, 1))
    leave(home, OTHER)
    found: tuple[Left, ...] = look(home).drafts
    assert [each.routine for each in found] == [OTHER, MINE]
