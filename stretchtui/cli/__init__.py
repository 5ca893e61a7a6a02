"""Words on the command line → what to run; nothing else.

Textual is imported only where the screen is opened: ``list``, ``show`` and ``check`` answer in
an instant. A command is imported only where it is asked for: so is the screen there sooner.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from stretchtui.cli.crash import CrashReport
from stretchtui.cli.limits import TO_ANSWER, need_open_files
from stretchtui.cli.opening import ScreenOpening
from stretchtui.cli.options import program_parser
from stretchtui.cli.output import flush, settle_output, told
from stretchtui.cli.parser import Parser
from stretchtui.cli.rooms import parser_of
from stretchtui.cli.words import Refused, complain
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths
from stretchtui.terminal.size import settle_size

if TYPE_CHECKING:
    from stretchtui.cli.opening import Keep
    from stretchtui.terminal.first_paint import FirstPaint

SIGNALLED = 128
"""Exit statuses above it say by their distance which signal has ended the program."""

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that may come several times."""


def main(
    arguments: Sequence[str] | None = None,
    *,
    paint: FirstPaint | None = None,
    keep_screen: Keep | None = None,
) -> int:
    """Run the program.

    Args:
        arguments: The words on the command line; the process's own, if not given.
        paint: Shows the first screen already; these are the words that ask for it.
        keep_screen: Keeps the first screen for the next start.

    Returns:
        The exit status.
    """
    status = SIGNALLED + signal.SIGINT
    # Once that is the status it stays so: ctrl+c may come again in the middle of leaving.
    with CrashReport() as crash, contextlib.suppress(KeyboardInterrupt):
        opening = ScreenOpening(paint, keep_screen)
        status = _run(list(sys.argv[1:] if arguments is None else arguments), crash, opening)
        if arguments is None:
            # As it ends, the interpreter would let any of them kill it.
            for each in ENDING if status > SIGNALLED else (signal.SIGINT,):
                signal.signal(each, signal.SIG_IGN)
    return status if crash.failure is None else ExitStatus.CRASHED


def _run(words: list[str], crash: CrashReport, opening: ScreenOpening) -> int:
    settle_size(os.environ, 1)
    settle_output()
    complaint = None
    try:
        need_open_files(TO_ANSWER)
        # Whatever is to be said, the terminal shows it.
        with opening.paint or contextlib.nullcontext():
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


def _carry_out(words: list[str], crash: CrashReport, opening: ScreenOpening) -> int:
    """Find the command among the words, and carry it out."""
    options, name, behind = _split(words)
    if name == "ssh" and not {"-h", "--help"} & set(behind[:1]):
        # A parser cannot take up what stands behind it: that is ssh's own, dashes and all.
        return _ssh(options, behind, crash)
    if name is None:
        options.opening = opening
    else:
        found = parser_of(name).parse_args(behind)
        vars(options).update(vars(found), command=name)
    crash.options = options
    status: int = _kiosk(options) if options.kiosk else options.run(options)
    return status


def _split(words: Sequence[str]) -> tuple[argparse.Namespace, str | None, Sequence[str]]:
    """The options before the command, the command, and the words behind it.

    Without a command, what else is said is complained about, or answered.
    """
    for place, word in enumerate(words):
        # Before it there may be options alone; and it may be an option's value.
        if not word.startswith("-"):
            with contextlib.suppress(_Unclear):
                return _options(words[:place]), word, words[place + 1 :]
    with contextlib.suppress(_Unclear):
        return _options(words), None, ()
    return program_parser().parse_args(words), None, ()


class _Unclear(Exception):
    """There are words that only the whole parser can judge."""


class _OptionParser(Parser):
    """A parser of the options before a command, where nothing else is said."""

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """Parse words, and leave what is not known to the whole parser."""
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            raise _Unclear
        return found

    def error(self, message: str) -> NoReturn:
        """Leave it to the whole parser, which knows what to complain about."""
        raise _Unclear


def _options(words: Sequence[str]) -> argparse.Namespace:
    """The options before a command.

    Raises:
        _Unclear: Something else is said, or something wrong.
    """
    parser = program_parser(_OptionParser, add_help=False)
    parser.set_defaults(run=_open, command=None)
    return parser.parse_args(words)


def _ssh(options: argparse.Namespace, behind: Sequence[str], crash: CrashReport) -> int:
    """Carry ``ssh`` out.

    Args:
        options: Those before it.
        behind: The words behind it.
        crash: Is told where the person's data is.
    """
    from stretchtui.cli import hearing

    if options.kiosk:
        options.command = "ssh"
        return _kiosk(options)  # which refuses it
    options.no_mouse = False  # it has no meaning here, and does no harm
    if vars(options) != {**vars(_options(())), "home": options.home}:
        raise Refused("only --home can come before ssh; other options go after the host")
    crash.options = options
    return hearing.ssh(list(behind), options.home)


def _open(options: argparse.Namespace) -> int:
    from stretchtui.cli import playing

    return playing.open_screen(options, paths.folders(options.home), opening=options.opening)


def _kiosk(options: argparse.Namespace) -> int:
    from stretchtui.cli import kiosk

    return kiosk.run(options)
