"""What a journal has, for another journal; and what another one has, taken in."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec import MsgspecError, Struct, convert
from msgspec.structs import replace

from stretchtui.core.sessions.account import Account, Export, StretchNote, merged, uid_of
from stretchtui.store.journal_corrections import NOTES, PUT_NOTE
from stretchtui.store.journal_rows import (
    ADD,
    CHANGE,
    PART,
    SESSIONS,
    clean_text,
    part_of,
    put_parts,
    row_to_add,
    somewhere,
    unfinished,
)

if TYPE_CHECKING:
    import sqlite3

    from stretchtui.core.sessions.record import Part


class TakenIn(Struct, frozen=True):
    """What has become of the sessions of an export, each of which counts once."""

    new: int = 0
    updated: int = 0
    """Those of which the other journal had more."""
    here: int = 0
    """Those of which it had nothing new."""
    playing: int = 0
    """Those that stayed as they are, as they are being played."""
    notes: int = 0
    """Notes on stretches that are new, or newer."""


class Found(Struct, frozen=True):
    """What a journal has."""

    export: Export
    unread_sessions: int = 0
    """Sessions that were left out: their rows make no sense."""
    unread_parts: int = 0
    """Parts of the others that were."""


def found_in(database: sqlite3.Connection) -> Found:
    """All that a journal has, as far as it makes sense."""
    parts: defaultdict[object, list[Part | None]] = defaultdict(list)
    columns = ", ".join(PART)
    for session, *row in database.execute(
        f"SELECT session, {columns} FROM session_stretch ORDER BY session, step"
    ):
        parts[session].append(part_of(tuple(row)))
    accounts = []
    unread_sessions = unread_parts = 0
    for row in database.execute(f"{SESSIONS} ORDER BY started, id"):
        own = tuple(part for part in parts[row[0]] if part is not None)
        known = unfinished(row, own) or unfinished(somewhere(row), own)
        if known is None:
            unread_sessions += 1
            continue
        unread_parts += len(parts[row[0]]) - len(own)
        # Where it stood counts until it ends.
        ended = known.record.ended is not None
        whole = Account.of(known.record, own) if ended else Account(known.record, known.standing)
        accounts.append(whole)
    return Found(Export(tuple(accounts), _notes(database)), unread_sessions, unread_parts)


def take_in(database: sqlite3.Connection, export: Export, hold: Callable[[int], bool]) -> TakenIn:
    """Put into a journal what it does not have yet; within a transaction.

    Args:
        database: The journal.
        export: What another one has.
        hold: Holds a session until the transaction is over, by its number; or says that it is
            being played.
    """
    mine = _by_uid(found_in(database).export.accounts)
    new = updated = here = playing = 0
    for uid, other in _by_uid(export.accounts).items():
        known = mine.get(uid)
        whole = other if known is None else merged(known, other)
        if known is None:
            row = row_to_add(whole.record, whole.standing)
            number = database.execute(ADD, row).lastrowid or 0
            put_parts(database, number, whole.standing.parts)
            new += 1
        elif whole == known:
            here += 1
        elif not hold(whole.record.id):
            playing += 1
        else:
            row = row_to_add(whole.record, whole.standing)
            database.execute(CHANGE, (*row, whole.record.id))
            put_parts(database, whole.record.id, whole.standing.parts)
            updated += 1
    return TakenIn(new, updated, here, playing, _take_in_notes(database, export.notes))


def _by_uid(accounts: Iterable[Account]) -> dict[str, Account]:
    """The accounts of each session, made into one."""
    found: dict[str, Account] = {}
    for each in accounts:
        account = replace(each, record=replace(each.record, uid=uid_of(each.record)))
        known = found.get(account.record.uid)
        found[account.record.uid] = account if known is None else merged(known, account)
    return found


def _notes(database: sqlite3.Connection) -> tuple[StretchNote, ...]:
    """The notes on stretches, as far as they make sense."""
    found = []
    for stretch, note, updated in database.execute(f"{NOTES} ORDER BY stretch"):
        with contextlib.suppress(MsgspecError, ValueError):
            row = {"stretch": clean_text(stretch), "note": clean_text(note), "updated": updated}
            found.append(convert(row, StretchNote))
    return tuple(found)


def _take_in_notes(database: sqlite3.Connection, notes: Iterable[StretchNote]) -> int:
    """Keep the later one of two notes on a stretch; how many of those given that was."""
    known = {each.stretch: each for each in _notes(database)}
    later: dict[str, StretchNote] = {}
    for each in notes:
        mine = later.get(each.stretch) or known.get(each.stretch)
        if mine is None or (each.updated, each.note) > (mine.updated, mine.note):
            later[each.stretch] = each
    rows = [(each.stretch, each.note, each.updated) for each in later.values()]
    database.executemany(PUT_NOTE, rows)
    return len(later)
