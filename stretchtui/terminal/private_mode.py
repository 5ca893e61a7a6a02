"""Private modes of a terminal: asking whether one is set, and the answer.

DECRQM and DECRPM, as DEC's VT320 had them and xterm has them ("Request DEC private mode" in
ctlseqs). Somebody between a program and the terminal can answer for a mode of its own.
"""

from __future__ import annotations

PERMANENT = 3
"""The setting in a report that means that the mode is set permanently."""

SET = frozenset({1, PERMANENT})
"""The settings that mean that the mode is set. The others are 0 (the terminal does not know the
mode), 2 (not set) and 4 (permanently not set)."""


def request_mode(mode: int) -> str:
    """The sequence that asks whether a private mode is set (DECRQM).

    Args:
        mode: The mode's number.
    """
    return f"\x1b[?{mode}$p"


def report_mode(mode: int, is_set: bool, permanent: bool = False) -> str:
    """The sequence that answers whether a private mode is set (DECRPM).

    Args:
        mode: The mode's number.
        is_set: Whether it is.
        permanent: Whether that can never change.
    """
    setting = (PERMANENT if permanent else 1) if is_set else (4 if permanent else 2)
    return f"\x1b[?{mode};{setting}$y"
