"""Drafts: kept while a program makes them, and offered once it is gone."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.model import Routine, Step, Stretch
from stretchtui.store.drafts import DraftFile, Left, look, take_up
from stretchtui.store.form_drafts import TypedForm
from stretchtui.store.keeping import Origin
from stretchtui.store.locking import take
from stretchtui.store.paths import Folders, folders
from stretchtui.store.writing import NotSaved
from tests.odd import mode

MINE = Routine(id="mine", name="Mine", steps=(Step(stretch="wall", hold=20),))
MORE = replace(MINE, steps=MINE.steps * 2)
ORIGIN = Origin("mine", "mine.toml", "format = 1\n# 膝\n")
WALL = Stretch(id="wall", name="Wall")

MAKER = """
import sys, time
from stretchtui.store.drafts import DraftFile, look
from stretchtui.store.paths import folders
from tests.store.test_drafts import MINE, ORIGIN
home = folders(sys.argv[1])
DraftFile(home, ORIGIN).keep(MINE)
print(len(look(home).drafts), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    return folders(str(tmp_path / "home"))


@pytest.fixture
def maker(home: Folders) -> Iterator[subprocess.Popen[str]]:
    """Another program, which keeps a draft and then waits."""
    command = [sys.executable, "-c", MAKER, str(home.config.parent)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "0\n"
        yield program
        program.kill()


def names(home: Folders) -> list[str]:
    return sorted(os.listdir(home.data / "drafts"))


def left(home: Folders) -> list[Left]:
    """The drafts that can be gone on with, where nothing is wrong with any."""
    found = look(home)
    assert found.faults == ()
    return list(found.drafts)


def the_one(home: Folders) -> Left:
    (found,) = left(home)
    return found


def test_before_the_first_change_there_is_nothing(home: Folders) -> None:
    file = DraftFile(home, ORIGIN)
    assert left(home) == []
    file.drop()
    assert not home.data.exists()


def test_a_draft_is_left_with_all_that_is_needed_to_go_on(home: Folders) -> None:
    file = DraftFile(home, ORIGIN, [WALL])
    file.keep(MINE)
    file.keep(MORE)
    assert left(home) == []
    file.close()
    found = the_one(home)
    assert (found.routine, found.origin, found.stretches) == (MORE, ORIGIN, (WALL,))
    assert found.changed == pytest.approx(time.time(), abs=60)


def test_a_draft_is_taken_up_by_one_program_and_gone_on_with(home: Folders) -> None:
    file = DraftFile(home, ORIGIN, [WALL])
    file.keep(MINE)
    file.close()
    found = the_one(home)
    again = take_up(found, home)
    assert again is not None
    assert take_up(found, home) is None
    assert left(home) == []
    again.keep(MORE)
    again.close()
    assert the_one(home).routine == MORE
    assert the_one(home).stretches == (WALL,)


def test_what_was_saved_or_let_go_is_not_offered(home: Folders) -> None:
    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    found = [path for path in names(home) if path.endswith(".toml")]
    file.drop()
    assert found
    assert names(home) == []
    # After a save the same builder goes on.
    file.keep(MORE)
    file.close()
    assert the_one(home).routine == MORE


def test_a_draft_that_is_gone_cannot_be_taken_up(home: Folders) -> None:
    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    file.close()
    found = the_one(home)
    first = take_up(found, home)
    assert first is not None
    first.drop()
    assert take_up(found, home) is None
    assert names(home) == []


def test_two_drafts_of_one_routine_are_both_left_the_latest_first(home: Folders) -> None:
    for number, routine in enumerate((MINE, MORE)):
        file = DraftFile(home, ORIGIN)
        file.keep(routine)
        file.close()
        written = max((home.data / "drafts").glob("*.toml"), key=lambda path: path.stat().st_mtime)
        os.utime(written, (number, number))
    assert [found.routine for found in left(home)] == [MORE, MINE]


def test_the_draft_of_a_living_program_is_its_own_and_of_a_killed_one_anybodys(
    home: Folders, maker: subprocess.Popen[str]
) -> None:
    assert left(home) == []
    maker.kill()
    maker.wait()
    found = the_one(home)
    assert (found.routine, found.origin) == (MINE, ORIGIN)
    assert take_up(found, home) is not None


def test_a_draft_half_written_is_the_one_before(
    home: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    with monkeypatch.context() as patch:
        patch.setattr("stretchtui.store.files.os.replace", full)
        with pytest.raises(NotSaved, match="the draft was not saved: No space left on device"):
            file.keep(MORE)
    file.close()
    assert the_one(home).routine == MINE


def test_a_folder_that_cannot_be_made(home: Folders) -> None:
    home.data.parent.mkdir(parents=True)
    home.data.write_text("")
    with pytest.raises(NotSaved, match="the draft was not saved: "):
        DraftFile(home, ORIGIN).keep(MINE)
    assert look(home).faults == (f"{home.data / 'drafts'}: expected a folder",)


def test_a_file_whose_name_cannot_be_kept(home: Folders) -> None:
    file = DraftFile(home, replace(ORIGIN, file="\udcff.toml"))
    with pytest.raises(NotSaved, match="expected a file's name in UTF-8"):
        file.keep(MINE)
    file.drop()
    assert names(home) == []


def test_nobody_else_can_read_them(home: Folders) -> None:
    drafts = home.data / "drafts"
    drafts.mkdir(parents=True)
    drafts.chmod(0o755)  # as older versions made it
    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    assert mode(drafts) == 0o700
    assert [mode(path) for path in drafts.iterdir()] == [0o600, 0o600]
    file.close()


def test_what_a_killed_program_left_half_written_goes_with_the_draft(home: Folders) -> None:
    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    (path,) = (home.data / "drafts").glob("*.toml")
    path.with_name(f".{path.name}.0123abcd").write_text("form")
    file.drop()
    assert names(home) == []


def test_somebody_who_just_looks_does_not_keep_a_draft_from_being_taken_up(
    home: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    file.close()
    found = the_one(home)
    looking = take(found.path.with_suffix(".origin"))
    monkeypatch.setattr("stretchtui.store.locking.time.sleep", lambda _: os.close(looking))
    assert take_up(found, home) is not None


def test_a_draft_whose_file_is_gone_cannot_be_taken_up(home: Folders) -> None:
    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    file.close()
    found = the_one(home)
    found.path.unlink()
    assert take_up(found, home) is None


def test_a_draft_that_is_dropped_while_they_are_looked_at_is_nothing(
    home: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    names = os.listdir(home.data / "drafts")
    file.drop()
    monkeypatch.setattr("stretchtui.store.drafts.os.listdir", lambda _: names)
    assert left(home) == []


def test_what_is_typed_in_a_form_comes_with_the_draft(home: Folders) -> None:
    typed = TypedForm("step", {"hold": "4x"}, 1)
    file = DraftFile(home, ORIGIN)
    file.keep_form(typed)
    assert not (home.data / "drafts").exists(), "there is no draft for it to stand beside"
    file.keep(MINE)
    file.keep_form(typed)
    file.close()
    (left,) = look(home).drafts
    assert left.form == typed
    again = take_up(left, home)
    assert again is not None
    again.keep_form(None)
    again.keep_form(typed)
    again.drop()
    assert names(home) == []


def test_damaged_form_is_said_and_its_draft_is_offered(home: Folders) -> None:
    file = DraftFile(home, ORIGIN)
    file.keep(MINE)
    file.keep_form(TypedForm("step", {"hold": "45"}))
    file.close()
    (path,) = (home.data / "drafts").glob("*.form")
    path.write_bytes(path.read_bytes().replace(b"45", b"54"))
    found = look(home)
    assert [each.form for each in found.drafts] == [None]
    (fault,) = found.faults
    assert "what you typed can't be restored: damaged since it was written" in fault
