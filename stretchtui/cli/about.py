"""``paths``, ``completion`` and ``help``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.cli.commands import COMMANDS
from stretchtui.cli.options import json_option, program_parser
from stretchtui.cli.parser import Commands, Parser, command
from stretchtui.cli.words import Refused, print_json, printing
from stretchtui.playing.ending import ExitStatus

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

SHELLS = ("bash", "zsh", "fish")


def add(commands: Commands, parser_of: Callable[[str], Parser]) -> None:
    """Add the commands.

    Args:
        commands: Takes them.
        parser_of: Gives the parser of any command.
    """
    paths = command(commands, "paths", _paths)
    form = paths.add_mutually_exclusive_group()
    form.add_argument("name", metavar="NAME", nargs="?", help="print only this one, like routines")
    json_option(form)
    completion = command(commands, "completion", _completion)
    what = completion.add_mutually_exclusive_group(required=True)
    what.add_argument("shell", metavar="SHELL", nargs="?", choices=SHELLS, help="bash, zsh or fish")
    # The scripts ask by it.
    what.add_argument("--names", choices=["routines", "stretches", "plans"], help=argparse.SUPPRESS)
    help_ = command(commands, "help", _help)
    help_.add_argument("topic", metavar="COMMAND", nargs="?", help="a command")
    for each in (completion, help_):
        each.set_defaults(parser_of=parser_of)


def _paths(options: argparse.Namespace) -> int:
    from stretchtui.store import paths

    printing()
    found = _places(paths.folders(options.home))
    if options.json:
        print_json(found)
    elif options.name is None:
        width = max(map(len, found))
        for name, place in found.items():
            print(f"{name:<{width}}  {place}")
    elif options.name in found:
        print(found[options.name])
    else:
        what = f'no path called "{options.name}": there are {", ".join(found)}'
        raise Refused(what, ExitStatus.NOT_FOUND)
    return ExitStatus.DONE


def _places(folders: Folders) -> dict[str, str]:
    """Where everything is, by names that people type."""
    from stretchtui.store.journal_mark import JOURNAL
    from stretchtui.store.paths import docs
    from stretchtui.store.settings import settings_file
    from stretchtui.store.writing import DELETED

    places = {
        "settings": settings_file(folders),
        "routines": folders.routines,
        "sounds": folders.sounds,
        "journal": folders.data / JOURNAL,
        "deleted": folders.data / DELETED,
        "cache": folders.cache.parent,
        "docs": docs(),
    }
    return {name: str(place) for name, place in places.items()}


def _completion(options: argparse.Namespace) -> int:
    from stretchtui.cli import completion

    printing()
    if options.names is not None:
        completion.print_names(options.names, options.home)
    else:
        parsers = {name: options.parser_of(name) for name in COMMANDS}
        sys.stdout.write(completion.script(options.shell, program_parser(), parsers))
    return ExitStatus.DONE


def _help(options: argparse.Namespace) -> int:
    parser = program_parser() if options.topic is None else options.parser_of(options.topic)
    parser.print_help()
    return ExitStatus.DONE
