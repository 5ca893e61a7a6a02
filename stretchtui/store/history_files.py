"""Files that have a history: what ``history --json`` printed, or a journal of another machine."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from stretchtui.core.routines.document import Fault
from stretchtui.core.routines.json_text import Faulty
from stretchtui.core.sessions.exchange import imported
from stretchtui.core.text import shorten
from stretchtui.store.files import Unreadable, read_bytes, reason
from stretchtui.store.journal_errors import DamageError, Harm
from stretchtui.store.journal_exchange import Found, found_in
from stretchtui.store.journal_image import read_image
from stretchtui.store.journal_tables import in_memory

LARGEST = 64 * 1024 * 1024
"""The largest file that is taken in, in bytes; a session takes about two thousand as JSON."""

_SQLITE = b"SQLite format 3\0"

_HARM = {
    Harm.DAMAGED: "expected a whole journal: it is damaged, or was copied without its -wal file",
    Harm.UNKNOWN: "expected a journal from this version of stretchtui or an older one",
}


class NoHistory(Exception):
    """A file has none that can be taken in; the message is one line."""


def read_history(path: Path) -> Found:
    """What a file has; it is not changed, and a journal's log beside it is read as well.

    Raises:
        NoHistory: It cannot be read, or has none.
    """
    name = str(path)
    try:
        data = read_bytes(path, LARGEST)
        if data.startswith(_SQLITE):
            data = read_image(path)
    except Unreadable as error:
        raise _refusal(name, str(error)) from None
    except OSError as error:
        raise _refusal(name, reason(error)) from None
    return history_in(data, name)


def history_in(data: bytes, name: str) -> Found:
    """What a file has that holds ``data``.

    Args:
        data: JSON, or a journal.
        name: What to call the file.

    Raises:
        NoHistory: It has none.
    """
    if len(data) > LARGEST:
        raise _refusal(name, f"expected at most {LARGEST // 1024 // 1024} MiB")
    try:
        if not data.startswith(_SQLITE):
            return Found(imported(data))
        with contextlib.closing(in_memory(data)) as database:
            return found_in(database)
    except Faulty as error:
        raise _refusal(name, shorten(error.problem, 200), error.where) from None
    except DamageError as error:
        raise _refusal(name, _HARM[error.harm]) from None
    except sqlite3.Error:
        raise _refusal(name, _HARM[Harm.DAMAGED]) from None


def _refusal(file: str, problem: str, where: str = "") -> NoHistory:
    return NoHistory(str(Fault(file, where, "", problem)))
