"""Drafts: a routine being made, kept beside at every change until it is saved or let go.

Each draft has a file of its own, and a second one beside it that says where the routine was read.
The program that makes it holds a lock on that second file, so that after a crash, and only then, a
draft can be offered to the next program.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.store.files import Unreadable, read_text
from stretchtui.store.keeping import Origin
from stretchtui.store.locking import Busy, take, wait_for
from stretchtui.store.writing import NotSaved

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

_ORIGIN = ".origin"
_LOOKING_S = 0.3


class _Beginning(Struct, frozen=True):
    """What the second file says."""

    origin: Origin
    stretches: tuple[Stretch, ...]


class Left(Struct, frozen=True):
    """A draft whose program has ended without saving it."""

    routine: Routine
    origin: Origin
    stretches: tuple[Stretch, ...]
    """Those that its program had given to ``DraftFile``."""
    changed: float
    """When it was last changed, in seconds since 1970."""
    path: Path


class DraftFile:
    """The draft of one builder; nothing is on the disk before the first ``keep``.

    Args:
        folders: The person's folders.
        origin: Where the routine was read.
        stretches: Those its steps may ask for that the library lacks.
    """

    def __init__(self, folders: Folders, origin: Origin, stretches: Iterable[Stretch] = ()) -> None:
        self._folder = folders.data / "drafts"
        self._beginning = _Beginning(origin, tuple(stretches))
        self._path: Path | None = None
        self._lock: int | None = None

    def keep(self, routine: Routine) -> None:
        """Keep the draft as it is by now, whole: a few milliseconds at most.

        It outlives the program, not a power cut: it is not waited for until it is on the disk.

        Raises:
            NotSaved: It cannot be kept; the one before is as it was.
        """
        try:
            path = self._path or self._begin()
            temporary = path.with_suffix(".new")
            temporary.write_bytes(encode([routine]).encode())
            os.replace(temporary, path)
        except OSError as error:
            raise NotSaved(f"the draft is not kept: {error.strerror or error}") from error
        except UnicodeEncodeError:  # the name of the routine's file is not UTF-8
            raise NotSaved("the draft is not kept: expected a file's name in UTF-8") from None

    def drop(self) -> None:
        """The routine was saved or let go: its draft is not needed any more."""
        if self._path is not None:
            for suffix in (".toml", ".new", _ORIGIN):
                with contextlib.suppress(OSError):
                    self._path.with_suffix(suffix).unlink()
        self.close()

    def close(self) -> None:
        """Leave the draft as it is, to be offered again."""
        if self._lock is not None:
            os.close(self._lock)
        self._path = self._lock = None

    def _begin(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self._folder)
        os.close(descriptor)
        lock = take(Path(name))
        try:
            os.write(lock, msgspec.json.encode(self._beginning))
            # It is locked before it can be found.
            os.rename(name, name + _ORIGIN)
        except BaseException:
            os.close(lock)
            os.unlink(name)
            raise
        self._lock, self._path = lock, Path(name + ".toml")
        return self._path

    def _adopt(self, path: Path) -> bool:
        """Go on with a draft that was left; False if another program does, or has."""
        try:
            # Another program may just be looking what was left.
            lock = wait_for(path.with_suffix(_ORIGIN), _LOOKING_S, make=False)
        except (Busy, OSError):
            return False
        self._lock, self._path = lock, path
        if not path.exists():
            self.close()
        return self._path is not None


def left(folders: Folders) -> list[Left]:
    """The drafts of programs that ended without saving, the latest first."""
    try:
        names = [path for path in (folders.data / "drafts").iterdir() if path.suffix == _ORIGIN]
    except OSError:
        return []
    found = [draft for path in names if (draft := _left(path))]
    return sorted(found, key=lambda draft: draft.changed, reverse=True)


def take_up(draft: Left, folders: Folders) -> DraftFile | None:
    """Go on with a draft; None if another program has been quicker."""
    file = DraftFile(folders, draft.origin, draft.stretches)
    return file if file._adopt(draft.path) else None


def _left(path: Path) -> Left | None:
    try:
        lock = take(path, make=False)
    except (Busy, OSError):
        return None
    try:
        beginning = msgspec.json.decode(path.read_bytes(), type=_Beginning)
        draft = path.with_suffix(".toml")
        changed = draft.stat().st_mtime
        document = decode(read_text(draft), draft.name)
    except (OSError, Unreadable, msgspec.MsgspecError):
        return None
    finally:
        os.close(lock)
    if document.faults or len(document.routines) != 1:
        return None
    return Left(document.routines[0], beginning.origin, beginning.stretches, changed, draft)
