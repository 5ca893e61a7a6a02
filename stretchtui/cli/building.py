"""``new`` and ``edit``: the builder."""

from __future__ import annotations

import argparse

from stretchtui.cli import playing
from stretchtui.cli.words import Commands, command, find
from stretchtui.store import paths
from stretchtui.store.library_files import LibraryFiles
from stretchtui.tui.start import Start


def add(commands: Commands) -> None:
    """Add the commands."""
    new = command(commands, "new", _new, "create a routine")
    edit = command(commands, "edit", _edit, "edit a routine")
    edit.add_argument("routine", help="a routine's id or name, or a TOML file's path")
    for parser in (new, edit):
        playing.options(parser, suppress=True)


def _new(options: argparse.Namespace) -> int:
    files = LibraryFiles.of(paths.folders(options.home))
    return playing.full_screen(options, files, Start(build="new"))


def _edit(options: argparse.Namespace) -> int:
    files, entry = find(options, paths.folders(options.home))
    return playing.full_screen(options, files, Start(build=entry))
