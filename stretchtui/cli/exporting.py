"""``export``: routines leave the library, as a file or as lines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import ROUTINE, Refused, find, printing
from stretchtui.cli.writing import write_out
from stretchtui.core.routines.library import Source
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths, routines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Routine, Stretch
    from stretchtui.core.routines.training_plan import TrainingPlan


def add(commands: Commands) -> None:
    """Add the command."""
    export = command(commands, "export", _export)
    export.add_argument("routine", metavar="ROUTINE", nargs="?", help=ROUTINE)
    export.add_argument(
        "--all", action="store_true", help="all routines and plans of your own, in one file"
    )
    export.add_argument(
        "--stretches",
        action="store_true",
        help="include built-in stretches too, so that it works the same in any library",
    )
    export.add_argument(
        "--lines",
        action="store_true",
        help="print a list with a step a line, for a message: import reads it again",
    )
    export.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to FILE")
    export.add_argument("--force", action="store_true", help="replace FILE without asking")


def _export(options: argparse.Namespace) -> int:
    from stretchtui.core.routines.list_text import to_text

    printing()
    entries, plans = _wanted(options)
    if options.lines:
        data = to_text(entries[0].routine, entries[0].stretches).encode()
    else:
        data = as_toml(entries, plans, everything=options.stretches).encode()
    file: Path | None = options.output
    if file is None:
        sys.stdout.buffer.write(data)
        return ExitStatus.DONE
    return write_out(file, data, options.force)


def _wanted(options: argparse.Namespace) -> tuple[list[Entry], list[TrainingPlan]]:
    """What is to be exported: routines, and with all of them the plans.

    Raises:
        Refused: It is not said, or said twice, or there is none.
    """
    folders = paths.folders(options.home)
    if options.all == (options.routine is not None):
        raise Refused("expected either ROUTINE or --all; see stretchtui export --help")
    if options.all and options.lines:
        raise Refused("--lines: not allowed with --all: a list of lines is one routine")
    if not options.all:
        return [find(options, folders)[1]], []
    library = routines.read_library(folders)
    own = [each for each in library.entries.values() if each.source is Source.USER]
    plans = [each.plan for each in library.plans.values() if each.source is Source.USER]
    if not own and not plans:
        raise Refused("you have no routines of your own", ExitStatus.NOT_FOUND)
    return own, plans


def as_toml(entries: list[Entry], plans: Iterable[TrainingPlan], everything: bool) -> str:
    """Routines as one file, with the stretches that they take along, and plans.

    Args:
        entries: The routines.
        plans: The plans.
        everything: Whether those that are built in come along as well.
    """
    from stretchtui.core.routines.encode import encode
    from stretchtui.core.routines.sharing import rename, settle, used

    shipped = routines.read_document(paths.shipped() / "routines.toml")
    known = {} if everything else {each.id: each for each in shipped.stretches}
    if len(entries) == 1 and not plans:
        only = entries[0].routine, used(entries[0].routine, entries[0].stretches)
        return encode([only[0]], tuple(each for each in only[1] if known.get(each.id) != each))
    found: list[Routine] = []
    along: list[Stretch] = []
    for entry in entries:
        # Of two stretches with one id that are not the same, the second gets another one.
        missing, renamed = settle(used(entry.routine, entry.stretches), known)
        known.update((each.id, each) for each in missing)
        along += missing
        found.append(rename(entry.routine, renamed))
    return encode(found, along, plans)
