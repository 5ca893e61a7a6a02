"""``copy``, ``rename``, ``delete`` and ``undelete``.

What writes is imported only where something is written: the screen is on its way sooner.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from stretchtui.cli.asking import agreed, can_ask
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import ROUTINE, Refused, find, printing
from stretchtui.core.routines.library import Source
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths, routines

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Library
    from stretchtui.core.routines.model import Routine


def add(commands: Commands) -> None:
    """Add the commands."""
    copy = command(commands, "copy", _copy)
    copy.add_argument("routine", metavar="ROUTINE", help=ROUTINE)
    copy.add_argument("--name", help="name of the copy (default: the same name with a number)")

    rename = command(commands, "rename", _rename)
    rename.add_argument("routine", metavar="ROUTINE", help=ROUTINE)
    rename.add_argument("name", metavar="NAME", help="its new name; the id stays")

    gone = command(commands, "delete", _delete)
    gone.add_argument("routine", metavar="ROUTINE", help=ROUTINE)
    gone.add_argument("--yes", action="store_true", help="don't ask for confirmation")

    back = command(commands, "undelete", _undelete)
    which = back.add_mutually_exclusive_group()
    which.add_argument(
        "routine",
        metavar="ROUTINE",
        nargs="?",
        help="its id or name (default: the one deleted last)",
    )
    which.add_argument("--list", action="store_true", help="list what can be restored")


def _copy(options: argparse.Namespace) -> int:
    from msgspec.structs import replace

    from stretchtui.store.keeping import Origin, keep_as_copy, save
    from stretchtui.store.writing import NotSaved

    printing()
    folders = paths.folders(options.home)
    files, entry = find(options, folders)
    try:
        if options.name is None:
            kept = keep_as_copy(entry.routine, folders, entry.stretches)
        else:
            named = replace(entry.routine, name=free_name(options.name, "--name", files.library))
            kept = save(named, Origin(), folders, entry.stretches)
    except NotSaved as error:
        raise Refused(str(error)) from None
    file = folders.routines / str(kept.origin.file)
    print(f"{kept.routine.id} ({kept.routine.name}), in {file}")
    return 0


def _rename(options: argparse.Namespace) -> int:
    from msgspec.structs import replace

    from stretchtui.store.keeping import open_entry, save
    from stretchtui.store.writing import NotSaved

    printing()
    folders = paths.folders(options.home)
    files, entry = find(options, folders)
    id_, before = entry.routine.id, entry.routine.name
    if entry.source is Source.SHIPPED:
        raise Refused(f"{before} is built in: use stretchtui copy {id_} --name NAME instead")
    try:
        kept = open_entry(entry, folders)
        name = free_name(options.name, "NAME", files.library, but=id_)
        saved = save(replace(kept.routine, name=name), kept.origin, folders, entry.stretches)
    except NotSaved as error:
        raise Refused(str(error)) from None
    backup = f"; a backup is in {saved.backup}" if saved.backup else ""
    print(f"{before} is now {saved.routine.name}{backup}")
    return 0


def free_name(name: str, place: str, library: Library, but: str = "") -> str:
    """A name as it was typed, if a routine can have it.

    Args:
        name: What was typed.
        place: What it was typed for.
        library: The other routines.
        but: The id of the one that may have it.

    Raises:
        Refused: It is no name, or another routine of the library has it.
    """
    from stretchtui.core.routines.entry import Wrong, read

    try:
        wanted = str(read("name", name))
    except Wrong as error:
        raise Refused(f"{place}: {error}") from None
    others = (each for each in library.named(wanted) if each.routine.id != but)
    if any(each.source is not Source.FILE for each in others):
        raise Refused(f"{place}: you already have a routine called {wanted}")
    return wanted


def _delete(options: argparse.Namespace) -> int:
    from stretchtui.store.deleting import delete
    from stretchtui.store.writing import NotSaved

    printing()
    folders = paths.folders(options.home)
    _, entry = find(options, folders)
    name = entry.routine.name
    if not options.yes:
        if not can_ask():
            raise Refused("no terminal to confirm on: use --yes")
        if not agreed(f"Delete {name}?"):
            return ExitStatus.NO
    try:
        deleted = delete(entry, folders)
    except NotSaved as error:
        raise Refused(str(error)) from None
    print(f"deleted {name}; a backup is in {deleted.kept}")
    after = routines.read_library(folders).entries.get(entry.routine.id)
    if after is not None and after.source is Source.SHIPPED:
        print(f"the built-in {after.routine.id} is back")
    return 0


def _undelete(options: argparse.Namespace) -> int:
    from stretchtui.store.deleting import bring_back, deleted
    from stretchtui.store.writing import NotSaved

    printing()
    folders = paths.folders(options.home)
    library = routines.read_library(folders)
    found = deleted(folders, library)
    if options.list:
        for each in found:
            print(f"{each.routine.id} ({each.routine.name}), in {each.kept}")
        return 0
    wanted = [each for each in found if _is_meant(each.routine, options.routine)]
    if not wanted:
        what = "nothing" if options.routine is None else f"nothing called {options.routine}"
        raise Refused(f"{what} to restore: see stretchtui undelete --list", ExitStatus.NOT_FOUND)
    try:
        kept = bring_back(wanted[0], folders, {**library.stretches, **wanted[0].stretches})
    except NotSaved as error:
        raise Refused(str(error)) from None
    print(f"restored {kept.routine.name}, in {folders.routines / str(kept.origin.file)}")
    return 0


def _is_meant(routine: Routine, wanted: str | None) -> bool:
    """Whether a routine is the one that was asked for, by its id or name; any, if none was."""
    name = routine.name.casefold()
    return wanted is None or wanted == routine.id or wanted.casefold() == name
