"""Words on the command line → what to run; nothing else.

Textual is imported only where the screen is opened: ``list``, ``show`` and ``check`` answer in
an instant.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence

from stretchtui import __version__
from stretchtui.cli import hearing, playing, reading
from stretchtui.cli.words import WRONG, Parser, Refused, common, complain


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: The words on the command line; the process's own, if not given.

    Returns:
        The exit status.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Not by the parser: what stands after it is ssh's own, dashes and all.
        if words[:1] == ["ssh"] and not {"-h", "--help"} & set(words[1:2]):
            return hearing.ssh(words[1:])
        options = _parser().parse_args(words)
        status: int = options.run(options)
    except Refused as error:
        complain(str(error))
        return WRONG
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return status


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="stretchtui",
        description="Leads you through stretching routines by sound. Without a command it opens "
        "the screen.",
    )
    parser.add_argument("--version", action="version", version=f"stretchtui {__version__}")
    common(parser, default=None)
    playing.options(parser)
    commands = parser.add_subparsers(title="commands", metavar="", parser_class=Parser)
    for room in (playing, reading, hearing):
        room.add(commands)
    return parser
