"""Reading and writing whole files, safely."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

LARGEST = 1024 * 1024
"""The largest text file that is read, in bytes; a routine of 500 steps has about 80,000."""


class Unreadable(Exception):
    """A file cannot be read; the message says why, in a few words."""


def read_text(path: Path) -> str:
    """The text of a UTF-8 file.

    Raises:
        Unreadable: It is missing, no plain file, too large, or not UTF-8.
    """
    try:
        # Without O_NONBLOCK a named pipe would be waited for, for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            # Before open(), which fails on a folder's descriptor and leaves it open.
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable("expected a plain file")
            with open(descriptor, "rb", closefd=False) as file:
                data = file.read(LARGEST + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from error
    except ValueError as error:  # a NUL in the name
        raise Unreadable(str(error)) from error
    if len(data) > LARGEST:
        raise Unreadable(f"expected at most {LARGEST // 1024} KiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"expected UTF-8 text, found something else at byte {error.start}") from (
            error
        )


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of a file: afterwards it is the old one or the new one, whole.

    A symbolic link stays one, and the file it leads to is replaced; permissions stay as they are.

    Raises:
        OSError: The folder cannot be made or written; the old file is as it was.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(descriptor, _mode(path))
            os.fsync(descriptor)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(path: Path) -> int:
    """The permissions a file has; those of any new file, if it does not exist."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
