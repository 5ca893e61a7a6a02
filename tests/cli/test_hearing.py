"""``cues`` and ``doctor``."""

from __future__ import annotations

import json
from importlib import metadata
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli import doctor as telling
from stretchtui.core.sessions.cues import CueName
from stretchtui.cues import demonstration, doctor
from stretchtui.cues.demonstration import rings
from stretchtui.cues.speakers import Speakers

if TYPE_CHECKING:
    from tests.cli.line import CommandLine


def settings(run: CommandLine, toml: str) -> None:
    """Write the person's settings."""
    (run.routines.parent / "settings.toml").write_text(toml)


# cues


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cue waits for the one before to end."""
    monkeypatch.setattr(demonstration, "lasts", lambda cue: 0)


@pytest.mark.usefixtures("_at_once")
@pytest.mark.parametrize(("sink", "name"), [("off", "off"), ("terminal", "terminal bell")])
def test_cues_teaches_every_cue_and_says_what_plays_it(
    run: CommandLine, sink: str, name: str
) -> None:
    done = run("cues", "--cues", sink)
    assert (done.status, done.err) == (0, "")
    output, empty, heading, *lines = done.out.replace("\a", "").splitlines()
    assert (output, empty) == (f"Sound output: {name}", "")
    assert heading.split() == ["cue", "bells", "meaning"]
    assert [line.split()[0] for line in lines] == list(CueName)
    assert [line[19:].lstrip() for line in lines] == [cue.meaning for cue in CueName]
    assert [line.split()[1] for line in lines] == [str(rings(cue) or "-") for cue in CueName]
    assert ("\a" in done.out) == (sink == "terminal")


@pytest.mark.usefixtures("_at_once")
def test_cues_go_where_the_settings_say_if_nothing_else_is_said(run: CommandLine) -> None:
    settings(run, '[cues]\nsink = "off"\n')
    assert "Sound output: off\n" in run("cues").out
    assert "Sound output: off" not in run("cues", "--cues", "terminal").out
    assert "Sound output: off" not in run("--cues", "terminal", "cues").out


@pytest.mark.usefixtures("_at_once")
def test_cues_says_which_sounds_of_ones_own_cannot_be_used(run: CommandLine) -> None:
    (run.routines.parent / "sounds").mkdir()
    (run.routines.parent / "sounds" / "hold.wav").write_text("la la la")
    done = run("cues", "--cues", "off")
    assert done.status == 0
    assert done.err.startswith("stretchtui: ")
    assert "hold.wav" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.usefixtures("_at_once")
def test_cues_says_so_when_something_else_takes_over(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_helper(speakers: Speakers) -> None:
        speakers.failed = "speakers failed: gone"

    monkeypatch.setattr(Speakers, "open", no_helper)
    # They stay so, and are not tried again.
    monkeypatch.setattr(Speakers, "check", lambda speakers: None)
    lines = run("cues", "--cues", "speakers").out.replace("\a", "").splitlines()
    assert lines[0].startswith("Sound output: speakers (")
    assert lines[4] == "Sound output: terminal bell, as the speakers failed: gone"
    assert len(lines) == 4 + len(CueName)


# doctor


def findings(run: CommandLine) -> dict[str, list[str]]:
    """What the doctor has found, by what was looked for; and what can be done."""
    done = run("doctor")
    assert (done.status, done.err) == (0, "")
    rows, _, advice = done.out.partition("\n\n")
    found: dict[str, list[str]] = {"advice": [advice]}
    label = ""
    for line in rows.splitlines():
        if line[:16].strip():
            label = line[:16].rstrip()
            found.setdefault(label, []).append(line[17:])
        else:
            found[label][-1] += f" {line[17:]}"
    return found


SEEN = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "TMUX", "STY", "PULSE_SERVER")
FURTHER = ("PIPEWIRE_REMOTE", "ALSA_CONFIG_PATH", "XDG_RUNTIME_DIR", "TERM_PROGRAM")


@pytest.fixture(autouse=True)
def _plain_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of this machine, of which nothing else is known."""
    for name in (*SEEN, *FURTHER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-kitty")
    monkeypatch.setenv("COLUMNS", "100")


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
    assert "problem" not in found
    assert len(found["sound output"]) == 1
    run.routines.mkdir(exist_ok=True)
    assert findings(run)["routines"] == [str(routines)]


def test_doctor_reads_the_settings(run: CommandLine) -> None:
    settings(run, '[cues]\nsink = "off"\nvolume = 30\noff = ["tick", "halfway"]\n')
    found = findings(run)
    assert found["sound output"] == ["off, chosen in the settings"]
    assert found["volume"] == ["30 %"]
    assert found["cues turned off"] == ["halfway, tick"]
    (advice,) = found["advice"]
    assert advice.startswith("What you can do\n\n1. Sounds are off in the settings.")
    assert '\n     sink = "auto"\n' in advice


def test_doctor_says_which_packages_are_missing(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "PACKAGES", ("stretchtui", "trumpets-for-textual"))
    here = f"stretchtui {metadata.version('stretchtui')}"
    assert findings(run)["packages"] == [f"{here}, trumpets-for-textual missing"]


def test_doctor_says_that_there_is_nothing_to_fix(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22")
    monkeypatch.setenv("PULSE_SERVER", "tcp:192.0.2.1")
    monkeypatch.setattr(doctor, "shutil", SimpleNamespace(which=lambda name: f"/usr/bin/{name}"))
    monkeypatch.setattr(doctor, "util", SimpleNamespace(find_spec=lambda name: None))
    found = findings(run)
    assert found["forwarded sound"] == ["PULSE_SERVER=tcp:192.0.2.1"]
    assert found["sound output"] == ["speakers (pw-play), sound is forwarded"]
    assert found["advice"] == ["Nothing to fix. To hear every sound: stretchtui cues\n"]


def test_doctor_says_what_is_wrong_with_settings_and_sounds(run: CommandLine) -> None:
    settings(run, "[cues]\nvolume = 101\n")
    (run.routines.parent / "sounds").mkdir()
    (run.routines.parent / "sounds" / "hold.wav").write_text("la la la")
    sounds, volume = findings(run)["problem"]
    assert "hold.wav" in sounds
    assert volume.startswith("settings.toml: cues.volume: expected ")


@pytest.mark.parametrize("columns", ["1", "40", "300"])
def test_doctor_fits_the_terminal_but_leaves_whole_what_is_copied(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    monkeypatch.setenv("TERM", "screen")
    lines = run("doctor").out.splitlines()
    assert [line.split(":")[1].lstrip() for line in lines if line.startswith("     To keep")] == [
        "echo 'vbell off' >> ~/.screenrc"
    ]
    words = [line for line in lines[lines.index("") :] if not line.startswith("     ")]
    assert max(map(len, words)) <= max(23, min(99, int(columns) - 1))


def test_doctor_tells_other_programs_the_same(run: CommandLine) -> None:
    settings(run, '[cues]\nsink = "terminal"\noff = ["tick"]\n')
    done = run("doctor", "--json")
    assert (done.status, done.err) == (0, "")
    report = json.loads(done.out)
    assert list(report) == ["program", "packages", "folders", "sound", "problems", "advice"]
    assert report["folders"]["settings"] == str(run.home / "config" / "settings.toml")
    assert report["sound"]["terminal"] == {
        "term": "xterm-kitty",
        "program": "",
        "name": "",
        "answered": False,
    }
    assert report["sound"]["output"] == "terminal bell"
    assert report["sound"]["cues_off"] == ["tick"]
    assert report["problems"] == []
    assert report["advice"][-1] == {
        "words": "Turn on kitty's bell. Add this to kitty.conf:",
        "lines": [{"label": "", "text": "enable_audio_bell yes"}],
    }
