"""What the commands share: what is refused, what is meant, and how lines are printed."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from stretchtui.core.text import clean
from stretchtui.playing.ending import ExitStatus

if TYPE_CHECKING:
    import argparse

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.settings import Settings
    from stretchtui.store import paths
    from stretchtui.store.library_files import LibraryFiles

ROUTINE = "a routine's id or name, or a TOML file's path"
"""What ``find`` takes."""


_complaints: list[str] = []


class Refused(Exception):
    """A request that cannot be met; the message is one clear line.

    Args:
        message: The line.
        status: What the program exits with.
    """

    def __init__(self, message: str, status: ExitStatus = ExitStatus.USAGE) -> None:
        super().__init__(message)
        self.status = status


def find(options: argparse.Namespace, folders: paths.Folders) -> tuple[LibraryFiles, Entry]:
    """The routine that the command's ``routine`` means, and the library it is in.

    Raises:
        Refused: There is none, or several could be meant, or the file has an error.
    """
    from stretchtui.core.routines.library import Source
    from stretchtui.store import routines
    from stretchtui.store.library_files import LibraryFiles

    try:
        library, entry = routines.find(options.routine, folders)
    except routines.Ambiguous as error:
        raise Refused(str(error)) from None
    except routines.Unplayable as error:
        raise Refused(str(error), ExitStatus.FAULTY) from None
    except routines.NotFound as error:
        from stretchtui.store.made_routines import find_made

        library = routines.read_library(folders)
        made = find_made(options.routine, library, folders)
        if made is None:
            raise Refused(str(error), ExitStatus.NOT_FOUND) from None
        return LibraryFiles(folders, library), made
    if entry.source is not Source.FILE:
        return LibraryFiles(folders, library), entry
    path = Path(options.routine)
    return LibraryFiles(folders, library, lambda each: routines.read_with(each, path)), entry


def need_steps(entry: Entry, what: str) -> None:
    """Refuse a routine of which there is nothing to do.

    Args:
        entry: The routine, as the person does it.
        what: What cannot be done with it.

    Raises:
        Refused: It has no steps, or all of them are left out.
    """
    id_ = entry.routine.id
    if entry.routine.steps:
        return
    if entry.notices:
        raise Refused(f"nothing of {id_} is left to {what}. {'. '.join(entry.notices)}")
    raise Refused(f"{id_} has no steps to {what}")


def why_unread(files: Iterable[Path]) -> ExitStatus:
    """What to exit with where files could not be read, or have errors."""
    from stretchtui.core.routines.code_text import is_code

    given = [each for each in files if str(each) != "-" and not is_code(str(each))]
    there = all(map(os.path.lexists, given))
    return ExitStatus.FAULTY if there else ExitStatus.NOT_FOUND


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

    Raises:
        Refused: There is nowhere to print.
    """
    if sys.stdout is None:
        raise Refused("standard output is closed")
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    print(json_text(value))


def json_text(value: Any) -> str:
    """A value as JSON; letters that the output lacks are escaped, and so none is lost."""
    import json

    escapes = not (sys.stdout.encoding or "").lower().startswith("utf")
    return json.dumps(value, ensure_ascii=escapes, indent=2)


def complain(line: str) -> None:
    """Print one line on standard error, if there is one that takes it."""
    _complaints.append(line)
    if sys.stderr is None:
        return
    try:
        print(f"stretchtui: {clean(line)}", file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def complaints() -> int:
    """How often something was complained about so far."""
    return len(_complaints)


def silence(stream: TextIO) -> None:
    """Have what is left in a stream go nowhere: the interpreter would fail at it once more."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
