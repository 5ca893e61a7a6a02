"""What the commands share: options, refusals, and how lines are printed."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from stretchtui.core.routines.library import Source
from stretchtui.core.text import clean
from stretchtui.store import routines
from stretchtui.store.library_files import LibraryFiles

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.settings import Settings
    from stretchtui.store import paths

WRONG = 2
"""The exit status for a request that cannot be met."""

Commands = Any
"""What ``add_subparsers`` gives: argparse has no public name for it."""


class Refused(Exception):
    """A request that cannot be met; the message is one clear line."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line, like all others."""

    def error(self, message: str) -> NoReturn:
        """Complain, and end."""
        complain(f"{message}; see {self.prog} --help")
        sys.exit(WRONG)


def command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], help: str
) -> Parser:
    """Add a command.

    Args:
        commands: The parser's.
        name: Its name.
        run: Carries it out; returns the exit status.
        help: One line for ``--help``.

    Returns:
        Its parser, for its own options.
    """
    parser: Parser = commands.add_parser(name, help=help)
    parser.set_defaults(run=run)
    # The options may stand before the command or after it; suppressed defaults keep the second
    # parse from undoing the first.
    common(parser, default=argparse.SUPPRESS)
    return parser


def common(parser: argparse.ArgumentParser, default: Any) -> None:
    """Add the options that every command takes."""
    parser.add_argument(
        "--home",
        metavar="DIR",
        default=default,
        help="keep routines, settings and data in DIR",
    )
    no_mouse = default if default is argparse.SUPPRESS else False
    parser.add_argument(
        "--no-mouse", action="store_true", default=no_mouse, help="leave the mouse to the terminal"
    )


def cue_option(
    parser: argparse.ArgumentParser, suppress: bool = False, *, more: tuple[str, ...] = ()
) -> None:
    """Add the option that says where sounds go, and where else where sessions are played."""
    parser.add_argument(
        "--cues",
        choices=["auto", "relay", "speakers", *more, "terminal", "off"],
        default=argparse.SUPPRESS if suppress else None,
        help="where sounds play (default: as in your settings)",
    )


def find(options: argparse.Namespace, folders: paths.Folders) -> tuple[LibraryFiles, Entry]:
    """The routine that the command's ``routine`` means, and the library it is in.

    Raises:
        Refused: There is none.
    """
    try:
        library, entry = routines.find(options.routine, folders)
    except routines.NotFound as error:
        raise Refused(str(error)) from None
    if entry.source is not Source.FILE:
        return LibraryFiles(folders, library), entry
    path = Path(options.routine)
    return LibraryFiles(folders, library, lambda each: routines.read_with(each, path)), entry


def settings_of(folders: paths.Folders) -> Settings:
    """What is set; what is wrong with it is said."""
    from stretchtui.store.settings import read_settings  # most commands need none

    settings = read_settings(folders)
    for fault in settings.faults:
        complain(fault)
    return settings


def printing() -> None:
    """Printing into a pipe that was closed is nobody's error: ``stretchtui show x | head``.

    Not for the screen: there a pipe to a helper that died must not end the program.
    """
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


def complain(line: str) -> None:
    """Print one line on standard error."""
    print(f"stretchtui: {clean(line)}", file=sys.stderr)
