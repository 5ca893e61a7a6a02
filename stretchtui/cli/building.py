"""``new`` and ``edit``: the builder."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from stretchtui.cli import playing
from stretchtui.cli.words import Commands, Refused, command, find
from stretchtui.store import paths, routines

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry, Library


def add(commands: Commands) -> None:
    """Add the commands."""
    new = command(commands, "new", _new, "make a routine of your own")
    edit = command(commands, "edit", _edit, "change a routine")
    edit.add_argument("routine", help="a routine's id or name, or a TOML file's path")
    for parser in (new, edit):
        playing.options(parser, suppress=True)


def _new(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    return _build(options, routines.read_library(folders), folders, "new")


def _edit(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    library, entry = find(options, folders)
    return _build(options, library, folders, entry)


def _build(
    options: argparse.Namespace, library: Library, folders: paths.Folders, build: Entry | str
) -> int:
    from stretchtui.tui.launch import NoTerminal, launch

    try:
        return launch(
            library,
            folders,
            speed=options.speed,
            cues=options.cues,
            mouse=not options.no_mouse,
            motion=not options.no_motion,
            build=build,
        )
    except NoTerminal as error:
        raise Refused(str(error)) from None
