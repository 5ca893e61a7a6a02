"""The screen, and ``play``."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from stretchtui.cli.words import Commands, Refused, command, cue_option, find
from stretchtui.store import paths, routines
from stretchtui.terminal.capabilities import is_dumb

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry, Library
    from stretchtui.store.journal import Journal


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
    parser.add_argument(
        "--no-motion",
        action="store_true",
        default=argparse.SUPPRESS if suppress else False,
        help="figures that stand still",
    )
    if not suppress:
        parser.set_defaults(run=_open, floor=False)


def add(commands: Commands) -> None:
    """Add the commands."""
    play = command(commands, "play", _play, "play a routine, and end with it")
    play.add_argument("routine", help="a routine's id or name, or a TOML file's path")
    shown = play.add_mutually_exclusive_group()
    shown.add_argument("--floor", action="store_true", help="begin in the floor view")
    shown.add_argument(
        "--plain", action="store_true", help="lines instead of a screen: for screen readers, logs"
    )
    options(play, suppress=True)
    resume = command(commands, "resume", _resume, "go on with the session that broke off")
    options(resume, suppress=True)


def _speed(text: str) -> float:
    speed = float(text)
    if not 0.1 <= speed <= 1000:
        raise argparse.ArgumentTypeError("expected a number from 0.1 to 1000")
    return speed


def open_screen(options: argparse.Namespace, folders: paths.Folders, suspends: bool = True) -> int:
    """Open the screen with its list of routines.

    Args:
        options: From the command line.
        folders: The person's folders.
        suspends: Whether the program may be left for the shell for a while.

    Returns:
        The exit status.

    Raises:
        Refused: There is no terminal that can show it.
    """
    if _has_terminals() and not _shows_screens():
        other = "" if options.kiosk else "; stretchtui play needs none"
        raise Refused(f"expected a terminal that can show a screen{other}")
    return _launch(options, routines.read_library(folders), folders, None, suspends)


def _open(options: argparse.Namespace) -> int:
    return open_screen(options, paths.folders(options.home))


def _play(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    library, entry = find(options, folders)
    if not entry.routine.steps:
        raise Refused(f"{entry.routine.id} has no steps: there is nothing to play")
    if options.plain or not _shows_screens():
        return _play_plain(options, folders, entry)
    return _launch(options, library, folders, entry)


def _resume(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    if not _breaks_off(folders):
        raise Refused("no session broke off within the last day: there is nothing to go on with")
    return _launch(options, routines.read_library(folders), folders, None, resume=True)


def _breaks_off(folders: paths.Folders) -> bool:
    """Whether there is a session to go on with; the screen takes it then."""
    from stretchtui.cli.journal import read
    from stretchtui.playing.recorder import moment

    now = moment().now

    def look(journal: Journal) -> bool:
        found = journal.resumable(now)
        if found is not None:
            journal.let_go(found.record.id)
        return found is not None

    return read(folders, look, False)


def _has_terminals() -> bool:
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return all(stream is not None and stream.isatty() for stream in streams)


def _shows_screens() -> bool:
    """Whether there is a terminal here that could show a screen."""
    return _has_terminals() and not is_dumb(os.environ)


def _play_plain(options: argparse.Namespace, folders: paths.Folders, entry: Entry) -> int:
    from stretchtui.plain.play import NoOutput, play_plain

    try:
        return play_plain(entry, folders, speed=options.speed, cues=options.cues)
    except NoOutput as error:
        raise Refused(str(error)) from None


def _launch(
    options: argparse.Namespace,
    library: Library,
    folders: paths.Folders,
    play: Entry | None,
    suspends: bool = True,
    resume: bool = False,
) -> int:
    from stretchtui.tui.launch import NoTerminal, launch

    try:
        return launch(
            library,
            folders,
            play=play,
            floor=options.floor,
            speed=options.speed,
            cues=options.cues,
            mouse=not options.no_mouse,
            motion=not options.no_motion,
            suspends=suspends,
            resume=resume,
        )
    except NoTerminal as error:
        raise Refused(str(error)) from None
