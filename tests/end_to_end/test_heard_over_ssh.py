"""The whole program on the far side of a real sshd, heard on the near side."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.core.sessions.script import DONE
from stretchtui.cues.kept_lines import KeptLines
from stretchtui.cues.voice import find_voice
from tests.end_to_end.bells import NUMBERS
from tests.end_to_end.conftest import move_in
from tests.end_to_end.recorder import Recorder
from tests.end_to_end.sshd import Machines, machines
from tests.end_to_end.terminal import PATIENT, PATIENT_COPY, Terminal
from tests.end_to_end.test_speakers_alsa import cues_of, heard
from tests.end_to_end.voices import set_voice


@pytest.fixture
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A machine with the program on it."""
    with machines(tmp_path_factory.mktemp("ssh"), ["far"]) as reachable:
        program = reachable.home / ".local" / "bin" / "stretchtui"
        home = move_in(reachable.home / "stretchtui")
        program.write_text(f'#!/bin/sh\nSTRETCHTUI_HOME={home} exec {shlex.join(PATIENT)} "$@"\n')
        yield reachable


@pytest.mark.long
def test_through_the_relay_a_session_is_heard_cue_by_cue(
    far: Machines, home: Path, tmp_path: Path
) -> None:
    recorder = Recorder(tmp_path / "device")
    set_voice(far.home / "stretchtui", "off")
    path = heard(tmp_path)
    cues = cues_of(path, home)
    command = [*PATIENT_COPY, "ssh", *far.options, "far", "play", str(path)]
    with Terminal(command, home, environment=recorder.environment, answers=True) as terminal:
        terminal.wait_for_text("relay, played where you are")
        terminal.wait_for_text("How was it?")
        terminal.press("2")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before
        assert terminal.bells() == []
        assert not any(each in terminal.output for each in (b"]8733", b"?8733"))
    assert recorder.wait_for_cues(cues) == cues


SPOKEN = """
format = 1
[[routine]]
id = "spoken"
name = "Spoken"
get_ready = 8
[[routine.step]]
name = "膝 колено Reach"
hold = 6
"""


@pytest.mark.long
def test_a_far_side_with_its_voice_on_is_spoken_for_by_the_near_side(
    far: Machines, home: Path, tmp_path: Path
) -> None:
    recorder = Recorder(tmp_path / "device")
    set_voice(far.home / "stretchtui", "names", "say")
    set_voice(home, "auto", "espeak-ng")
    path = tmp_path / "spoken.toml"
    path.write_text(SPOKEN, "utf-8")
    cues = cues_of(path, home)
    command = [*PATIENT_COPY, "ssh", *far.options, "far", "play", str(path)]
    with Terminal(command, home, environment=recorder.environment, answers=True) as terminal:
        terminal.wait_for_text("How was it?")
        terminal.press("2")
        assert terminal.wait_for_exit() == 0
        assert not any(each in terminal.output for each in (b"]8733", b"?8733"))
    heard = recorder.wait_for_cues(cues)
    assert [name for name in heard if name != "?"] == cues
    assert "?" in heard, "something was said besides"
    voice = find_voice("espeak-ng")
    assert voice is not None
    kept = KeptLines(home / "cache" / "voice")
    assert kept.use(voice.key(DONE)), "it was rendered where the person is"
    assert not (far.home / "stretchtui" / "cache" / "voice").exists()


@pytest.mark.long
def test_without_the_relay_the_bell_rings(far: Machines, home: Path, short: Path) -> None:
    there = f"sh -lc 'stretchtui play {short} --speed 4'"
    with Terminal([*far.ssh, "-tt", "far", there], home, answers=True) as terminal:
        terminal.wait_for_text("terminal bell, over SSH")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before
        expected = [NUMBERS[cue] for cue in cues_of(short, home) if cue in NUMBERS]
        assert len(terminal.bells()) == sum(expected)
