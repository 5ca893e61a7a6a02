"""What routine files held when they were last read, so that they need not be read again.

The shipped file takes 90 ms of a start, and each of the person's a tenth of a millisecond: with
ten thousand of them that is 1.4 s, and from here 0.1 s. It is taken only as it was written, by this
person: whatever is odd about it, the files are read again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from stretchtui import __version__
from stretchtui.core.routines.document import Document
from stretchtui.core.routines.library import JoinedFaults
from stretchtui.store.files import Unreadable, read_bytes, write_private
from stretchtui.store.sealing import seal, unseal

SHAPE = 12
"""To be raised whenever what a document holds changes its shape; a test notices."""

LARGEST = 256 * 1024 * 1024
"""A larger cache is not read, in bytes."""


class Stamp(Struct, frozen=True):
    """What tells a file from itself after a change."""

    size: int
    changed_ns: int
    """When its content or its place was last changed; unlike the time of its content alone,
    nobody can set it."""
    inode: int


class Cached(Struct, frozen=True):
    """One file as it was read."""

    stamp: Stamp
    document: Document


class Cache(Struct, frozen=True):
    """All that is kept."""

    files: dict[str, Cached] = {}
    """The files by their paths, in the order in which they are joined."""
    findings: JoinedFaults | None = None
    """What is wrong with the library of all these files; None where that is not known."""


class _Written(Struct, frozen=True):
    version: str
    cache: Cache


_VERSION = f"{__version__}, shape {SHAPE}"

_decoder = msgspec.msgpack.Decoder(_Written)
_encoder = msgspec.msgpack.Encoder()


def stamp(path: Path | str) -> Stamp:
    """A file's stamp.

    Raises:
        OSError: The file is gone.
    """
    status = os.stat(path)
    return Stamp(status.st_size, status.st_ctime_ns, status.st_ino)


def read_cache(path: Path) -> Cache:
    """What was kept; nothing, if it cannot be used for any reason."""
    try:
        found = _decoder.decode(unseal(read_bytes(path, LARGEST, follow=False, own=True)))
    except (Unreadable, msgspec.MsgspecError, ValueError, RecursionError):
        return Cache()
    return found.cache if found.version == _VERSION else Cache()


def cacheable(files: Mapping[str, Cached]) -> dict[str, Cached]:
    """What of the files that were read can be kept: all whose names are UTF-8."""
    return {path: each for path, each in files.items() if _is_utf_8(path)}


def write_cache(path: Path, cache: Cache) -> None:
    """Keep what was read; where that cannot be done, it is read again the next time.

    Args:
        path: The file.
        cache: What it is to hold; of files what ``cacheable`` gives.
    """
    with contextlib.suppress(OSError):  # a full disk; a folder that is not ours
        write_private(path, seal(_encoder.encode(_Written(_VERSION, cache))))


def _is_utf_8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
