"""The person's crontab, read and written by the program that is there for it."""

from __future__ import annotations

import shutil

from stretchtui.core.reminders.crontab import entry_in, with_entry, without_entry
from stretchtui.store.scheduling import NotScheduled, ask, complaint

PROGRAM = "crontab"

_NONE = (b"no crontab for", b"No such file", b"not allowed")
"""What it says where there is none: Vixie's and cronie's, BusyBox's; and where there may be none,
which writing says again."""


def is_there() -> bool:
    """Whether this system has crontabs."""
    return shutil.which(PROGRAM) is not None


def set_entry(line: bytes) -> None:
    """Have a line be in it, in place of any of ours that was there.

    Raises:
        NotScheduled: It cannot be read or written; it is as it was.
    """
    _write(with_entry(_read(), line))


def entry() -> bytes | None:
    """Our line, if it is there.

    Raises:
        NotScheduled: It cannot be read.
    """
    return entry_in(_read()) if is_there() else None


def remove_entry() -> bool:
    """Take our line out; whether there was one.

    Raises:
        NotScheduled: It cannot be read or written; it is as it was.
    """
    if not is_there():
        return False
    before = _read()
    after = without_entry(before)
    if after == before:
        return False
    _write(after)
    return True


def _read() -> bytes:
    """All of it; nothing where there is none."""
    done = ask([PROGRAM, "-l"])
    if done.returncode == 0:
        return done.stdout
    if any(each in done.stderr for each in _NONE):
        return b""
    # Whatever it is: what could not be read must not be written over.
    raise NotScheduled(f"your crontab can't be read: {complaint(done)}")


def _write(after: bytes) -> None:
    # One that is empty by now was there for our line alone.
    done = ask([PROGRAM, "-"], after) if after else ask([PROGRAM, "-r"])
    if done.returncode != 0:
        raise NotScheduled(f"your crontab can't be written: {complaint(done)}")
