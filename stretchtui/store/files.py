"""Reading and writing whole files, safely."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

LARGEST = 1024 * 1024
"""The largest text file that is read, in bytes; a routine of 500 steps has about 80,000."""

_NO_FILE = "expected a plain file"


class Unreadable(Exception):
    """A file cannot be read; the message says why, in a few words."""


def reason(error: OSError) -> str:
    """Why a folder could not be made or entered, in a few words."""
    if isinstance(error, NotADirectoryError):
        return "expected a folder"
    return error.strerror or str(error)


def read_bytes(path: Path, largest: int, *, follow: bool = True, own: bool = False) -> bytes:
    """What a file holds.

    Args:
        path: The file.
        largest: The largest that is read, in bytes.
        follow: Whether it may be a link to somewhere else.
        own: Whether it has to be the person's own.

    Raises:
        Unreadable: It is missing, no plain file, too large, or not the person's own.
    """
    # Without O_NONBLOCK a named pipe would be waited for, for ever.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags | (0 if follow else os.O_NOFOLLOW))
        try:
            status = os.fstat(descriptor)
            # Before open(), which fails on a folder's descriptor and leaves it open.
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable(_NO_FILE)
            if own and status.st_uid != os.geteuid():
                raise Unreadable("expected a file of your own")
            with open(descriptor, "rb", closefd=False) as file:
                # As much as there is: a buffer for the largest would be asked for at once.
                data = file.read(min(status.st_size, largest) + 1)
                if len(data) > status.st_size:  # it has grown
                    data += file.read(max(0, largest + 1 - len(data)))
        finally:
            os.close(descriptor)
    except OSError as error:
        if not follow and error.errno == errno.ELOOP:
            raise Unreadable(_NO_FILE) from None
        raise Unreadable(error.strerror or str(error)) from error
    except ValueError as error:  # a NUL in the name
        raise Unreadable(str(error)) from error
    if len(data) > largest:
        raise Unreadable(f"expected at most {_said(largest)}")
    return data


def _said(size: int) -> str:
    """A number of bytes as people say it."""
    kib = size // 1024
    return f"{kib // 1024} MiB" if kib > 1024 else f"{kib} KiB"


def read_text(path: Path) -> str:
    """The text of a UTF-8 file.

    Raises:
        Unreadable: It cannot be read, is larger than ``LARGEST``, or not UTF-8.
    """
    return text_of(read_bytes(path, LARGEST))


def text_of(data: bytes) -> str:
    """The text that some bytes are, without a byte order mark.

    Raises:
        Unreadable: They are not UTF-8.
    """
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
    make_folder(path.parent)
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        mode = None
    _replace(path, data, mode, lasting=True)


def write_private(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """The same for a file that nobody else is to read, in a folder that nobody else is to enter.

    A link that stands in its place is replaced, and not followed.

    Args:
        path: The file.
        data: What it is to hold.
        lasting: Whether to wait until it is on the disk.

    Raises:
        OSError: As above.
    """
    make_private_folder(path.parent)
    _replace(path, data, 0o600, lasting)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, and those on the way to it, unless it is there.

    Raises:
        OSError: It cannot be made.
    """
    try:
        folder.mkdir(mode, parents=True, exist_ok=True)
    except FileExistsError as error:
        folder.stat()  # a circle of links says so itself
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


def make_private_folder(folder: Path) -> None:
    """Make a folder of the program's own that nobody else can enter.

    Raises:
        OSError: It cannot be made.
    """
    make_folder(folder, 0o700)
    status = folder.stat()
    # Older versions have made it for everybody.
    if stat.S_IMODE(status.st_mode) & 0o077 and status.st_uid == os.geteuid():
        with contextlib.suppress(OSError):  # a file system without permissions
            folder.chmod(0o700)


def _replace(path: Path, data: bytes, mode: int | None, lasting: bool) -> None:
    """Write a file beside, and move it into the place; it has the usual permissions without any."""
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o666 if mode is None else mode & 0o777)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if mode is not None:
                # It was made with no more than these; the umask may have taken some away.
                with contextlib.suppress(OSError):  # a file system without permissions
                    os.fchmod(descriptor, mode)
            if lasting:
                os.fsync(descriptor)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
