"""Five years of daily sessions: what the history screen has to read and work out.

Also a script: ``python -m benchmarks.history FOLDER`` fills FOLDER/data/journal.sqlite3.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.table import Row
from stretchtui.core.routines.ramps import ladder
from stretchtui.core.sessions import history
from stretchtui.core.sessions.advice import advise
from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.progress import progress
from stretchtui.core.sessions.record import Feeling, Moment, Part, Record, Standing
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library

SESSIONS = 5 * 365
BUDGET_MS = 30.0
"""Of the 150 ms in which the history opens; the rest is for drawing."""

ROUNDS = 9

_NOON_S = 1_893_456_000 + 12 * 3600
"""Noon of the last day, 2030-01-01."""


def fill(home: Path, sessions: int = SESSIONS) -> None:
    """Make a journal of so many daily sessions: always the same ones."""
    journal = Journal(home / "data")
    chance = random.Random(1)
    entries = list(read_library(folders(str(home))).entries.values())
    for number in range(sessions):
        entry = chance.choice(entries)
        started = _NOON_S - (sessions - 1 - number) * 86400.0 + chance.uniform(-18000, 30000)
        parts = tuple(
            Part(at, step.stretch or "", f"Step {at}", ("lower back", f"area {at % 9}"), 45.0, True)
            for at, step in enumerate(entry.routine.steps)
        )
        if number % 50 == 0:
            parts = (Part(0, "cobra", "Cobra", ("lower back",), 9.0, hurt=started), *parts[1:])
        standing = Standing(steps_done=len(parts), held=45.0 * len(parts), parts=parts)
        asked = chance.random() < 0.7
        session = journal.add(
            Record(
                started=started,
                offset=chance.choice([60, 120]),
                updated=started + 600,
                ended=started + 600,
                routine=entry.routine.id,
                name=entry.routine.name,
                steps=len(parts),
                phases=40,
                seconds=600,
                completed=chance.random() < 0.95,
                feeling=chance.choice([None, *Feeling]),
                before=chance.randint(2, 8) if asked else None,
                after=chance.randint(0, 5) if asked else None,
            ),
            standing,
        )
        journal.let_go(session)
    journal.close()


def open_history(home: Path) -> None:
    """Read and work out all that the history screen shows."""
    journal = Journal(home / "data")
    records = journal.sessions()
    today = _last(records)
    history.calendar(records, today)
    history.weeks(records, today, 26)
    history.streak(records, today)
    history.weekly_streak(records, today)
    history.discomfort(records, today, history.WEEKS)
    history.areas(journal.held(today.moment.now - 365 * 86400, today.latest))
    journal.close()


def choose(home: Path) -> None:
    """Work out what the main list says: today's choice, at today's level."""
    journal = Journal(home / "data")
    records = journal.sessions()
    today = _last(records)
    advice = advise(read_library(folders(str(home))).entries.values(), records, today)
    assert advice is not None
    entry = advice.entry
    own = [record for record in records if record.routine == entry.routine.id]
    progress(own, ladder(entry.routine, entry.stretches), today)
    journal.close()


def _last(records: Sequence[Record]) -> Today:
    return Today(Moment(records[-1].started, records[-1].offset))


def measure(home: Path) -> list[Row]:
    """The row about five years of sessions."""
    fill(home)
    milliseconds = median(_milliseconds(open_history, home) for _ in range(ROUNDS))
    return [
        Row(
            f"{SESSIONS:,} sessions: read and worked out for the history",
            f"{milliseconds:.0f} ms",
            f"≤ {BUDGET_MS:.0f} ms",
            milliseconds <= BUDGET_MS,
        )
    ]


def _milliseconds(run: Callable[[Path], None], home: Path) -> float:
    began = time.perf_counter()
    run(home)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if not (target / "data" / FILE).exists():
        fill(target)
    for what in (open_history, choose):
        runs = sorted(_milliseconds(what, target) for _ in range(ROUNDS))
        print(f"{what.__name__}: median {median(runs):.1f} ms, best {runs[0]:.1f} ms")
