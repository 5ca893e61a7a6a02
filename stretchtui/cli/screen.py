"""The screen with its list of routines."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from stretchtui.cli.limits import TO_PLAY, need_open_files
from stretchtui.cli.opening import NOTHING, ScreenOpening
from stretchtui.cli.words import Refused
from stretchtui.cues.browser import LOOPBACK
from stretchtui.store.library_files import LibraryFiles
from stretchtui.terminal.capabilities import is_dumb
from stretchtui.tui.start import Start

if TYPE_CHECKING:
    import argparse

    from stretchtui.store import paths

UNSAID: dict[str, Any] = {
    "home": None,
    "cues": None,
    "listen": None,
    "speed": 1.0,
    "no_motion": False,
    "no_mouse": False,
    "kiosk": False,
    "floor": False,
}
"""What the parser says of words that say nothing: for the list alone it need not be made, which
takes 4 ms. A test compares the two."""


def open_screen(
    options: argparse.Namespace,
    folders: paths.Folders,
    suspends: bool = True,
    opening: ScreenOpening = NOTHING,
) -> int:
    """Open the screen with its list of routines.

    Args:
        options: From the command line.
        folders: The person's folders.
        suspends: Whether the program may be left for the shell for a while.
        opening: What was done about the first screen already.

    Returns:
        The exit status.

    Raises:
        Refused: There is no terminal that can show it.
    """
    if _has_terminals() and not shows_screens():
        other = "" if options.kiosk else "; stretchtui play works without one"
        raise Refused(f"expected a terminal that can show a screen{other}")
    # Visitors come and go: they are not asked what they hear before they have seen anything.
    start = Start(check_sound=not options.kiosk, **opening._asdict())
    return full_screen(options, LibraryFiles.of(folders), start, suspends)


def full_screen(
    options: argparse.Namespace, files: LibraryFiles, start: Start, suspends: bool = True
) -> int:
    """Open the screen.

    Args:
        options: From the command line.
        files: The library.
        start: What to begin with; its speed is that of the options.
        suspends: Whether the program may be left for the shell for a while.

    Returns:
        The exit status.

    Raises:
        Refused: There is no terminal, or too few files may be open.
    """
    need_open_files(TO_PLAY)
    from stretchtui.tui.launch import NoTerminal, launch

    try:
        return launch(
            files,
            start._replace(speed=options.speed),
            cues=options.cues,
            mouse=not options.no_mouse,
            motion=not options.no_motion,
            suspends=suspends,
            listen=_listen(options),
        )
    except NoTerminal as error:
        raise Refused(str(error)) from None


def _has_terminals() -> bool:
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return all(stream is not None and stream.isatty() for stream in streams)


def shows_screens() -> bool:
    """Whether there is a terminal here that could show a screen."""
    return _has_terminals() and not is_dumb(os.environ)


def _listen(options: argparse.Namespace) -> str | None:
    """The address that the page is served at; None where none may be."""
    if options.kiosk and options.cues != "browser":
        return None
    return options.listen or LOOPBACK
