"""One program at a time: locks that end with the program that holds them, however it ends."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from stretchtui.core.text import clean
from stretchtui.store.files import Unreadable

PATIENCE_S = 3.0
"""How long to wait for another program to be done."""

_TRY_EVERY_S = 0.01


class Busy(Exception):
    """Another program holds the lock."""


def take(path: Path, make: bool = True, mode: int = 0o666) -> int:
    """Lock a file.

    Args:
        path: The file.
        make: Whether it is made if it is not there.
        mode: The permissions that it is made with, as far as the umask leaves them.

    Returns:
        Its descriptor: the lock is held until that is closed.

    Raises:
        Busy: Another program holds it.
        Unreadable: Something else than a file is in its place: a pipe, a folder, a link.
        OSError: The file is not there, or cannot be made.
    """
    flags = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags | (os.O_CREAT if make else 0), mode)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise Unreadable(f"{clean(str(path))}: expected a plain file") from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unreadable(f"{clean(str(path))}: expected a plain file")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise Busy(f"{path.name} is in use by another program") from None
    except OSError:
        # Some network file systems have no locks. What was changed meanwhile is noticed there
        # too, but for the moment between looking and writing.
        pass
    return descriptor


def wait_for(path: Path, patience: float, make: bool = True) -> int:
    """Lock a file as ``take`` does, but wait so many seconds for it."""
    end = time.monotonic() + patience
    while True:
        try:
            return take(path, make)
        except Busy:
            if time.monotonic() > end:
                raise
            time.sleep(_TRY_EVERY_S)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock for a moment.

    Raises:
        Busy: Another program has not let go of it for three seconds.
        Unreadable: Something else than a file is in its place.
        OSError: The file cannot be made.
    """
    descriptor = wait_for(path, PATIENCE_S)
    try:
        yield
    finally:
        os.close(descriptor)
