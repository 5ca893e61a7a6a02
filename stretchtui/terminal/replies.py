"""What a terminal answers when it is asked what it is. Pure: bytes in, facts and bytes out.

The answers come in among the keys. They are taken out wherever they stand, whenever they come
and in however many pieces; the rest is what the person typed.
"""

from __future__ import annotations

import re

from msgspec import Struct

from stretchtui.core.text import clean, shorten
from stretchtui.terminal.background import is_light_answer
from stretchtui.terminal.private_mode import PERMANENT, SET

_DA1 = rb"\x1b\[\?(?P<da1>[0-9;]{0,100})c"
_VERSION = rb"\x1bP>\|(?P<version>[^\x00-\x1f\x7f]{0,200})\x1b\\"
# A key binding of tmux's may swallow the beginning of an answer that comes through it; what is
# left of it must not be taken for keys.
_MODE = rb"(?:\x1b?\[)?\??(?<![0-9])%d;(?P<setting>[0-4])\$y"
_CURSOR = rb"\x1b\[(?P<row>[0-9]{1,5});(?P<column>[0-9]{1,5})R"
_BACKGROUND = (
    rb"\x1b\]11;rgba?:(?P<background>[0-9a-fA-F]{1,4}(?:/[0-9a-fA-F]{1,4}){2,3})(?:\x1b\\|\x07)"
)
_UNFINISHED = (
    rb"\x1b(?:\[(?:[0-9]{1,5}(?:;[0-9]{0,5})?|\?(?:[0-9;]{0,100}|%d;[0-4]\$))?"
    rb"|P(?:>(?:\|[^\x00-\x1f\x7f]{0,200}\x1b?)?)?"
    rb"|\](?:1(?:1(?:;(?:r(?:g(?:b(?:a?(?::[0-9a-fA-F/]{0,19}\x1b?)?)?)?)?)?)?)?)?)?\Z"
)

VERSION_LENGTH = 80
"""Characters of a terminal's name and version that are kept."""


class TerminalFacts(Struct, frozen=True):
    """What is known about the terminal, and about what stands between it and the program."""

    da1: tuple[int, ...] = ()
    """The parameters of its answer to DA1 (primary device attributes, ECMA-48 and xterm's
    ctlseqs); empty where it did not answer."""
    version: str = ""
    """Its name and version, as it answers XTVERSION (xterm's ctlseqs), without anything that is
    unsafe to show; empty where it did not answer."""
    mode_set: bool | None = None
    """Whether the private mode that was asked for is set; None where nothing has answered."""
    mode_permanent: bool = False
    """Whether that mode is set permanently, as the answer was."""
    ambiguous_wide: bool = False
    """Whether it is known to give characters of ambiguous width (UAX #11, East Asian Width) two
    cells, as CJK set-ups do, or not to read UTF-8."""
    light: bool | None = None
    """Whether it says that its background is light (OSC 11 of xterm's ctlseqs); None where it did
    not say."""
    tmux: bool = False
    """Whether the terminal is a tmux."""
    through_tmux: bool = False
    """Whether the question for the mode was handed on by that tmux: what is sent to whoever
    answered it has to be handed on, too."""
    screen: bool = False
    """Whether the terminal is a GNU screen."""
    passthrough: bool | None = None
    """Whether tmux hands sequences on to the terminal around it; None where it is not known."""
    pending: bool = False
    """Whether answers may still come: keys are to be read through the probe's ``strain``."""
    typed: bytes = b""
    """What the person typed meanwhile."""


class Replies:
    """Takes the terminal's answers out of what comes from it.

    Args:
        mode: The number of the private mode that was asked for. What looks like the end of its
            report is taken for it, too, so nobody should have a reason to type ``mode;1$y``.
    """

    def __init__(self, mode: int) -> None:
        self.da1: tuple[int, ...] | None = None
        """The parameters of DA1, or None before it came."""
        self.version = ""
        """The answer to XTVERSION, made safe to show; empty before it came."""
        self.mode_set: bool | None = None
        """Whether the mode is set; None before an answer came."""
        self.mode_permanent = False
        """Whether it is set permanently."""
        self.column: int | None = None
        """The cursor's column, from 1, as it was answered before DA1; None before that."""
        self.light: bool | None = None
        """Whether the background is light, as it was answered first; None before that."""
        self._number = b"%d" % mode
        # Compiled with the first answer: the first screen does not wait for it.
        self._answer = b"|".join((_DA1, _VERSION, _CURSOR, _BACKGROUND, _MODE % mode))
        self._unfinished = _UNFINISHED % mode
        self._held = b""

    def feed(self, data: bytes) -> bytes:
        """Take in what came.

        Returns:
            What is no answer. The beginning of one is held back until more comes.
        """
        if not self._held and not self._may_answer(data):
            return data
        rest = re.sub(self._answer, self._take, self._held + data)
        unfinished = re.search(self._unfinished, rest)
        self._held = unfinished.group() if unfinished else b""
        return rest[: len(rest) - len(self._held)]

    def strike(self, data: bytes) -> bytes:
        """What came without the answers that are whole in it; nothing is held back."""
        return re.sub(self._answer, self._take, data) if self._may_answer(data) else data

    def _may_answer(self, data: bytes) -> bool:
        return b"\x1b" in data or self._number in data

    def rest(self) -> bytes:
        """All that was held back, when no more answers are to be taken out."""
        held, self._held = self._held, b""
        return held

    def _take(self, match: re.Match[bytes]) -> bytes:
        match match.lastgroup:
            case "da1":
                self.da1 = tuple(int(each) for each in match["da1"].split(b";") if each)
            case "version":
                name = match["version"].decode("utf-8", "replace")
                self.version = shorten(clean(name), VERSION_LENGTH)
            case "column":
                if self.da1 is not None or self.column is not None:
                    # Later ones answer whoever asks for signs of life.
                    return match.group()
                self.column = int(match["column"])
            case "background":
                if self.light is None:
                    self.light = is_light_answer(match["background"])
            case _:
                # Several terminals may show one tmux: it is set if it is set in one of them.
                setting = int(match["setting"])
                self.mode_set = self.mode_set or setting in SET
                self.mode_permanent = self.mode_permanent or setting == PERMANENT
        return b""
