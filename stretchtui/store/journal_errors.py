"""What can be wrong with the journal; and how that is said, in one line."""

from __future__ import annotations

import sqlite3
from enum import Enum

from stretchtui.core.text import clean
from stretchtui.store import files

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

_DISK = {
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR),
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH),
}

_REASONS = {
    sqlite3.SQLITE_FULL: "no space left on the disk",
    sqlite3.SQLITE_READONLY: "no permission to write it",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_BUSY: "another program has kept it busy for too long",
    sqlite3.SQLITE_IOERR: "the disk cannot read or write it",
}


class JournalError(Exception):
    """The journal cannot be used; the message is one line."""


class SetAside(JournalError):
    """The journal was damaged: it was set aside, and a new one begun, which can be used."""


class Harm(Enum):
    """Why a file cannot be used as the journal."""

    DAMAGED = "damaged"
    UNKNOWN = "unknown"
    """Another program wrote it, or another version of this one."""


class DamageError(Exception):
    """The file cannot be used as the journal.

    Args:
        harm: Why.
    """

    def __init__(self, harm: Harm = Harm.DAMAGED) -> None:
        super().__init__(harm)
        self.harm = harm


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file is damaged."""
    if isinstance(error, sqlite3.Error):
        return _code(error) in _DAMAGE
    # Of tables whose names were damaged it cannot even say so.
    return isinstance(error, UnicodeDecodeError)


def forbids_writing(error: Exception) -> bool:
    """Whether an error may only stand in the way of writing: what cannot be written may be read."""
    return isinstance(error, OSError) or (
        isinstance(error, sqlite3.Error) and _code(error) in _DISK
    )


def reason(error: Exception) -> str:
    """Why the file cannot be used, in a few words."""
    if isinstance(error, sqlite3.Error):
        return _REASONS.get(_code(error), clean(str(error)))
    return clean(files.reason(error) if isinstance(error, OSError) else str(error))


def _code(error: sqlite3.Error) -> int:
    """The error's primary code; sqlite3 itself raises some that have none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
