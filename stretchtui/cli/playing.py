"""The screen, and ``play``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from stretchtui.cli.words import Commands, Refused, command, cue_option, find
from stretchtui.store import paths, routines

if TYPE_CHECKING:
    from stretchtui.core.library import Entry, Library


def options(parser: argparse.ArgumentParser, suppress: bool = False) -> None:
    """Add the options of whatever plays."""
    cue_option(parser, suppress)
    parser.add_argument(
        "--speed",
        type=_speed,
        default=argparse.SUPPRESS if suppress else 1.0,
        metavar="N",
        help="run the clock N times faster",
    )
    if not suppress:
        parser.set_defaults(run=_open, floor=False)


def add(commands: Commands) -> None:
    """Add the commands."""
    play = command(commands, "play", _play, "play a routine, and end with it")
    play.add_argument("routine", help="a routine's id or name, or a TOML file's path")
    play.add_argument("--floor", action="store_true", help="begin in the floor view")
    options(play, suppress=True)


def _speed(text: str) -> float:
    speed = float(text)
    if not 0.1 <= speed <= 1000:
        raise argparse.ArgumentTypeError("expected a number from 0.1 to 1000")
    return speed


def _open(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    return _launch(options, routines.read_library(folders), folders, None)


def _play(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    library, entry = find(options, folders)
    if not entry.routine.steps:
        raise Refused(f"{entry.routine.id} has no steps: there is nothing to play")
    return _launch(options, library, folders, entry)


def _launch(
    options: argparse.Namespace, library: Library, folders: paths.Folders, play: Entry | None
) -> int:
    from stretchtui.ui.launch import NoTerminal, launch

    try:
        return launch(
            library,
            folders,
            play=play,
            floor=options.floor,
            speed=options.speed,
            cues=options.cues,
            mouse=not options.no_mouse,
        )
    except NoTerminal as error:
        raise Refused(str(error)) from None
