"""``copy``, ``delete`` and ``export``.

What writes is imported only where something is written: the screen is on its way sooner.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cli.asking import agreed, can_ask
from stretchtui.cli.words import Commands, Refused, command, find, printing
from stretchtui.core.routines.library import Source
from stretchtui.store import paths, routines

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Stretch

ROUTINE = "a routine's id or name, or a TOML file's path"
KEPT = 1
"""The exit status of ``delete`` where the answer was no."""


def add(commands: Commands) -> None:
    """Add the commands."""
    copy = command(commands, "copy", _copy, "copy a routine to edit")
    copy.add_argument("routine", help=ROUTINE)
    copy.add_argument("--name", help="name of the copy (default: the same name with a number)")

    gone = command(commands, "delete", _delete, "delete one of your routines")
    gone.add_argument("routine", help=ROUTINE)
    gone.add_argument("--yes", action="store_true", help="don't ask for confirmation")

    export = command(commands, "export", _export, "print a routine as TOML, to send to a friend")
    export.add_argument("routine", help=ROUTINE)
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


def _copy(options: argparse.Namespace) -> int:
    from msgspec.structs import replace

    from stretchtui.core.routines.entry import Wrong, read
    from stretchtui.store.keeping import Origin, keep_as_copy, save
    from stretchtui.store.writing import NotSaved

    printing()
    folders = paths.folders(options.home)
    files, entry = find(options, folders)
    try:
        if options.name is None:
            kept = keep_as_copy(entry.routine, folders, entry.stretches)
        else:
            named = replace(entry.routine, name=read("name", options.name))
            others = files.library.named(named.name)
            if any(each.source is not Source.FILE for each in others):
                raise Refused(f"--name: you already have a routine called {named.name}")
            kept = save(named, Origin(), folders, entry.stretches)
    except Wrong as error:
        raise Refused(f"--name: {error}") from None
    except NotSaved as error:
        raise Refused(str(error)) from None
    file = folders.routines / str(kept.origin.file)
    print(f"{kept.routine.id} ({kept.routine.name}), in {file}")
    return 0


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
            return KEPT
    try:
        deleted = delete(entry, folders)
    except NotSaved as error:
        raise Refused(str(error)) from None
    print(f"deleted {name}; a backup is in {deleted.kept}")
    after = routines.read_library(folders).entries.get(entry.routine.id)
    if after is not None and after.source is Source.SHIPPED:
        print(f"the built-in {after.routine.id} is back")
    return 0


def _export(options: argparse.Namespace) -> int:
    from stretchtui.core.routines.encode import encode
    from stretchtui.core.routines.list_text import to_text
    from stretchtui.store.files import write_atomically

    printing()
    _, entry = find(options, paths.folders(options.home))
    if options.lines:
        data = to_text(entry.routine, entry.stretches).encode()
    else:
        data = encode([entry.routine], _along(entry, everything=options.stretches)).encode()
    if options.output is None:
        sys.stdout.buffer.write(data)
        return 0
    try:
        if options.output.exists() and not options.output.is_file():
            options.output.write_bytes(data)  # a pipe or a device is not to be replaced
        else:
            write_atomically(options.output, data)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise Refused(f"{options.output}: {reason or error}") from None
    return 0


def _along(entry: Entry, everything: bool) -> tuple[Stretch, ...]:
    """The stretches that a routine takes along."""
    from stretchtui.core.routines.sharing import used

    shipped = routines.read_document(paths.shipped() / "routines.toml")
    known = {} if everything else {each.id: each for each in shipped.stretches}
    return tuple(
        each for each in used(entry.routine, entry.stretches) if known.get(each.id) != each
    )
