"""What a shell offers behind each word: read from the parsers, and written as a script for it.

The scripts know all commands and options. Only for names of routines and stretches do they run the
program, which remembers them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.cli.commands import COMMANDS
from stretchtui.cli.completion_scripts import BASH, FISH, ZSH

if TYPE_CHECKING:
    from stretchtui.cli.parser import Parser

ROUTINES, STRETCHES, PLANS = "@routines", "@stretches", "@plans"
FILES, FOLDERS = "@files", "@folders"
"""Words that stand for others, which are looked up when they are asked for."""


class Flag(NamedTuple):
    """An option."""

    names: tuple[str, ...]
    values: tuple[str, ...] | None
    """What can follow, or nothing that is known; None where nothing can."""
    help: str


def flags(parser: Parser) -> list[Flag]:
    """The options of a command that its help names."""
    return [
        Flag(
            tuple(action.option_strings),
            None if action.nargs == 0 else values(action),
            _help(action),
        )
        for action in actions(parser)
        if action.option_strings
    ]


def words(parser: Parser) -> tuple[str, ...]:
    """What can stand behind a command beside its options."""
    return tuple(
        value for each in actions(parser) if not each.option_strings for value in values(each)
    )


def actions(parser: Parser) -> list[argparse.Action]:
    """What a parser takes and its help names."""
    return [each for each in parser._actions if each.help is not argparse.SUPPRESS]


def values(action: argparse.Action) -> tuple[str, ...]:
    """What can be given for an option or at a place."""
    if action.choices is not None:
        return tuple(map(str, action.choices))
    if action.type is Path:
        return (FILES,)
    if action.dest == "topic":
        return tuple(COMMANDS)
    named = {"routine": ROUTINES, "stretch": STRETCHES, "plan": PLANS, "home": FOLDERS}
    return (named[action.dest],) if action.dest in named else ()


def script(shell: str, program: Parser, parsers: Mapping[str, Parser]) -> str:
    """The script for a shell.

    Args:
        shell: Its name.
        program: The parser of what stands before a command.
        parsers: Those of the commands.
    """
    taking = [name for flag in flags(program) if flag.values is not None for name in flag.names]
    if shell == "fish":
        lines = "".join(_fish(program, parsers))
        return FISH.replace("%TAKING%", " ".join(taking)).replace("%LINES%", lines)
    text = BASH if shell == "bash" else ZSH
    described = "".join(
        f"        {_quote(f'{each.name}:{each.help}')}\n" for each in COMMANDS.values()
    )
    for name, value in {
        "%COMMANDS%": " ".join(COMMANDS),
        "%DESCRIBED%": described,
        "%TAKING%": "|".join(taking),
        "%VALUES%": "".join(_values_by_option(program, parsers)),
        "%OPTIONS%": "".join(_options_by_command(program, parsers)),
        "%WORDS%": "".join(_words_by_command(parsers)),
    }.items():
        text = text.replace(name, value)
    return text


def _values_by_option(program: Parser, parsers: Mapping[str, Parser]) -> Iterator[str]:
    for command, parser in {"": program, **parsers}.items():
        for flag in flags(parser):
            if flag.values is not None:
                places = "|".join(f'"{command} {name}"' for name in flag.names)
                yield f'    {places}) wanted="{" ".join(flag.values)}" ;;\n'


def _options_by_command(program: Parser, parsers: Mapping[str, Parser]) -> Iterator[str]:
    for command, parser in {"": program, **parsers}.items():
        names = " ".join(name for flag in flags(parser) for name in flag.names)
        yield f'        "{command}") wanted="{names}" ;;\n'


def _words_by_command(parsers: Mapping[str, Parser]) -> Iterator[str]:
    for command, parser in parsers.items():
        if found := words(parser):
            yield f'        {command}) wanted="{" ".join(found)}" ;;\n'


def _fish(program: Parser, parsers: Mapping[str, Parser]) -> Iterator[str]:
    """One line for each command, for each option, and for what can stand behind a command."""
    for each in COMMANDS.values():
        yield _fish_line("__stretchtui_at ''", f"-a {each.name}", each.help)
    for command, parser in {"": program, **parsers}.items():
        at = f"__stretchtui_at '{command}'"
        for flag in flags(parser):
            names = " ".join(
                f"-l {name[2:]}" if name[:2] == "--" else f"-s {name[1:]}" for name in flag.names
            )
            taken = "" if flag.values is None else f" -x{_fish_words(flag.values)}"
            yield _fish_line(at, names + taken, flag.help)
        if found := words(parser):
            yield _fish_line(at, _fish_words(found).strip(), "")


def _fish_line(condition: str, what: str, help: str) -> str:
    described = f" -d {_quote(help)}" if help else ""
    return f'complete -c stretchtui -n "{condition}" {what}{described}\n'


def _fish_words(found: tuple[str, ...]) -> str:
    known = {
        ROUTINES: "(__stretchtui_names routines; __fish_complete_suffix .toml)",
        STRETCHES: "(__stretchtui_names stretches; __fish_complete_suffix .toml)",
        PLANS: "(__stretchtui_names plans)",
        FILES: "(__fish_complete_path)",
        FOLDERS: "(__fish_complete_directories)",
    }
    return f" -a {_quote(' '.join(known.get(each, each) for each in found))}" if found else ""


def _help(action: argparse.Action) -> str:
    return (action.help or "").replace("%%", "%")


def _quote(text: str) -> str:
    """Text as each of these shells takes it for one word."""
    return "'" + text.replace("\\", "\\\\").replace("'", "'\\''") + "'"
