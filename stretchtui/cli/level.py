"""What a routine that grows asks for, today or at any level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.cli.words import Refused
from stretchtui.core.routines.ramps import ladder

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.days import Days
    from stretchtui.store.paths import Folders


def asks(entry: Entry, folders: Folders, days: Days, level: int | None) -> tuple[int, list[str]]:
    """The level, and what to say about it; nothing about a routine that does not grow.

    Args:
        entry: The routine.
        folders: Where the journal is.
        days: When the person's days begin.
        level: A level; today's, if not given.

    Raises:
        Refused: The routine has no such level.
    """
    top = len(ladder(entry.routine, entry.stretches)) - 1
    if level is not None and level > top:
        has = f"levels 0 to {top}" if top else "only level 0: nothing in it changes over time"
        raise Refused(f"{entry.routine.id} has {has}")
    if not top:
        return 0, []
    return _today(entry, folders, days, top) if level is None else (level, _at(entry, level, top))


def _today(entry: Entry, folders: Folders, days: Days, top: int) -> tuple[int, list[str]]:
    from stretchtui.cli.journal import progress_of, sessions_if_readable
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.growth import growths, outlook, reason
    from stretchtui.playing.clock import moment

    now = progress_of(entry, sessions_if_readable(folders), Today(moment(), days))
    why = [each for each in (reason(now), outlook(now)) if each]
    lines = [": ".join([f"level {now.level} of {top}", *(["; ".join(why)] if why else [])])]
    for each in growths(entry.routine, entry.stretches, now.level, now.last):
        lines.append(f"  {each.name}: {each.words}")
    return now.level, lines


def _at(entry: Entry, level: int, top: int) -> list[str]:
    from stretchtui.core.sessions.growth import growths

    found = growths(entry.routine, entry.stretches, level, 0)
    return [f"level {level} of {top}", *(f"  {each.name}: {each.amount}" for each in found)]
