"""``--kiosk``: the screen and nothing else, for an account that visitors share.

docs/ssh.md says how sshd is set up for it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from stretchtui.cli import screen
from stretchtui.cli.words import Refused
from stretchtui.store import paths

if TYPE_CHECKING:
    from pathlib import Path

HOME = "~/stretchtui"
"""A visitor's home, if neither ``--home`` nor ``STRETCHTUI_HOME`` names one."""

STEERS_TEXTUAL = "TEXTUAL"
"""What the names of the variables begin with by which Textual can be made to write files, take
keys and load drivers."""

TEMPORARY = ("TMPDIR", "SQLITE_TMPDIR")
"""The variables that name the folder for passing files."""

STOPPING = (signal.SIGTSTP, signal.SIGQUIT)
"""What a terminal's keys send until the screen is drawn."""


def run(options: argparse.Namespace) -> int:
    """Open the screen with no way out of it but to its end.

    Raises:
        Refused: A command was given as well.
    """
    if options.command is not None:
        raise Refused(f"expected no command with --kiosk, found {options.command}")
    options.home = options.home or os.environ.get(paths.HOME_VARIABLE) or HOME
    folders = paths.folders(options.home)
    shut(os.environ, folders.cache.parent)
    return screen.open_screen(options, folders, suspends=False)


def shut(environment: MutableMapping[str, str], temporary: Path) -> None:
    """Take out of the environment what leads elsewhere; Textual is not imported yet.

    Args:
        environment: The program's own, which its helpers get too.
        temporary: Where passing files are put; it need not exist.
    """
    for name in [name for name in environment if name.startswith(STEERS_TEXTUAL)]:
        del environment[name]
    with contextlib.suppress(OSError):  # a home that cannot be written has no passing files either
        temporary.mkdir(parents=True, exist_ok=True)
    for name in TEMPORARY:
        environment[name] = str(temporary)
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
