"""Starts the program: ``stretchtui``, and ``python -m stretchtui``.

Where nothing but the list is asked for, it is painted as it was at the last start, before anything
is imported that takes long.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stretchtui.store.first_screen import FirstScreenFile
    from stretchtui.terminal.first_paint import FirstPaint

INTERRUPTED = 130
CRASHED = 70
USAGE = 2


def main() -> int:
    """Run the program, where it can run; its exit status."""
    if sys.platform == "win32":
        # Nothing else is imported before: it would look for what only the others have.
        sys.stderr.write("stretchtui needs Linux or macOS. On Windows, use WSL: wsl --install\n")
        return USAGE
    listed, file, paint = None, None, None
    try:
        if (listed := _listed(sys.argv[1:])) is not None:
            # What is imported stays for good: looking through it for garbage would take a tenth
            # of the start. The app switches the collector on again.
            gc.disable()
            file = _file(listed.get("home"))
            paint = _paint(file) if file is not None else None
        from stretchtui.cli import main as run
    except BaseException as error:
        if paint is not None:
            paint.give_back()
        if isinstance(error, KeyboardInterrupt):
            return INTERRUPTED
        if isinstance(error, Exception):
            sys.stderr.write(f"stretchtui: could not start: {error}; install it again\n")
            return CRASHED
        raise
    return run(listed=listed, paint=paint, keep_screen=file.write if file is not None else None)


def _listed(words: Sequence[str]) -> dict[str, Any] | None:
    """What words say that ask for nothing but the list, by the names that options have.

    None where they ask for something else, or are not clear: a parser judges those.
    """
    said: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        if word in ("--no-mouse", "--no-motion"):
            said[word[2:].replace("-", "_")] = True
            continue
        option, given, value = word.partition("=")
        if option != "--home":
            return None
        said["home"] = value if given else next(rest, "-")
        if not given and said["home"].startswith("-"):
            return None
    return said


def _file(home: str | None) -> FirstScreenFile | None:
    """The file of the first screen; None without a terminal to show it."""
    from stretchtui.store import paths
    from stretchtui.store.first_screen import FirstScreenFile

    try:
        if not all(os.isatty(each) for each in range(3)):
            return None
        size = os.get_terminal_size(2)
        return FirstScreenFile(paths.folders(home), os.environ, size)
    except OSError:  # the folder that it would be in is gone
        return None


def _paint(file: FirstScreenFile) -> FirstPaint | None:
    """Show the first screen, if it is known."""
    kept = file.read(time.time())
    if kept is None:
        return None
    from stretchtui.terminal.first_paint import FirstPaint
    from stretchtui.terminal.picture import ScreenPicture

    try:
        picture = ScreenPicture.read(kept.picture, *os.get_terminal_size(2))
    except (ValueError, OSError):
        return None
    paint = FirstPaint(0, 2, picture, whole=kept.whole)
    return paint if paint.show() else None


if __name__ == "__main__":
    raise SystemExit(main())
