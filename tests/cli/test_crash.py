"""What nobody caught: kept in a file that is the person's alone, told in one line, and never 0."""

from __future__ import annotations

import os
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli import main
from stretchtui.cli.crash import CrashReport
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import routines

if TYPE_CHECKING:
    from tests.cli.line import CommandLine

Told = Callable[[], str]

TOLD = "stretchtui: something went wrong and the program had to stop. Details: "


def boom(*_: object) -> None:
    """Something is broken."""
    secret = "what a variable held"
    raise RuntimeError("boom \x1b[2J\ud800" if secret else "")


def in_a_thread() -> None:
    """Something is broken in another thread."""
    thread = threading.Thread(target=boom)
    thread.start()
    thread.join()


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """What is said on standard error, whoever has taken that."""
    path = tmp_path / "stderr"
    with path.open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "__stderr__", stream)
        yield lambda: path.read_text(encoding="utf-8")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that does not work."""
    monkeypatch.setattr(routines, "read_library", boom)


def crashes(home: Path) -> list[Path]:
    """The files that tell of crashes."""
    return sorted((home / "data" / "crashes").glob("*"))


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("first", [True, False])
def test_what_a_command_raises(run: CommandLine, told: Told, first: bool) -> None:
    home = ["--home", str(run.home)]
    done = run(*home, "list") if first else run("list", *home)
    assert done.status == ExitStatus.CRASHED
    [file] = crashes(run.home)
    assert told() == f"{TOLD}{file}\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text(encoding="utf-8")
    assert "in boom\n" in text
    assert text.endswith("RuntimeError: boom \ufffd[2J\ufffd\n")
    assert "what a variable held" not in text.replace('"what a variable held"', "")


@pytest.mark.usefixtures("broken")
def test_where_nothing_can_be_kept_the_details_follow(run: CommandLine, told: Told) -> None:
    (run.home / "data").parent.mkdir(parents=True, exist_ok=True)
    (run.home / "data").write_text("no folder")
    assert run("list").status == ExitStatus.CRASHED
    line, *details = told().rstrip().splitlines()
    assert "Details (they could not be saved: " in line
    assert details[0].startswith("stretchtui ")
    assert details[-1].startswith("RuntimeError: boom")


@pytest.mark.usefixtures("broken")
def test_where_nothing_can_be_told_it_is_kept(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open(os.devnull) as cannot_be_written:
        for stream in (cannot_be_written, None):
            monkeypatch.setattr(sys, "__stderr__", stream)
            assert run("list").status == ExitStatus.CRASHED
    assert crashes(run.home) != []


def test_requests_to_end_are_no_crash(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(routines, "read_library", interrupted)
    assert run("list").status == 128 + signal.SIGINT
    with pytest.raises(SystemExit), CrashReport():
        sys.exit(3)
    assert crashes(run.home) == []


def test_what_a_thread_raises_ends_the_program_as_if_it_had_been_interrupted(
    run: CommandLine, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def later(*_: object) -> None:
        in_a_thread()
        threading.Event().wait(60)

    monkeypatch.setattr(routines, "read_library", later)
    monkeypatch.setattr(signal, "getsignal", {signal.SIGINT: boom}.get)
    assert run("list").status == ExitStatus.CRASHED
    assert told() == f"{TOLD}{crashes(run.home)[0]}\n"


def test_where_no_signal_would_end_it_the_thread_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(signal, "getsignal", lambda number: signal.SIG_IGN)
    monkeypatch.setattr(os, "_exit", ended.append)
    with CrashReport() as crash:
        crash.home = str(tmp_path)
        in_a_thread()
        in_a_thread()
    assert ended == [ExitStatus.CRASHED, ExitStatus.CRASHED]
    assert len(crashes(tmp_path)) == 1, "only the first is told"
    assert told().count(TOLD) == 1


def test_thread_that_leaves_is_no_crash(tmp_path: Path) -> None:
    with CrashReport() as crash:
        args = (SystemExit, SystemExit(), None, None)
        threading.excepthook(threading.ExceptHookArgs(args))
    assert crash.failure is None


def test_whoever_has_to_end_the_process_tells_at_once(tmp_path: Path, told: Told) -> None:
    before = sys.excepthook, threading.excepthook
    with CrashReport() as crash:
        crash.home = str(tmp_path)
        sys.excepthook(RuntimeError, RuntimeError("boom"), None)
        assert TOLD in told()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_command_that_ends_well_beside_a_failure_has_not_ended_well(
    run: CommandLine, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends_well(words: list[str], crash: CrashReport, *_: object) -> int:
        crash.home = str(run.home)
        crash.failure = RuntimeError("boom")
        return 0

    monkeypatch.setattr("stretchtui.cli._run", ends_well)
    assert main(["list"]) == ExitStatus.CRASHED
    assert told() == f"{TOLD}{crashes(run.home)[0]}\n"
