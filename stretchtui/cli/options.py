"""The options of whatever plays or opens the screen; nothing that it takes to do so is imported."""

from __future__ import annotations

import argparse
import contextlib
from typing import Any

from stretchtui import __version__
from stretchtui.cli.commands import COMMANDS, GROUPS, MAIN_EXAMPLES
from stretchtui.cli.parser import PROGRAM, Parser, home
from stretchtui.cli.words import printing


def program_parser(kind: type[Parser] = Parser, **settings: Any) -> Parser:
    """The parser of what stands before a command, or alone; its help lists all commands.

    Args:
        kind: The parser's class.
        settings: As ``ArgumentParser`` takes them.
    """
    parser = kind(
        description=_description(),
        examples=MAIN_EXAMPLES,
        usage=f"{PROGRAM} [OPTION...] [COMMAND ...]",
        **settings,
    )
    _of_the_program(parser)
    return parser


def _description() -> str:
    """What the help of the whole program begins with: the commands, in groups."""
    lines = [
        "Leads you through stretching routines by sound. Without a command, it opens",
        "full-screen.",
    ]
    width = max(map(len, COMMANDS))
    for heading, group in GROUPS.items():
        lines += ["", f"{heading}:"]
        lines += [f"  {each.name:<{width}}  {each.help}" for each in group]
    return "\n".join(lines)


class _Version(argparse.Action):
    """Prints the version at once; argparse's own would measure the terminal first."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        printing()
        print(f"{PROGRAM} {__version__}")
        parser.exit()


def _of_the_program(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        *("-V", "--version"), action=_Version, nargs=0, help="print the version and exit"
    )
    home(parser, default=None)
    of_playing(parser)
    parser.add_argument(
        "--kiosk",
        action="store_true",
        help="only the screen: no shell, no commands, no files outside its home",
    )
    parser.set_defaults(floor=False)


def of_playing(
    parser: argparse.ArgumentParser, suppress: bool = False, *, outputs: bool = True
) -> None:
    """Add the options of whatever plays.

    Args:
        parser: Takes them.
        suppress: Whether they may have been given before the command as well, and stay so.
        outputs: Whether it can be said where sounds go.
    """

    def default(value: Any) -> Any:
        return argparse.SUPPRESS if suppress else value

    if outputs:
        cue_option(parser, suppress, more=("browser",))
    parser.add_argument(
        "--listen",
        type=_address,
        default=default(None),
        metavar="ADDRESS",
        help=("with --cues browser: " if outputs else "")
        + "let other devices in your network open the page",
    )
    parser.add_argument(
        "--speed",
        type=_speed,
        default=default(1.0),
        metavar="N",
        help="run the clock N times faster",
    )
    parser.add_argument(
        "--no-motion", action="store_true", default=default(False), help="keep figures still"
    )
    parser.add_argument(
        "--no-mouse",
        action="store_true",
        default=default(False),
        help="leave the mouse to the terminal",
    )


def cue_option(
    parser: argparse.ArgumentParser, suppress: bool = False, *, more: tuple[str, ...] = ()
) -> None:
    """Add the option that says where sounds go, and where else where sessions are played."""
    parser.add_argument(
        "--cues",
        choices=["auto", "relay", "speakers", *more, "terminal", "off"],
        default=argparse.SUPPRESS if suppress else None,
        help="where sounds play (default: as in your settings)",
    )


def json_option(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Add the option that has an answer printed for other programs."""
    parser.add_argument("--json", action="store_true", help="print JSON (see docs/json.md)")


def level_option(parser: argparse.ArgumentParser, help: str) -> None:
    """Add the option that asks for another level than today's."""
    parser.add_argument("--level", type=_level, metavar="N", help=help)


def _level(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("expected a whole number from 0")
    return int(text)


def _speed(text: str) -> float:
    with contextlib.suppress(ValueError):
        speed = float(text)
        if 0.1 <= speed <= 1000:
            return speed
    raise argparse.ArgumentTypeError("expected a number from 0.1 to 1000")


def _address(text: str) -> str:
    import ipaddress  # few give one

    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        message = "expected an address of this machine, like 192.168.1.20, or 0.0.0.0 for all"
        raise argparse.ArgumentTypeError(message) from None
