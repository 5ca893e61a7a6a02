"""``list``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchtui.cli.adapted import adapted_tables
from stretchtui.cli.options import json_option
from stretchtui.cli.pacing import pace_of
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import Refused, complain, print_json, printing, settings_of
from stretchtui.core.duration import clock
from stretchtui.core.routines.left_out_words import counts
from stretchtui.core.routines.library import Source
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths, routines

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.core.routines.library import Entry, Library
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.sessions.days import Days
    from stretchtui.core.sessions.record import Record


class Listed(NamedTuple):
    """A routine as it would be done today."""

    entry: Entry
    level: int
    last_done: date | None


def add(commands: Commands) -> None:
    """Add the command."""
    list_ = command(commands, "list", _list)
    list_.add_argument(
        "--tag",
        dest="tags",
        action="append",
        default=[],
        metavar="TAG",
        help="only those with this tag; given twice, with both",
    )
    list_.add_argument("--mine", action="store_true", help="only your own")
    form = list_.add_mutually_exclusive_group()
    form.add_argument("--id", action="store_true", help="print only the ids")
    json_option(form)


def _list(options: argparse.Namespace) -> int:
    printing()
    folders = paths.folders(options.home)
    library = routines.read_library(folders)
    for fault in library.faults:
        complain(str(fault))
    entries = _wanted(library, options.tags, options.mine)
    if options.id:
        for entry in entries:
            print(entry.routine.id)
        return ExitStatus.DONE
    settings = settings_of(folders)
    entries = [each.for_person(settings.care.leave_out) for each in entries]
    pace, days = pace_of(settings, folders), settings.days
    listed = list(_as_of_today(entries, folders, days))
    if options.json:
        print_json([_table(each, pace, folders) for each in listed])
        return ExitStatus.DONE
    width = max((len(each.entry.routine.id) for each in listed), default=0)
    for each in listed:
        entry = each.entry
        own = " (yours)" if entry.source is Source.USER else ""
        total = clock(entry.total(pace, each.level))
        changed = f" ({said})" if (said := counts(entry.adaptations)) else ""
        print(f"{entry.routine.id:{width}}  {total:>7}  {entry.routine.name}{own}{changed}")
    return ExitStatus.DONE


def _wanted(library: Library, tags: Iterable[str], mine: bool) -> list[Entry]:
    """The routines that have all of these tags; of the person's own, if those are wanted.

    Raises:
        Refused: No routine at all has one of the tags: it may be misspelt.
    """
    entries = [*library.entries.values()]
    known = {tag.casefold(): tag for entry in entries for tag in entry.routine.tags}
    wanted = {tag.casefold() for tag in tags}
    for tag in tags:
        if tag.casefold() not in known:
            said = f"; there are {', '.join(sorted(known.values()))}" if known else ""
            raise Refused(f'no routine has the tag "{tag}"{said}', ExitStatus.NOT_FOUND)
    return [
        entry
        for entry in entries
        if wanted <= {tag.casefold() for tag in entry.routine.tags}
        and (not mine or entry.source is Source.USER)
    ]


def _as_of_today(entries: Iterable[Entry], folders: paths.Folders, days: Days) -> Iterable[Listed]:
    """Routines as they would be done today."""
    from collections import defaultdict

    from stretchtui.cli.journal import progress_of, sessions_if_readable
    from stretchtui.core.sessions.days import Today
    from stretchtui.playing.clock import moment

    today = Today(moment(), days)
    of: defaultdict[str, list[Record]] = defaultdict(list)
    for record in sessions_if_readable(folders):
        of[record.routine].append(record)
    for entry in entries:
        records = of[entry.routine.id]
        done = [today.day_of(each) for each in today.past(records) if each.done]
        level = progress_of(entry, tuple(records), today).level
        yield Listed(entry, level, done[-1] if done else None)


def _table(listed: Listed, pace: Pace, folders: paths.Folders) -> dict[str, Any]:
    """What JSON has of a routine."""
    entry, routine = listed.entry, listed.entry.routine
    file = folders.routines / entry.file if entry.source is Source.USER else entry.file
    return {
        "id": routine.id,
        "name": routine.name,
        "about": routine.about,
        "tags": list(routine.tags),
        "steps": len(routine.single_steps),
        "level": listed.level,
        "total_s": entry.total(pace, listed.level),
        "source": str(entry.source),
        "file": str(file),
        "last_done": listed.last_done.isoformat() if listed.last_done else None,
        "adapted": adapted_tables(entry),
    }
