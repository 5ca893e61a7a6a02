"""Saving: in one form, beside all else that is there, and never over another's work."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Entry, Library, Source
from stretchtui.core.routines.model import Routine, Step, Stretch
from stretchtui.store.keeping import (
    Changed,
    Kept,
    Origin,
    keep_as_copy,
    open_entry,
    save,
    would_lose_comments,
)
from stretchtui.store.locking import locked
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library, read_with
from stretchtui.store.writing import NotSaved
from tests.odd import PLACED, place
from tests.permissions import unprivileged

KNEE = Stretch(id="knee", name="Knee", hold=30)
HIPS = Routine(id="hips", name="Hips", steps=(Step(stretch="knee"),))
BASICS = Routine(id="basics", name="Basics", steps=(Step(stretch="knee", hold=60),))
OWN = Step(name="Own", hold=20)

MIXED = """\
# My two routines.
format = 1

[[routine]]
id = "one"
name = "One"
[[routine.step]]
stretch = "wall"   # twice
times = 2

[[stretch]]
id = "wall"
name = "Wall"

[[routine]]
id = "two"
name = "Two"
[[routine.step]]
stretch = "knee"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """A person's folders, none of which exists, with a small library shipped."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "routines.toml").write_text(encode([HIPS, BASICS], [KNEE]), encoding="utf-8")
    monkeypatch.setattr("stretchtui.store.paths.shipped", lambda: shipped)
    return folders(str(tmp_path / "home"))


def put(home: Folders, name: str, text: str) -> Path:
    home.routines.mkdir(parents=True, exist_ok=True)
    path = home.routines / name
    path.write_bytes(text.encode())
    return path


def entry(home: Folders, id_: str) -> Entry:
    return read_library(home).entries[id_]


def opened(home: Folders, id_: str) -> Kept:
    return open_entry(entry(home, id_), home)


def keep(home: Folders, kept: Kept, *steps: Step) -> Kept:
    """Save it with other steps."""
    stretches = read_library(home).stretches
    return save(replace(kept.routine, steps=steps), kept.origin, home, stretches)


def new(home: Folders, name: str, *steps: Step) -> Kept:
    routine = Routine(id="new", name=name, steps=steps)
    return save(routine, Origin(), home, read_library(home).stretches)


def files(home: Folders) -> dict[str, str]:
    """The person's files, but for the lock."""
    found = {path.name: path.read_text(encoding="utf-8") for path in home.routines.iterdir()}
    assert found.pop(".lock", "") == ""
    return found


def why(home: Folders, kept: Kept, *steps: Step) -> str:
    """Why it cannot be saved; and nothing is changed by trying."""
    before = files(home)
    with pytest.raises(NotSaved) as caught:
        keep(home, kept, *steps)
    assert files(home) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def other_program(home: Folders, id_: str) -> Changed:
    """A change of another program, with which a save collides that must change nothing."""
    kept = opened(home, id_)
    theirs = keep(home, kept, OWN)
    before = files(home)
    with pytest.raises(Changed) as caught:
        keep(home, kept, OWN, OWN)
    assert files(home) == before
    assert caught.value.theirs == theirs
    return caught.value


# New ones


def test_a_new_routine_has_a_file_of_its_own_in_folders_that_are_made(home: Folders) -> None:
    kept = new(home, "Größe 2", Step(stretch="knee"), OWN)
    assert kept.routine.id == "grosse-2"
    assert files(home) == {"grosse-2.toml": encode([kept.routine])}
    assert kept.origin == Origin("grosse-2", "grosse-2.toml", encode([kept.routine]))
    assert entry(home, "grosse-2").source is Source.USER


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Hips", "hips-2"), ("😀" * 200, "routine"), ("تمدد الظهر", "routine"), ("膝", "routine")],
)
def test_a_name_of_any_kind_has_an_id_that_takes_nothings_place(
    home: Folders, name: str, id_: str
) -> None:
    assert new(home, name, OWN).routine == Routine(id=id_, name=name, steps=(OWN,))
    assert entry(home, id_).routine.name == name
    assert entry(home, "hips").routine == HIPS


def test_two_new_ones_of_one_name_are_both_there(home: Folders) -> None:
    first, second = new(home, "Mine", OWN), new(home, "Mine", OWN, OWN)
    assert [first.routine.id, second.routine.id] == ["mine", "mine-2"]
    assert sorted(files(home)) == ["mine-2.toml", "mine.toml"]


def test_a_file_that_has_the_name_already_stays_whatever_it_is(home: Folders) -> None:
    put(home, "mine.toml", "format = 1\n[[routine]\n")
    (home.routines / "mine-2.toml").symlink_to("nowhere")
    assert new(home, "Mine", OWN).origin.file == "mine-3.toml"
    assert (home.routines / "mine.toml").read_text() == "format = 1\n[[routine]\n"


def test_the_id_stays_when_the_name_changes(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    renamed = save(replace(kept.routine, name="Yours"), kept.origin, home, {})
    assert (renamed.routine.id, renamed.origin.file) == ("mine", "mine.toml")
    assert entry(home, "mine").routine.name == "Yours"


def test_a_shipped_one_is_kept_as_ones_own_under_the_same_id(home: Folders) -> None:
    kept = keep(home, opened(home, "hips"), OWN)
    assert files(home) == {"hips.toml": encode([replace(HIPS, steps=(OWN,))])}
    assert entry(home, "hips").source is Source.USER
    assert opened(home, "hips") == kept


# Those that are there


def test_saving_what_was_loaded_changes_nothing(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    path = home.routines / "mine.toml"
    before = path.stat()
    again = keep(home, opened(home, "mine"), OWN)
    assert again == kept
    # Not when it was read: that is now.
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not would_lose_comments(again.origin)


def test_all_else_in_the_file_stays_and_its_comments_are_kept_beside(home: Folders) -> None:
    put(home, "a.toml", MIXED)
    kept = opened(home, "one")
    assert would_lose_comments(kept.origin)
    saved = keep(home, kept, OWN)
    assert saved.backup == "a.toml.bak"
    before = decode(MIXED, "a.toml")
    text = encode([replace(before.routines[0], steps=(OWN,)), before.routines[1]], before.stretches)
    assert files(home) == {"a.toml": text, "a.toml.bak": MIXED}
    assert not would_lose_comments(saved.origin)
    assert keep(home, saved, OWN, OWN).backup is None
    assert files(home)["a.toml.bak"] == MIXED


def test_an_older_copy_is_never_written_over(home: Folders) -> None:
    for comment in ("first", "second", "second"):
        put(home, "a.toml", f"# {comment}\n{MIXED}")
        keep(home, opened(home, "one"), OWN)
    kept = files(home)
    assert kept["a.toml.bak"] == f"# first\n{MIXED}"
    assert kept["a.toml.bak2"] == f"# second\n{MIXED}"
    assert len(kept) == 3


def test_the_copy_is_byte_for_byte(home: Folders) -> None:
    data = b"\xef\xbb\xbf" + MIXED.replace("\n", "\r\n").encode()
    put(home, "a.toml", "").write_bytes(data)
    keep(home, opened(home, "two"), OWN)
    assert (home.routines / "a.toml.bak").read_bytes() == data


def test_a_link_stays_a_link(home: Folders, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(encode([replace(HIPS, id="mine")]))
    home.routines.mkdir(parents=True)
    (home.routines / "mine.toml").symlink_to(real)
    keep(home, opened(home, "mine"), OWN)
    assert (home.routines / "mine.toml").is_symlink()
    assert decode(real.read_text(), "").routines[0].steps == (OWN,)


def test_what_a_killed_program_left_half_written_is_cleared_away(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    put(home, ".mine.toml.abcd1234", "form")
    put(home, ".mine.toml.bak.abcd1234", "form")
    put(home, ".mine.toml.swp", "an editor's")
    keep(home, kept, OWN, OWN)
    assert sorted(files(home)) == [".mine.toml.swp", "mine.toml"]


# Other programs


def test_another_programs_version_is_told_and_not_written_over(home: Folders) -> None:
    new(home, "Mine", Step(stretch="knee"))
    error = other_program(home, "mine")
    assert str(error) == "Mine was changed by another program"
    assert error.theirs is not None
    # "Take theirs", and go on from there.
    assert keep(home, error.theirs, OWN, OWN).routine.steps == (OWN, OWN)


def test_a_shipped_one_that_another_program_has_made_its_own(home: Folders) -> None:
    error = other_program(home, "hips")
    assert str(error) == "Hips was saved by another program"


def test_mine_is_kept_as_a_copy(home: Folders) -> None:
    new(home, "Mine", Step(stretch="knee"))
    other_program(home, "mine")
    mine = Routine(id="mine", name="Mine", steps=(OWN, OWN))
    kept = keep_as_copy(mine, home, {})
    assert (kept.routine.id, kept.routine.name) == ("mine-2", "Mine 2")
    assert {entry(home, each).routine.steps for each in ("mine", "mine-2")} == {
        (OWN,), (OWN, OWN),
    }  # fmt: skip


def test_the_same_change_made_twice_is_no_conflict(home: Folders) -> None:
    new(home, "Mine", Step(stretch="knee"))
    for id_ in ("mine", "hips"):
        first, second = opened(home, id_), opened(home, id_)
        assert keep(home, first, OWN) == keep(home, second, OWN)


def test_what_another_program_did_elsewhere_in_the_file_stays(home: Folders) -> None:
    put(home, "a.toml", MIXED)
    one, two = opened(home, "one"), opened(home, "two")
    keep(home, two, OWN)
    keep(home, one, OWN, OWN)
    assert entry(home, "two").routine.steps == (OWN,)
    assert entry(home, "one").routine.steps == (OWN, OWN)
    assert "wall" in read_library(home).stretches


def test_a_comment_that_was_written_meanwhile_is_kept_beside(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    commented = "# not now\n" + str(kept.origin.text)
    put(home, "mine.toml", commented)
    assert keep(home, kept, OWN, OWN).backup == "mine.toml.bak"
    assert files(home)["mine.toml.bak"] == commented


def test_a_file_that_was_removed_meanwhile(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    (home.routines / "mine.toml").unlink()
    with pytest.raises(Changed, match=r"mine\.toml was deleted by another program") as caught:
        keep(home, kept, OWN, OWN)
    assert caught.value.theirs is None
    again = keep_as_copy(replace(kept.routine, steps=(OWN, OWN)), home, {})
    assert (again.routine.id, again.routine.name) == ("mine", "Mine")


def test_a_routine_that_was_taken_out_of_its_file_meanwhile(home: Folders) -> None:
    put(home, "a.toml", MIXED)
    kept = opened(home, "one")
    put(home, "a.toml", encode([replace(HIPS, id="two")]))
    with pytest.raises(Changed, match=r"One was deleted from a\.toml") as caught:
        keep(home, kept, OWN)
    assert caught.value.theirs is None


def test_a_stretch_that_another_program_has_deleted_meanwhile_is_saved_too(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    wall = Stretch(id="wall", name="Wall")
    known = {"wall": wall}
    longer = replace(kept.routine, steps=(OWN, Step(stretch="wall")))
    saved = save(longer, kept.origin, home, known)
    assert files(home) == {"mine.toml": encode([longer], [wall])}
    assert opened(home, "mine") == saved


# What cannot be saved


def test_nothing_is_written_over_a_fault(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    put(home, "mine.toml", str(kept.origin.text) + "\n[[routine]]\nid = 3\n")
    line = why(home, kept, OWN, OWN)
    assert line.startswith("mine.toml: routine[2].id (routine): expected lower-case letters")
    assert line.endswith("fix the error first")
    with pytest.raises(NotSaved, match="fix the error first"):
        opened(home, "mine")


def test_what_is_no_longer_there_cannot_be_opened(home: Folders) -> None:
    put(home, "a.toml", MIXED)
    one = entry(home, "one")
    put(home, "a.toml", encode([HIPS]))
    with pytest.raises(NotSaved, match=r"a\.toml: one is no longer in it"):
        open_entry(one, home)
    (home.routines / "a.toml").unlink()
    with pytest.raises(NotSaved, match=r"a\.toml: No such file"):
        open_entry(one, home)


def test_what_could_not_be_played_is_not_saved(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    assert why(home, kept, Step(stretch="gone")) == (
        'Mine was not saved: no stretch has the id "gone": expected the id of a stretch'
    )
    assert why(home, kept, *[Step(name="Long", hold=3600)] * 13) == (
        "Mine was not saved: expected at most 12 hours in all"
    )


def test_what_could_not_be_read_again_is_not_saved(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    assert "control character" in why(home, kept, Step(name="\x1b[2J"))
    huge = Step(name="x", instructions=("x" * 2000,) * 60, hold=1)
    assert why(home, kept, *[huge] * 10) == "mine.toml: expected at most 1024 KiB"


def fail(error: OSError) -> Callable[..., None]:
    def failing(*_: object, **__: object) -> None:
        raise error

    return failing


@pytest.mark.parametrize("file", ["mine.toml", "a.toml"])
def test_a_full_disk_leaves_all_as_it_was(
    home: Folders, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    new(home, "Mine", OWN)
    put(home, "a.toml", MIXED)
    kept = opened(home, "mine" if file == "mine.toml" else "one")
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as patch:
        patch.setattr("stretchtui.store.files.os.fsync", fail(full))
        line = why(home, kept, OWN, OWN)
    assert line == f"{kept.routine.name} was not saved: No space left on device"
    assert keep(home, kept, OWN, OWN).routine.steps == (OWN, OWN)


def test_a_folder_that_cannot_be_written(home: Folders) -> None:
    kept = new(home, "Mine", OWN)
    home.routines.chmod(0o500)
    with unprivileged():
        line = why(home, kept, OWN, OWN)
    home.routines.chmod(0o700)
    assert line.startswith(f"Mine was not saved: Permission denied ({home.routines}/.mine.toml.")


def test_a_file_where_the_folder_should_be(home: Folders) -> None:
    home.config.mkdir(parents=True)
    home.routines.write_text("")
    with pytest.raises(NotSaved, match="Mine was not saved: expected a folder"):
        save(Routine(id="new", name="Mine", steps=(OWN,)), Origin(), home, {})


def test_a_program_that_hangs_while_it_saves_is_not_waited_for_for_ever(
    home: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.store.locking.PATIENCE_S", 0.02)
    kept = new(home, "Mine", OWN)
    with locked(home.routines / ".lock"):
        line = why(home, kept, OWN, OWN)
    assert line == "Mine was not saved: another program is saving; try again"
    assert keep(home, kept, OWN, OWN).routine.steps == (OWN, OWN)


def test_where_there_are_no_locks_it_is_saved_all_the_same(
    home: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = OSError(errno.ENOLCK, "No locks available")
    monkeypatch.setattr("stretchtui.store.locking.fcntl.flock", fail(without))
    assert new(home, "Mine", OWN).routine.id == "mine"


# Files from elsewhere


def friends(tmp_path: Path, home: Folders) -> tuple[Library, Path]:
    """A file by path: a knee of its own, and another stretch that nobody else has."""
    path = tmp_path / "friend.toml"
    theirs = [replace(KNEE, hold=99), Stretch(id="wall", name="Wall"), replace(KNEE, id="unused")]
    routine = replace(HIPS, id="evening", steps=(Step(stretch="knee"), Step(stretch="wall")))
    path.write_text(encode([routine], theirs))
    return read_with(home, path), path


def test_a_friends_file_becomes_ones_own_and_means_the_same(home: Folders, tmp_path: Path) -> None:
    library, _ = friends(tmp_path, home)
    evening = library.entries["evening"]
    kept = open_entry(evening, home)
    assert kept.origin == Origin()
    saved = save(kept.routine, kept.origin, home, evening.stretches)
    assert [step.stretch for step in saved.routine.single_steps] == ["knee-2", "wall"]
    found = read_library(home)
    assert found.stretches["knee"].hold == 30
    assert found.stretches["knee-2"].hold == 99
    assert "unused" not in found.stretches
    assert found.entries["hips-2"].total() == evening.total()


def test_ones_own_file_named_by_its_path_is_saved_in_its_place(home: Folders) -> None:
    put(home, "a.toml", MIXED)
    by_path = read_with(home, home.routines / "a.toml").entries["one"]
    kept = open_entry(by_path, home)
    assert kept.origin.file == "a.toml"
    assert save(kept.routine, kept.origin, home, by_path.stretches).backup == "a.toml.bak"


def test_five_hundred_steps(home: Folders) -> None:
    steps = tuple(Step(stretch="knee", hold=1 + n % 9) for n in range(500))
    kept = keep(home, new(home, "Long"), *steps)
    assert opened(home, "long") == replace(kept, backup=None)


@pytest.mark.parametrize("kind", ["circle", "pipe", "device"])
def test_a_file_from_elsewhere_is_opened_whatever_is_in_the_folders_place(
    home: Folders, tmp_path: Path, kind: str
) -> None:
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text(encode([Routine(id="mine", name="Mine", steps=(OWN,))]))
    place(kind, home.routines)
    entry = read_with(home, elsewhere).entries["mine"]
    assert open_entry(entry, home).origin == Origin()


@pytest.mark.parametrize("kind", PLACED)
def test_what_stands_in_a_backups_place_is_left_alone(home: Folders, kind: str) -> None:
    put(
        home, "mine.toml", "# a comment\n" + encode([Routine(id="mine", name="Mine", steps=(OWN,))])
    )
    backup = home.routines / "mine.toml.bak"
    place(kind, backup)
    before = os.lstat(backup).st_ino
    kept = keep(home, opened(home, "mine"), OWN, OWN)
    assert kept.backup == "mine.toml.bak2"
    assert os.lstat(backup).st_ino == before
