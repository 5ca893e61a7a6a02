"""Whole sessions followed by ear, through every voice here: ``python -m benchmarks.led``.

Five shipped routines are played in *full*, each through each voice, all at once and in real time:
a quarter of an hour. Each has a sound server of its own, whose monitor is recorded; then every line
of the script is looked for at its moment, and a recogniser is asked which of the session's lines it
was. The program is not measured for speed here, so the table of ``make bench`` does without it.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import table
from benchmarks.table import Row
from stretchtui.cues.engines.choice import ENGINES, find_choice
from stretchtui.cues.voice import Voice
from stretchtui.store import paths
from tests.cues.following import LAST_S, NEVER_OVER, Recording, heard
from tests.cues.recognition import Listener
from tests.cues.sound_server import sound_server
from tests.end_to_end.voices import set_voice

ROUTINES = (
    "five-for-lower-back",
    "morning-wake-up",
    "desk-break",
    "two-minute-reset",
    "wrists-and-ankles",
)

UNDERSTOOD_BUDGET = 0.95
NOT_HELD_TO_IT = frozenset({"espeak-ng"})

RENDERED_S = 600.0
"""All lines of a session are rendered by then, in seconds."""


class Followed(NamedTuple):
    """What was heard of one session."""

    lines: int
    missing: list[str]
    """Lines that were not heard at their moment."""
    over: int
    """Cues before which it was not quiet."""
    long: int
    """Lines long enough to be understood or not."""
    understood: int
    latest_s: float
    """How late the latest line began, in seconds."""


def follow(engine: str, routine: str) -> Followed:
    """Play a routine through a voice, and listen."""
    with tempfile.TemporaryDirectory(prefix="stretchtui-led-") as folder:
        home = Path(folder) / "home"
        (home / "data").mkdir(parents=True)
        (home / "data" / "care-shown").touch()
        set_voice(home, "full", engine)
        server_folder = Path(folder) / "server"
        server_folder.mkdir()
        with sound_server(server_folder, latency_ms=100) as server:
            run = _runner(home, {**server.environment, "PYTHONPATH": os.getcwd()})
            # Rendered beforehand: this machine would be busy with all the voices at once.
            for _ in range(2):
                script = json.loads(run("show", routine, "--json", "--guide", "full"))
                _render(engine, home, [line["text"] for line in script["spoken"]])
            script = json.loads(run("show", routine, "--json", "--guide", "full"))
            run("play", routine, "--plain", "--cues", "speakers")
            server.wait_for(server.heard_seconds() + LAST_S)
        cues = [cue["at_s"] for cue in script["cues"]]
        return _followed(Recording(server.recording, cues), script)


def _render(engine: str, home: Path, lines: Sequence[str]) -> None:
    choice = find_choice(engine)
    assert choice is not None
    voice = Voice(choice, paths.folders(str(home)).voice)
    deadline = time.monotonic() + RENDERED_S
    for line in dict.fromkeys(lines):
        voice.prepare([line])
        while voice.length(line) is None and time.monotonic() < deadline:
            time.sleep(0.02)
    voice.close()


def _runner(home: Path, environment: dict[str, str]) -> Any:
    def run(*words: str) -> str:
        command = [sys.executable, "-m", "stretchtui", "--home", str(home), *words]
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True
        )
        return done.stdout.decode()

    return run


def _followed(recording: Recording, script: dict[str, Any]) -> Followed:
    listener = Listener([line["text"] for line in script["spoken"]])
    lines = heard(recording, script, listener)
    long = [line for line in lines if line.understood is not None]
    since, until = NEVER_OVER
    moments = [cue["at_s"] for cue in script["cues"][1:]]
    return Followed(
        len(lines),
        [line.text for line in lines if line.off is None],
        sum(not recording.is_quiet(at - since, at - until) for at in moments),
        len(long),
        sum(line.understood is True for line in long),
        max(line.off or 0.0 for line in lines),
    )


def measure() -> list[Row]:
    """The rows, a voice each."""
    engines = [engine for engine in ENGINES if find_choice(engine)]
    sessions = [(engine, routine) for engine in engines for routine in ROUTINES]
    with ThreadPoolExecutor(len(sessions)) as pool:
        found = dict(zip(sessions, pool.map(lambda each: follow(*each), sessions), strict=True))
    return [row for engine in engines for row in _rows(engine, found)]


def _rows(engine: str, found: dict[tuple[str, str], Followed]) -> list[Row]:
    own = {routine: each for (name, routine), each in found.items() if name == engine}
    lines, missing = (
        sum(each.lines for each in own.values()),
        [f"{routine}: {text}" for routine, each in own.items() for text in each.missing],
    )
    understood, long = (sum(each[field] for each in own.values()) for field in (4, 3))
    over = sum(each.over for each in own.values())
    share = understood / long
    held = engine not in NOT_HELD_TO_IT
    return [
        Row(
            f"led by {engine}: lines heard at their time",
            f"{lines - len(missing)} of {lines}",
            "all",
            not missing,
            missing[:5],
        ),
        Row(f"led by {engine}: cues with something over them", f"{over}", "0", not over),
        Row(
            f"led by {engine}: lines understood",
            f"{understood} of {long} ({share:.1%})",
            f"≥ {UNDERSTOOD_BUDGET:.0%}" if held else "",
            share >= UNDERSTOOD_BUDGET if held else None,
        ),
        Row(
            f"led by {engine}: the latest line",
            f"{max(each.latest_s for each in own.values()) * 1000:.0f} ms",
            "≤ 500 ms",
            max(each.latest_s for each in own.values()) <= 0.5,
        ),
    ]


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        print("\n".join(table.lines(measure())))
