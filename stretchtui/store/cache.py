"""What many routine files held when they were last read, so that they need not all be read again.

Reading a TOML file takes a quarter of a millisecond: nobody notices with twelve of them, and
everybody does with ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from stretchtui import __version__
from stretchtui.core.format import Document
from stretchtui.store.files import write_atomically

if TYPE_CHECKING:
    import os


WORTH_IT = 100
"""With fewer files than this there is no cache."""

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


class _Cache(Struct, frozen=True):
    version: str
    files: dict[str, Cached]


_decoder = msgspec.msgpack.Decoder(_Cache)
_encoder = msgspec.msgpack.Encoder()


def stamp(entry: os.DirEntry[str]) -> Stamp:
    """A file's stamp.

    Raises:
        OSError: The file is gone.
    """
    status = entry.stat()
    return Stamp(status.st_size, status.st_ctime_ns, status.st_ino)


def read_cache(path: Path) -> dict[str, Cached]:
    """What was kept, by the files' names; nothing, if it cannot be used for any reason."""
    try:
        if path.stat().st_size > LARGEST:
            return {}
        cache = _decoder.decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError, RecursionError):
        return {}
    return cache.files if cache.version == __version__ else {}


def write_cache(path: Path, files: Iterable[tuple[str, Cached]]) -> None:
    """Keep what was read; where that cannot be done, it is read again the next time."""
    try:
        write_atomically(path, _encoder.encode(_Cache(__version__, dict(files))))
    except OSError:
        return
