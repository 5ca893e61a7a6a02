"""What a monkey types: keys, the mouse, pastes, other sizes, and sequences of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.tui.commands.builder import BUILDER_COMMANDS
from stretchtui.tui.commands.coming import COMING_COMMANDS
from stretchtui.tui.commands.history import HISTORY_COMMANDS
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.commands.settings import SETTINGS_COMMANDS
from stretchtui.tui.commands.stretches import STRETCHES_COMMANDS

if TYPE_CHECKING:
    import random

SIZES = ((80, 24), (120, 40), (40, 15), (60, 20), (30, 8), (200, 60), (20, 6), (100, 12), (5, 2))
"""Columns and rows that the terminal may get."""


class Piece(NamedTuple):
    """One thing that the monkey does."""

    typed: bytes = b""
    size: tuple[int, int] | None = None
    """The terminal's new size, if it gets one."""


NAMED = {
    **{"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D"},
    **{"home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~"},
    **{"enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z"},
    **{"backspace": "\x7f", "delete": "\x1b[3~", "insert": "\x1b[2~", "space": " "},
    **{"plus": "+", "minus": "-", "equals_sign": "=", "slash": "/", "comma": ","},
    **{"question_mark": "?", "exclamation_mark": "!", "f1": "\x1bOP"},
    **{"ctrl+up": "\x1b[1;5A", "ctrl+down": "\x1b[1;5B"},
    **{"alt+up": "\x1b[1;3A", "alt+down": "\x1b[1;3B"},
}
"""What terminals send for the keys that are not a character (xterm's ctlseqs)."""

LEAVING = {"q", "ctrl+q", "ctrl+c"}
"""Keys that can end the program; they come less often."""


def sent(key: str) -> str:
    """What a terminal sends for a key, given by Textual's name of it."""
    if key.startswith("ctrl+") and len(key) == len("ctrl+x"):
        return chr(ord(key[-1]) & 0x1F)
    return NAMED.get(key, key)


def _keys() -> tuple[list[str], list[str]]:
    """All keys of the program's, and those that lead about in it."""
    tables = (
        *(*COMMANDS, *COMING_COMMANDS, *HISTORY_COMMANDS, *SETTINGS_COMMANDS),
        *(*BUILDER_COMMANDS, *STRETCHES_COMMANDS),
    )
    keys = set(chain.from_iterable(each.keys.split(",") for each in tables))
    return sorted(sent(key) for key in keys - LEAVING), [sent(key) for key in list(NAMED)[:16]]


_OURS, _LEADING = _keys()
_OTHERS = [
    *(chr(code) for code in range(1, 32) if chr(code) not in "\x03\x11\x1b"),
    *(f"\x1b{chr(code)}" for code in range(97, 123)),
    *(f"\x1bO{final}" for final in "PQRS"),
    *(f"\x1b[{number}~" for number in (15, 17, 18, 19, 20, 21, 23, 24)),
    *(f"\x1b[1;{more}{final}" for more in range(2, 9) for final in "ABCDFHPQ"),
]
_OPENING = [
    "h\r",
    "h",
    "s",
    "sn",
    "sc",
    "ew",
    ",",
    "e",
    "n",
    "y",
    "d",
    "?",
    "\x10",
    "/",
    "\r",
    "f",
    "p",
    "ep",
    "hd",
    ",\r",
]
_QUICK = [
    "\r\x1b",
    "\x1b\x1b",
    "h\r\r\r\r",
    "\x10\x1b[6~",
    "\x10\x1b",
    "\x10\r\r",
    "dd",
    "nN",
    "!\r",
]
_TEXT = [
    "hips",
    "Ä ö ü",
    "日本語",
    "e\u0301",
    "👩‍👩‍👧",
    "1:30",
    "0",
    "-5",
    "[b]x[/]",
    "x" * 60,
    "a]b[",
]
_FOCUS = ["\x1b[I", "\x1b[O"]
_STRINGS = [
    "\x1bP>|XTerm(379)\x1b\\",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGVsbG8=\x1b\\",
    "\x1b_apc\x1b\\",
    "\x1b^pm\x1b\\",
    "\x1bXsos\x1b\\",
]
_UNKNOWN = [
    *("\x1b[?64;1;2c", "\x1b[?2026;2$y", "\x1b[24;80R", "\x1b[?1;1;1z", "\x1b[999;999;999x"),
    *("\x1b[97;5u", "\x1b[57441;2u", "\x1b[1;2;3;4;5;6u", "\x1b[>0;10;1c"),
    *("\x1b[200$~", "\x1bO", "\x1bOz", "\x1b[", "\x1b[1;", "\x1b[<", "\x1b[M !!", "\x9b5~"),
    *("\x1b[48;24;80;480;640t", "\x1b[<0;1M", "\x1b[<a;b;cM", "\x1b[<0;0;0M", "\x1b[27;5;9~"),
]
_WILD = [
    *(
        "\x1b[97:65;2:3;97u",
        "\x1b[1114112u",
        "\x1b[55296u",
        "\x1b[0u",
        "\x1b[99999999999999999999u",
    ),
    *("\x1b]0;no end", "\x1bPno end", "\x1b_no end", "\x1b[200~no end", "\x1b[201~"),
]


def pieces(chance: random.Random, *, tame: bool = False) -> Iterator[Piece]:
    """What the monkey does, without an end.

    Args:
        chance: Decides.
        tame: Whether to leave out what no terminal in its right mind sends.
    """
    kinds: dict[str, float] = {
        **{"ours": 34, "leading": 28, "others": 8, "leaving": 0.1, "opening": 3, "quick": 2},
        **{"text": 5, "mouse": 8, "paste": 1.5, "focus": 1, "unknown": 2, "size": 0.5},
        **({} if tame else {"strings": 1, "wild": 0.2}),
    }
    words = {
        **{"ours": _OURS, "leading": _LEADING, "others": _OTHERS, "opening": _OPENING},
        **{"quick": _QUICK, "text": _TEXT, "focus": _FOCUS, "unknown": _UNKNOWN},
        **{"strings": _STRINGS, "wild": _WILD, "leaving": [sent(key) for key in sorted(LEAVING)]},
    }
    names, weights = list(kinds), list(kinds.values())
    while True:
        match chance.choices(names, weights)[0]:
            case "size":
                yield Piece(size=chance.choice(SIZES))
            case "mouse":
                yield Piece(_mouse(chance).encode())
            case "paste":
                yield Piece(f"\x1b[200~{_pasted(chance)}\x1b[201~".encode())
            case kind:
                yield Piece(chance.choice(words[kind]).encode())


def _mouse(chance: random.Random) -> str:
    """A report, or a few: a press and its release, the wheel, a move; some of them nonsense."""
    column, row = chance.randint(1, 82), chance.randint(1, 26)
    if chance.random() < 0.05:
        column, row = chance.choice([(0, 0), (-3, 5), (99999, 99999), (223, 1)])
    at = f"{column};{row}"
    click = f"\x1b[<0;{at}M\x1b[<0;{at}m"
    return chance.choice(
        [
            *(click, click, click * 2, f"\x1b[<0;{at}M" * 2, f"\x1b[<0;{at}m"),
            *(f"\x1b[<64;{at}M", f"\x1b[<65;{at}M" * 3, f"\x1b[<35;{at}M", f"\x1b[<32;{at}M"),
            *(f"\x1b[<2;{at}M\x1b[<2;{at}m", f"\x1b[<255;{at}M", f"\x1b[<16;{at}M"),
        ]
    )


def _pasted(chance: random.Random) -> str:
    return chance.choice(
        ["", "Hips", "two\nlines\r\n", "\x1b[31mred", "x" * 3000, "\x00\x07", "é👩‍👩‍👧"]
    )
