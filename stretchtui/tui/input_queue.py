"""Hands what comes from the terminal on as fast as it is dealt with, and no faster.

Textual's queues have no end: what comes faster than it can be used would be dealt with minutes
later. Here one thing waits until the one before it has been dealt with, few may wait, and when
there are too many all of them are dropped, until there has been quiet for a moment.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, MutableSequence, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from stretchtui.terminal.tokens import ControlSequence, Pasted, Typed

if TYPE_CHECKING:
    import asyncio

    from textual.message_pump import MessagePump

    from stretchtui.terminal.tokens import Token

WAITING = 256
"""So many keys may wait to be dealt with."""

QUIET_S = 0.2
"""After so long without anything new a flood is over, in seconds."""

URGENT_S = 0.5
"""How often a key is taken out of a flood, in seconds."""

PATIENCE_S = 1.0
"""After this time the next one is handed on whatever has become of the one before, in seconds."""

_PASTED_WEIGHT = 1024
"""Pasted characters that count like a key."""
_MOVED = re.compile(r"\x1b\[<3[2-9];")
"""The beginning of a report that the mouse has moved (xterm's ctlseqs, SGR mouse)."""


class Receiver(Protocol):
    """The app, as far as the queue needs it."""

    @property
    def focused(self) -> MessagePump | None:
        """What keys go to first."""

    @property
    def screen(self) -> MessagePump:
        """What they go to then."""

    def call_later(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Call when everything before has been dealt with; False if that will never be."""


class InputQueue:
    """What has come from the terminal and was not dealt with yet.

    Args:
        app: Deals with it.
        loop: The app's event loop.
        hand_on: Gives the app what is next; called in the loop.
        overflowed: Called in the loop when a flood begins.
    """

    def __init__(
        self,
        app: Receiver,
        loop: asyncio.AbstractEventLoop,
        hand_on: Callable[[Token], None],
        overflowed: Callable[[], None],
    ) -> None:
        self._app = app
        self._loop = loop
        self._hand_on = hand_on
        self._overflowed = overflowed
        self._lock = Lock()
        self._waiting: deque[Token] = deque()
        self._busy = True
        """Whether the app is dealing with something, or is about to; at first it is starting."""
        self._dry_at = float("-inf")
        """When the flood is over, if nothing more comes."""
        self._urgent_at = float("-inf")
        """When an urgent key may be taken out of it again."""
        self._number = 0
        """Counts what was handed on."""
        self._overdue: asyncio.TimerHandle | None = None

    def open(self) -> None:
        """Begin to hand on; called in the loop when there is a screen to hand it to."""
        if not self._number:
            self._next()

    def put(self, tokens: Iterable[Token], now: float) -> None:
        """Take in what has come at once; called by any thread.

        Args:
            tokens: What it is.
            now: The time in seconds, by any clock that does not go back.
        """
        come: list[Token] = []
        for token in tokens:
            _append(come, token)
        with self._lock:
            if not come:
                return
            if now < self._dry_at or sum(map(_weight, (*self._waiting, *come))) > WAITING:
                self._drop(come, now)
            else:
                for token in come:
                    self._add(token)
            wanted = bool(self._waiting) and not self._busy
            self._busy = self._busy or wanted
        if wanted:
            self._loop.call_soon_threadsafe(self._next)

    def _add(self, token: Token) -> None:
        if isinstance(token, Typed):
            self._waiting.extend(Typed(character) for character in token.text)
        else:
            _append(self._waiting, token)

    def _drop(self, tokens: Sequence[Token], now: float) -> None:
        if now >= self._dry_at:
            self._waiting.clear()
            self._loop.call_soon_threadsafe(self._overflowed)
        self._dry_at = now + QUIET_S
        text = "".join(each.text for each in tokens if isinstance(each, Typed))
        if now >= self._urgent_at and (key := _urgent(text)):
            self._urgent_at = now + URGENT_S
            self._add(Typed(key))

    # In the app's loop

    def _next(self) -> None:
        """Hand the next one on, and call for the one behind it."""
        with self._lock:
            if not self._waiting:
                self._busy = False
                return
            token = self._waiting.popleft()
        self._number += 1
        number = self._number
        # First of all: should anything go wrong with this one, the next one comes all the same.
        self._overdue = self._loop.call_later(PATIENCE_S, self._done, number)
        self._hand_on(token)
        if not self._app.call_later(self._behind, number):
            self._done(number)

    def _behind(self, number: int) -> None:
        """The app has passed it on: wait for those it went to, from the innermost outwards."""
        screen = self._app.screen
        focused = self._app.focused or screen

        def outwards() -> None:
            if not screen.call_later(self._done, number):
                self._done(number)

        if not focused.call_later(outwards):
            self._done(number)

    def _done(self, number: int) -> None:
        """This one has been dealt with."""
        if number == self._number:
            if self._overdue is not None:
                self._overdue.cancel()
            self._number += 1
            self._next()


def _urgent(text: str) -> str:
    """What of a flood may have been meant: it hurts, or ctrl+c if nothing else is a control."""
    if "\x03" in text and all(each.isprintable() or each in "\r\n\t\x03" for each in text):
        return "\x03"
    return "!" if "!" in text else ""


def _weight(token: Token) -> int:
    """How many keys it counts for."""
    match token:
        case Typed(text):
            return len(text)
        case Pasted(text):
            return 1 + len(text) // _PASTED_WEIGHT
        case _:
            return 1


def _append(tokens: MutableSequence[Token], token: Token) -> None:
    """Put one behind the others; of movements that follow each other the last one stays alone."""
    if tokens and _moves(token) and _moves(tokens[-1]):
        tokens.pop()
    tokens.append(token)


def _moves(token: Token) -> bool:
    return isinstance(token, ControlSequence) and _MOVED.match(token.text) is not None
