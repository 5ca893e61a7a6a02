"""How often the journal was written, kept beside it, so that one that went back is noticed.

Whoever loses the end of a log, or puts an old file in its place, has a journal that is undamaged
and lacks what was written last; nothing in it says so. The number beside it does: it is written
after each change, and never before. It cannot tell what is missing, and if it is lost together
with the log, or was not written because the machine stopped just then, nothing is noticed.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.store.files import Unreadable, read_text

if TYPE_CHECKING:
    import sqlite3

JOURNAL = "journal.sqlite3"
"""The journal's file."""

_ENDLESS = 2**40
"""Nobody writes so often."""

FILE = "journal-written"
"""The file of the number."""


def is_there(folder: Path) -> bool:
    """Whether a folder has a journal, or had one; without importing or making anything.

    What cannot be looked at may be one: whoever opens it is told what is in the way.
    """
    for name in (JOURNAL, FILE):
        try:
            os.lstat(folder / name)
            return True
        except FileNotFoundError:
            continue
        except OSError:
            return True
    return False


def written(folder: Path) -> int:
    """How many changes the journal in a folder has had at least; 0 if that is not known."""
    with contextlib.suppress(Unreadable, ValueError):
        times = int(read_text(folder / FILE))
        return times if 0 <= times < _ENDLESS else 0
    return 0


def counted(database: sqlite3.Connection) -> int:
    """How many changes the journal says it has had."""
    times = database.execute("SELECT max(times) FROM written").fetchone()[0]
    return times if isinstance(times, int) else 0


def remember(folder: Path, times: int) -> None:
    """The journal has had so many changes; without a word if that cannot be written."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC
    with contextlib.suppress(OSError):
        descriptor = os.open(folder / FILE, flags, 0o600)
        try:
            # In one piece, and always as long: no need for another file to be renamed.
            os.pwrite(descriptor, f"{times:020}\n".encode(), 0)
        finally:
            os.close(descriptor)
