"""``paths``, ``completion`` and ``help``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cli.commands import COMMANDS
from stretchtui.cli.options import json_option, program_parser
from stretchtui.cli.parser import Commands, Parser, command
from stretchtui.cli.words import Refused, print_json, printing
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import journal_mark, paths
from stretchtui.store.answers import FOR_EVER, CommandAnswer, kept_answer
from stretchtui.store.sources import library_sources

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

    places = {
        "settings": folders.settings,
        "routines": folders.routines,
        "sounds": folders.sounds,
        "journal": folders.data / journal_mark.JOURNAL,
        "deleted": folders.deleted,
        "cache": folders.cache.parent,
        "docs": paths.docs(),
    }
    return {name: str(place) for name, place in places.items()}


def _completion(options: argparse.Namespace) -> int:
    printing()
    answer = _names if options.shell is None else _script
    sys.stdout.write(answer(options, paths.folders(options.home)))
    return ExitStatus.DONE


def _script(options: argparse.Namespace, folders: Folders) -> str:
    """The script for a shell, which may ask for it whenever it starts."""

    def work_out() -> CommandAnswer:
        from stretchtui.cli.completion import script

        parsers = {name: options.parser_of(name) for name in COMMANDS}
        return CommandAnswer(script(options.shell, program_parser(), parsers), until=FOR_EVER)

    # Each version has its own; whoever works on the program has many of one version.
    sources = Path(__file__).parent.glob("*.py")
    return kept_answer(folders.cache.with_name(options.shell), sources, (), work_out).text


def _names(options: argparse.Namespace, folders: Folders) -> str:
    """The ids of all there are, a line each: a shell asks for them at every tab."""

    def work_out() -> CommandAnswer:
        from stretchtui.store.routines import read_library

        library = read_library(folders)
        ids = {"routines": library.entries, "plans": library.plans}
        names = ids.get(options.names, library.stretches)
        return CommandAnswer("".join(f"{each}\n" for each in names), until=FOR_EVER)

    place = folders.cache.with_name(f"names-{options.names}")
    return kept_answer(place, library_sources(folders), (), work_out).text


def _help(options: argparse.Namespace) -> int:
    parser = program_parser() if options.topic is None else options.parser_of(options.topic)
    parser.print_help()
    return ExitStatus.DONE
