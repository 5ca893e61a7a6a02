"""The very first cue of a session, on a real sound server: as much on time as the others."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt
import pytest

from stretchtui.cues.sounds import load
from tests.cues.players import SOUNDS, wait_for
from tests.cues.sound_server import RATE, sound_server
from tests.end_to_end.terminal import PROGRAM, Terminal, run
from tests.end_to_end.voices import set_voice

Samples = npt.NDArray[np.float64]

ROUTINE = """
format = 1
[[routine]]
id = "brief"
name = "Brief"
get_ready = 2
[[routine.step]]
name = "Reach"
hold = 2
sides = "both"
rest = 2
"""

ON_TIME_S = 0.02
SESSIONS = 3
"""In one of so many it has to be on time: the machine does other things as well, and what made it
late (the helper's start) did so every time."""

AROUND_S = 0.5


@pytest.mark.long
@pytest.mark.timed
@pytest.mark.parametrize(
    ("engine", "faces"),
    [("simpleaudio", []), ("paplay", ["--plain"])],
    ids=["simpleaudio-screen", "paplay-plain"],
)
def test_first_cue_is_as_much_on_time_as_the_others(
    home: Path, tmp_path_factory: pytest.TempPathFactory, engine: str, faces: list[str]
) -> None:
    if engine == "simpleaudio" and not importlib.util.find_spec("simpleaudio"):
        pytest.skip("no simpleaudio for this Python")
    set_voice(home, "off")
    late: list[float] = []
    while not any(abs(each) < ON_TIME_S for each in late):
        assert len(late) < SESSIONS, late
        late.append(_first_is_late(engine, faces, home, tmp_path_factory.mktemp("pa")))


def _first_is_late(engine: str, faces: list[str], home: Path, folder: Path) -> float:
    """By how many seconds the first cue is later than the others are, in one session."""
    path = folder / "brief.toml"
    path.write_text(ROUTINE)
    shown = json.loads(run("show", str(path), "--json", home=home).stdout)["cues"]
    # Ticks are too much alike to say which is which.
    cues = [(each["at_s"], each["cue"]) for each in shown if each["cue"] != "tick"]
    assert cues[0][0] == 0
    with sound_server(folder) as server:
        names = ("PULSE_SERVER", "ALSA_CONFIG_PATH", "XDG_RUNTIME_DIR")
        environment = {name: server.environment[name] for name in names}
        if engine != "simpleaudio":
            environment |= _only(engine, folder)
        command = [*PROGRAM, "play", str(path), "--cues", "speakers", *faces]
        with Terminal(command, home, environment=environment) as terminal:
            terminal.wait_for_text("How was it?")
            terminal.press("2")
            terminal.wait_for_exit()
        whole = server.heard_seconds() + 2
        wait_for(lambda: server.heard_seconds() > whole)
        heard = np.fromfile(server.recording, dtype="<i2").astype(float)
    heard = np.pad(heard, RATE)
    # The last cue is the only one of its kind, and says where the session was.
    begun = _where(heard, cues[-1][1]) - cues[-1][0]
    late = []
    for at, cue in cues:
        first = round((begun + at - AROUND_S) * RATE)
        piece = heard[first : first + round((2 * AROUND_S + 0.5) * RATE)]
        late.append(_where(piece, cue) - AROUND_S)
    return late[0] - median(late[1:])


def _where(heard: Samples, cue: str) -> float:
    """Where a cue is heard, in seconds."""
    sound = np.frombuffer(load(SOUNDS / f"{cue}.wav").samples, dtype="<i2").astype(float)
    size = len(heard) + len(sound)
    found = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(sound, size)), size)
    return int(np.argmax(found[: len(heard)])) / RATE


def _only(player: str, folder: Path) -> dict[str, str]:
    """An environment in which a player is the only engine to be found."""
    programs, blocked = folder / "bin", folder / "blocked"
    for each in (programs, blocked):
        each.mkdir()
    found = shutil.which(player)
    assert found, f"{player} is missing; make test installs it where it can"
    (programs / player).symlink_to(found)
    (blocked / "simpleaudio.py").write_text("raise ImportError('not in this test')")
    return {"PATH": str(programs), "PYTHONPATH": str(blocked)}
