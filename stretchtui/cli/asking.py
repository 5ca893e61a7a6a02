"""The terminal is asked what it is, and the person at it yes or no."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.core.text import clean

if TYPE_CHECKING:
    from stretchtui.terminal.replies import TerminalFacts


def ask_terminal(source: int = 0, targets: Sequence[int] = (1,)) -> TerminalFacts | None:
    """What the terminal says of itself, as ``play`` asks it; None where there is none.

    Args:
        source: The descriptor that answers come from.
        targets: The descriptors it may be asked on; the first that is a terminal is taken.
    """
    from stretchtui.cues.relay import RELAY_MODE
    from stretchtui.terminal.probe import Probe

    target = next(filter(os.isatty, targets), None)
    if target is None or not os.isatty(source) or not _is_ours(source):
        return None
    with Probe(source, target, os.environ, mode=RELAY_MODE) as probe:
        return probe.finish()


def _is_ours(terminal: int) -> bool:
    """Whether the shell has given the terminal to this program, and does not use it itself."""
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return True  # not the terminal that jobs are controlled from


def can_ask() -> bool:
    """Whether there is a person at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str) -> bool:
    """Whether the person at the terminal says yes."""
    print(f"{clean(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
