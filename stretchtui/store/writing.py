"""Writing into the person's folder of routines: one program at a time, and nothing is lost."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from glob import escape
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.core.routines.encode import encode_all
from stretchtui.core.routines.format import decode
from stretchtui.core.text import clean
from stretchtui.store.files import (
    LARGEST,
    Unreadable,
    make_folder,
    read_bytes,
    read_text,
    reason,
    write_atomically,
)
from stretchtui.store.locking import Busy, locked

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Document
    from stretchtui.store.paths import Folders


class NotSaved(Exception):
    """Nothing was written; the message is one clear line."""


def writing(folders: Folders, failure: str) -> contextlib.AbstractContextManager[None]:
    """Be the only program that writes into the folder of routines, as ``writing_in`` does."""
    return writing_in(folders.routines, failure)


@contextlib.contextmanager
def writing_in(folder: Path, failure: str, lock: str = ".lock") -> Iterator[None]:
    """Be the only program that writes into a folder, which is made if it is missing.

    Args:
        folder: The folder.
        failure: How the message begins if something fails: ``Hips was not saved``.
        lock: The name of the file that is locked meanwhile.

    Raises:
        NotSaved: The block, or the folder, could not be read or written.
    """
    try:
        make_folder(folder)
        with locked(folder / lock):
            yield
    except Busy:
        raise NotSaved(f"{failure}: another program is saving; try again") from None
    except Unreadable as error:
        raise NotSaved(f"{failure}: {error}") from None
    except OSError as error:
        place = f" ({clean(str(error.filename))})" if error.filename else ""
        raise NotSaved(f"{failure}: {reason(error)}{place}") from error


def canonical_text(document: Document) -> str:
    """What to write for a document; it is certain to be read back.

    Raises:
        NotSaved: It would not be.
    """
    toml = encode_all(document)
    if len(toml.encode()) > LARGEST:
        raise NotSaved(f"{clean(document.file)}: expected at most {LARGEST // 1024} KiB")
    for fault in decode(toml, document.file).faults:
        raise NotSaved(str(fault))
    return toml


def put(path: Path, toml: str) -> None:
    """Put a text in a file's place, and clear away what killed programs left half written.

    Raises:
        OSError: It could not be written; the file is as it was.
    """
    for ending in ("", ".bak*"):
        remove_unfinished(path, ending)
    write_atomically(path, toml.encode())


def remove_unfinished(path: Path, ending: str = "") -> None:
    """Clear away what programs that were killed have left half written beside a file.

    Args:
        path: The file.
        ending: What is written behind its name there, as a pattern.
    """
    for left in path.parent.glob(f".{escape(path.name)}{ending}.????????"):
        with contextlib.suppress(OSError):  # nothing of ours is a folder
            left.unlink()


def back_up(path: Path) -> str:
    """Keep a copy of a file beside it, just as it is.

    Returns:
        The copy's name: ``hips.toml.bak``, or with a number where that holds something else.

    Raises:
        OSError: It could not be written.
    """
    data = path.read_bytes()
    for number in count(1):
        copy = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        if not os.path.lexists(copy):
            write_atomically(copy, data)
            break
        with contextlib.suppress(Unreadable):  # whatever it is, it is not ours
            if read_bytes(copy, len(data)) == data:
                break
    return copy.name


def free_path(folder: Path, stem: str) -> Path:
    """A TOML file that is not there yet: ``hips.toml``, or ``hips-2.toml``."""
    names = (f"{stem}-{number}.toml" if number > 1 else f"{stem}.toml" for number in count(1))
    return next(folder / name for name in names if not os.path.lexists(folder / name))


def set_aside(path: Path, folders: Folders) -> Path:
    """Keep a file, just as it is, among what was deleted; where."""
    kept = free_path(folders.deleted, path.stem)
    write_atomically(kept, path.read_bytes())
    return kept


def put_back(kept: Path, path: Path, left: str | None) -> bool:
    """Undo ``set_aside``, unless something else has come in the file's place.

    Args:
        kept: Where the file was kept.
        path: Its place.
        left: The text that was left there; None if nothing was.

    Returns:
        Whether it is back.
    """
    now = read_text(path) if path.exists() else None
    if now != left:
        return False
    write_atomically(path, kept.read_bytes())
    kept.unlink()
    return True
