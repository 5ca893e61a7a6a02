"""``cues``, ``doctor`` and ``ssh``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues import demonstration, relay_near
from stretchtui.cues.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchtui.cues.sink import Sink
    from tests.cli.line import CommandLine


def settings(run: CommandLine, toml: str) -> None:
    """Write the person's settings."""
    (run.routines.parent / "settings.toml").write_text(toml)


# cues


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cue waits for the one before to end."""
    all_at_once = partial(demonstration.demonstrate, between=0)
    monkeypatch.setattr(demonstration, "demonstrate", all_at_once)


@pytest.mark.usefixtures("_at_once")
@pytest.mark.parametrize(("sink", "name"), [("off", "sound off"), ("terminal", "terminal bell")])
def test_cues_names_every_cue_and_what_played_it(run: CommandLine, sink: str, name: str) -> None:
    done = run("cues", "--cues", sink)
    assert (done.status, done.err) == (0, "")
    lines = done.out.replace("\a", "").splitlines()
    assert [line.split()[0] for line in lines] == list(CueName)
    assert all(line.endswith(f" {name}") for line in lines)
    assert ("\a" in done.out) == (sink == "terminal")


@pytest.mark.usefixtures("_at_once")
def test_cues_go_where_the_settings_say_if_nothing_else_is_said(run: CommandLine) -> None:
    settings(run, '[cues]\nsink = "off"\n')
    assert run("cues").out.count("sound off\n") == len(CueName)
    assert "sound off" not in run("cues", "--cues", "terminal").out
    assert "sound off" not in run("--cues", "terminal", "cues").out


@pytest.mark.usefixtures("_at_once")
def test_cues_says_which_sounds_of_ones_own_cannot_be_used(run: CommandLine) -> None:
    (run.routines.parent / "sounds").mkdir()
    (run.routines.parent / "sounds" / "hold.wav").write_text("la la la")
    done = run("cues", "--cues", "off")
    assert done.status == 0
    assert done.err.startswith("stretchtui: ")
    assert "hold.wav" in done.err
    assert done.err.count("\n") == 1


# doctor


def findings(run: CommandLine) -> dict[str, list[str]]:
    """What the doctor has found, by what was looked for."""
    done = run("doctor")
    assert (done.status, done.err) == (0, "")
    found: dict[str, list[str]] = {}
    for line in done.out.splitlines():
        found.setdefault(line[:16].rstrip(), []).append(line[17:])
    return found


def test_doctor_says_what_is_here(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-kitty")
    found = findings(run)
    assert found["program"][0].startswith("stretchtui ")
    assert "textual " in found["packages"][0]
    assert found["terminal"] == ["xterm-kitty"]
    assert found["connection"] == ["at this machine"]
    assert found["multiplexer"] == ["none"]
    routines = run.home / "config" / "routines"
    assert found["routines"] == [f"{routines} (not there yet)"]
    assert "fault" not in found
    assert len(found["cues go to"]) == 1


def test_doctor_says_why_over_ssh_the_terminal_rings(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PULSE_SERVER", "PIPEWIRE_REMOTE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22")
    monkeypatch.setenv("TERM_PROGRAM", "Apple_\x1bTerminal")
    found = findings(run)
    assert found["connection"] == ["SSH from 192.0.2.1"]
    assert "\x1b" not in found["terminal"][0]
    assert found["cues go to"] == ["the terminal's bell, over SSH"]
    assert any("bell switched off" in line for line in found["advice"])


def test_doctor_says_what_is_wrong_with_settings_and_sounds(run: CommandLine) -> None:
    settings(run, "[cues]\nvolume = 101\n")
    (run.routines.parent / "sounds").mkdir()
    (run.routines.parent / "sounds" / "hold.wav").write_text("la la la")
    sounds, volume = findings(run)["fault"]
    assert "hold.wav" in sounds
    assert volume.startswith("settings.toml: cues.volume: expected ")
    assert findings(run)["routines"] == [str(run.routines)]


# ssh


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[str], Sink]]:
    """What the relay was started with, each time."""
    found: list[tuple[Sequence[str], Sink]] = []

    def note(words: Sequence[str], sink: Sink) -> int:
        found.append((words, sink))
        return 255

    monkeypatch.setattr(relay_near, "main", note)
    return found


def test_ssh_gives_its_words_on_as_they_are(
    run: CommandLine, called: list[tuple[Sequence[str], Sink]]
) -> None:
    words = ["-p", "2222", "me@far", "--home", "there", "play", "hips", "--help", "--version"]
    assert run.only("ssh", *words) == (255, "", "")
    ((given, sink),) = called
    assert given == words
    assert isinstance(sink, Speakers)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "usage: stretchtui ssh [--shell] [ssh options] [user@]host [stretchtui arguments]"),
        (["--shell"], "usage: stretchtui ssh "),
        (["-p"], "ssh's option -p needs a value"),
        (["-N", "far"], "ssh's option -N leaves no terminal for stretchtui"),
        (["-z", "far"], "ssh has no option '-z'; usage: stretchtui ssh "),
        (["--", "-oProxyCommand=id"], "expected [user@]host, found '-oProxyCommand=id'"),
        (["far", "play", "a\nb"], "an argument holds a control character"),
    ],
)
def test_words_that_ssh_does_not_take_are_refused_in_one_line(
    run: CommandLine, words: list[str], line: str
) -> None:
    assert run.only("ssh", *words).complaint.startswith(line)


def test_ssh_is_told_of_in_the_help(run: CommandLine) -> None:
    done = run.only("ssh", "-h")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("usage: stretchtui ssh [--shell] [ssh options] [user@]host ")
