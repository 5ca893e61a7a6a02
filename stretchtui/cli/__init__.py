"""Words on the command line → what to run; nothing else.

Textual is imported only where the screen is opened: ``list``, ``show`` and ``check`` answer in
an instant. The commands are imported only where there may be one: so is the screen there sooner.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

from stretchtui import __version__
from stretchtui.cli import kiosk, playing
from stretchtui.cli.crash import CrashReport
from stretchtui.cli.limits import TO_ANSWER, need_open_files
from stretchtui.cli.words import WRONG, Parser, Refused, common, complain
from stretchtui.playing.ending import CRASHED
from stretchtui.terminal.size import settle_size

SIGNALLED = 128
"""Exit statuses above it say by their distance which signal has ended the program."""

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that may come several times."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: The words on the command line; the process's own, if not given.

    Returns:
        The exit status.
    """
    status = SIGNALLED + signal.SIGINT
    # Once that is the status it stays so: ctrl+c may come again in the middle of leaving.
    with CrashReport() as crash, contextlib.suppress(KeyboardInterrupt):
        status = _run(list(sys.argv[1:] if arguments is None else arguments), crash)
        if arguments is None:
            # As it ends, the interpreter would let any of them kill it.
            for each in ENDING if status > SIGNALLED else (signal.SIGINT,):
                signal.signal(each, signal.SIG_IGN)
    return status if crash.failure is None else CRASHED


def _run(words: list[str], crash: CrashReport) -> int:
    settle_size(os.environ, 1)
    try:
        need_open_files(TO_ANSWER)
        if (at := _place_of_ssh(words)) is not None:
            return _ssh(words[:at], words[at + 1 :], crash)
        options = _options_alone(words) or _whole_parser().parse_args(words)
        crash.options = options
        status: int = kiosk.run(options) if options.kiosk else options.run(options)
    except Refused as error:
        complain(str(error))
        return WRONG
    except OSError as error:
        # Whatever can be said better is said where it happens.
        place = f"{error.filename}: " if error.filename else ""
        complain(f"{place}{error.strerror or error}")
        return WRONG
    return status


def _place_of_ssh(words: Sequence[str]) -> int | None:
    """Where the command ``ssh`` stands among the words, if it is the command.

    The parser cannot take it up: what stands behind it is ssh's own, dashes and all.
    """
    for place, word in enumerate(words):
        # Before it there may be options alone; and it may be an option's value.
        if word == "ssh" and _options_alone(words[:place]) is not None:
            return None if {"-h", "--help"} & set(words[place + 1 : place + 2]) else place
    return None


def _ssh(before: Sequence[str], behind: list[str], crash: CrashReport) -> int:
    """Carry ``ssh`` out.

    Args:
        before: The words before it: options.
        behind: The words behind it.
        crash: Is told where the person's data is.
    """
    from stretchtui.cli import hearing

    options = _options_alone(before)
    assert options is not None
    defaults = _options_alone(())
    if options.kiosk:
        options.command = "ssh"
        return kiosk.run(options)  # which refuses it
    options.no_mouse = False  # it has no meaning here, and does no harm
    if vars(options) != {**vars(defaults), "home": options.home}:
        raise Refused("only --home can come before ssh; other options go after the host")
    crash.options = options
    return hearing.ssh(behind, options.home)


class _Unclear(Exception):
    """There are words that only the whole parser can judge."""


class _OptionParser(Parser):
    """A parser of the screen's options, where nothing else is said."""

    def error(self, message: str) -> NoReturn:
        """Leave it to the whole parser, which knows what to complain about."""
        raise _Unclear


def _options_alone(words: Sequence[str]) -> argparse.Namespace | None:
    """The options for the screen; None if something else is said, or something wrong."""
    parser = _OptionParser(add_help=False, allow_abbrev=False)
    _add_options(parser)
    try:
        options, rest = parser.parse_known_args(words)
    except _Unclear:
        return None
    return None if rest else options


def _whole_parser() -> Parser:
    from stretchtui.cli import building, editing, figures, hearing, history, importing, log, reading

    parser = Parser(
        prog="stretchtui",
        description="Leads you through stretching routines by sound. Without a command, it "
        "opens full-screen.",
    )
    _add_options(parser)
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", parser_class=Parser
    )
    for room in (playing, reading, figures, building, editing, importing, history, log, hearing):
        room.add(commands)
    return parser


def _add_options(parser: Parser) -> None:
    parser.add_argument("--version", action="version", version=f"stretchtui {__version__}")
    common(parser, default=None)
    playing.options(parser)
    kiosk.option(parser)
    parser.set_defaults(command=None)
