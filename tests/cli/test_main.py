"""The words on the command line, whatever the command."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from stretchtui import __main__ as program
from stretchtui import __version__, cli
from stretchtui.cli import screen
from stretchtui.cli.commands import COMMANDS, GROUPS
from stretchtui.cli.rooms import parser_of
from stretchtui.cli.splitting import options_of
from stretchtui.cues.browser import LOOPBACK
from stretchtui.playing.ending import ExitStatus
from stretchtui.terminal.first_paint import FirstPaint
from stretchtui.terminal.picture import ScreenPicture
from tests.cli.line import STATUS, CommandLine, Opened, Streams


@pytest.mark.parametrize(
    "words", [["--version"], ["-V"], ["--version", "list"], ["--kiosk", "--version"]]
)
def test_the_version(run: CommandLine, words: list[str]) -> None:
    assert run.only(*words) == (0, f"stretchtui {__version__}\n", "")


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"], ["--help", "list"]])
def test_the_help_names_every_command_once_in_its_group(run: CommandLine, words: list[str]) -> None:
    done = run.only(*words)
    assert (done.status, done.err) == (0, "")
    listed, _, rest = done.out.partition("\noptions:\n")
    lines = [line for line in listed.splitlines() if re.match(r"  [a-z]", line)]
    assert [line.split()[0] for line in lines] == list(COMMANDS)
    assert [line.split(maxsplit=1)[1] for line in lines] == [
        each.help for each in COMMANDS.values()
    ]
    headings = [line[:-1] for line in listed.splitlines() if line.endswith(":")]
    assert headings == list(GROUPS)
    assert max(map(len, done.out.splitlines())) <= 80 or "docs: " in max(
        done.out.splitlines(), key=len
    )
    assert "\nexamples:\n  stretchtui    " in rest


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_its_own_help(run: CommandLine, command: str) -> None:
    done = run.only(command, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"usage: stretchtui {command} ")
    assert run.only("help", command) == done
    *_, last = done.out.splitlines()
    page = Path(last.removeprefix("docs: "))
    assert page.is_file()
    assert page.name == COMMANDS[command].page


@pytest.mark.parametrize(
    ("command", "words"),
    [(each.name, words) for each in COMMANDS.values() for words, _ in each.examples],
)
def test_every_example_is_understood(command: str, words: str) -> None:
    """Up to what is piped elsewhere; ssh's words are ssh's own."""
    typed = shlex.split(re.split(r" \|\| | >", words)[0])
    assert typed[0] == command
    if command != "ssh":
        parser_of(command).parse_args(typed[1:])


def test_options_are_offered_only_where_they_mean_something() -> None:
    screens = {"play", "resume", "ears", "make", "new", "edit"}
    for name in COMMANDS:
        options = parser_of(name).format_help()
        assert ("--no-mouse" in options) == ("--speed" in options) == (name in screens), name
        assert "--home DIR" in options, name


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["frobnicate"], 'no command "frobnicate": see stretchtui --help'),
        (["plya", "hips"], 'no command "plya": did you mean play?'),
        ([""], 'no command "": see stretchtui --help'),
        (["\x1b[2J"], 'no command "\ufffd'),
        (["help", "plya"], 'no command "plya": did you mean play?'),
        (["help", "play", "it"], 'unexpected "it"; see stretchtui help --help'),
        (["--frobnicate"], 'no option "--frobnicate"; see stretchtui --help'),
        (["--frobnicate", "list"], 'no option "--frobnicate"; see stretchtui --help'),
        (["list", "--jsn"], 'no option "--jsn": did you mean --json?; see stretchtui list --help'),
        (["list", "--js"], 'no option "--js"'),
        (["list", "--no-mouse"], 'no option "--no-mouse"; see stretchtui list --help'),
        (["list", "--kiosk=1"], 'no option "--kiosk"; see stretchtui list --help'),
        (["list", "too", "much"], 'unexpected "too"; see stretchtui list --help'),
        (["list", "-"], 'unexpected "-"; see stretchtui list --help'),
        (["--home"], "--home: expected one argument; see stretchtui --help"),
        (["play", "\x1b[2J", "\x07"], 'unexpected "\ufffd"; see '),
        (["--speed", "fast"], "--speed: expected a number from 0.1 to 1000; see "),
        (["--speed", "0"], "--speed: expected a number from 0.1 to 1000; see "),
        (
            ["--cues", "trumpets"],
            "--cues: expected auto, relay, speakers, browser, terminal or off, "
            'found "trumpets"; see stretchtui --help',
        ),
        (["completion"], "missing SHELL; see stretchtui completion --help"),
        (["completion", "tcsh"], 'SHELL: expected bash, zsh or fish, found "tcsh"; see '),
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


class Paint(FirstPaint):
    """One that says when the terminal is to be given back."""

    def __init__(self) -> None:
        super().__init__(0, 2, ScreenPicture.of([], 0, erases=True), whole=True)
        self.given_back = False

    def give_back(self) -> None:
        """Remember it."""
        self.given_back = True


def test_the_list_is_opened_over_what_is_painted_already(
    run: CommandLine, opened: list[Opened]
) -> None:
    paint = Paint()

    def keep(whole: str, common: str, since: float, until: float) -> None:
        """Nothing is drawn here."""

    words = ["--home", str(run.home)]
    assert cli.main(words, paint=paint, keep_screen=keep) == STATUS
    assert (opened[0].start.paint, opened[0].start.keep_screen) == (paint, keep)
    assert cli.main(words) == STATUS
    assert (opened[1].start.paint, opened[1].start.keep_screen) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--home", "here"],
        ["--home=here"],
        ["--home="],
        ["--home", ""],
        ["--no-mouse", "--home", "here", "--no-motion"],
        ["--home", "here", "--home=there"],
    ],
    ids=" ".join,
)
def test_words_that_ask_for_the_list_say_the_same_without_a_parser(words: list[str]) -> None:
    listed = program._listed(words)
    assert listed is not None
    whole = {**screen.UNSAID, **listed, "command": None, "version": None}
    assert whole == vars(options_of(words))


def test_the_list_is_opened_without_a_parser(run: CommandLine, opened: list[Opened]) -> None:
    assert cli.main([], listed={"home": str(run.home), "no_motion": True}) == STATUS
    (each,) = opened
    assert each.files.folders.data == run.home / "data"
    assert each.options["motion"] is False
    assert each.options["mouse"] is True


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["--home"],
        ["--home", "--no-mouse"],
        ["--home", "-"],
        ["--no-mouse=yes"],
        ["--no-mo"],
        ["--homes", "here"],
        ["--", "--no-mouse"],
        ["--cues", "off"],
        ["-V"],
    ],
    ids=" ".join,
)
def test_words_that_a_parser_has_to_judge_are_left_to_it(words: list[str]) -> None:
    assert program._listed(words) is None


def test_the_terminal_is_given_back_before_anything_is_said(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint = Paint()
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(cli, "complain", lambda line: said.append((line, paint.given_back)))
    monkeypatch.setattr(screen, "TO_PLAY", 10**7)
    assert cli.main(["--home", str(run.home)], paint=paint) == ExitStatus.USAGE
    [(line, given_back)] = said
    assert "more open files are needed" in line
    assert given_back


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

    monkeypatch.setattr(screen, "full_screen", interrupted)
    assert run() == (130, "", "")
