"""A terminal's descriptor: opened once more so as not to block, and whether it takes a byte."""

from __future__ import annotations

import os
import select


def opened_again(descriptor: int) -> int | None:
    """The same terminal, opened once more so as not to block; None where that cannot be done.

    Not to block is a flag of the open file, not of the descriptor (open(2)): set on the one that
    was given, it would hold for the shell, too, which has the same file open.
    """
    try:
        again = os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return None
    # In a container the name may be another terminal's.
    if os.fstat(again).st_rdev == os.fstat(descriptor).st_rdev:
        return again
    os.close(again)
    return None


def takes_more(descriptor: int) -> bool:
    """Whether a byte can be written without waiting."""
    return bool(select.select((), (descriptor,), (), 0)[1])
