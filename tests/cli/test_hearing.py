"""``cues``, ``doctor`` and ``ssh``."""

from __future__ import annotations

from functools import partial
from importlib import metadata
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues import demonstration, doctor, relay_near
from stretchtui.cues.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stretchtui.cues.sink import Sink
    from stretchtui.cues.voice import Voice
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


SEEN = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "TMUX", "STY", "PULSE_SERVER")
FURTHER = ("PIPEWIRE_REMOTE", "ALSA_CONFIG_PATH", "XDG_RUNTIME_DIR", "TERM_PROGRAM")


@pytest.fixture
def _plain_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of this machine, of which nothing else is known."""
    for name in (*SEEN, *FURTHER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-kitty")


@pytest.mark.usefixtures("_plain_place")
def test_doctor_says_what_is_here(run: CommandLine) -> None:
    found = findings(run)
    assert found["program"][0].startswith("stretchtui ")
    assert "textual " in found["packages"][0]
    assert found["terminal"] == ["xterm-kitty"]
    assert found["connection"] == ["at this machine"]
    assert found["multiplexer"] == ["none"]
    assert found["forwarded sound"] == ["none"]
    routines = run.home / "config" / "routines"
    assert found["routines"] == [f"{routines} (not there yet)"]
    assert "fault" not in found
    assert len(found["cues go to"]) == 1
    run.routines.mkdir(exist_ok=True)
    assert findings(run)["routines"] == [str(routines)]


@pytest.mark.usefixtures("_plain_place")
@pytest.mark.parametrize(
    ("variables", "connection", "cues"),
    [
        ({"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}, "SSH from 192.0.2.1", "over SSH"),
        ({"SSH_TTY": "/dev/pts/1"}, "SSH", "over SSH"),
        ({"SSH_CLIENT": "192.0.2.1 5 22"}, "SSH", "over SSH"),
        ({}, "at this machine", "nothing here to play sounds with"),
    ],
)
def test_doctor_says_why_the_terminal_rings(
    run: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    connection: str,
    cues: str,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TERM_PROGRAM", "Apple_\x1bTerminal")
    monkeypatch.setattr(doctor, "util", SimpleNamespace(find_spec=lambda name: None))
    monkeypatch.setattr(doctor, "shutil", SimpleNamespace(which=lambda name: None))
    found = findings(run)
    assert found["connection"] == [connection]
    assert found["engines"] == ["none"]
    assert "\x1b" not in found["terminal"][0]
    assert found["cues go to"] == [f"the terminal's bell, {cues}"]
    ring, player = found["advice"]
    assert "bell switched off" in ring
    assert player.startswith("for the speakers install a player: ")


def test_doctor_says_which_packages_are_missing(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "PACKAGES", ("stretchtui", "trumpets-for-textual"))
    here = f"stretchtui {metadata.version('stretchtui')}"
    assert findings(run)["packages"] == [f"{here}, no trumpets-for-textual"]


@pytest.mark.usefixtures("_plain_place")
@pytest.mark.parametrize("quick", [True, False])
def test_doctor_says_why_the_speakers_play(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, quick: bool
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22")
    monkeypatch.setenv("PULSE_SERVER", "tcp:192.0.2.1")
    monkeypatch.setattr(doctor, "util", SimpleNamespace(find_spec=lambda name: quick or None))
    monkeypatch.setattr(doctor, "shutil", SimpleNamespace(which=lambda name: f"/usr/bin/{name}"))
    found = findings(run)
    assert found["forwarded sound"] == ["PULSE_SERVER=tcp:192.0.2.1"]
    assert found["engines"][0].startswith("simpleaudio, ") == quick
    assert found["cues go to"] == ["the speakers, sound is forwarded"]
    assert found.get("advice", []) == (
        [] if quick else ["quicker: pip install 'stretchtui[simpleaudio]'"]
    )


TMUX = """#!/bin/sh
case "$*" in
    *-gv*bell-action) echo none;;
    *-gv*visual-bell) echo on;;
    *-Agwv*allow-passthrough) echo off;;
esac
"""


@pytest.mark.usefixtures("_plain_place")
def test_doctor_says_how_bells_get_through_tmux(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    tmux = tmp_path / "tmux"
    tmux.write_text(TMUX)
    tmux.chmod(0o755)
    found = findings(run)
    assert found["multiplexer"] == ["tmux, bell-action none, visual-bell on, allow-passthrough off"]
    settings = [line.partition(": ")[2] for line in found["advice"]]
    assert {"set -g bell-action any", "set -g visual-bell off"} < set(settings)
    assert any("allow-passthrough" in line for line in settings)
    # A tmux that does not say has nothing to be told.
    tmux.write_text("#!/bin/sh\nexit 1\n")
    found = findings(run)
    assert found["multiplexer"] == ["tmux"]
    assert not any("tmux" in line for line in found["advice"])
    monkeypatch.setenv("PATH", "")
    assert findings(run)["multiplexer"] == ["tmux"]


@pytest.mark.usefixtures("_plain_place")
def test_doctor_says_how_bells_get_through_screen(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    monkeypatch.setenv("STY", "1.pts-1.here")
    found = findings(run)
    assert found["multiplexer"] == ["screen"]
    assert "in screen: vbell off" in found["advice"]


def test_doctor_says_what_is_wrong_with_settings_and_sounds(run: CommandLine) -> None:
    settings(run, "[cues]\nvolume = 101\n")
    (run.routines.parent / "sounds").mkdir()
    (run.routines.parent / "sounds" / "hold.wav").write_text("la la la")
    sounds, volume = findings(run)["fault"]
    assert "hold.wav" in sounds
    assert volume.startswith("settings.toml: cues.volume: expected ")


# ssh


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[str], Sink]]:
    """What the relay was started with, each time."""
    found: list[tuple[Sequence[str], Sink]] = []

    def note(words: Sequence[str], sink: Sink, voice: Voice | None = None) -> int:
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
