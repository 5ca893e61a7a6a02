"""The screen, ``play`` and ``resume``: what is opened, and what is played in plain lines."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.cues.browser import LOOPBACK
from stretchtui.plain import play
from stretchtui.playing import clock
from stretchtui.playing.ending import ExitStatus
from stretchtui.store.journal import Journal
from stretchtui.tui import launch
from stretchtui.tui.start import Start
from tests.cli.line import STATUS, CommandLine, Opened, Played, Streams
from tests.cli.past import NOW, broke_off, did

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry

EMPTY = 'format = 1\n[[routine]]\nid = "empty"\nname = "Nothing yet"\n'

pytestmark = pytest.mark.usefixtures("streams")


def name_of(entry: Entry | str | None) -> str:
    """The name of a routine that is there."""
    assert entry is not None
    assert not isinstance(entry, str)
    return entry.routine.name


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon."""
    monkeypatch.setattr(clock, "moment", lambda: NOW)


# The screen


def test_without_a_command_the_screen_opens_with_the_list(
    run: CommandLine, opened: list[Opened], short: Path
) -> None:
    (run.routines / "mine.toml").write_text(short.read_text())
    assert run() == (STATUS, "", "")
    ((files, start, options),) = opened
    assert files.folders.config == run.home / "config"
    assert "short" in files.library.entries
    assert start == Start(check_sound=True)
    assert options == {
        "cues": None,
        "mouse": True,
        "motion": True,
        "suspends": True,
        "listen": LOOPBACK,
    }


def test_options_of_the_screen_reach_it(run: CommandLine, opened: list[Opened]) -> None:
    run("--speed", "0.1", "--cues", "terminal", "--no-motion", "--no-mouse")
    ((_, start, options),) = opened
    assert start == Start(speed=0.1, check_sound=True)
    assert options == {
        "cues": "terminal",
        "mouse": False,
        "motion": False,
        "suspends": True,
        "listen": LOOPBACK,
    }


@pytest.mark.parametrize("command", [[], ["play", "hips"], ["new"]])
def test_what_the_screen_needs_and_is_not_there_is_said(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise launch.NoTerminal("expected a terminal, but standard input is not one")

    monkeypatch.setattr(launch, "launch", refuse)
    complaint = run(*command).complaint
    assert complaint == "expected a terminal, but standard input is not one"


@pytest.mark.parametrize("term", ["dumb", None])
def test_a_terminal_that_shows_no_screens_is_told_what_does_without(
    run: CommandLine, opened: list[Opened], monkeypatch: pytest.MonkeyPatch, term: str | None
) -> None:
    if term is None:
        monkeypatch.delenv("TERM")
    else:
        monkeypatch.setenv("TERM", term)
    words = "expected a terminal that can show a screen"
    assert run().complaint == f"{words}; stretchtui play works without one"
    assert run("--kiosk").complaint == words, "visitors have nothing but the screen"
    assert opened == []


@pytest.mark.parametrize("closed", ["input", "output", "error"])
def test_the_real_screen_says_which_stream_is_no_terminal(
    run: CommandLine, streams: Streams, closed: str
) -> None:
    for there in (False, None):
        streams(**{closed: there})
        complaint = run().complaint
        assert complaint == f"expected a terminal, but standard {closed} is not one"


# play


def test_play_opens_the_screen_with_a_routine(
    run: CommandLine, opened: list[Opened], short: Path
) -> None:
    for wanted in ("hips", "HIPS", str(short)):
        assert run("play", wanted) == (STATUS, "", "")
    by_id, by_name, in_file = opened
    assert name_of(by_id.start.play) == name_of(by_name.start.play) == "Hips"
    assert name_of(in_file.start.play) == "Short and sweet"
    assert by_id.start == Start(play=by_id.start.play)
    # Whenever the library is read again, the file is.
    (run.routines / "mine.toml").write_text(short.read_text().replace("short", "mine"))
    short.write_text(short.read_text().replace("Short", "Brief"))
    assert in_file.files.refresh()
    assert in_file.files.library.entries["short"].routine.name == "Brief and sweet"


def test_floor_and_other_options_reach_the_screen(run: CommandLine, opened: list[Opened]) -> None:
    run("play", "hips", "--floor", "--speed", "3", "--cues", "relay")
    ((_, start, options),) = opened
    assert start == Start(play=start.play, floor=True, speed=3.0)
    assert options["cues"] == "relay"


def test_play_plain_plays_in_lines(
    run: CommandLine, opened: list[Opened], played: list[Played]
) -> None:
    assert run("play", "hips", "--plain", "--speed", "2", "--cues", "off").status == STATUS
    ((files, entry, options),) = played
    assert name_of(entry) == "Hips"
    assert files.folders.config == run.home / "config"
    assert options == {"speed": 2.0, "cues": "off", "listen": LOOPBACK}
    assert opened == []


@pytest.mark.parametrize("gone", ["input", "output", "error"])
def test_without_a_terminal_it_plays_in_lines(
    run: CommandLine, opened: list[Opened], played: list[Played], streams: Streams, gone: str
) -> None:
    for there in (False, None):
        streams(**{gone: there})
        assert run("play", "hips").status == STATUS
    assert [name_of(each.entry) for each in played] == ["Hips", "Hips"]
    assert opened == []


def test_a_dumb_terminal_gets_lines(
    run: CommandLine, opened: list[Opened], played: list[Played], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert run("play", "hips").status == STATUS
    assert [name_of(each.entry) for each in played] == ["Hips"]
    assert opened == []


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["play"], "missing ROUTINE; see stretchtui play --help"),
        (["play", "{empty}"], "empty has no steps to play"),
        (["play", "{empty}", "--plain"], "empty has no steps to play"),
        (
            ["play", "hips", "--plain", "--floor"],
            "--floor: not allowed with --plain; see stretchtui play --help",
        ),
        (
            ["resume", "--floor", "--plain"],
            "--plain: not allowed with --floor; see stretchtui resume --help",
        ),
        *(
            (
                ["play", "hips", "--speed", speed],
                "--speed: expected a number from 0.1 to 1000; see stretchtui play --help",
            )
            for speed in ("fast", "0", "nan", "1001", "")
        ),
        (
            ["play", "hips", "--cues", "trumpets"],
            "--cues: expected auto, relay, speakers, browser, ",
        ),
        (["resume", "hips"], 'unexpected "hips"; see stretchtui resume --help'),
    ],
)
def test_what_cannot_be_played_is_said_in_one_line(
    run: CommandLine,
    opened: list[Opened],
    played: list[Played],
    tmp_path: Path,
    words: list[str],
    line: str,
) -> None:
    (tmp_path / "empty.toml").write_text(EMPTY)
    said = [word.replace("{empty}", str(tmp_path / "empty.toml")) for word in words]
    complaint = run(*said).complaint
    assert complaint.startswith(line)
    assert opened == []
    assert played == []


# resume


def test_resume_opens_the_screen_and_leaves_the_session_to_it(
    run: CommandLine, opened: list[Opened]
) -> None:
    broke_off(run.home, 0.5)
    assert run("resume", "--floor", "--speed", "2", "--cues", "off") == (STATUS, "", "")
    ((_, start, options),) = opened
    assert start == Start(resume=True, floor=True, speed=2.0)
    assert options["cues"] == "off"
    with contextlib.closing(Journal(run.home / "data")) as journal:
        assert journal.resumable(NOW.now) is not None, "nobody holds it"


@pytest.mark.parametrize("way", ["plain", "dumb", "no terminal"])
def test_resume_plays_in_lines_where_play_does(
    run: CommandLine,
    opened: list[Opened],
    played: list[Played],
    monkeypatch: pytest.MonkeyPatch,
    streams: Streams,
    way: str,
) -> None:
    broke_off(run.home, 0.5)
    match way:
        case "dumb":
            monkeypatch.setenv("TERM", "dumb")
        case "no terminal":
            streams(output=False)
    plain = ["--plain"] if way == "plain" else []
    assert run("resume", *plain, "--speed", "2", "--cues", "off") == (STATUS, "", "")
    ((files, entry, options),) = played
    assert entry is None, "the one that was interrupted"
    assert files.folders.data == run.home / "data"
    assert options == {"speed": 2.0, "cues": "off", "listen": LOOPBACK}
    assert opened == []


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_where_nothing_was_interrupted_there_is_nothing_to_resume(
    run: CommandLine, opened: list[Opened], played: list[Played], plain: list[str]
) -> None:
    words = "nothing to resume: no session was interrupted in the last day"
    assert run("resume", *plain).not_found == words
    assert not (run.home / "data").exists()
    did(run.home, 0.5)
    broke_off(run.home, 1.1)
    assert run("resume", *plain).not_found == words, "the one was completed, the other is too old"
    assert opened == []
    assert played == []


@pytest.mark.parametrize(
    ("error", "status"),
    [(play.NoOutput, ExitStatus.USAGE), (play.NothingToResume, ExitStatus.NOT_FOUND)],
)
@pytest.mark.parametrize("command", [["play", "hips"], ["resume"]])
def test_what_the_plain_lines_refuse_is_said_in_one_line(
    run: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    error: type[Exception],
    status: ExitStatus,
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise error("standard output: it is full")

    broke_off(run.home, 0.5)
    monkeypatch.setattr(play, "play_plain", refuse)
    assert run(*command, "--plain").complaint_with(status) == "standard output: it is full"


# The page in a browser


def test_ears_opens_the_screen_and_a_page(run: CommandLine, opened: list[Opened]) -> None:
    assert run("ears").status == STATUS
    assert run("ears", "hips", "--floor", "--listen", "192.168.1.20").status == STATUS
    (_, start, options), (_, other, more) = opened
    assert (start.play, options["cues"], options["listen"]) == (None, "browser", LOOPBACK)
    assert name_of(other.play) == "Hips"
    assert (other.floor, more["cues"], more["listen"]) == (True, "browser", "192.168.1.20")


def test_without_a_terminal_ears_plays_in_lines(
    run: CommandLine, played: list[Played], streams: Streams
) -> None:
    streams(output=False)
    assert run("ears", "hips", "--listen", "::").status == STATUS
    ((_, entry, options),) = played
    assert name_of(entry) == "Hips"
    assert options == {"speed": 1.0, "cues": "browser", "listen": "::"}


@pytest.mark.parametrize("listen", ["home.example", "192.168.1", "", "192.168.1.20:8733"])
def test_only_a_number_can_be_listened_at(run: CommandLine, listen: str) -> None:
    done = run("--cues", "browser", "--listen", listen)
    assert done.status == 2
    assert "expected an address of this machine, like 192.168.1.20, or 0.0.0.0 for all" in done.err


def test_where_many_come_pages_are_served_only_if_that_was_said(
    run: CommandLine, opened: list[Opened]
) -> None:
    run("--kiosk", "--listen", "0.0.0.0")
    run("--kiosk", "--cues", "browser")
    run("--kiosk", "--cues", "browser", "--listen", "0.0.0.0")
    listens = [options["listen"] for _, _, options in opened]
    assert listens == [None, LOOPBACK, "0.0.0.0"]
