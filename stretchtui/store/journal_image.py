"""What the journal's file holds together with its log, read without SQLite.

SQLite needs to write beside a database to read one that has a log. This does not: so a journal
can be read on a disk that is full or may not be written, and a damaged one is left untouched.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterator
from pathlib import Path

LARGEST = 256 * 1024 * 1024
"""The largest file that is read, in bytes: a session takes less than a thousand."""

_BLOCK = 4096
"""Bytes that are read at once, and lost at once where the disk is at fault."""

_HEADER, _FRAME = 32, 24
_MAGIC = 0x377F0682
"""What a log begins with; its last bit tells the order of bytes in the sums."""


def read_image(path: Path) -> bytes:
    """What a database holds: its file, and what was committed to the log beside it.

    Raises:
        OSError: It cannot be read, is no plain file, or is too large.
    """
    file = bytearray(_read(path))
    try:
        log = _read(Path(f"{path}-wal"))
    except OSError:
        return bytes(file)
    for number, page in committed(log).items():
        end = number * len(page)
        file.extend(bytes(max(0, end - len(file))))
        file[end - len(page) : end] = page
    return bytes(file)


def committed(log: bytes) -> dict[int, bytes]:
    """The pages that a log holds, by number from 1, as its last whole transaction left them."""
    found: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for number, size, page in _frames(log):
        pending[number] = page
        if size:  # the last of a transaction tells how many pages there are by then
            found |= pending
            pending = {}
    return found


def _frames(log: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each page with its number and the size of the database, up to the first that is broken."""
    if len(log) < _HEADER:
        return
    magic, _, size, _, *salt, first, second = struct.unpack_from(">8I", log)
    if magic & ~1 != _MAGIC or not 512 <= size <= 65536:
        return
    order = ">" if magic & 1 else "<"
    sums = _summed((0, 0), log[:24], order)
    if sums != (first, second):
        return
    for at in range(_HEADER, len(log) - _FRAME - size + 1, _FRAME + size):
        number, pages, *its_salt, first, second = struct.unpack_from(">6I", log, at)
        page = log[at + _FRAME : at + _FRAME + size]
        sums = _summed(_summed(sums, log[at : at + 8], order), page, order)
        if its_salt != salt or sums != (first, second) or not 0 < number * size <= LARGEST:
            return
        yield number, pages, page


def _summed(sums: tuple[int, int], data: bytes, order: str) -> tuple[int, int]:
    """SQLite's sum over the log, carried on over more of it."""
    one, two = sums
    for first, second in struct.iter_unpack(f"{order}2I", data):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _read(path: Path) -> bytes:
    # Without O_NONBLOCK a named pipe would be waited for, for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            raise OSError("expected a plain file of at most 256 MiB")
        starts = range(0, status.st_size, _BLOCK)
        return b"".join(_block(descriptor, start) for start in starts)
    finally:
        os.close(descriptor)


def _block(descriptor: int, start: int) -> bytes:
    """So much of a file from a place on; zeros where the disk has lost it."""
    try:
        return os.pread(descriptor, _BLOCK, start)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return bytes(_BLOCK)
