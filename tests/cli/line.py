"""The command line as the tests give it, and what comes of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchtui.cli import main
from stretchtui.playing.ending import ExitStatus

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from stretchtui.core.routines.library import Entry
    from stretchtui.store.library_files import LibraryFiles
    from stretchtui.tui.start import Start


class Done(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line of a request that cannot be met."""
        return self.complaint_with(ExitStatus.USAGE)

    @property
    def not_found(self) -> str:
        """The one line that says what is not there."""
        return self.complaint_with(ExitStatus.NOT_FOUND)

    @property
    def faulty(self) -> str:
        """The one line that says what is wrong in a file."""
        return self.complaint_with(ExitStatus.FAULTY)

    def complaint_with(self, status: ExitStatus) -> str:
        """Its one line on standard error, where that is all there is, without the program's name.

        Args:
            status: What it has to have ended with.

        Raises:
            AssertionError: It did not end as what is refused ends.
        """
        assert (self.status, self.out) == (status, "")
        assert self.err.startswith("stretchtui: ")
        assert self.err.endswith("\n")
        line = self.err[:-1]
        assert line.isprintable()
        return line.removeprefix("stretchtui: ")


class CommandLine:
    """Runs commands in this process, in a home of the test's own.

    Args:
        home: The home.
        capsys: Takes what they print.
    """

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def __call__(self, *words: str) -> Done:
        """Run a command in the home."""
        return self.only("--home", str(self.home), *words)

    def only(self, *words: str) -> Done:
        """Run the program with these words and no others."""
        self._capsys.readouterr()
        try:
            status = main(words)
        except SystemExit as end:  # argparse's way to end
            status = int(end.code or 0)
        return Done(status, *self._capsys.readouterr())

    @property
    def routines(self) -> Path:
        """The folder of the person's routines, which is there by now."""
        folder = self.home / "config" / "routines"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


STATUS = 7
"""What the screen and the plain lines end with, where they are stood in for."""


class Opened(NamedTuple):
    """What the screen was opened with."""

    files: LibraryFiles
    start: Start
    options: dict[str, Any]


class Played(NamedTuple):
    """What was played in plain lines."""

    files: LibraryFiles
    entry: Entry | None
    options: dict[str, Any]


class Stream(io.StringIO):
    """A standard stream.

    Args:
        is_terminal: Whether it is one.
        typed: What is read from it.
    """

    def __init__(self, is_terminal: bool, typed: str = "") -> None:
        super().__init__(typed)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._is_terminal


Streams = Callable[..., None]
"""Says which of the three standard streams the program began with are terminals, all if nothing
is said: ``streams(output=False)``; None for one that is closed."""
