"""A session with closed eyes: every line of its script is heard at its time, and understood."""

from __future__ import annotations

import json
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stretchtui.cues.engines.choice import find_choice
from stretchtui.store.paths import folders
from tests.cues.following import LAST_S, NEVER_OVER, Recording, heard
from tests.cues.recognition import Listener
from tests.cues.sound_server import SoundServer, sound_server
from tests.cues.voices import RenderingProcess
from tests.end_to_end.terminal import PROGRAM
from tests.end_to_end.voices import set_voice

ROUTINE = """
format = 1

[[routine]]
id = "arms"
name = "Arms"
get_ready = 3

[[routine.step]]
name = "Reach across"
instructions = ["Reach across your chest.", "Let both shoulders drop down."]
sides = "both"
hold = 5
"""

STEADY_S = 0.1
"""So far may lines be from each other in the seconds by which they are early or late."""

UNDERSTOOD = 0.95
"""The share of lines that are understood at least, of the long ones."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    with sound_server(tmp_path) as server:
        yield server


@pytest.mark.long
@pytest.mark.timed
@pytest.mark.parametrize("engine", ["py-nanotts", "piper"])
def test_every_line_is_heard_at_its_time(server: SoundServer, home: Path, engine: str) -> None:
    voice = find_choice(engine)
    assert voice, f"{engine} is missing; make test installs it"
    set_voice(home, "full", engine)
    routine = server.folder / "arms.toml"
    routine.write_text(ROUTINE)
    command = [*PROGRAM, "--home", str(home)]

    def run(*words: str) -> str:
        return subprocess.run(
            [*command, *words],
            env=server.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def shown_now() -> dict[str, Any]:
        shown: dict[str, Any] = json.loads(run("show", str(routine), "--json", "--guide", "full"))
        return shown

    shown = shown_now()
    if engine == "piper":
        # Until it has loaded its model the first line is over, on a busy machine: it is kept from
        # a session before.
        with RenderingProcess(voice, folders(str(home)).voice) as process:
            process.say(shown["spoken"][0]["text"])
        shown = shown_now()
    run("play", str(routine), "--plain", "--cues", "speakers")
    server.wait_for(server.heard_seconds() + LAST_S)
    recording = Recording(server.recording, [cue["at_s"] for cue in shown["cues"]])
    lines = heard(recording, shown, Listener([each["text"] for each in shown["spoken"]]))
    assert [line.text for line in lines if line.off is None] == []
    offs = [line.off for line in lines if line.off is not None]
    usual = statistics.median(offs)
    # The first one may still be rendered when its moment comes.
    assert [line for line in lines[1:] if abs((line.off or 0) - usual) > STEADY_S] == []
    long = [line for line in lines if line.understood is not None]
    assert len(long) > 5
    misheard = [line for line in long if not line.understood]
    assert len(misheard) <= (1 - UNDERSTOOD) * len(long), misheard
    since, until = NEVER_OVER
    for cue in shown["cues"][1:]:
        at = cue["at_s"] + usual
        assert recording.is_quiet(at - since, at - until), f"something over {cue}"
