"""Routines that were made for a session, kept so that it can be resumed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.making.make import make
from stretchtui.core.making.wish import RoutineWish
from stretchtui.core.routines.library import Source
from stretchtui.store.made_routines import MOST, find_made, keep_made, made_entry
from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_made_is_found_again_as_it_was(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    library = read_library(home)
    routine = make(RoutineWish(5, ("hips",)), library.stretches)
    assert find_made(routine.id, library, home) is None
    keep_made(routine, home)
    entry = find_made(routine.id, library, home)
    assert entry is not None
    assert entry.routine == routine
    assert entry.total() == made_entry(routine, library).total()
    assert entry.source is Source.FILE
    assert routine.id not in read_library(home).entries, "it is none of the list"


def test_the_next_one_for_the_same_wish_takes_its_place(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    library = read_library(home)
    wish = RoutineWish(10, ("hips",))
    for seed in (1, 2):
        keep_made(make(wish, library.stretches, seed=seed), home)
    entry = find_made(wish.id, library, home)
    assert entry is not None
    assert entry.routine == make(wish, library.stretches, seed=2)


def test_what_is_broken_or_of_the_library_is_not_found(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    library = read_library(home)
    routine = make(RoutineWish(5, ("hips",)), library.stretches)
    keep_made(routine, home)
    (home.data / "made" / f"{routine.id}.toml").write_text("format = 1\n[[routine")
    assert find_made(routine.id, library, home) is None
    assert find_made("hips", library, home) is None


def test_only_the_latest_stay(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    library = read_library(home)
    routine = make(RoutineWish(5, ("hips",)), library.stretches)
    for number in range(MOST + 3):
        keep_made(replace(routine, id=f"made-{number}"), home)
        os.utime(home.data / "made" / f"made-{number}.toml", (number, number))
    keep_made(routine, home)
    assert len([*(home.data / "made").iterdir()]) == MOST
    assert find_made("made-0", library, home) is None
    assert find_made(routine.id, library, home) is not None


def test_where_it_cannot_be_written_nothing_is_kept(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    home.data.parent.mkdir(parents=True, exist_ok=True)
    home.data.write_text("a file in the way")
    library = read_library(home)
    routine = make(RoutineWish(5, ("hips",)), library.stretches)
    keep_made(routine, home)
    assert find_made(routine.id, library, home) is None
