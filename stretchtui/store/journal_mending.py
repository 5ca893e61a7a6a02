"""A damaged journal is set aside, and what can be read of it is put in its place.

The new journal is made in memory from every row that can still be read, and from the copies; then
it is written whole beside the damaged one, under the name ``READY``. From there on whoever comes
can finish the work: a program that is killed meanwhile loses nothing.
"""

from __future__ import annotations

import contextlib
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.store.files import write_private
from stretchtui.store.journal_copies import good_copies
from stretchtui.store.journal_errors import DamageError, Harm
from stretchtui.store.journal_image import read_image
from stretchtui.store.journal_mark import counted, remember, written
from stretchtui.store.journal_merge import (
    Merger,
    found_in,
    found_in_pages,
    notes_in,
    notes_in_pages,
)
from stretchtui.store.journal_tables import in_memory, transaction

if TYPE_CHECKING:
    import sqlite3

READY = "journal-mended.sqlite3"

_WHAT = {
    Harm.DAMAGED: "was damaged",
    Harm.UNKNOWN: "was written by another program or another version",
}


def is_half_mended(path: Path) -> bool:
    """Whether a program was stopped before it had put a new journal in the place of this one."""
    return os.path.lexists(path.with_name(READY))


def mend(path: Path, harm: Harm) -> str:
    """Set a damaged journal aside and put a new one in its place; one program at a time.

    Args:
        path: The journal.
        harm: What is wrong with it.

    Returns:
        A line that says so.

    Raises:
        OSError: It cannot be done; the journal is as it was.
    """
    ready = path.with_name(READY)
    database = _half_mended(ready)
    if database is None:
        database = rebuilt(path)
        write_private(ready, database.serialize())
    with contextlib.closing(database):
        count = _count(database)
        aside = _set_aside(path, harm)
        os.replace(ready, path)
        remember(path.parent, counted(database))
    return f"{path.name} {_WHAT[harm]}: {_back(count)}; the old file is kept as {aside.name}"


def _half_mended(ready: Path) -> sqlite3.Connection | None:
    if os.path.lexists(ready):
        with contextlib.suppress(OSError, DamageError):
            return in_memory(read_image(ready))
    return None


def rebuilt(path: Path) -> sqlite3.Connection:
    """A journal in memory with all that can be read of a damaged one, and of its copies."""
    merger = _with_copies(Merger(), path)
    with contextlib.suppress(OSError):
        image = read_image(path)
        merger.add(found_in_pages(image))
        merger.add_notes(notes_in_pages(image))
    database = in_memory()
    _write(merger, database, path)
    return database


def readable(path: Path) -> tuple[sqlite3.Connection, str | None]:
    """A journal that cannot be written, in memory as it is now.

    Returns:
        The journal; and what the person should be told, if it is damaged.

    Raises:
        OSError: Nothing of it can be read.
    """
    image = read_image(path)
    try:
        return in_memory(image), None
    except DamageError as damage:
        database = rebuilt(path)
        count = _count(database)
        if not count:
            database.close()
            raise OSError("nothing in it can be read") from damage
        can = "1 session can" if count == 1 else f"{count} of your sessions can"
        return database, f"{path.name} {_WHAT[damage.harm]}: {can} be read"


def catch_up(database: sqlite3.Connection, path: Path) -> str | None:
    """Look whether the journal lacks what was written to it, and bring back what copies have.

    One program at a time.

    Returns:
        A line that says so; None if it lacks nothing that is known of.

    Raises:
        sqlite3.Error: It cannot be written.
    """
    with transaction(database):
        # Another program may have been quicker, or is about to write its number.
        if counted(database) >= written(path.parent):
            return None
        before = _count(database)
        merger = Merger()
        merger.add(found_in(database))
        merger.add_notes(notes_in(database))
        _write(_with_copies(merger, path), database, path)
        back = _count(database) - before
    return f"{path.name} is missing its latest changes" + (f": {_back(back)}" if back else "")


def _with_copies(merger: Merger, path: Path) -> Merger:
    for copy in good_copies(path.parent):
        with contextlib.closing(copy):
            merger.add(found_in(copy))
            merger.add_notes(notes_in(copy))
    return merger


def _write(merger: Merger, database: sqlite3.Connection, path: Path) -> None:
    merger.write(database)
    times = max(counted(database), written(path.parent)) + 1
    database.execute("UPDATE written SET times = ?", (times,))


def _set_aside(path: Path, harm: Harm) -> Path:
    """Give a damaged file, and what belongs to it, another name as well."""
    stamp = f"{path.stem}-{harm.value}-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    names = [f"{stamp}{more}{path.suffix}" for more in ("", *(f"-{n}" for n in range(2, 100)))]
    aside = next(each for name in names if not os.path.lexists(each := path.with_name(name)))
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.rename(f"{path}{ending}", f"{aside}{ending}")
    try:
        # So that there is a journal at every moment.
        os.link(path, aside)
    except OSError:  # a file system without links; or there is none
        with contextlib.suppress(FileNotFoundError):
            os.rename(path, aside)
    return aside


def _count(database: sqlite3.Connection) -> int:
    count: int = database.execute("SELECT count(*) FROM session").fetchone()[0]
    return count


def _back(count: int) -> str:
    if not count:
        return "no sessions could be recovered"
    return "1 session was recovered" if count == 1 else f"{count} of your sessions were recovered"
