"""``show`` and ``check``."""

from __future__ import annotations

import argparse
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from stretchtui.cli.adapted import adapted_tables
from stretchtui.cli.level import asks
from stretchtui.cli.options import json_option, level_option
from stretchtui.cli.pacing import pace_of
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import ROUTINE, find, print_json, printing, settings_of, why_unread
from stretchtui.core.duration import clock
from stretchtui.core.routines.model import Side, stretch_of
from stretchtui.core.routines.shuffling import is_shuffled
from stretchtui.core.sessions.spoken import spoken_at
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.core.setting_kinds import GuideName
from stretchtui.core.text import clean
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths, routines
from stretchtui.words.conditions import avoided
from stretchtui.words.session import which_round

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Fault
    from stretchtui.core.routines.library import Entry


def add(commands: Commands) -> None:
    """Add the commands."""
    show = command(commands, "show", _show)
    show.add_argument("routine", metavar="ROUTINE", help=ROUTINE)
    level_option(show, "show this level (default: today's)")
    show.add_argument(
        "--guide",
        choices=get_args(GuideName),
        help="include what the voice says, and the time it takes",
    )
    json_option(show)
    check = command(commands, "check", _check)
    check.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a TOML file of routines or stretches"
    )
    json_option(check)


def _show(options: argparse.Namespace) -> int:
    printing()
    folders = paths.folders(options.home)
    return show_entry(find(options, folders)[1], options, folders)


def show_entry(
    entry: Entry, options: argparse.Namespace, folders: paths.Folders, **more: Any
) -> int:
    """Print a routine second by second.

    Args:
        entry: The routine.
        options: Its level, what the voice says, and whether it is printed for other programs.
        folders: The person's folders.
        more: What is printed for these besides.

    Returns:
        The exit status.
    """
    settings = settings_of(folders)
    entry = entry.for_person(settings.care.leave_out)
    level, asked = asks(entry, folders, settings.days, options.level)
    timeline = timeline_of(entry, pace_of(settings, folders, options.guide), level)
    lines = spoken_at(timeline)
    if options.json:
        print_json(
            {
                "id": entry.routine.id,
                "name": entry.routine.name,
                "level": level,
                "total_s": timeline.total,
                "adapted": adapted_tables(entry),
                "phases": [
                    {
                        "kind": str(phase.kind),
                        "start_s": phase.start,
                        "duration_s": phase.duration,
                        "step": phase.step + 1,
                        "name": phase.name,
                        "side": str(phase.side),
                        "time": phase.time,
                        "of": phase.of,
                        "round": phase.round,
                        "rounds": phase.rounds,
                    }
                    for phase in timeline.phases
                ],
                "cues": [{"at_s": cue.at, "cue": str(cue.name)} for cue in timeline.cues],
                "spoken": [{"at_s": line.at, "text": line.text} for line in lines],
                **more,
            }
        )
        return 0
    routine = entry.routine
    print(f"{routine.name} · {clock(timeline.total)}")
    order = "Each session has its steps in an order of its own." if is_shuffled(routine) else ""
    for line in (routine.about, routine.caution, order, *asked, *entry.notices, *_avoided(entry)):
        if line:
            print(line)
    print()
    told = deque(lines if options.guide else ())
    for phase in timeline.phases:
        facts = [phase.name] + ([str(phase.side)] if phase.side is not Side.NONE else [])
        facts += [each] if (each := which_round(phase)) else []
        if phase.of > 1:
            facts.append(f"{phase.time} of {phase.of}")
        print(
            f"{clock(phase.start):>7}  {phase.kind:<6}  {phase.duration:>4} s  {' · '.join(facts)}"
        )
        while told and (told[0].at < phase.end or phase is timeline.phases[-1]):
            print(" " * 9 + clean(told.popleft().text))
    return 0


def _avoided(entry: Entry) -> list[str]:
    """Who should leave a stretch of a routine out: a line for each that says so."""
    found = (stretch_of(step, entry.stretches) for step in entry.routine.single_steps)
    return [
        f"{each.name}: avoid {words}" for each in dict.fromkeys(found) if (words := avoided(each))
    ]


def _check(options: argparse.Namespace) -> int:
    printing()
    found = {path: _faults_of(path, options.home) for path in options.files}
    if options.json:
        print_json([_checked(path, faults) for path, faults in found.items()])
    else:
        for faults in found.values():
            for fault in faults:
                print(fault)
    wrong = [path for path, faults in found.items() if faults]
    return why_unread(wrong) if wrong else ExitStatus.DONE


def _checked(path: Path, faults: list[Fault]) -> dict[str, Any]:
    """What JSON has of a file."""
    found = [{"where": fault.where, "who": fault.who, "problem": fault.problem} for fault in faults]
    return {"file": str(path), "ok": not faults, "errors": found}


def _faults_of(path: Path, home: str | None) -> list[Fault]:
    library = routines.read_with(paths.folders(home), path)
    return [fault for fault in library.faults if fault.file == str(path)]
