"""Files that are needed only while a program runs, and that nothing is left of afterwards.

Where the system can, they are in memory: they have no name in any folder, and are gone with the
last process that holds them, however that ends. Elsewhere they are files in the folder for
temporary ones, each locked by whoever holds it, and the next one that is made there removes those
that nobody holds.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from pathlib import Path

from stretchtui.cues.system import memory_file

_PREFIX = "stretchtui-scratch-"

_YOUNG_S = 60.0
"""A file of this age may not be locked yet by who has made it."""


class ScratchFile:
    """A file for what other programs read or write.

    A program that opens it by ``path`` has to be started with ``pass_fds=[file.descriptor]``.

    Args:
        name: What stands at the end of its name, where it has one: ``hold.wav``.

    Raises:
        OSError: There is no place for it.
    """

    def __init__(self, name: str) -> None:
        in_memory = memory_file(name)
        self.descriptor, self.path = in_memory or _in_a_folder(name)
        self._has_name = in_memory is None

    def write(self, data: bytes) -> None:
        """Put ``data`` in the place of what it holds.

        Raises:
            OSError: There is no room for it.
        """
        self.path.write_bytes(data)

    def close(self) -> None:
        """Let go of it; who has it open already may read it to its end."""
        if self._has_name:
            self.path.unlink(missing_ok=True)
        os.close(self.descriptor)


def _in_a_folder(name: str) -> tuple[int, Path]:
    import tempfile  # rarely needed, and slow to import

    folder = Path(tempfile.gettempdir())
    _clear(folder)
    descriptor, path = tempfile.mkstemp(f"-{name}", _PREFIX, folder)
    with contextlib.suppress(OSError):  # without locks, none of them is ever cleared
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor, Path(path)


def _clear(folder: Path) -> None:
    """Remove what nobody holds any more."""
    for entry in os.scandir(folder):
        # Others' files, and what takes the place of one, are left alone.
        with contextlib.suppress(OSError):
            if entry.name.startswith(_PREFIX) and entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                if status.st_uid == os.geteuid() and time.time() - status.st_mtime > _YOUNG_S:
                    _remove_unless_held(entry.path)


def _remove_unless_held(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)
    finally:
        os.close(descriptor)
