"""What a terminal answers when it is asked what it is. Pure: bytes in, facts and bytes out.

The answers come in among the keys. They are taken out wherever they stand, whenever they come
and in however many pieces; the rest is what the person typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from stretchtui.core.text import clean, shorten

_ANSWER = re.compile(
    rb"\x1b\[\?(?P<da1>[0-9;]*)c"
    rb"|\x1bP>\|(?P<version>[^\x00-\x1f\x7f]{0,200})\x1b\\"
    # A key binding of tmux's may swallow the beginning of an answer that comes through it; what
    # is left of it must not be taken for keys.
    rb"|(?:\x1b?\[)?\??8733;(?P<relay>[0-4])\$y"
)
_UNFINISHED = re.compile(
    rb"\x1b(?:\[(?:\?(?:[0-9;]{0,100}|8733;[0-4]\$))?|P(?:>(?:\|[^\x00-\x1f\x7f]{0,200}\x1b?)?)?)?\Z"
)
_KEYS = (b"\x1b", b"\x1b[", b"\x1bP")
"""Beginnings of answers that are also keys: escape, alt+[ and alt+P."""


class TerminalFacts(Struct, frozen=True):
    """What is known about the terminal."""

    da1: tuple[int, ...] = ()
    """The parameters of DA1; empty where it did not answer."""
    version: str = ""
    """Its name and version, made safe to show; empty where it did not answer."""
    relay: bool = False
    """Whether a relay is listening."""
    tmux: bool = False
    """Whether the terminal is a tmux."""
    through_tmux: bool = False
    """Whether requests to the relay have to pass through that tmux."""
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
        changed: Called whenever an answer was found.
    """

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.da1: tuple[int, ...] | None = None
        """The parameters of DA1, or None before it came."""
        self.version = ""
        """XTVERSION: the terminal's name and version, made safe to show."""
        self.relay: bool | None = None
        """Whether a relay answered; None where nothing did."""
        self.changed = changed
        self._held = b""

    def feed(self, data: bytes) -> bytes:
        """Take in what came.

        Returns:
            What is no answer. The beginning of one is held back until more comes.
        """
        if not self._held and b"\x1b" not in data and b"8733" not in data:
            return data
        data = self._held + data
        rest = _ANSWER.sub(self._take, data)
        unfinished = _UNFINISHED.search(rest)
        self._held = unfinished.group() if unfinished else b""
        if rest != data:
            self.changed()
        return rest[: len(rest) - len(self._held)]

    def flush(self) -> bytes:
        """What was held back and must be a key, as nothing came for a while.

        What nobody could have typed stays: the link may have stalled in the middle of it.
        """
        return self.rest() if self._held in _KEYS else b""

    def rest(self) -> bytes:
        """All that was held back, when no more answers are to be taken out."""
        held, self._held = self._held, b""
        return held

    def _take(self, match: re.Match[bytes]) -> bytes:
        match match.lastgroup:
            case "da1":
                self.da1 = tuple(int(each) for each in match["da1"].split(b";") if each)
            case "version":
                self.version = shorten(clean(match["version"].decode("utf-8", "replace")), 80)
            case _:
                # Several terminals may show one tmux, and one relay among them will do.
                self.relay = self.relay or match["relay"] == b"1"
        return b""
