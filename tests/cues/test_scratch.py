"""Files for other programs, of which nothing is left, however whoever made them has ended."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.cues.scratch import ScratchFile

HELD = """
import os, sys
{first}
from stretchtui.cues.scratch import ScratchFile
file = ScratchFile("hold.wav")
file.write(b"sound")
print(file.path, flush=True)
sys.stdin.read()
"""

WITHOUT_MEMORY = "del os.memfd_create"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture(params=["in memory", "in a folder", "without /proc"])
def file(
    request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ScratchFile]:
    """One, wherever it can be."""
    match request.param:
        case "in a folder":
            monkeypatch.delattr(os, "memfd_create")
        case "without /proc":
            # A descriptor that no path leads to.
            monkeypatch.setattr(os.path, "exists", lambda path: not str(path).startswith("/proc"))
    made = ScratchFile("hold.wav")
    assert bool(os.listdir(folder)) is (request.param != "in memory")
    yield made
    made.close()
    assert os.listdir(folder) == []


def cat(file: ScratchFile) -> bytes:
    """What another program finds in it."""
    command = ["cat", str(file.path)]
    return subprocess.run(
        command, pass_fds=[file.descriptor], stdout=subprocess.PIPE, check=True
    ).stdout


def test_another_program_reads_it_as_often_as_it_likes(file: ScratchFile) -> None:
    file.write(b"a long sound")
    assert [cat(file), cat(file)] == [b"a long sound"] * 2
    file.write(b"short")
    assert cat(file) == b"short"


def test_another_program_writes_it(file: ScratchFile) -> None:
    file.write(b"something longer than that")
    with file.path.open("wb") as output:
        subprocess.run(["echo", "spoken"], stdout=output, check=True)
    assert file.path.read_bytes() == b"spoken\n"


def _left_by_one_that_was_killed(first: str) -> Path:
    with subprocess.Popen(
        [sys.executable, "-c", HELD.format(first=first)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        path = Path(process.stdout.readline().decode().strip())
        process.kill()
    return path


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no files in memory here")
def test_nothing_is_left_by_a_program_that_was_killed(folder: Path) -> None:
    _left_by_one_that_was_killed("")
    assert os.listdir(folder) == []


def _age(path: Path, seconds: float) -> None:
    at = path.stat().st_mtime - seconds
    os.utime(path, (at, at))


def test_what_was_left_is_removed_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = _left_by_one_that_was_killed(WITHOUT_MEMORY)
    assert left.parent == folder
    foreign = folder / "stretchtui-notes.txt"
    foreign.touch()
    for each in (left, foreign):
        _age(each, 3600)
    monkeypatch.delattr(os, "memfd_create")
    file = ScratchFile("end.wav")
    assert set(folder.iterdir()) == {foreign, file.path}
    file.close()


def test_what_is_held_or_young_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    young = _left_by_one_that_was_killed(WITHOUT_MEMORY)
    monkeypatch.delattr(os, "memfd_create")
    held = ScratchFile("hold.wav")
    _age(held.path, 3600)
    other = ScratchFile("end.wav")
    assert set(folder.iterdir()) == {young, held.path, other.path}
    for each in (held, other):
        each.close()
    assert set(folder.iterdir()) == {young}
