"""``cues``, its quiz, and ``doctor`` in real terminals, over a real sshd, in tmux and in screen."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.core.sessions.cues import CueName
from tests.end_to_end.recorder import SOUNDS, Recorder
from tests.end_to_end.sshd import Machines, machines
from tests.end_to_end.terminal import COPIED, PATIENT, PATIENT_COPY, PROGRAM, Terminal

WIDE = (200, 50)
"""So that nothing that is looked for is broken."""

SHELL = ("env", "PS1=ready$ ", "bash", "--norc", "--noprofile", "-i")


@pytest.fixture
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A machine with the program on it."""
    with machines(tmp_path_factory.mktemp("ssh"), ["far"]) as reachable:
        program = reachable.home / ".local" / "bin" / "stretchtui"
        program.write_text(f'#!/bin/sh\nexec {shlex.join(PATIENT)} "$@"\n')
        yield reachable


@pytest.fixture
def screens() -> Iterator[dict[str, str]]:
    """Has screens be others than the developer's; the name of a socket cannot be long."""
    folder = tempfile.mkdtemp()
    yield {"SCREENDIR": folder}
    shutil.rmtree(folder)


# Over the relay


@pytest.mark.long
def test_through_the_relay_every_cue_is_heard_where_the_person_is(
    far: Machines, home: Path, tmp_path: Path
) -> None:
    recorder = Recorder(tmp_path / "device")
    # The home is given before ssh: it is this machine's, which has a sound of its own.
    (home / "config" / "sounds").mkdir(parents=True)
    shutil.copy(SOUNDS / "hold.wav", home / "config" / "sounds" / "ready.wav")
    command = [*PATIENT_COPY, "--home", str(home), "ssh", *far.options, "far", "cues"]
    with Terminal(
        command, tmp_path, WIDE, environment=recorder.environment, answers=True
    ) as terminal:
        terminal.wait_for_text("Sound output: relay, played where you are")
        assert terminal.wait_for_exit() == 0
        assert terminal.bells() == []
        assert not any(each in terminal.output for each in (b"]8733", b"?8733"))
        assert all(cue.meaning in terminal.text for cue in CueName)
    expected = ["hold" if cue is CueName.READY else str(cue) for cue in CueName]
    assert recorder.wait_for_cues(expected) == expected


def test_through_the_relay_the_doctor_knows_it(far: Machines, home: Path, tmp_path: Path) -> None:
    plays = Recorder(tmp_path / "device").environment
    command = [*PATIENT_COPY, "ssh", *far.options, "far", "doctor"]
    with Terminal(command, home, WIDE, environment=plays, answers=True) as terminal:
        assert terminal.wait_for_exit() == 0
        assert re.search(r"sound output +relay, played where you are", terminal.text)
        assert re.search(r"connection +SSH from 127\.0\.0\.1, with stretchtui ssh", terminal.text)
        assert "Nothing to fix." in terminal.text
        assert terminal.settings == terminal.settings_before


def test_without_the_relay_the_doctor_says_how_to_have_it(far: Machines, home: Path) -> None:
    there = "exec ~/.local/bin/stretchtui doctor"
    with Terminal([*far.ssh, "-t", "far", there], home, WIDE, answers=True) as terminal:
        assert terminal.wait_for_exit() == 0
        assert re.search(r"sound output +terminal bell, over SSH", terminal.text)
        assert "stretchtui ssh HOST" in terminal.text


def test_the_doctor_asks_the_terminal_also_when_its_words_go_into_a_pipe(
    far: Machines, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "report.json"
    there = f"~/.local/bin/stretchtui doctor --json | cat >{file}"
    plays = Recorder(tmp_path / "device").environment
    command = [*PATIENT_COPY, "ssh", "--shell", *far.options, "far", there]
    with Terminal(command, home, WIDE, environment=plays, answers=True) as terminal:
        assert terminal.wait_for_exit() == 0
    sound = json.loads(file.read_text())["sound"]
    assert (sound["relay"], sound["output"]) == (True, "relay")
    assert sound["terminal"]["answered"]


def test_a_screen_on_the_near_side_is_seen_through_ssh(
    far: Machines, home: Path, screens: dict[str, str]
) -> None:
    assert shutil.which("screen"), "install screen"
    file = home / "report.json"
    there = f"~/.local/bin/stretchtui doctor --json >{file}"
    inside = shlex.join([*far.ssh, "-t", "far", there])
    with Terminal(
        ["screen", "sh", "-c", inside], home, WIDE, environment=screens, answers=True
    ) as terminal:
        terminal.wait_for(lambda: file.exists() and file.read_text().endswith("}\n"), "a report")
        terminal.wait_for_exit()
    sound = json.loads(file.read_text())["sound"]
    assert sound["terminal"]["term"].startswith("screen")
    assert sound["multiplexer"] == {"name": "screen", "here": False, "options": {}, "file": ""}


# The remedies


@pytest.mark.parametrize("program", ["screen", "tmux"])
def test_what_the_doctor_says_to_type_lets_bells_be_heard(
    home: Path, screens: dict[str, str], program: str
) -> None:
    assert shutil.which(program), f"install {program}"
    rc = home / "screenrc"
    rc.write_text("vbell on\n")
    report = home / "report.json"
    around = {
        "screen": ["screen"],
        "tmux": ["tmux", "-S", str(home / "socket"), "-f", "/dev/null", "new-session"],
    }[program]
    environment = {**screens, "SCREENRC": str(rc)}
    with Terminal([*around, *SHELL], home, WIDE, environment=environment) as terminal:
        terminal.wait_for_text("ready$")
        if program == "tmux":
            _typed(terminal, "tmux set -g visual-bell on")
        _typed(terminal, f"{shlex.join(PROGRAM)} doctor --json >{report}")
        sound, remedies = (json.loads(report.read_text())[each] for each in ("sound", "advice"))
        assert (sound["multiplexer"]["name"], sound["multiplexer"]["here"]) == (program, True)
        first = next(each for each in remedies if "you don't hear them" in each["words"])
        _typed(terminal, "printf '\\a'")
        assert terminal.bells() == [], "nobody hears it"
        _typed(terminal, first["lines"][0]["text"])
        _typed(terminal, "printf '\\a'")
        terminal.wait_for(lambda: len(terminal.bells()) == 1, "the bell")
        terminal.press("exit\r")
        terminal.wait_for_exit()


def _typed(terminal: Terminal, line: str) -> None:
    """Have the shell run a line, and wait for its end."""
    before = len(re.findall(r"did-0\b", terminal.text))
    terminal.press(f"{line}; echo did-$?\r")
    terminal.wait_for(
        lambda: len(re.findall(r"did-0\b", terminal.text)) > before, f"the end of {line!r}"
    )


# The quiz


def _wait_for_question(terminal: Terminal, number: int) -> None:
    terminal.wait_for(
        lambda: terminal.text.count("Which one was it?") == number, f"question {number}"
    )


@pytest.mark.long
def test_the_quiz_is_asked_and_answered_in_a_terminal(home: Path) -> None:
    command = [*COPIED, "cues", "--quiz", "--cues", "terminal"]
    with Terminal(command, home, WIDE, answers=True) as terminal:
        for number in range(1, 6):
            _wait_for_question(terminal, number)
            terminal.press("hold\r")
        assert terminal.wait_for_exit() == 0
        right = len(re.findall("Right|Correct", terminal.text))
        assert terminal.text.count("No, that was") == 5 - right
        assert f"{right} of 5 correct." in terminal.text
        # What was wrong is heard twice.
        assert len(terminal.bells()) >= 5 + (5 - right) * 2
        assert terminal.settings == terminal.settings_before


@pytest.mark.parametrize(("key", "status"), [("\x03", 130), ("\x04", 0)])
def test_the_quiz_ends_cleanly(home: Path, key: str, status: int) -> None:
    command = [*COPIED, "cues", "--quiz", "--cues", "terminal"]
    with Terminal(command, home, WIDE, answers=True) as terminal:
        _wait_for_question(terminal, 1)
        terminal.press(key)
        assert terminal.wait_for_exit() == status
        assert terminal.text.rstrip().endswith("Stopped.")
        assert "Traceback" not in terminal.text
        assert terminal.settings == terminal.settings_before
