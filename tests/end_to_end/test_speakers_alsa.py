"""Cues through a real ALSA device."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.recorder import Recorder
from tests.end_to_end.terminal import PATIENCE_S, PATIENT, Terminal, run
from tests.end_to_end.voices import set_voice


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    """What is played, recorded."""
    return Recorder(tmp_path / "device")


HEARD = """
format = 1
[[routine]]
id = "heard"
name = "Heard"
get_ready = 3
[[routine.step]]
name = "Reach"
hold = 2
sides = "both"
rest = 3
[[routine.step]]
name = "Nod"
reps = 2
tempo = 1
"""
"""A cue a second and no faster: more than four sounds at once are not played."""


@pytest.mark.long
@pytest.mark.parametrize("engine", ["simpleaudio", "aplay"])
def test_a_session_is_heard_cue_by_cue(
    home: Path, recorder: Recorder, tmp_path: Path, engine: str
) -> None:
    set_voice(home, "off")
    environment = recorder.environment
    if engine == "aplay":
        environment |= _only_aplay(tmp_path)
    path = heard(tmp_path)
    cues = cues_of(path, home)
    assert {"ready", "hold", "tick", "switch", "rest", "rep", "finish"} <= set(cues)
    command = [*PATIENT, "play", str(path), "--cues", "speakers"]
    with Terminal(command, home, environment=environment) as terminal:
        terminal.wait_for_text(f"speakers ({engine})")
        terminal.wait_for_text("How was it?")
        terminal.press("2")
        assert terminal.wait_for_exit() == 0
    assert recorder.wait_for_cues(cues) == cues


@pytest.mark.long
def test_the_voice_speaks_between_the_cues(home: Path, recorder: Recorder, tmp_path: Path) -> None:
    # The one that begins quickest, with time to begin: on a busy machine it takes half a minute.
    set_voice(home, "names", "espeak-ng")
    path = tmp_path / "spoken.toml"
    path.write_text(
        'format = 1\n[[routine]]\nid = "spoken"\nname = "Spoken"\nget_ready = 40\n'
        '[[routine.step]]\nname = "Reach"\nhold = 6\n'
    )
    command = [*PATIENT, "play", str(path), "--cues", "speakers"]
    with Terminal(command, home, environment=recorder.environment) as terminal:
        terminal.wait_for(lambda: "How was it?" in terminal.text, "the end", 2 * PATIENCE_S)
        terminal.press("2")
        assert terminal.wait_for_exit() == 0
    cues = cues_of(path, home)
    names = recorder.wait_for_cues(cues)
    assert [name for name in names if name != "?"] == cues
    assert names[:2] == ["ready", "?"], "what comes is said after the first cue"


def heard(folder: Path) -> Path:
    """A routine that can be heard cue by cue."""
    path = folder / "heard.toml"
    path.write_text(HEARD)
    return path


def cues_of(path: Path, home: Path) -> list[str]:
    """The cues of a routine file, as ``show`` tells them."""
    shown = run("show", str(path), "--json", home=home)
    assert shown.returncode == 0, shown.stderr
    return [cue["cue"] for cue in json.loads(shown.stdout)["cues"]]


def _only_aplay(tmp_path: Path) -> dict[str, str]:
    """An environment in which aplay is the only engine to be found."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("aplay", "sh", "cat", "mktemp"):
        found = shutil.which(name)
        assert found, f"{name} is missing; make test installs it where it can"
        (programs / name).symlink_to(found)
    blocked = tmp_path / "blocked" / "simpleaudio"
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text("raise ImportError('not in this test')")
    return {"PATH": str(programs), "PYTHONPATH": str(blocked.parent)}
