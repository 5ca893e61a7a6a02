"""The parser of one command's words: its help, and how it complains."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from stretchtui.cli.commands import COMMANDS, MAIN_PAGE
from stretchtui.cli.words import complain, printing
from stretchtui.core.text import clean, shorten
from stretchtui.playing.ending import ExitStatus
from stretchtui.terminal.size import columns

PROGRAM = "stretchtui"


class _Layout(argparse.RawDescriptionHelpFormatter):
    """How help is laid out. Parsers make one for each option, and argparse's own imports a lot."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns(os.environ, 1) - 2)


class Parser(argparse.ArgumentParser):
    """A parser of what stands behind a command, or before it.

    Args:
        prog: The words before.
        description: What the help begins with.
        examples: What to type behind the program's name, and what that does.
        page: The page in the folder ``docs`` that has more.
        settings: As ``ArgumentParser`` takes them.
    """

    def __init__(
        self,
        prog: str = PROGRAM,
        description: str = "",
        examples: Iterable[tuple[str, str]] = (),
        page: str = MAIN_PAGE,
        **settings: Any,
    ) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Layout,
            allow_abbrev=False,
            **settings,
        )
        self.examples = tuple((f"{PROGRAM} {words}".rstrip(), what) for words, what in examples)
        """What to type, and what that does."""
        self.page = page
        """The name of the page that has more."""

    def format_help(self) -> str:
        """The help, with examples and where there is more."""
        from stretchtui.store.paths import docs

        width = max((len(words) for words, _ in self.examples), default=0)
        examples = [f"  {words:<{width}}  {what}" for words, what in self.examples]
        more = ["", "examples:", *examples, "", f"docs: {docs() / self.page}", ""]
        return super().format_help() + "\n".join(more)

    def print_help(self, file: Any = None) -> None:
        """Print the help; whoever reads it may stop reading."""
        printing()
        super().print_help(file)

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """Parse words, and complain about what is not known."""
        found, rest = self.parse_known_args(args, namespace)
        for word in rest:
            if word.startswith("-") and word != "-":
                name = word.split("=", 1)[0]
                self.error(f"no option {quoted(name)}{hint(name, self._option_string_actions)}")
        if rest:
            self.error(f"unexpected {quoted(rest[0])}")
        return found

    def error(self, message: str) -> NoReturn:
        """Complain in one line, and end."""
        message = re.sub(r"^argument ([^:]+): ", r"\1: ", message)
        message = message.replace("not allowed with argument", "not allowed with")
        message = message.replace("the following arguments are required: ", "missing ")
        message = re.sub(r"^one of the arguments (.*) is required$", r"missing \1", message)
        complain(f"{message}; see {self.prog} --help")
        sys.exit(ExitStatus.USAGE)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            *others, last = map(str, action.choices)
            message = f"expected {', '.join(others)} or {last}, found {quoted(str(value))}"
            raise argparse.ArgumentError(action, message)


Commands = dict[str, Parser]
"""Parsers by the names of their commands."""


def command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int] | None = None,
    **settings: Any,
) -> Parser:
    """Add a command's parser.

    Args:
        commands: Takes it.
        name: The command's name, as the table has it.
        run: Carries it out and returns the exit status; None where nothing but help is parsed.
        settings: As ``ArgumentParser`` takes them.

    Returns:
        The parser, for the command's own options.
    """
    about = COMMANDS[name]
    description = f"{about.help[0].upper()}{about.help[1:]}."
    parser = Parser(f"{PROGRAM} {name}", description, about.examples, about.page, **settings)
    parser.set_defaults(run=run)
    home(parser, default=argparse.SUPPRESS)
    commands[name] = parser
    return parser


def home(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Add the option that every command takes.

    Args:
        parser: Takes it.
        default: Its default. It may stand before the command or behind it: a suppressed one keeps
            the second parse from undoing the first.
    """
    parser.add_argument(
        "--home",
        metavar="DIR",
        default=default,
        help="keep routines, settings and data in DIR",
    )


def hint(word: str, known: Iterable[str]) -> str:
    """What may have been meant by a word: ``: did you mean play?``; nothing if it is like none."""
    from difflib import get_close_matches

    near = get_close_matches(word[:80], known, n=1, cutoff=0.7)
    return f": did you mean {near[0]}?" if near else ""


def quoted(word: str) -> str:
    """A word as a complaint can show it, whatever is in it."""
    return f'"{shorten(clean(word), 80)}"'
