"""What can stand in the place of a file or a folder, that should not."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.amounts import amount

if TYPE_CHECKING:
    from random import Random

FLIPS = amount(2000, usual=200)
"""How many turned bits are tried on a file."""


def clear(path: Path) -> None:
    """Take away whatever is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def turned(data: bytes, random: Random) -> bytes:
    """The same with one bit turned."""
    bit = random.randrange(len(data) * 8)
    spoilt = bytearray(data)
    spoilt[bit // 8] ^= 1 << bit % 8
    return bytes(spoilt)


def _holding(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _endless(path: Path) -> None:
    path.touch()
    os.truncate(path, 10**12)


PLACED: dict[str, Callable[[Path], object]] = {
    "folder": lambda path: path.mkdir(),
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "circle": lambda path: path.symlink_to(path.name),
    "dangling": lambda path: path.symlink_to("nowhere"),
    "empty": _holding(b""),
    "NULs": _holding(bytes(4096)),
    "no-UTF-8": _holding(b"\xff\xfe\x80"),
    "huge": _holding(b"#" * 10_000_000),
    "endless": _endless,
    "forbidden": lambda path: path.touch(0),
}
"""By what it is called: how to make it where nothing is."""


def place(kind: str, path: Path) -> None:
    """Put something odd into a place."""
    clear(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    PLACED[kind](path)
