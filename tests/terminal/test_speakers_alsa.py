"""Cues through a real ALSA device, one that writes what it is given to a file."""

from __future__ import annotations

import json
import shutil
import wave
from pathlib import Path

import pytest

from tests.terminal.terminal import PROGRAM, Terminal, run

SOUNDS = Path(__file__).parents[2] / "sounds"

# Each time the device is opened, a program of its own takes the samples.
DEVICE = """
</usr/share/alsa/alsa.conf>
pcm.!default {{
    type plug
    slave {{
        pcm {{
            type file
            slave.pcm null
            file "|{recorder}"
            format "raw"
        }}
        format S16_LE
        channels 1
        rate 44100
    }}
}}
"""


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """The folder that every sound played is written to, a file each, in order."""
    folder = tmp_path / "recorded"
    folder.mkdir()
    recorder = tmp_path / "recorder"
    recorder.write_text(f'#!/bin/sh\nexec cat >"$(mktemp {folder}/$(date +%s%N).XXXX)"\n')
    recorder.chmod(0o755)
    (tmp_path / "asound.conf").write_text(DEVICE.format(recorder=recorder))
    return folder


@pytest.mark.parametrize("engine", ["simpleaudio", "aplay"])
def test_a_session_is_heard_cue_by_cue(
    home: Path, short: Path, recorded: Path, tmp_path: Path, engine: str
) -> None:
    environment = {"ALSA_CONFIG_PATH": str(tmp_path / "asound.conf")}
    if engine == "aplay":
        environment |= _only_aplay(tmp_path)
    command = [*PROGRAM, "play", str(short), "--cues", "speakers", "--speed", "4"]
    with Terminal(command, home, environment=environment) as terminal:
        terminal.wait_for_text(f"speakers ({engine})")
        assert terminal.wait_for_exit(60) == 0

    wanted = [
        cue["cue"]
        for cue in json.loads(run("show", str(short), "--json", home=home).stdout)["cues"]
    ]
    assert _names(recorded) == wanted


def _only_aplay(tmp_path: Path) -> dict[str, str]:
    """An environment in which aplay is the only engine to be found."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("aplay", "sh", "cat", "mktemp", "date"):
        found = shutil.which(name)
        assert found, f"{name} is missing; make test installs it where it can"
        (programs / name).symlink_to(found)
    blocked = tmp_path / "blocked" / "simpleaudio"
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text("raise ImportError('not in this test')")
    return {"PATH": str(programs), "PYTHONPATH": str(blocked.parent)}


def _names(recorded: Path) -> list[str]:
    """Which sounds were recorded, in the order they were begun."""
    known = {}
    for path in SOUNDS.glob("*.wav"):
        with wave.open(str(path)) as sound:
            known[sound.readframes(sound.getnframes())] = path.stem
    files = sorted(path for path in recorded.iterdir() if path.stat().st_size)
    return [
        next((name for pcm, name in known.items() if path.read_bytes().startswith(pcm)), "?")
        for path in files
    ]
