"""Stands for ``stretchtui ssh``: the near side of the relay, with a sink that writes a file.

``near_side.py FILE WORD…``: each line of the file is a moment in monotonic seconds and a cue. Its
terminal answers, so it waits for that, however long it takes on a busy machine. ``UNHEARD`` says
that nothing can be played.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cues import relay_near
from stretchtui.terminal import probe

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName

PATIENCE_S = 60.0


class Notebook:
    """Writes cues down."""

    name = "notebook"
    failed: str | None = None

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> None:
        """Say that the far side has asked."""
        self._note("opened")

    def play(self, cue: CueName) -> None:
        """Write a cue down."""
        self._note(cue)

    @property
    def speaks(self) -> bool:
        """Words are written down."""
        return True

    def say(self, text: str) -> None:
        """Write words down."""
        self._note(text)

    def check(self) -> None:
        """Nothing to hear of."""

    def close(self) -> None:
        """Nothing to let go of."""

    def _note(self, what: str) -> None:
        with self._path.open("a") as file:
            file.write(f"{time.monotonic()} {what}\n")


if __name__ == "__main__":
    probe.LIMIT_S = probe.LIMIT_WITHIN_S = PATIENCE_S
    notebook = Notebook(Path(sys.argv[1]))
    sys.exit(relay_near.main(sys.argv[2:], notebook, unheard=os.environ.get("UNHEARD")))
