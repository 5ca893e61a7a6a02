"""What ``next`` and ``today`` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.cli.journal import progress_of, sessions, sessions_if_readable
from stretchtui.cli.pacing import pace_of
from stretchtui.cli.words import Refused, settings_of
from stretchtui.core.duration import about_minutes, clock
from stretchtui.core.sessions.advice import advise
from stretchtui.core.sessions.days import Today
from stretchtui.playing.clock import moment
from stretchtui.store import routines

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

NOTHING_TODAY = 1
"""The exit status of ``today`` where nothing was done."""


def print_next(folders: Folders, only_id: bool) -> None:
    """Print the routine that would be a good choice today.

    Raises:
        Refused: There is none.
    """
    records, settings = sessions_if_readable(folders), settings_of(folders)
    today = Today(moment(), settings.days)
    advice = advise(routines.read_library(folders).entries.values(), records, today)
    if advice is None:
        raise Refused("no routine with steps found")
    entry = advice.entry
    if only_id:
        print(entry.routine.id)
        return
    seconds = entry.total(pace_of(settings, folders), progress_of(entry, records, today).level)
    print(f"{entry.routine.name}, {about_minutes(seconds)}, {advice.reason}")


def print_today(folders: Folders) -> int:
    """Print what was done today.

    A session counts if it was completed, or if a minute was held.

    Returns:
        The exit status: 1, if nothing was done.
    """
    records, settings = sessions(folders), settings_of(folders)
    today = Today(moment(), settings.days)
    done = [record for record in today.past(records) if record.done]
    # Or tomorrow, for who has flown home across the date line.
    todays = [record for record in done if today.day_of(record) >= today.day]
    if todays:
        names = ", ".join(dict.fromkeys(record.name for record in todays))
        print(f"done today: {names}; {clock(sum(record.held for record in todays))} held")
        return 0
    days = (today.day - today.day_of(done[-1])).days if done else 0
    last = {0: "", 1: "; last done yesterday"}.get(days, f"; last done {days} days ago")
    print(f"nothing done today{last}")
    return NOTHING_TODAY
