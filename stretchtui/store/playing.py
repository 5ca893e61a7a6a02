"""Which sessions are being played right now, by this process or another.

Who plays a session holds a lock on the byte of the file ``playing`` whose place is the session's
number. The kernel lets go of it when the process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path

_FIRST = 0
"""The byte for changing the journal's file itself: sessions are numbered from 1."""


class Playing:
    """The locks of this process on one file.

    Closing any descriptor of a file gives up all of a process's locks on it, so that there is
    one descriptor and one object for each file: get it by ``playing_in``.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._mine: set[int] = set()
        # The kernel's locks keep processes apart, not threads.
        self._threads = threading.Lock()

    def take(self, session: int) -> bool:
        """Hold a session as played here; False if it is held already, here or elsewhere."""
        if session in self._mine or not self._lock(session):
            return False
        self._mine.add(session)
        return True

    def give_up(self, session: int) -> None:
        """The session is no longer played here."""
        if session in self._mine:
            self._mine.remove(session)
            self._unlock(session)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody else is in such a block."""
        with self._threads:
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.lockf(self._descriptor, fcntl.LOCK_EX, 1, _FIRST)
            try:
                yield
            finally:
                self._unlock(_FIRST)

    def _lock(self, byte: int) -> bool:
        try:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except (BlockingIOError, PermissionError):
            return False
        except OSError:  # a file system without locks: nobody can be known to play it
            return True
        return True

    def _unlock(self, byte: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.lockf(self._descriptor, fcntl.LOCK_UN, 1, byte)


_open: dict[Path, Playing] = {}


def playing_in(folder: Path) -> Playing:
    """The locks of this process in a folder; they last as long as the process.

    Raises:
        OSError: The file cannot be made.
    """
    path = Path(os.path.realpath(folder / "playing"))
    if path not in _open:
        # Of two threads that come here at once the later one's descriptor stays open, unused:
        # closing it would give up the locks of the other.
        _open.setdefault(path, Playing(path))
    return _open[path]
