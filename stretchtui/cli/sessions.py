"""What ``history`` prints, and what it takes in."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.cli.journal import ask, read, sessions
from stretchtui.cli.words import Refused, complain, print_json, settings_of, why_unread
from stretchtui.core.duration import clock
from stretchtui.core.sessions.account import Account, Export
from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.exchange import exported, table_of
from stretchtui.core.sessions.record import Record, local
from stretchtui.playing.clock import moment
from stretchtui.words.feelings import FEELINGS
from stretchtui.words.record import FUTURE
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.store.journal_exchange import TakenIn
    from stretchtui.store.paths import Folders


def print_as_lines(folders: Folders, since: date | None) -> None:
    """Print one line a session, from a day on."""
    today = _today(folders)
    records = _since(sessions(folders), since, today)
    for record in records:
        print(_line(record, today))
    if not records:
        complain(f"no sessions since {since}" if since else "no sessions yet")


def print_as_json(folders: Folders, since: date | None) -> None:
    """Print an array of sessions, from a day on, each with its stretches.

    It has all that there is of them: see ``history --import``.
    """
    whole, today = read(folders, lambda journal: journal.export(), Export()), _today(folders)
    kept = [each for each in whole.accounts if _is_since(each.record, since, today)]
    tables = exported(replace(whole, accounts=tuple(kept)))
    print_json(
        [_dated(table, each.record, today) for table, each in zip(tables, kept, strict=True)]
    )


def print_as_csv(folders: Folders, since: date | None) -> None:
    """Print a row for each session, from a day on, below one with the names of the columns."""
    records, today = sessions(folders), _today(folders)
    writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
    rows = [_row(record, today) for record in _since(records, since, today)]
    writer.writeheader()
    writer.writerows(rows)


def take_in(folders: Folders, files: Sequence[Path]) -> None:
    """Take in other journals, or what they have printed as JSON: all of them, or none.

    Args:
        folders: Where the journal is.
        files: They; ``-`` for what comes in by the standard input.

    Raises:
        Refused: Something is wrong with one of them, or with the journal.
    """
    from stretchtui.store.history_files import LARGEST, NoHistory, history_in, read_history
    from stretchtui.words.record import unread

    found = []
    try:
        for file in files:
            if str(file) == "-":
                with open(0, "rb", closefd=False) as stream:
                    found.append(history_in(stream.read(LARGEST + 1), "standard input"))
            else:
                found.append(read_history(file))
    except NoHistory as error:
        raise Refused(f"{error} (nothing was imported)", why_unread(files)) from None
    for file, each in zip(files, found, strict=True):
        left_out = unread(each.unread_sessions, each.unread_parts)
        if left_out:
            complain(f"{file}: {left_out}")
    whole = Export(
        tuple(account for each in found for account in each.export.accounts),
        tuple(note for each in found for note in each.export.notes),
    )
    print(_told(ask(folders, lambda journal: journal.take_in(whole))))


def _told(taken: TakenIn) -> str:
    """``12 new sessions, 1 updated, 988 already here``."""
    new = f"{taken.new or 'no'} new {plural('session', taken.new)}"
    others = (
        (taken.updated, "updated"),
        (taken.here, "already here"),
        (taken.playing, "in progress (left unchanged)"),
        (taken.notes, plural("note", taken.notes)),
    )
    return ", ".join([new, *(f"{count} {what}" for count, what in others if count)])


def _today(folders: Folders) -> Today:
    return Today(moment(), settings_of(folders).days)


def _since(records: Sequence[Record], day: date | None, today: Today) -> Sequence[Record]:
    return [record for record in records if _is_since(record, day, today)]


def _is_since(record: Record, day: date | None, today: Today) -> bool:
    """Whether it is of a day or a later one, as the person lived it."""
    return day is None or today.day_of(record) >= day


def _dated(table: dict[str, Any], record: Record, today: Today) -> dict[str, Any]:
    """What JSON has of a session, with what depends on who looks at it, and when."""
    day = {"day": today.day_of(record).isoformat(), "in_future": today.is_before(record)}
    return {"id": table["id"]} | day | table


def _line(record: Record, today: Today) -> str:
    """``2026-09-21 07:32     6:40  Five for the lower back · 5 of 5 · right · 6 to 3``."""
    facts = [record.name, f"{record.steps_done} of {record.steps}"]
    if not record.completed:
        facts.append("not completed")
    if record.logged:
        facts.append("logged")
    if record.feeling:
        facts.append(FEELINGS[record.feeling])
    if record.before is not None or record.after is not None:
        before, after = ("?" if each is None else each for each in (record.before, record.after))
        facts.append(f"{before} to {after}")
    facts += [f"{stretch} hurt" for stretch in record.hurt]
    if today.is_before(record):
        facts.append(FUTURE)
    when = local(record.started, record.offset)
    return f"{when:%Y-%m-%d %H:%M}  {clock(record.held):>7}  {' · '.join(facts)}"


_COLUMNS = (
    *("id", "day", "started", "ended", "in_future", "routine", "name", "level", "completed"),
    "logged",
    *("steps", "steps_done", "steps_skipped", "phases", "phases_done", "planned_s", "held_s"),
    *("waited_s", "feeling", "discomfort_before", "discomfort_after", "hurt", "note"),
)


def _row(record: Record, today: Today) -> dict[str, Any]:
    table = _dated(table_of(Account.of(record, ())), record, today)
    return {name: table[name] for name in _COLUMNS} | {"hurt": " ".join(record.hurt)}
