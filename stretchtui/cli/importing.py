"""``import``: files of any kind become routines and stretches, and a report says how."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cli.asking import agreed, can_ask
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import Refused, complain, printing, settings_of, why_unread
from stretchtui.core.duration import about_minutes
from stretchtui.core.text import clean
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchtui.core.routines.model import Routine
    from stretchtui.store.import_record import Piece
    from stretchtui.store.importing import AskName, Imported

MOST_LINES = 20
"""So many lines are told of what is wrong with a file."""

_NO_ROUTINE = "to make a routine of these stretches, add --as-routine NAME"


def add(commands: Commands) -> None:
    """Add the command."""
    import_ = command(commands, "import", _import)
    import_.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a routine file, a list of stretches (text, CSV), another program's export (JSON), or "
        "the text of a printed sheet's code; - is standard input",
    )
    import_.add_argument(
        "--category", help="import only this category from a list of exercises, like stretching"
    )
    import_.add_argument(
        "--as-routine",
        metavar="NAME",
        help="also make a routine of a list of exercises (on a terminal you are asked)",
    )
    import_.add_argument(
        "--replace",
        action="store_true",
        help="replace what was imported from the same file before, if that has changed",
    )
    import_.add_argument(
        "--strict",
        action="store_true",
        help="import nothing if anything can't be read (default: import the rest)",
    )
    import_.add_argument(
        "--dry-run", action="store_true", help="say what would be imported, and change nothing"
    )


def _import(options: argparse.Namespace) -> int:
    from stretchtui.store.importing import ImportOptions, NotImported, bring_in
    from stretchtui.store.writing import NotSaved

    printing()
    folders = paths.folders(options.home)
    wanted = ImportOptions(
        category=options.category,
        strict=options.strict,
        instead=options.replace,
        only_try=options.dry_run,
        # What a voice needs is known for the stretches that are here already.
        pace=settings_of(folders).pace,
    )
    lists: list[Path] = []
    hints: list[Path] = []
    try:
        found = bring_in(options.files, folders, wanted, _asker(options, lists, hints))
    except NotImported as error:
        *lines, last = _first(error.lines)
        for line in lines:
            complain(line)
        raise Refused(f"{last} (nothing was imported)", why_unread(options.files)) from None
    except NotSaved as error:
        raise Refused(str(error)) from None
    for each in found:
        _report(each, folders.routines, each.source in hints)
    if options.as_routine is not None and not lists:
        complain("--as-routine: there is no list of exercises to make a routine of")
    if options.dry_run:
        print("nothing was changed (--dry-run)")
    return ExitStatus.NO if any(each.faults for each in found) else ExitStatus.DONE


def _asker(options: argparse.Namespace, lists: list[Path], hints: list[Path]) -> AskName:
    """Who says whether a list of exercises becomes a routine.

    Args:
        options: The command line's.
        lists: Takes the files that are such lists.
        hints: Takes the files of which nobody could be asked.
    """
    from stretchtui.core.routines.entry import Wrong, read
    from stretchtui.core.routines.model import LONGEST_ROUTINE_S
    from stretchtui.store.import_record import name_of

    name = None
    if options.as_routine is not None:
        try:
            name = read("name", options.as_routine)
        except Wrong as error:
            raise Refused(f"--as-routine: {error}") from None

    def ask(path: Path, routine: Routine, seconds: int) -> str | None:
        lists.append(path)
        if name is not None:
            return str(name)
        if seconds > LONGEST_ROUTINE_S:
            return None
        if options.dry_run or not can_ask():
            hints.append(path)
            return None
        stretches = _count(len(routine.steps), "stretch")
        question = (
            f"{Path(name_of(path)).name}: make a routine of {stretches} ({about_minutes(seconds)})?"
        )
        return routine.name if agreed(question) else None

    return ask


def _report(each: Imported, folder: Path, hint: bool) -> None:
    """Say what a file has brought."""
    from stretchtui.store.import_record import name_of

    if not each.whole and each.faults:
        for fault in each.faults:
            complain(str(fault))
        return
    new = _counts([*each.routines, *each.stretches, *each.plans])
    replaced = _counts(each.replaced)
    what = [*([new] if new else []), *([f"{replaced} replaced"] if replaced else [])]
    where = f", in {folder / each.file}" if each.file else ""
    nothing = "nothing new" if each.whole else "there is nothing in it"
    print(clean(f"{name_of(each.source)}: {' and '.join(what) or nothing}{where}"))
    without = (str(fault).removeprefix(f"{clean(fault.file)}: ") for fault in each.faults)
    for line in _first([f"left out: {line}" for line in without]):
        print(f"  {clean(line)}")
    for note in each.notes:
        print(f"  {clean(note)}")
    if hint:
        print(f"  {_NO_ROUTINE}")


def _first(lines: Sequence[str]) -> list[str]:
    """The first lines of many, and how many more there are."""
    more = len(lines) - MOST_LINES
    return [*lines] if more <= 0 else [*lines[:MOST_LINES], f"and {more} more like these"]


def _counts(pieces: Sequence[Piece]) -> str:
    """``2 routines, 1 stretch and 1 plan``; nothing of none."""
    from stretchtui.core.routines.model import Routine, Stretch
    from stretchtui.core.routines.training_plan import TrainingPlan

    kinds = (("routine", Routine), ("stretch", Stretch), ("plan", TrainingPlan))
    numbers = [(sum(isinstance(each, kind) for each in pieces), name) for name, kind in kinds]
    *others, last = [_count(number, name) for number, name in numbers if number] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _count(number: int, what: str) -> str:
    many = "es" if what.endswith("ch") else "s"
    return f"{number} {what}{many if number != 1 else ''}"
