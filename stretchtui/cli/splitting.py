"""Takes the words on the command line apart: options, the command, and what is behind it."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from typing import NoReturn

from stretchtui.cli.options import program_parser
from stretchtui.cli.parser import Parser


def split(words: Sequence[str]) -> tuple[argparse.Namespace, str | None, Sequence[str]]:
    """The options before the command, the command, and the words behind it.

    Without a command, what else is said is complained about, or answered.
    """
    for place, word in enumerate(words):
        # Before it there may be options alone; and it may be an option's value.
        if not word.startswith("-"):
            with contextlib.suppress(_Unclear):
                return options_of(words[:place]), word, words[place + 1 :]
    with contextlib.suppress(_Unclear):
        return options_of(words), None, ()
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


def options_of(words: Sequence[str]) -> argparse.Namespace:
    """The options before a command.

    Raises:
        _Unclear: Something else is said, or something wrong.
    """
    parser = program_parser(_OptionParser, add_help=False)
    parser.set_defaults(command=None)
    return parser.parse_args(words)
