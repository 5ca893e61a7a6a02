"""What comes from a terminal, cut into what was typed, pasted and answered. Pure: bytes and the
time in, tokens out.

A terminal sends keys, reports and answers in one stream (ECMA-48, 5.4 and 5.6), and some of them
begin alike: ``ESC P`` is alt+P, and the beginning of an answer. They are told apart by what follows
and by how soon it does: nobody types as fast as a terminal answers. Nothing that has begun and does
not end holds up the keys behind it for longer than ``UNFINISHED_S``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stretchtui.terminal.decoding import decoder
from stretchtui.terminal.tokens import (
    PASTE_LIMIT,
    ControlSequence,
    ControlString,
    Pasted,
    PasteTooLong,
    Token,
    Typed,
    WithAlt,
)

ESCAPE_S = 0.1
"""After this time without another byte an escape is a key of its own, in seconds."""

HELD_S = 0.3
"""How long what a person can have typed may be held back, in seconds."""

UNFINISHED_S = 1.0
"""How long nothing may come in the middle of what only a terminal sends, in seconds."""

FAST_S = 0.015
"""What follows sooner was not typed, in seconds; a key that repeats takes about 30 ms."""

KEY_LENGTH = 16
"""More than that at once was not typed, in characters: the longest report of a single key."""

SEQUENCE_LIMIT = 64
"""Characters of a control sequence; a longer one means nothing."""

STRING_LIMIT = 1024
"""Characters of a control string that are kept."""


_STRINGS = "PX]^_"
_STRING_STOPS = re.compile("[\x1b\x18\x1a]")
_OSC_STOPS = re.compile("[\x1b\x18\x1a\x07]")
_ANSWERS = r".(?:P(?:[>!]\||[01][$+]r|\d+\$[ut])|\]\d+;|_G[a-zA-Z]=)"
"""How strings begin that terminals are known to answer (xterm's ctlseqs; kitty's graphics)."""
_RXVT = r"\x1b\[\d+\Z"
"""What a ``$`` makes a whole key of, in rxvt with shift."""
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
_PASTE_ENDING = r"\x1b(\[(2(01?)?)?)?\Z"


class InputParser:
    """Cuts what comes into tokens."""

    def __init__(self) -> None:
        self._decode = decoder()
        self._state: Callable[[str, int], int] = self._ground
        self._tokens: list[Token] = []
        self._held = ""
        """What is not finished yet; of a paste, its end as far as it may have come."""
        self._began = 0.0
        """When that began."""
        self._now = self._last_fast = float("-inf")
        """When something came last, and when that was faster than it can be typed."""
        self._answer = False
        """Whether the string is from a terminal for certain."""
        self._alone = False
        """Whether the escape in it came by itself, and so may be a key."""
        self._paste: list[str] = []
        self._pasted = 0

    def feed(self, data: bytes, now: float) -> list[Token]:
        """Take in what came.

        Args:
            data: The bytes, cut anywhere.
            now: The time in seconds, by any clock that does not go back.

        Returns:
            All that is complete.
        """
        text = self._decode(data)
        fast = len(text) > KEY_LENGTH or now - self._now < FAST_S
        self._now = now
        if fast:
            self._last_fast = now
        if text == "\x03" and not fast:
            return [*self._taken(), Typed(text)]
        at = 0
        while at < len(text):
            at = self._state(text, at)
        return self._taken()

    def tick(self, now: float) -> list[Token]:
        """Let time pass.

        Returns:
            What is complete now because nothing has followed it for so long.
        """
        if self.wakes_at is not None and now >= self.wakes_at:
            self._give_up()
        return self._taken()

    @property
    def wakes_at(self) -> float | None:
        """When ``tick`` should be called, unless something comes before; None for never."""
        last = max(self._began, self._last_fast)
        if self._state == self._ground:
            return None
        if self._state in (self._escape, self._function_key):
            return self._began + ESCAPE_S
        if self._state == self._string_escape:
            return self._now + (ESCAPE_S if self._alone else HELD_S)
        if self._state == self._in_paste:
            return last + UNFINISHED_S
        if self._state == self._string and self._answer:
            known = re.match(_ANSWERS, self._held, re.DOTALL)
            return last + (UNFINISHED_S if known else HELD_S)
        if self._state == self._sequence and len(self._held) > 2:
            return self._began + UNFINISHED_S
        return self._began + HELD_S

    # What may be going on. Each takes what it can and says where it has come to.

    def _ground(self, text: str, at: int) -> int:
        end = text.find("\x1b", at)
        if end < 0:
            end = len(text)
        self._say(Typed(text[at:end]))
        if end < len(text):
            self._begin(self._escape, "\x1b")
        return end + 1

    def _escape(self, text: str, at: int) -> int:
        match text[at]:
            case "\x1b":
                self._say(Typed("\x1b"))
                self._begin(self._escape, "\x1b")
            case "[":
                self._begin(self._sequence, "\x1b[")
            case "O":
                self._begin(self._function_key, "\x1bO")
            case character if character in _STRINGS:
                self._begin(self._string, "\x1b" + character)
                self._answer = at + 1 < len(text)
            case character:
                self._end(WithAlt(character))
        return at + 1

    def _sequence(self, text: str, at: int) -> int:
        character = text[at]
        if "@" <= character <= "~" or (character == "$" and re.match(_RXVT, self._held)):
            self._end_sequence(character)
        elif " " <= character <= "?":
            self._hold(character, SEQUENCE_LIMIT)
        else:
            self._end()
            return at
        return at + 1

    def _end_sequence(self, final: str) -> None:
        whole = self._held + final
        if whole == _PASTE:
            self._begin(self._in_paste, "")
            self._paste, self._pasted = [], 0
        elif whole == "\x1b[[":
            self._begin(self._console_key, whole)
        elif whole == "\x1b[M":
            self._begin(self._x10_mouse, whole)
        elif len(whole) <= SEQUENCE_LIMIT and whole != _PASTE_END:
            self._end(ControlSequence(whole))
        else:
            self._end()

    def _console_key(self, text: str, at: int) -> int:
        self._end(ControlSequence(self._held + text[at]))
        return at + 1

    def _x10_mouse(self, text: str, at: int) -> int:
        """A report of the mouse that nobody asked for: a button and a place, a character each."""
        self._held += text[at]
        if len(self._held) == len("\x1b[M") + 3:
            self._end()
        return at + 1

    def _function_key(self, text: str, at: int) -> int:
        character = text[at]
        if character.isascii() and character.isalpha():
            self._end(ControlSequence(self._held + character))
            return at + 1
        if character in "0123456789;":
            self._hold(character, SEQUENCE_LIMIT)
            return at + 1
        self._give_up()
        return at

    def _string(self, text: str, at: int) -> int:
        stop = (_OSC_STOPS if self._held[1] == "]" else _STRING_STOPS).search(text, at)
        end = stop.start() if stop else len(text)
        self._hold(text[at:end], STRING_LIMIT)
        self._answer = (
            self._answer
            or end - at > 1
            or self._last_fast >= self._began
            or re.match(_ANSWERS, self._held, re.DOTALL) is not None
        )
        if stop is None:
            return end
        if stop.group() == "\x1b":
            self._state = self._string_escape
            self._alone = end == 0
        else:
            self._end(ControlString(self._held) if stop.group() == "\x07" else None)
        return end + 1

    def _string_escape(self, text: str, at: int) -> int:
        if text[at] == "\\":
            self._end(ControlString(self._held))
            return at + 1
        # Another sequence has begun, and a string that is broken off means nothing.
        self._give_up_string()
        self._begin(self._escape, "\x1b")
        return at

    def _in_paste(self, text: str, at: int) -> int:
        rest = self._held + text[at:]
        end = rest.find(_PASTE_END)
        kept = rest[:end] if end >= 0 else re.sub(_PASTE_ENDING, "", rest)
        self._pasted += len(kept)
        if self._pasted <= PASTE_LIMIT:
            self._paste.append(kept)
        else:
            self._paste.clear()
        self._held = rest[len(kept) :]
        if end < 0:
            return len(text)
        left = len(self._held) - len(_PASTE_END)
        self._end_paste()
        return len(text) - left

    def _end_paste(self) -> None:
        fits = self._pasted <= PASTE_LIMIT
        self._end(Pasted("".join(self._paste)) if fits else PasteTooLong())
        self._paste = []

    def _give_up(self) -> None:
        """Make of what is held what it is when nothing more belongs to it."""
        if self._state == self._in_paste:
            self._paste.append(self._held)
            self._pasted += len(self._held)
            self._end_paste()
        elif self._state == self._string_escape:
            self._give_up_string()
            self._say(Typed("\x1b"))
        elif self._state == self._string:
            self._give_up_string()
        elif self._state == self._escape:
            self._end(Typed("\x1b"))
        elif self._state == self._function_key or self._held == "\x1b[":
            character, rest = self._held[1], self._held[2:]
            self._end(WithAlt(character))
            self._say(Typed(rest))
        else:
            self._end()

    def _give_up_string(self) -> None:
        character, rest = self._held[1], self._held[2:]
        if self._answer:
            self._end()
        else:
            self._end(WithAlt(character))
            self._say(Typed(rest))

    def _begin(self, state: Callable[[str, int], int], held: str) -> None:
        self._state, self._held, self._began = state, held, self._now

    def _end(self, token: Token | None = None) -> None:
        self._state, self._held = self._ground, ""
        if token is not None:
            self._say(token)

    def _hold(self, text: str, limit: int) -> None:
        self._held += text[: max(0, limit - len(self._held))]

    def _say(self, token: Token) -> None:
        if token != Typed(""):
            self._tokens.append(token)

    def _taken(self) -> list[Token]:
        tokens, self._tokens = self._tokens, []
        return tokens
