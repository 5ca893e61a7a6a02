"""A journal with a past, and the moment from which it is looked at."""

from __future__ import annotations

import asyncio
import random
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchtui.core.sessions.record import Feeling, Moment, Part, Record, Standing
from stretchtui.store.journal import Journal
from stretchtui.store.journal_rows import ADD, put_parts, row_to_add
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.paths import Folders
from stretchtui.tui.history.screen import HistoryScreen
from tests.tui.stage import NOWHERE, Stage

if TYPE_CHECKING:
    from textual.pilot import Pilot

PHONE, USUAL, LARGE = (40, 15), (80, 24), (120, 40)
"""Columns and rows."""

OFFSET = 120
"""Minutes that local time is ahead of UTC."""

TODAY = Moment(datetime(2026, 9, 23, 10, 0, tzinfo=UTC).timestamp(), OFFSET)
"""Noon of the day of which the tests are told that it is today: a Wednesday."""

ROUTINES = {
    "five-for-the-lower-back": "Five for the lower back",
    "before-bed": "Before bed",
    "hips": "Hips, long and slow",
    "desk-break": "Desk break",
}

STRETCHES = {
    "Knee to chest": ("lower back", "glutes"),
    "Cat-cow": ("lower back", "spine"),
    "Child's pose": ("lower back", "hips"),
    "Figure four": ("glutes", "hips"),
    "Lying hamstring stretch": ("hamstrings",),
    "Half-kneeling hip flexor": ("hip flexors",),
    "Doorway chest stretch": ("chest", "shoulders"),
}

YEARS = 1825
"""Five years of days."""


def part(step: int, name: str, seconds: float, **fields: Any) -> Part:
    """What was done of a step: all of it, if nothing else is said."""
    about: dict[str, Any] = {"targets": STRETCHES.get(name, ()), "done": True}
    return Part(step, name, name, seconds=seconds, **about | fields)


class Past:
    """Fills a journal.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sessions: list[tuple[Record, Standing]] = []

    def session(
        self,
        days_ago: int,
        hour: float = 7.5,
        *,
        minutes: float = 0,
        parts: tuple[Part, ...] = (),
        **fields: Any,
    ) -> int:
        """Keep a session of some day; its number.

        Args:
            days_ago: How many days before today.
            hour: When it began, on the clock on the wall.
            minutes: What was held, where there are no
            parts: What was done of its steps.
            fields: More of the record.
        """
        started = TODAY.now + (hour - 12) * 3600 - days_ago * 86400
        about: dict[str, Any] = {
            "started": started,
            "offset": OFFSET,
            "updated": started + 600,
            "ended": started + 600,
            "routine": "five-for-the-lower-back",
            "name": "Five for the lower back",
            "steps": max(1, len(parts)),
            "phases": 40,
            "seconds": 600,
            "completed": True,
        }
        standing = Standing(
            steps_done=sum(part.done for part in parts),
            skipped=sum(part.skipped for part in parts),
            held=minutes * 60 or sum(part.seconds for part in parts),
            parts=parts,
        )
        self._sessions.append((Record(**about | fields), standing))
        return len(self._sessions)

    def two_years(self) -> None:
        """Keep two years: a few sessions a week, a holiday, and a back that gets better."""
        chance = random.Random(7)
        for days_ago in range(700, -1, -1):
            then = (700 - days_ago) / 700
            on_holiday = 150 <= days_ago < 168
            if on_holiday or (days_ago > 13 and chance.random() > 0.45 + 0.4 * then):
                continue
            id_, name = chance.choice(list(ROUTINES.items()))
            hold = 45 * {"hips": 1.8, "desk-break": 0.5}.get(id_, 1.0) * (1 + 0.6 * then)
            stretches = list(STRETCHES)[: None if id_ == "hips" else 5]
            parts = [
                part(number, each, hold + chance.randint(0, 20))
                for number, each in enumerate(stretches)
            ]
            completed = chance.random() < 0.93
            felt = chance.choice([None, Feeling.RIGHT, Feeling.RIGHT, Feeling.MORE])
            before = min(9, max(0, round(6.5 - 4 * then + chance.gauss(0, 1))))
            after = max(0, before - chance.randint(1, 3))
            self.session(
                days_ago,
                21.2 if id_ == "before-bed" else 7.5 + chance.random(),
                parts=tuple(parts if completed else parts[:2]),
                routine=id_,
                name=name,
                steps=len(stretches),
                completed=completed,
                feeling=felt if completed else None,
                before=before if days_ago < 330 else None,
                after=after if days_ago < 330 else None,
            )

    def five_years(self) -> None:
        """Keep a session a day."""
        names = list(STRETCHES)
        for days_ago in range(YEARS - 1, -1, -1):
            parts = (part(0, names[days_ago % 7], 60), part(1, names[days_ago % 5], 90))
            self.session(days_ago, parts=parts, before=days_ago % 7, after=days_ago % 4)

    def write(self) -> None:
        """Write all that is kept so far, at once: one by one would take seconds."""
        journal = Journal(self.folder)
        with journal.file.writing() as database:
            for record, standing in self._sessions:
                number = database.execute(ADD, row_to_add(record, standing)).lastrowid
                put_parts(database, number or 0, standing.parts)
        journal.close()
        self._sessions = []

    def records(self) -> tuple[Record, ...]:
        """What the journal has by now."""
        journal = Journal(self.folder)
        records = journal.sessions()
        journal.close()
        return records

    def home(self) -> Folders:
        """Folders of its own, where what is changed on the screen is kept."""
        return Folders(self.folder / "config", self.folder, self.folder / "cache")

    def stage(self, **options: Any) -> Stage:
        """The program, on this journal, at that moment."""
        if self._sessions:
            self.write()
        options.setdefault("folders", Folders(NOWHERE.config, self.folder, NOWHERE.cache))
        options.setdefault("writer", JournalWriter(self.folder))
        return Stage(moment=lambda: TODAY, **options)


def history_of(stage: Stage) -> HistoryScreen:
    """The history that is open."""
    return next(each for each in stage.app.screen_stack if isinstance(each, HistoryScreen))


def keys_named(stage: Stage) -> list[str]:
    """What the last row says of the keys."""
    return re.findall(r"\S+ \S+", stage.lines()[-1])


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, one when what the one before does is done and the journal has been read."""
    app = pilot.app
    for key in keys:
        before = app.screen
        app.simulate_key(key)
        handled = asyncio.Event()
        app.call_later(handled.set)
        await handled.wait()
        if not isinstance(before, HistoryScreen):
            # The history's keys are done with by now; those of other screens are on their way.
            await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()
