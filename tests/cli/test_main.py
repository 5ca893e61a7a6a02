"""The words on the command line, whatever the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stretchtui import __version__, cli
from stretchtui.cli import playing
from stretchtui.cues.browser import LOOPBACK
from tests.cli.line import STATUS, CommandLine, Opened, Streams

COMMANDS = {
    *("play", "ears", "resume", "list", "show", "check", "figure", "new", "edit", "copy", "delete"),
    *("export", "import", "history", "log", "next", "today", "cues", "doctor", "ssh"),
}


@pytest.mark.parametrize("words", [["--version"], ["--version", "list"], ["--kiosk", "--version"]])
def test_the_version(run: CommandLine, words: list[str]) -> None:
    assert run.only(*words) == (0, f"stretchtui {__version__}\n", "")


def test_the_help_names_every_command(run: CommandLine) -> None:
    done = run.only("--help")
    assert (done.status, done.err) == (0, "")
    listed = done.out.split("\ncommands:\n")[1]
    lines = [line for line in listed.splitlines() if line.startswith("    ") and line[4] != " "]
    assert {line.split()[0] for line in lines} == COMMANDS


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_its_own_help(run: CommandLine, command: str) -> None:
    done = run.only(command, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"usage: stretchtui {command} ")


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["frobnicate"], "argument COMMAND: invalid choice: 'frobnicate' "),
        (["--frobnicate"], "unrecognized arguments: --frobnicate; see stretchtui --help"),
        (["list", "--frobnicate"], "unrecognized arguments: --frobnicate; see stretchtui --help"),
        (["list", "too", "much"], "unrecognized arguments: too much; see stretchtui --help"),
        (["--home"], "argument --home: expected one argument; see stretchtui --help"),
        (["play", "\x1b[2J", "\x07"], "unrecognized arguments: "),
        (["--speed", "fast"], "argument --speed: expected a number from 0.1 to 1000; see "),
        (["--speed", "0"], "argument --speed: expected a number from 0.1 to 1000; see "),
        (["--cues", "trumpets"], "argument --cues: invalid choice: 'trumpets' "),
    ],
)
def test_what_is_not_understood_is_said_in_one_line(
    run: CommandLine, opened: list[Opened], words: list[str], start: str
) -> None:
    assert run.only(*words).complaint.startswith(start)
    assert opened == []


def test_the_home_is_the_options_or_else_the_variables(
    run: CommandLine, tmp_path: Path, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    (own / "config" / "routines").mkdir(parents=True)
    (own / "config" / "routines" / "mine.toml").write_text(short.read_text())
    words = ["list", "--json"]
    asked = [run.only("--home", str(own), *words), run.only(*words, "--home", str(own))]
    monkeypatch.setenv("STRETCHTUI_HOME", str(own))
    asked += [run.only(*words), run.only("--home", "", *words)]
    for done in asked:
        first = json.loads(done.out)[0]
        assert (first["id"], first["source"]) == ("short", "user")
    # What stands behind the command goes before what stands ahead of it.
    other = run.only("--home", str(own), *words, "--home", str(tmp_path / "other"))
    assert json.loads(other.out)[0]["source"] == "shipped"


def test_options_of_the_screen_may_stand_before_the_command_or_behind_it(
    run: CommandLine, opened: list[Opened]
) -> None:
    options = ["--cues", "off", "--speed", "2", "--no-motion", "--no-mouse"]
    assert run(*options, "new").status == STATUS
    assert run("new", *options).status == STATUS
    for each in opened:
        assert each.start.speed == 2
        assert each.options == {
            "cues": "off",
            "mouse": False,
            "motion": False,
            "suspends": True,
            "listen": LOOPBACK,
        }
    assert len(opened) == 2


def test_without_words_it_takes_those_of_the_process(
    run: CommandLine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["stretchtui", "--home", str(run.home), "history", "--json"])
    assert cli.main() == 0
    assert capsys.readouterr() == ("[]\n", "")


def test_ctrl_c_ends_it_as_a_shell_expects(
    run: CommandLine, streams: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(playing, "full_screen", interrupted)
    assert run() == (130, "", "")
