"""What the terminal at the other end can do, as far as the environment tells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from stretchtui.terminal.modes import ASCII_SHIFTED_IN, SCREEN_MODES

NONE, SIXTEEN, NUMBERED, ALL = 0, 16, 256, 1 << 24
"""How many colours a terminal can have: none, those of SGR 30–37 and 90–97, xterm's 256, or all
that 24 bits name."""

# What the names of terminals begin with, or end. Patterns would be compiled at every start.

_DIGITAL = tuple(f"vt{digit}" for digit in range(10))
_COLOURLESS_ENDS = ("-m", "-mono")
_BASIC = ("linux", "ansi", "cons", "dumb", "eterm", *_DIGITAL)

# As in terminfo: bce and ech. Inside GNU screen what is outside does not count.
_ERASING = (
    *("xterm", "linux", "rxvt", "alacritty", "foot", "kitty", "konsole", "vte", "gnome", "putty"),
    *("mintty", "iterm", "wezterm", "ghostty"),
)

_STANDARD = (
    *(*_ERASING, *_DIGITAL),
    *("screen", "tmux", "cons", "nsterm", "mlterm", "contour", "rio", "st-", "stterm-"),
)
"""Terminals that read any escape sequence to its end, and at worst ignore it."""
_STANDARD_NAMES = ("st", "stterm")

_UNUSED = (
    r"\x1b\]22;"  # the pointer's shape: may end in a BEL, which is rung where it is not known
    r"|\x1b\[\?(2026|2048)\$p"  # questions: frames are one write, and the kernel tells the size
    r"|\x1b\[\?(1003|1015|1016)[hl]"  # the mouse, but for its buttons
    r"|[\x80-\x9f]"  # C1: nothing of ours
)
_KNOWN_TO_ALL = r"[^\x1b]|\x1b\[(\?(25|7|1049)[hl]|[0-9;]*[A-HJKm])$"

# The Linux console has no finer blocks than halves; scroll bars may be drawn with eighths.
_HALVES = str.maketrans("▁▂▃▅▆▇▏▎▍▋▊▉▔┃━", " ▄▄▄██ ▌▌▌██▀│─")

_ALTERNATE_OFF = "\x1b[?1049l"
_CLEAR = "\x1b[m\x1b[2J\x1b[H"


class Capabilities(Struct, frozen=True):
    """What may be sent to a terminal."""

    colours: int = ALL
    """How many colours it has: one of ``NONE``, ``SIXTEEN``, ``NUMBERED``, ``ALL``. With ``NONE``
    no colour is sent; otherwise whoever draws is to use no more than these."""
    erases: bool = True
    """Whether what it erases takes the background that is set, and it can erase some cells (bce
    and ech of terminfo(5))."""
    basic: bool = False
    """Whether it knows little more than a VT100, and may print what it does not know."""

    csi_only: bool = False
    """Whether control sequences must begin with CSI. Others are printed by some terminals, and that
    of Emacs (term.el) waits for their ends for ever, with all that follows."""

    narrow: bool = False
    """Whether characters to which some terminals give two cells go out in ASCII: those of ambiguous
    width (UAX #11), like boxes, blocks and accented letters."""

    @property
    def afresh(self) -> str:
        """What sets the modes in which a screen is drawn, whatever somebody else has set."""
        return SCREEN_MODES if self.csi_only else ASCII_SHIFTED_IN + SCREEN_MODES

    def show(self, text: str) -> str:
        """A text in characters that the terminal has."""
        return text.translate(_HALVES) if self.basic else text

    def admit(self, control: str) -> str:
        """What is sent of a control sequence: itself, nothing, or what does the same."""
        if re.match(_UNUSED, control):
            return ""
        if self.csi_only and control[0] == "\x1b" and control[1] != "[":
            return ""
        if not self.basic:
            return control
        if control == _ALTERNATE_OFF:
            # There may be no other screen to go back to.
            return _CLEAR + control
        return control if re.match(_KNOWN_TO_ALL, control) else ""


def is_dumb(environment: Mapping[str, str]) -> bool:
    """Whether a terminal can do no more than print one line after another.

    Args:
        environment: ``TERM`` is ``dumb`` there, or not set.
    """
    return (environment.get("TERM") or "dumb") == "dumb"


def colours_of(environment: Mapping[str, str]) -> int:
    """How many colours a terminal has; ``NONE`` where none are wanted (NO_COLOR, no-color.org).

    Args:
        environment: Of it ``TERM``, ``COLORTERM`` and ``NO_COLOR`` are read.
    """
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term.startswith(_DIGITAL) or term.endswith(_COLOURLESS_ENDS):
        return NONE
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ALL
    return NUMBERED if term.endswith(("-256color", "-kitty")) else SIXTEEN


def capabilities_of(environment: Mapping[str, str]) -> Capabilities:
    """What a terminal can do, as far as the environment tells; nothing else is assumed.

    Args:
        environment: Of it ``TERM``, ``COLORTERM``, ``NO_COLOR`` and ``STY`` are read.
    """
    term = environment.get("TERM", "")
    return Capabilities(
        colours=colours_of(environment),
        erases=term.startswith(_ERASING) and not environment.get("STY"),
        basic=term.startswith(_BASIC),
        csi_only=not (term.startswith(_STANDARD) or term in _STANDARD_NAMES),
    )
