"""An event that wakes whoever waits for something else."""

from __future__ import annotations

import os
from threading import Event


class WakingEvent(Event):
    """An event that also wakes whoever sleeps on a pipe.

    Args:
        descriptor: The pipe's end to write to.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def set(self) -> None:
        """Set it, and wake."""
        super().set()
        os.write(self._descriptor, b"x")
