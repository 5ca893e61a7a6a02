"""The lines that a voice has spoken before, in a folder: a WAV file each, and an index.

The index knows how long each is, so that a session can be laid out without opening any. Where it
is missing or damaged, nothing is known, and what is asked for is looked at anew.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

import msgspec
from msgspec import Struct

from stretchtui.cues.sounds import LONGEST_LINE_S, Sound, Unsuitable, load
from stretchtui.store.files import Unreadable, read_bytes, write_atomically, write_private
from stretchtui.store.sealing import seal, unseal

KEPT = 128 * 1024 * 1024
"""Bytes that lines may take up together, about 50 minutes; those not used for longest go first."""

INDEX = "index"

_INDEX_LIMIT = 4 * 1024 * 1024

_OURS = r"\.?[0-9a-f]{32}\.wav(\..*)?"
"""A line, or what was left when writing one was broken off."""


class KeptLine(Struct, frozen=True, array_like=True):
    """What the index knows of a line."""

    seconds: float
    size: int
    """Of its file, in bytes: one of another size is not what was written."""


_decoder = msgspec.msgpack.Decoder(dict[str, KeptLine])
_encoder = msgspec.msgpack.Encoder()


class KeptLines:
    """What is kept in a folder, which need not exist.

    Args:
        folder: The folder.
        limit: Bytes for all that is kept.
    """

    def __init__(self, folder: Path, limit: int = KEPT) -> None:
        self.folder = folder
        self._limit = limit
        self._known: dict[str, KeptLine] = {}
        self._stamp: tuple[int, int] | None = None

    def path(self, key: str) -> Path:
        """Where a line is, or would be."""
        return self.folder / f"{key}.wav"

    def seconds(self, key: str) -> float | None:
        """How long a line is; None where that is not known."""
        line = self._index().get(key)
        return None if line is None else line.seconds

    def use(self, key: str) -> bool:
        """Whether a line is there as it was written; it then counts as used now."""
        line = self._index().get(key)
        try:
            if line is None or self.path(key).stat().st_size != line.size:
                return False
            os.utime(self.path(key))
        except OSError:
            return False
        return True

    def find(self, key: str) -> bool:
        """Whether a line is there though the index may not know it; from then on it does."""
        if self.use(key):
            return True
        try:
            sound = load(self.path(key), LONGEST_LINE_S)
            os.utime(self.path(key))
            self._note(key, sound)
        except (Unsuitable, OSError):
            return False
        return True

    def add(self, key: str, sound: Sound) -> None:
        """Keep a line.

        Raises:
            OSError: It cannot be written.
        """
        write_atomically(self.path(key), sound.wav())
        self._note(key, sound)

    def _note(self, key: str, sound: Sound) -> None:
        """Write down how long a line is, and remove what was not used for longest.

        Another process may do so at the same time; what it knew is then found again by ``find``.
        """
        size = self.path(key).stat().st_size
        known = {**self._index(), key: KeptLine(round(sound.seconds, 3), size)}
        for gone in self._clear(key, size):
            known.pop(gone, None)
        write_private(self.folder / INDEX, seal(_encoder.encode(known)), lasting=False)

    def _clear(self, newest: str, total: int) -> list[str]:
        """Remove what was not used for longest, until the rest fits; the keys that are gone."""
        found = []
        for entry in os.scandir(self.folder):
            if re.fullmatch(_OURS, entry.name) and entry.name != f"{newest}.wav":
                with contextlib.suppress(OSError):  # another process has removed it
                    status = entry.stat(follow_symlinks=False)
                    found.append((status.st_mtime_ns, status.st_size, entry))
        gone = []
        for _, size, entry in sorted(found, key=lambda each: each[:2], reverse=True):
            total += size
            if total > self._limit:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
                gone.append(entry.name.removesuffix(".wav"))
        return gone

    def _index(self) -> dict[str, KeptLine]:
        """What is known, read again when it was written since."""
        path = self.folder / INDEX
        try:
            status = path.stat()
            stamp = (status.st_ino, status.st_mtime_ns)
            if stamp != self._stamp:
                self._known = _decoder.decode(unseal(read_bytes(path, _INDEX_LIMIT)))
                self._stamp = stamp
        except (OSError, Unreadable, msgspec.MsgspecError, ValueError, RecursionError):
            self._known, self._stamp = {}, None
        return self._known
