"""What the system does not let it have, or does not let it see, is one line."""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from stretchtui.store.journal_mark import JOURNAL
from tests.odd import place
from tests.permissions import unprivileged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine, Opened, Played, Streams


@contextlib.contextmanager
def allowed(more: int) -> Iterator[None]:
    """So many more files may be opened."""
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    # The lowest numbers are taken first.
    held = [os.dup(0) for _ in range(20)]
    first = held[-1] + 1
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (first + more, most))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))
        for each in held:
            os.close(each)


def test_with_too_few_files_a_command_says_so_and_opens_none(run: CommandLine) -> None:
    with allowed(7):
        complaint = run("list").complaint
        # All that it has tried is given back.
        assert run("list").complaint == complaint
    assert complaint == (
        "8 more open files are needed, but only 7 are allowed; ulimit -n raises the limit"
    )


def test_with_just_enough_it_answers(run: CommandLine) -> None:
    many = run("list")
    with allowed(8):
        assert run("list") == many


def test_to_play_takes_more(
    run: CommandLine, opened: list[Opened], played: list[Played], streams: Streams
) -> None:
    with allowed(23):
        for words in ((), ("play", "hips"), ("play", "hips", "--plain"), ("new",)):
            assert run(*words).complaint.startswith("24 more open files are needed, but only 23 ")
    assert (opened, played) == ([], [])
    with allowed(24):
        run()
        run("play", "hips", "--plain")
    assert (len(opened), len(played)) == (1, 1)


def test_a_folder_that_is_gone_is_one_line(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run.only("--home", "here", "list").complaint == "here: the current folder is gone"


def test_an_error_without_a_file_is_one_line(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the cable is out")

    monkeypatch.setattr("stretchtui.cli.listing.print_json", fail)
    assert run("list", "--json").complaint == "the cable is out"


def test_a_journal_that_may_not_be_seen_is_not_taken_for_none(run: CommandLine) -> None:
    (run.home / "data").mkdir(parents=True, mode=0)
    with unprivileged():
        for command in ("today", "history"):
            assert run(command).faulty == f"{JOURNAL}: Permission denied"
        done = run("next")
    assert done.status == 0, "what is advised without it"
    assert done.out
    assert done.err == f"stretchtui: {JOURNAL}: Permission denied\n"


def test_a_name_that_is_too_long_is_one_line(run: CommandLine, tmp_path: Path) -> None:
    home = f"{tmp_path}{'/x' * 3000}"
    done = run.only("--home", home, "list")
    assert done.status == 0
    assert "Desk break" in done.out
    assert done.err.splitlines() == [
        f"stretchtui: {home}/config/routines: File name too long",
        "stretchtui: settings.toml: File name too long",
        f"stretchtui: {JOURNAL}: File name too long",
    ]
    assert run.only("--home", home, "today").faulty.endswith(": File name too long")
    assert run.only("check", "y" * 300 + ".toml").out.endswith(": File name too long\n")


@pytest.mark.parametrize("command", ["list", "next", "show"])
def test_what_is_wrong_with_the_settings_is_said(run: CommandLine, command: str) -> None:
    words = (command, "hips") if command == "show" else (command,)
    right = run(*words)
    place("pipe", run.home / "config" / "settings.toml")
    assert run(*words) == (0, right.out, "stretchtui: settings.toml: expected a plain file\n")
