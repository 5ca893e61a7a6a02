"""What plays: ``play``, ``resume`` and ``ears``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from stretchtui.cli.limits import TO_PLAY, need_open_files
from stretchtui.cli.options import of_playing
from stretchtui.cli.parser import Commands, Parser, command
from stretchtui.cli.screen import full_screen, open_screen, shows_screens
from stretchtui.cli.words import ROUTINE, Refused, find, need_steps
from stretchtui.cues.browser import LOOPBACK
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths
from stretchtui.store.library_files import LibraryFiles
from stretchtui.store.settings import read_settings
from stretchtui.tui.start import Start

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.store.journal import Journal


def add(commands: Commands) -> None:
    """Add the commands."""
    play = command(commands, "play", _play)
    play.add_argument("routine", metavar="ROUTINE", help=ROUTINE)
    ears = command(commands, "ears", _ears)
    ears.add_argument("routine", metavar="ROUTINE", nargs="?", help="play this routine, then exit")
    ears.add_argument("--floor", action="store_true", help="start in the floor view")
    ears.set_defaults(plain=False)
    of_playing(ears, suppress=True, outputs=False)
    resume = command(commands, "resume", _resume)
    for each in (play, resume):
        shown_as(each)
        of_playing(each, suppress=True)


def shown_as(parser: Parser) -> None:
    """Add the options that say how a session is shown."""
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--floor", action="store_true", help="start in the floor view")
    shown.add_argument(
        "--plain",
        action="store_true",
        help="lines of text instead of a screen, for screen readers and logs",
    )


def _play(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    files, entry = find(options, folders)
    entry = entry.for_person(read_settings(folders).care.leave_out)
    need_steps(entry, "play")
    return play_entry(options, files, entry)


def play_entry(options: argparse.Namespace, files: LibraryFiles, entry: Entry) -> int:
    """Play a routine, then exit.

    Args:
        options: From the command line.
        files: The library.
        entry: The routine; it has steps.

    Returns:
        The exit status.
    """
    if options.plain or not shows_screens():
        return _play_plain(options, files, entry)
    return full_screen(options, files, Start(play=entry, floor=options.floor))


def _ears(options: argparse.Namespace) -> int:
    options.cues = "browser"
    if options.routine is not None:
        return _play(options)
    return open_screen(options, paths.folders(options.home))


def _resume(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    if not _breaks_off(folders):
        what = "nothing to resume: no session was interrupted in the last day"
        raise Refused(what, ExitStatus.NOT_FOUND)
    files = LibraryFiles.of(folders)
    if options.plain or not shows_screens():
        return _play_plain(options, files, None)
    return full_screen(options, files, Start(resume=True, floor=options.floor))


def _breaks_off(folders: paths.Folders) -> bool:
    """Whether there is a session to go on with; the screen takes it then."""
    from stretchtui.cli.journal import read
    from stretchtui.playing.clock import moment

    now = moment().now

    def look(journal: Journal) -> bool:
        found = journal.resumable(now)
        if found is not None:
            journal.let_go(found.record.id)
        return found is not None

    return read(folders, look, False)


def _play_plain(options: argparse.Namespace, files: LibraryFiles, entry: Entry | None) -> int:
    need_open_files(TO_PLAY)
    from stretchtui.plain.play import NoOutput, NothingToResume, play_plain

    try:
        listen = options.listen or LOOPBACK
        return play_plain(files, entry, speed=options.speed, cues=options.cues, listen=listen)
    except NoOutput as error:
        raise Refused(str(error)) from None
    except NothingToResume as error:
        raise Refused(str(error), ExitStatus.NOT_FOUND) from None
