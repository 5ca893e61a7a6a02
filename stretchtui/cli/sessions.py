"""What ``history`` prints."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from stretchtui.cli.journal import read, sessions
from stretchtui.cli.words import print_json, settings_of
from stretchtui.core.duration import clock, whole
from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.record import Record, local
from stretchtui.playing.clock import moment
from stretchtui.words.feelings import FEELINGS
from stretchtui.words.record import FUTURE

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Part
    from stretchtui.store.journal import Journal
    from stretchtui.store.paths import Folders


def print_as_lines(folders: Folders, since: date | None) -> None:
    """Print one line a session, from a day on."""
    records, today = sessions(folders), _today(folders)
    for record in _since(records, since, today):
        print(_line(record, today))


def print_as_json(folders: Folders, since: date | None) -> None:
    """Print an array of sessions, from a day on, each with its stretches."""
    nothing: list[dict[str, Any]] = []
    print_json(read(folders, lambda journal: _tables(journal, since, _today(folders)), nothing))


def print_as_csv(folders: Folders, since: date | None) -> None:
    """Print a row for each session, from a day on, below one with the names of the columns."""
    records, today = sessions(folders), _today(folders)
    tables = [_table(record, today) for record in _since(records, since, today)]
    writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table | {"hurt": " ".join(table["hurt"])} for table in tables)


def _today(folders: Folders) -> Today:
    return Today(moment(), settings_of(folders).days)


def _since(records: Sequence[Record], day: date | None, today: Today) -> Sequence[Record]:
    """Those of a day and later ones, as the person lived them."""
    return [record for record in records if day is None or today.day_of(record) >= day]


def _line(record: Record, today: Today) -> str:
    """``2026-09-21 07:32     6:40  Five for the lower back · 5 of 5 · right · 6 to 3``."""
    facts = [record.name, f"{record.steps_done} of {record.steps}"]
    if not record.completed:
        facts.append("not completed")
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


def _tables(journal: Journal, since: date | None, today: Today) -> list[dict[str, Any]]:
    return [
        _table(record, today)
        | {"stretches": [_part_table(part) for part in journal.parts(record.id)]}
        for record in _since(journal.sessions(), since, today)
    ]


_COLUMNS = (
    *("id", "day", "started", "ended", "in_future", "routine", "name", "level", "completed"),
    *("steps", "steps_done", "steps_skipped", "phases", "phases_done", "planned_s", "held_s"),
    *("feeling", "discomfort_before", "discomfort_after", "hurt"),
)


def _table(record: Record, today: Today) -> dict[str, Any]:
    return {
        "id": record.id,
        "day": today.day_of(record).isoformat(),
        "started": _iso(record.started, record.offset),
        "ended": None if record.ended is None else _iso(record.ended, record.offset),
        "in_future": today.is_before(record),
        "routine": record.routine,
        "name": record.name,
        "level": record.level,
        "completed": record.completed,
        "steps": record.steps,
        "steps_done": record.steps_done,
        "steps_skipped": record.skipped,
        "phases": record.phases,
        "phases_done": record.phases_done,
        "planned_s": record.seconds,
        "held_s": record.held,
        "feeling": record.feeling and str(record.feeling),
        "discomfort_before": record.before,
        "discomfort_after": record.after,
        "hurt": list(record.hurt),
    }


def _part_table(part: Part) -> dict[str, Any]:
    return {
        "step": part.step + 1,
        "stretch": part.stretch,
        "name": part.name,
        "targets": list(part.targets),
        "held_s": whole(part.seconds),
        "done": part.done,
        "skipped": part.skipped,
        "hurt": part.hurt is not None,
    }


def _iso(moment: float, offset: int) -> str:
    """``2026-09-21T07:32:05+02:00``: the clock on the wall, and where it was."""
    there = datetime.fromtimestamp(moment, timezone(timedelta(minutes=offset)))
    return there.isoformat(timespec="seconds")
