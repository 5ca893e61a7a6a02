"""``copy``, ``delete``, ``export`` and ``import``.

What writes is imported only where something is written: the screen is on its way sooner.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cli.words import Commands, Refused, command, complain, find, printing
from stretchtui.core.routines.library import Source
from stretchtui.core.text import clean
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

    import_ = command(commands, "import", _import, "import routines and stretches from files")
    import_.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a routine file, a list of stretches (text, CSV), or another program's export (JSON); "
        "- is standard input",
    )
    import_.add_argument(
        "--category", help="import only this category from a list of exercises, like stretching"
    )


def _copy(options: argparse.Namespace) -> int:
    from msgspec.structs import replace

    from stretchtui.core.routines.entry import Wrong, read
    from stretchtui.store.keeping import Origin, keep_as_copy, save
    from stretchtui.store.writing import NotSaved

    printing()
    folders = paths.folders(options.home)
    _, entry = find(options, folders)
    try:
        if options.name is None:
            kept = keep_as_copy(entry.routine, folders, entry.stretches)
        else:
            named = replace(entry.routine, name=read("name", options.name))
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
    if not options.yes and not _agreed(f"Delete {name}?"):
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


def _import(options: argparse.Namespace) -> int:
    from stretchtui.store.importing import STANDARD_INPUT, NotImported, bring_in
    from stretchtui.store.writing import NotSaved

    printing()
    folders = paths.folders(options.home)
    try:
        found = bring_in(options.files, folders, options.category)
    except NotImported as error:
        for line in error.lines[:-1]:
            complain(line)
        raise Refused(f"{error.lines[-1]} (nothing was imported)") from None
    except NotSaved as error:
        raise Refused(str(error)) from None
    for each in found:
        routines_, stretches = len(each.routines), len(each.stretches)
        what = [
            *([_count(routines_, "routine")] if routines_ else []),
            *([_count(stretches, "stretch")] if stretches else []),
        ]
        where = f", in {folders.routines / each.file}" if each.file else ""
        source = "standard input" if each.source == STANDARD_INPUT else each.source
        print(clean(f"{source}: {' and '.join(what) or 'nothing new'}{where}"))
        for note in each.notes:
            print(f"  {clean(note)}")
    return 0


def _count(number: int, what: str) -> str:
    many = "es" if what.endswith("ch") else "s"
    return f"{number} {what}{many if number != 1 else ''}"


def _agreed(question: str) -> bool:
    """Whether the person at the terminal says yes."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused("no terminal to confirm on: use --yes")
    print(f"{clean(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
