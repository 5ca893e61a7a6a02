"""GNU screen: what it makes of a bell."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

SYSTEM = Path("/etc/screenrc")
"""What everybody's screen reads first (screen(1), FILES)."""


class VisualBell(Struct, frozen=True):
    """Whether a screen shows bells instead of ringing them."""

    on: bool
    file: Path
    """Which file says so."""


def visual_bell(environment: Mapping[str, str], system: Path = SYSTEM) -> VisualBell | None:
    """What the files say that a screen on this machine reads as it starts.

    Args:
        environment: Of it ``SCREENRC``, ``SYSSCREENRC`` and ``HOME`` are read.
        system: The file that everybody's screen reads.

    Returns:
        None where no file says anything; then bells are rung.
    """
    home = environment.get("HOME", "/nowhere")
    files = (
        Path(environment.get("SYSSCREENRC") or system),
        Path(environment.get("SCREENRC") or os.path.join(home, ".screenrc")),
    )
    found = None
    for file in files:
        for line in _lines(file):
            # The last one counts; without a word behind it it takes turns.
            match line.split():
                case ["vbell", "on" | "off" as how, *_]:
                    found = VisualBell(how == "on", file)
                case ["vbell"]:
                    found = VisualBell(found is None or not found.on, file)
    return found


def _lines(file: Path) -> Iterable[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
