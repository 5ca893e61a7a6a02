"""How well each voice here is understood, and what it costs: ``python -m benchmarks.voices``.

Said are the instructions of three shipped routines; a recogniser is asked which of its routine's
lines each was.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import table
from benchmarks.table import Row
from stretchtui.cues.engines.choice import ENGINES, VoiceChoice, find_choice
from tests.cues.recognition import Listener, instructions, words_wrong
from tests.cues.voices import RenderingProcess

ROUTINES = ("five-for-lower-back", "morning-wake-up", "hips")

UNDERSTOOD_BUDGET = 0.95
"""The share of lines that are understood, at least."""

NOT_HELD_TO_IT = frozenset({"espeak-ng"})
"""It is the last resort."""


def measure(folder: Path) -> list[Row]:
    """The rows about the voices.

    Args:
        folder: An empty folder to work in.
    """
    found = [choice for engine in ENGINES if (choice := find_choice(engine))]
    return [row for choice in found for row in _rows(choice, folder / choice.engine)]


def _rows(choice: VoiceChoice, folder: Path) -> list[Row]:
    understood = lines = wrong = words = 0
    rendering = speech = 0.0
    with RenderingProcess(choice, folder) as process:
        process.say("Ready")  # what it takes to begin
        for routine in ROUTINES:
            sentences = instructions(routine)
            listener = Listener(sentences)
            for sentence in sentences:
                began = time.perf_counter()
                sound = process.say(sentence)
                rendering += time.perf_counter() - began
                speech += sound.seconds
                heard = listener.hear(sound)
                errors, said = words_wrong(sentence, heard)
                understood += heard == sentence
                lines, wrong, words = lines + 1, wrong + errors, words + said
        memory = _memory(process.pid) if choice.engine == "piper" else ""
    share = understood / lines
    held = choice.engine not in NOT_HELD_TO_IT
    name = f"voice {choice.engine}"
    rows = [
        Row(
            f"{name}: lines understood",
            f"{understood} of {lines}, {100 * share:.0f} %",
            f"≥ {100 * UNDERSTOOD_BUDGET:.0f} %" if held else "",
            share >= UNDERSTOOD_BUDGET if held else None,
        ),
        Row(f"{name}: words wrong", f"{100 * wrong / words:.1f} %"),
        Row(f"{name}: to render a second of speech", f"{1000 * rendering / speech:.0f} ms"),
    ]
    if memory:
        rows.append(Row(f"{name}: memory while it renders", memory))
    return rows


def _memory(renderer: int) -> str:
    """The most that Piper's process had at any time; empty where that cannot be known."""
    try:
        (child,) = Path(f"/proc/{renderer}/task/{renderer}/children").read_text().split()
        status = Path(f"/proc/{child}/status").read_text()
    except (OSError, ValueError):
        return ""
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return f"{int(found[1]) // 1024} MiB" if found else ""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        print("\n".join(table.lines(measure(Path(scratch)))))
    sys.exit()
