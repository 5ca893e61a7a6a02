"""Whether a session that was interrupted can be resumed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Source, join
from stretchtui.core.routines.pace import Pace
from stretchtui.playing.interrupted import NothingIsLeft, RoutineIsGone, routine_of
from stretchtui.store.library_files import LibraryFiles
from stretchtui.store.made_routines import keep_made
from stretchtui.store.paths import Folders, folders
from tests.playing.mat import THREE, Mat, Mats

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Unfinished

PACE = Pace()
NOWHERE = Folders(Path("/nowhere"), Path("/nowhere"), Path("/nowhere"))


def interrupted(mats: Mats, seconds: float) -> tuple[Mat, Unfinished]:
    """A session that was interrupted after so many seconds."""
    mat = mats()
    mat.play(seconds=seconds)
    mat.break_off()
    again = mats()
    found = again.interrupted()
    assert found is not None
    return again, found


def library(text: str, folders: Folders = NOWHERE) -> LibraryFiles:
    """The routines of a file given as text."""
    return LibraryFiles(folders, join([(Source.USER, decode(text, "mine.toml"))]), known={})


def test_of_a_routine_that_is_there_the_rest_can_be_played(mats: Mats) -> None:
    mat, found = interrupted(mats, 50)
    assert routine_of(found, library(THREE), PACE, mat.journal).routine.name == "Three"


def test_where_the_routine_is_gone_the_session_can_be_resumed_later(mats: Mats) -> None:
    mat, found = interrupted(mats, 50)
    without_steps = THREE[: THREE.index("[[routine.step]]")]
    for text in (THREE.replace('"three"', '"four"'), without_steps):
        with pytest.raises(RoutineIsGone):
            routine_of(found, library(text), PACE, mat.journal)
        again = mat.interrupted()
        assert again is not None
        assert again.record.id == found.record.id


def test_where_nothing_is_left_it_is_over(mats: Mats) -> None:
    mat, found = interrupted(mats, 50)
    only_the_first = THREE[: THREE.index('[[routine.step]]\nname = "Nod"')]
    with pytest.raises(NothingIsLeft):
        routine_of(found, library(only_the_first), PACE, mat.journal)
    assert mat.record().ended is not None
    assert mat.interrupted() is None


def test_a_routine_that_is_shuffled_is_offered_as_it_is(mats: Mats) -> None:
    mat, found = interrupted(mats, 50)
    shuffled = library(THREE.replace('name = "Three"\n', 'name = "Three"\nshuffle = true\n'))
    entry = routine_of(found, shuffled, PACE, mat.journal)
    assert entry is shuffled.library.entries["three"], "whoever plays it brings it into its order"


def test_what_was_made_and_not_kept_can_be_resumed(mats: Mats, tmp_path: Path) -> None:
    home = folders(str(tmp_path / "home"))
    text = THREE.replace('"three"', '"made-three"')
    (made,) = decode(text, "").routines
    keep_made(made, home)
    mat, found = interrupted(mats, 50)
    files = library(THREE.replace('"three"', '"four"'), home)
    other = replace(found, record=replace(found.record, routine="made-three"))
    assert routine_of(other, files, PACE, mat.journal).routine == made
