"""What ``history --week`` prints: this week's minutes for each part of the body."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.cli.journal import read
from stretchtui.cli.words import print_json, settings_of
from stretchtui.core.duration import clock
from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.glance import ThisWeek, this_week
from stretchtui.core.sessions.weekly import GAINS_FROM_S, LEVEL_OFF_S
from stretchtui.core.text import clean
from stretchtui.playing.clock import moment
from stretchtui.store.journal_totals import areas_this_week
from stretchtui.words import weekly
from stretchtui.words.cells import cells, fitted
from stretchtui.words.chart_glyphs import chart_glyphs
from stretchtui.words.glyphs import ASCII, glyphs_for
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Record
    from stretchtui.store.journal import Journal
    from stretchtui.store.paths import Folders

    Areas = tuple[tuple[str, int], ...]

WIDTH, NARROWEST = 100, 40
"""Lines are no longer, in cells, however wide the terminal is, and no shorter."""

TIME = 10
"""The cells of a time."""


def print_week(folders: Folders, *, as_json: bool) -> None:
    """Print what this week comes to by now.

    Args:
        folders: The person's folders.
        as_json: Whether it is printed for other programs.
    """
    today = Today(moment(), settings_of(folders).days)

    def ask(journal: Journal) -> tuple[tuple[Record, ...], Areas]:
        records = journal.sessions()
        return records, areas_this_week(journal.file, records, today)

    nothing: tuple[tuple[Record, ...], Areas] = (), ()
    records, areas = read(folders, ask, nothing)
    week = this_week(records, today)
    if not as_json:
        print("\n".join(_lines(week, areas, today)))
        return
    print_json(
        {
            "from": today.days.week_of(today.day).isoformat(),
            "day": today.day.isoformat(),
            "days": week.days,
            "held_s": week.seconds,
            "gains_from_s": GAINS_FROM_S,
            "level_off_s": LEVEL_OFF_S,
            "areas": [{"area": area, "held_s": seconds} for area, seconds in areas],
        }
    )


def _lines(week: ThisWeek, areas: Areas, today: Today) -> Sequence[str]:
    first = today.days.week_of(today.day)
    since = f"since {first:%A} {first.day} {first:%B}"
    if not areas:
        return [f"This week, {since}: nothing yet"]
    utf8 = (sys.stdout.encoding or "").lower().startswith("utf")
    marks = chart_glyphs(glyphs_for(os.environ) if utf8 else ASCII)
    names = {area: clean(area) for area, _ in areas}
    width = max(NARROWEST, min(WIDTH, shutil.get_terminal_size().columns)) - 1
    name = min(max(map(cells, names.values())), width // 3)
    room = max(0, width - name - 1 - TIME)
    rows = [
        f"{fitted(names[area], name)} "
        + "".join(text for text, _ in weekly.bar(seconds, room, marks))
        + f"{clock(seconds):>{TIME}}"
        for area, seconds in areas
    ]
    days = f"{week.days} {plural('day', week.days)}"
    return [
        f"This week, {since}: {clock(week.seconds)} on {days}",
        f"{'':{name}} {weekly.scale(room)}".rstrip(),
        *rows,
        weekly.legend(width),
    ]
