"""``new`` and ``edit``: the builder."""

from __future__ import annotations

import argparse

from stretchtui.cli import screen
from stretchtui.cli.options import of_playing
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import ROUTINE, find
from stretchtui.store import paths
from stretchtui.store.library_files import LibraryFiles
from stretchtui.tui.start import Start


def add(commands: Commands) -> None:
    """Add the commands."""
    new = command(commands, "new", _new)
    new.add_argument(
        "--from",
        dest="routine",
        metavar="ROUTINE",
        help=f"begin with a copy: {ROUTINE}",
    )
    edit = command(commands, "edit", _edit)
    edit.add_argument("routine", metavar="ROUTINE", help=ROUTINE)
    for parser in (new, edit):
        of_playing(parser, suppress=True)


def _new(options: argparse.Namespace) -> int:
    if options.routine is None:
        files = LibraryFiles.of(paths.folders(options.home))
        return screen.full_screen(options, files, Start(build="new"))
    files, entry = find(options, paths.folders(options.home))
    return screen.full_screen(options, files, Start(build=entry, copies=True))


def _edit(options: argparse.Namespace) -> int:
    files, entry = find(options, paths.folders(options.home))
    return screen.full_screen(options, files, Start(build=entry))
