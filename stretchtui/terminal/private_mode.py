"""Private modes of a terminal: asking whether one is set, and the answer.

DECRQM and DECRPM, as DEC's VT320 had them and xterm has them ("Request DEC private mode" in
ctlseqs). Somebody between a program and the terminal can answer for a mode of its own.
"""

from __future__ import annotations

SET = frozenset({1, 3})
"""The settings in a report that mean that the mode is set: set, and set for good. The others are
0 (the terminal does not know the mode), 2 (not set) and 4 (not set, for good)."""


def request_mode(mode: int) -> str:
    """The sequence that asks whether a private mode is set (DECRQM).

    Args:
        mode: The mode's number.
    """
    return f"\x1b[?{mode}$p"


def report_mode(mode: int, is_set: bool) -> str:
    """The sequence that answers whether a private mode is set (DECRPM).

    Args:
        mode: The mode's number.
        is_set: Whether it is.
    """
    return f"\x1b[?{mode};{1 if is_set else 2}$y"
