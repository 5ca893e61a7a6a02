"""What the screen shows first, as it was shown at the last start.

It is read before anything else is imported, and taken only if everything is as it was then by
which the first screen is decided: the version, the terminal, the settings and the routine files.
What follows from the journal and from the day is left out of it where those are others by now.
Whatever is odd about the file, there is no picture, and the program starts without.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stretchtui import __version__
from stretchtui.store import paths
from stretchtui.store.files import Unreadable, read_bytes, write_private
from stretchtui.store.sealing import check_sum, seal, unseal

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

SHAPE = 1
"""To be raised whenever the file changes its shape."""

LARGEST = 1024 * 1024
"""A larger file is not read, in bytes."""

LEEWAY_S = 60
"""A clock may have gone back by so many seconds since the file was written."""

_VARIABLES = (
    *("TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "TERM_PROGRAM"),
    *("LANG", "LC_ALL", "LC_CTYPE", "COLUMNS", "LINES"),
)
"""What decides how a screen is drawn."""

_PRESENT = ("TMUX", "STY", "SSH_CONNECTION")
"""Of these it only counts whether they are there: their values are others in every window."""

_STEERS_TEXTUAL = "TEXTUAL"
"""What the names of the variables begin with that Textual goes by."""

_WRITTEN = "journal-written"
_PAST = ("journal.sqlite3", _WRITTEN, "plan.json")
"""The files in the person's data that decide what is good for today."""


class KeptScreen(NamedTuple):
    """What is in the file."""

    picture: str
    """The first screen as it was; what had to be left out by now is spaces."""
    whole: bool
    """Whether nothing was left out."""


class FirstScreenFile:
    """The file of the first screen, and what it depends on at this start.

    All of that is looked at now, before the library is read: should anything change meanwhile,
    the file will not fit at the next start.

    Args:
        folders: The person's folders.
        environment: The program's own.
        size: The terminal's columns and rows.
    """

    def __init__(
        self, folders: Folders, environment: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        self._file = folders.first_screen
        self._stamp = check_sum(repr(list(_facts(folders, environment, size))).encode())
        self._past = check_sum(repr(list(_past(folders))).encode())

    def read(self, now: float) -> KeptScreen | None:
        """What was kept, as far as it fits; None if none of it does.

        Args:
            now: This moment, in seconds since 1970.
        """
        try:
            content = unseal(read_bytes(self._file, LARGEST, follow=False, own=True)).decode()
            stamp, past, since, until, whole, common = content.split("\n\n")
            same_day = float(since) - LEEWAY_S <= now < float(until)
        except (Unreadable, ValueError):
            return None
        if stamp != self._stamp:
            return None
        fits = same_day and past == self._past
        return KeptScreen(whole if fits else common, fits)

    def write(self, whole: str, common: str, since: float, until: float) -> None:
        """Keep a first screen, unless it is there already; without a word if it cannot be kept.

        Args:
            whole: All of it.
            common: It without what follows from the journal and the day.
            since: When it was drawn, in seconds since 1970.
            until: When the person's day ends.
        """
        if self.read(since) == KeptScreen(whole, True):
            return
        times = f"{since:.0f}", f"{until:.0f}"
        content = "\n\n".join((self._stamp, self._past, *times, whole, common))
        with contextlib.suppress(OSError):  # a full disk; a folder that is not ours
            write_private(self._file, seal(content.encode()), lasting=False)


def _facts(
    folders: Folders, environment: Mapping[str, str], size: tuple[int, int]
) -> Iterator[Sequence[object]]:
    """What the first screen depends on, but for the past."""
    yield __version__, SHAPE, size
    yield [environment.get(name) for name in _VARIABLES]
    yield [name in environment for name in _PRESENT]
    yield sorted(
        (name, value) for name, value in environment.items() if name.startswith(_STEERS_TEXTUAL)
    )
    yield _status(folders.config / "settings.toml")
    # Where it is not there, the first start has something else to show.
    yield [os.path.lexists(folders.data / "care-shown")]
    yield _status(paths.shipped() / "routines.toml")
    yield sorted(_own(folders.routines))


def _past(folders: Folders) -> Iterator[Sequence[object]]:
    """What the past is known by: the journal, and the time zone that days are of."""
    for name in _PAST:
        yield _status(folders.data / name)
    with contextlib.suppress(Unreadable):
        yield [read_bytes(folders.data / _WRITTEN, 100)]
    yield [time.localtime().tm_gmtoff]


def _own(folder: Path) -> Iterator[tuple[str, Sequence[object]]]:
    """Every file that may be a routine's; there may be ten thousand."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            if each.name.endswith(".toml"):
                yield each.name, _status(each)


def _status(path: Path | os.DirEntry[str]) -> Sequence[object]:
    """What tells a file from itself after a change; nothing, if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_size, status.st_ctime_ns, status.st_ino
