"""Words on the command line → what to run; nothing else.

Textual is imported only where the screen is opened: ``list``, ``show`` and ``check`` answer in
an instant. A command is imported only where it is asked for: so is the screen there sooner.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from stretchtui.cli.crash import CrashReport
from stretchtui.cli.limits import TO_ANSWER, need_open_files
from stretchtui.cli.opening import ScreenOpening
from stretchtui.cli.output import flush, settle_output, told
from stretchtui.cli.words import Refused, complain
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths
from stretchtui.terminal.size import settle_size

if TYPE_CHECKING:
    import argparse

    from stretchtui.cli.opening import Keep
    from stretchtui.terminal.first_paint import FirstPaint

SIGNALLED = 128
"""Exit statuses above it say by their distance which signal has ended the program."""

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that may come several times."""


def main(
    arguments: Sequence[str] | None = None,
    *,
    listed: Mapping[str, Any] | None = None,
    paint: FirstPaint | None = None,
    keep_screen: Keep | None = None,
) -> int:
    """Run the program.

    Args:
        arguments: The words on the command line; the process's own, if not given.
        listed: What the words say, if they ask for nothing but the list: no parser is needed then.
        paint: Shows the first screen already; these are the words that ask for it.
        keep_screen: Keeps the first screen for the next start.

    Returns:
        The exit status.
    """
    status = SIGNALLED + signal.SIGINT
    # Once that is the status it stays so: ctrl+c may come again in the middle of leaving.
    with CrashReport() as crash, contextlib.suppress(KeyboardInterrupt):
        words = list(sys.argv[1:] if arguments is None else arguments)
        status = _run(words, crash, listed, ScreenOpening(paint, keep_screen))
        if arguments is None:
            # As it ends, the interpreter would let any of them kill it.
            for each in ENDING if status > SIGNALLED else (signal.SIGINT,):
                signal.signal(each, signal.SIG_IGN)
    return status if crash.failure is None else ExitStatus.CRASHED


def _run(
    words: list[str],
    crash: CrashReport,
    listed: Mapping[str, Any] | None,
    opening: ScreenOpening,
) -> int:
    settle_size(os.environ, 1)
    settle_output()
    complaint = None
    try:
        need_open_files(TO_ANSWER)
        # Whatever is to be said, the terminal shows it.
        with opening.paint or contextlib.nullcontext():
            if listed is not None:
                status = _open_list(listed, crash, opening)
            else:
                status = _carry_out(words, crash, opening)
    except SystemExit as end:  # a parser has answered
        status = int(end.code or 0)
    except Refused as error:
        status, complaint = error.status, str(error)
    except OSError as error:
        # Whatever can be said better is said where it happens.
        status, complaint = ExitStatus.USAGE, told(error)
    if (unwritten := flush()) is not None:
        status, complaint = ExitStatus.USAGE, unwritten
    if complaint is not None:
        complain(complaint)
    return status


def _open_list(listed: Mapping[str, Any], crash: CrashReport, opening: ScreenOpening) -> int:
    """Open the screen as nothing but its list was asked for."""
    from stretchtui.cli import screen

    options = cast("argparse.Namespace", SimpleNamespace(**{**screen.UNSAID, **listed}))
    crash.home = options.home
    return screen.open_screen(options, paths.folders(options.home), opening=opening)


def _carry_out(words: list[str], crash: CrashReport, opening: ScreenOpening) -> int:
    """Find the command among the words, and carry it out."""
    from stretchtui.cli.splitting import split

    options, name, behind = split(words)
    if name == "ssh" and not {"-h", "--help"} & set(behind[:1]):
        # A parser cannot take up what stands behind it: that is ssh's own, dashes and all.
        return _ssh(options, behind, crash)
    if name is not None:
        from stretchtui.cli.rooms import parser_of

        found = parser_of(name).parse_args(behind)
        vars(options).update(vars(found), command=name)
    crash.home = options.home
    if options.kiosk:
        return _kiosk(options)
    if name is None:
        return _open_list(vars(options), crash, opening)
    status: int = options.run(options)
    return status


def _ssh(options: argparse.Namespace, behind: Sequence[str], crash: CrashReport) -> int:
    """Carry ``ssh`` out.

    Args:
        options: Those before it.
        behind: The words behind it.
        crash: Is told where the person's data is.
    """
    from stretchtui.cli import hearing
    from stretchtui.cli.splitting import options_of

    if options.kiosk:
        options.command = "ssh"
        return _kiosk(options)  # which refuses it
    options.no_mouse = False  # it has no meaning here, and does no harm
    if vars(options) != {**vars(options_of(())), "home": options.home}:
        raise Refused("only --home can come before ssh; other options go after the host")
    crash.home = options.home
    return hearing.ssh(list(behind), options.home)


def _kiosk(options: argparse.Namespace) -> int:
    from stretchtui.cli import kiosk

    return kiosk.run(options)
