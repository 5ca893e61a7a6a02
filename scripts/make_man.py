"""Write the manual page and the completions of the shells from the parsers of the command line.

They are ``docs/stretchtui.1`` and ``docs/completions``, and installed where they are looked for.
``--check`` writes nothing, and fails if one is not what it should be.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from stretchtui.cli.commands import COMMANDS, GROUPS, MAIN_EXAMPLES
from stretchtui.cli.completion import actions, script
from stretchtui.cli.options import program_parser
from stretchtui.cli.parser import PROGRAM, Parser
from stretchtui.cli.rooms import parser_of

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "stretchtui.1"

COMPLETIONS = {"bash": "stretchtui", "zsh": "_stretchtui", "fish": "stretchtui.fish"}
"""What the shells look for."""

HEAD = r"""
.\" Made by scripts/make_man.py.
.TH STRETCHTUI 1 "" "stretchtui" "User Commands"
.SH NAME
stretchtui \- leads you through stretching routines by sound
.SH SYNOPSIS
.B stretchtui
.RI [ OPTION ...]
.RI [ COMMAND " ...]"
.SH DESCRIPTION
Without a command, it opens full\-screen: choose a routine, press a key, and follow the sounds.
.PP
.I ROUTINE
is an id (five\-for\-lower\-back), a name, or a TOML file's path.
.SH OPTIONS
"""

VARIABLES = {
    "STRETCHTUI_HOME": "One folder for routines, settings and data, as with --home.",
    "NO_COLOR": "If it is set, no colours are used.",
    "VISUAL, EDITOR": "The editor that E opens in the builder.",
}


def main(words: Sequence[str]) -> int:
    """Write the files, or check them; the exit status."""
    status = 0
    for path, text in files().items():
        if "--check" not in words:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or text != path.read_text(encoding="utf-8"):
            print(f"docs/{path.relative_to(DOCS)} is not up to date: python scripts/make_man.py")
            status = 1
    return status


def files() -> dict[Path, str]:
    """What each file holds."""
    parsers = {name: parser_of(name) for name in COMMANDS}
    completions = {
        DOCS / "completions" / name: script(shell, program_parser(), parsers)
        for shell, name in COMPLETIONS.items()
    }
    return {PAGE: manual(), **completions}


def manual() -> str:
    """The whole page."""
    lines = [HEAD.strip(), *_options(program_parser()), ".SH COMMANDS"]
    for heading, group in GROUPS.items():
        lines.append(f".SS {heading}")
        for each in group:
            parser = parser_of(each.name)
            lines += [".TP", _synopsis(each.name, parser), f"{_sentence(each.help)}"]
            if inside := list(_options(parser, but={"help", "home"})):
                lines += [".RS", *inside, ".RE"]
    lines += [".SH ENVIRONMENT"]
    for name, what in VARIABLES.items():
        lines += [".TP", f".B {_text(name)}", _text(what)]
    lines += [".SH EXIT STATUS"]
    for status, what in exit_statuses():
        lines += [".TP", f".B {_text(status)}", _sentence(what)]
    lines += [".SH EXAMPLES"]
    examples = [*MAIN_EXAMPLES, *(each for one in COMMANDS.values() for each in one.examples)]
    for typed, what in examples:
        lines += [".TP", f".B {_text(f'{PROGRAM} {typed}'.rstrip())}", _sentence(what)]
    lines += [
        ".SH SEE ALSO",
        f"The pages in the folder that {_bold('stretchtui paths docs')} prints. README.md there",
        "lists them all, tour.md is to begin with, and faq.md is for when something is wrong.",
    ]
    return "\n".join(lines) + "\n"


def exit_statuses() -> list[tuple[str, str]]:
    """The rows of the table in ``docs/commands.md``."""
    text = (DOCS / "commands.md").read_text(encoding="utf-8").partition("## Exit statuses")[2]
    return re.findall(r"^\| ([\d][^|]*) \| (.*) \|$", text.partition("\n## ")[0], re.M)


def _options(parser: Parser, but: Collection[str] = ()) -> Iterator[str]:
    for action in actions(parser):
        if action.dest in but:
            continue
        names = ", ".join(map(_bold, action.option_strings)) or _italic(_value(action))
        value = f" {_italic(_value(action))}" if action.option_strings and action.nargs != 0 else ""
        yield from (".TP", names + value, _sentence((action.help or "").replace("%%", "%")))


def _synopsis(name: str, parser: Parser) -> str:
    if parser.usage is not None:
        return _bold(parser.usage.removeprefix(f"{PROGRAM} "))
    places = [each for each in actions(parser) if not each.option_strings]
    parts = [
        f"[{_italic(_value(each))}]" if each.nargs == "?" else _italic(_value(each))
        for each in places
    ]
    return " ".join([_bold(name), *parts])


def _value(action: argparse.Action) -> str:
    if isinstance(action.metavar, str):
        return f"{action.metavar}..." if action.nargs == "+" else action.metavar
    return "|".join(map(str, action.choices)) if action.choices else action.dest.upper()


def _sentence(text: str) -> str:
    end = "" if text[-1:] in (".", "?") else "."
    return _text(f"{text[:1].upper()}{text[1:]}{end}")


def _bold(text: str) -> str:
    return rf"\fB{_text(text)}\fR"


def _italic(text: str) -> str:
    return rf"\fI{_text(text)}\fR"


def _text(text: str) -> str:
    """Text as roff takes it: no word of it is a request, and a dash can be copied."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("`", r"\(ga").replace("~", r"\(ti")
    text = text.replace("…", "...")
    return rf"\&{text}" if text[:1] in (".", "'") else text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
