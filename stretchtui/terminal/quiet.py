"""A terminal that echoes nothing and hands over every byte as it comes."""

from __future__ import annotations

import termios
from typing import Any


def quieten(descriptor: int) -> list[Any]:
    """Have no echo, and every byte as it comes. Keys like ctrl+c do what they always do.

    Returns:
        The terminal's settings as they were.

    Raises:
        termios.error: It is no terminal.
    """
    before = termios.tcgetattr(descriptor)
    quiet = termios.tcgetattr(descriptor)
    quiet[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
    quiet[3] &= ~(termios.ICANON | termios.ECHO)
    quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 1, 0
    # Not TCSAFLUSH: what was typed ahead is the person's.
    termios.tcsetattr(descriptor, termios.TCSANOW, quiet)
    return before
