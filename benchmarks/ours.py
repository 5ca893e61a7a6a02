"""How stretchtui is started and asked."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.pty_probe import Probe, ProbeError

ANSWER_S = 120

KEPT_S = 30.0
"""The first screen is kept for the next start by then."""


def program() -> list[str]:
    """The words that start it: the installed script, as a person does."""
    script = Path(sys.executable).parent / "stretchtui"
    return [str(script)] if script.exists() else [sys.executable, "-m", "stretchtui"]


def start(home: Path, *words: str) -> Probe:
    """Start it in a terminal of its own."""
    return Probe([*program(), "--home", str(home), *words], home)


def kept_screen(home: Path) -> Path:
    """Where its first screen is kept for the next start."""
    return home / "cache" / "first-screen"


def wait_until_kept(probe: Probe, home: Path) -> None:
    """Let it rest, as a person does who looks at the list, until its first screen is kept.

    Raises:
        ProbeError: It keeps none.
    """
    until = time.monotonic() + KEPT_S
    while not kept_screen(home).exists():
        if time.monotonic() > until:
            raise ProbeError(f"{probe.name} kept no first screen")
        probe.read(0.3)


def start_bare(home: Path, names: Sequence[str]) -> Probe:
    """Start the bare app with a list of names."""
    return Probe([sys.executable, str(Path(__file__).with_name("bare_app.py")), *names], home)


def ask(home: Path, *words: str) -> Any:
    """What ``list --json`` or ``show --json`` answers.

    Raises:
        ProbeError: It does not answer.
    """
    whole = [*program(), "--home", str(home), *words, "--json"]
    done = subprocess.run(whole, capture_output=True, text=True, timeout=ANSWER_S, check=False)
    if done.returncode:
        raise ProbeError(done.stderr.strip()[-120:])
    return json.loads(done.stdout)


def names(home: Path) -> list[str]:
    """The routines' names in the order of the list."""
    return [each["name"] for each in ask(home, "list")]
