"""What the system lets the program have: if it is too little, that is said before it begins.

Later it would be one part after another that fails: an import, the journal, the speakers' helper.
"""

from __future__ import annotations

import os

from stretchtui.cli.words import Refused

TO_ANSWER = 8
"""How many files a command opens at once that answers and ends, and some to spare."""

TO_PLAY = 24
"""The same where sessions are played: 16 were counted beside the standard streams, with sound,
voice and journal, and a few come and go."""


def need_open_files(number: int) -> None:
    """Make sure that so many more files can be opened.

    Raises:
        Refused: They cannot be.
    """
    opened: list[int] = []
    try:
        opened += os.pipe()
        while len(opened) < number:
            opened.append(os.dup(opened[0]))
    except OSError:
        raise Refused(
            f"{number} more open files are needed, but only {len(opened)} are allowed; "
            "ulimit -n raises the limit"
        ) from None
    finally:
        for each in opened:
            os.close(each)
