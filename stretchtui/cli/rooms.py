"""Which module has which command; only those that are asked for are imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.cli.commands import COMMANDS
from stretchtui.cli.parser import hint, quoted
from stretchtui.cli.words import Refused

if TYPE_CHECKING:
    from stretchtui.cli.parser import Commands, Parser


def parser_of(name: str) -> Parser:
    """The parser of a command.

    Raises:
        Refused: There is no such command.
    """
    if name not in COMMANDS:
        near = hint(name, COMMANDS) or ": see stretchtui --help"
        raise Refused(f"no command {quoted(name)}{near}")
    found: Commands = {}
    _adding(name)(found)
    return found[name]


def _adding(name: str) -> Callable[[Commands], None]:
    """What adds a command, and perhaps others that are of a kind with it."""
    match name:
        case "play" | "resume" | "ears":
            from stretchtui.cli import playing

            return playing.add
        case "list":
            from stretchtui.cli import listing

            return listing.add
        case "show" | "check":
            from stretchtui.cli import reading

            return reading.add
        case "make":
            from stretchtui.cli import making

            return making.add
        case "figure":
            from stretchtui.cli import figures

            return figures.add
        case "new" | "edit":
            from stretchtui.cli import building

            return building.add
        case "copy" | "rename" | "delete" | "undelete":
            from stretchtui.cli import editing

            return editing.add
        case "export":
            from stretchtui.cli import exporting

            return exporting.add
        case "sheet":
            from stretchtui.cli import sheet

            return sheet.add
        case "import":
            from stretchtui.cli import importing

            return importing.add
        case "history" | "next" | "today":
            from stretchtui.cli import history

            return history.add
        case "plan":
            from stretchtui.cli import plans

            return plans.add
        case "remind":
            from stretchtui.cli import reminding

            return reminding.add
        case "log":
            from stretchtui.cli import log

            return log.add
        case "cues" | "doctor" | "ssh":
            from stretchtui.cli import hearing

            return hearing.add
        case _:
            from stretchtui.cli import about

            return lambda commands: about.add(commands, parser_of)
