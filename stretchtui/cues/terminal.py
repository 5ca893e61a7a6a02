"""The bell of the person's own terminal: over SSH the only speaker that certainly exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.core.timeline import CueName

BELL = "\x07"


class TerminalBell:
    """Rings once for each cue.

    Args:
        write: Writes to the terminal, in turn with whatever else is written there.
    """

    name = "terminal bell"
    failed: str | None = None

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def open(self) -> None:
        """Nothing to get ready."""

    def play(self, cue: CueName) -> None:
        """Ring once."""
        self._write(BELL)

    def close(self) -> None:
        """Nothing to let go of."""
