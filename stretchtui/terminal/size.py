"""How large the terminal is: the kernel knows, and the environment may hold anything."""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping

LARGEST = 1000
"""More columns or lines than this are a mistake where only the environment tells of them: a line
that is filled up with spaces must not fill the memory."""

USUAL = 80
"""The columns where nothing is known."""


def settle_size(environment: MutableMapping[str, str], descriptor: int) -> None:
    """Take ``COLUMNS`` and ``LINES`` out where the kernel knows better, or they make no sense.

    Whoever asks for the size (``shutil.get_terminal_size``, argparse, Rich) goes by them first. A
    shell exports them at times, and then they are those of another window, or of before a resize.

    Args:
        environment: The program's own.
        descriptor: Where it writes to.
    """
    columns, lines = _known(descriptor)
    for name, known in (("COLUMNS", columns), ("LINES", lines)):
        said = environment.get(name)
        if said is not None and (known or not _is_sensible(said)):
            del environment[name]


def columns(environment: Mapping[str, str], descriptor: int) -> int:
    """How wide lines can be, in cells; 80 where nothing says so.

    It is what ``shutil.get_terminal_size`` says, which takes 3 ms to import.

    Args:
        environment: The program's own, settled.
        descriptor: Where it writes to.
    """
    return int(environment.get("COLUMNS", 0)) or _known(descriptor)[0] or USUAL


def _known(descriptor: int) -> tuple[int, int]:
    """Columns and lines as the kernel has them; 0 for what it does not know."""
    try:
        return os.get_terminal_size(descriptor)
    except OSError:
        return 0, 0


def _is_sensible(said: str) -> bool:
    return said.isascii() and said.isdigit() and 0 < int(said[:9]) <= LARGEST
