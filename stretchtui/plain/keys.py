"""Keys from a terminal that is left as it is in all else."""

from __future__ import annotations

import contextlib
import os
import signal
import termios
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from stretchtui.cues.clock import now
from stretchtui.plain.loop import Ended
from stretchtui.terminal.input import InputParser
from stretchtui.terminal.tokens import CURSOR_REPORT, ControlSequence, Typed, WithAlt

if TYPE_CHECKING:
    from stretchtui.terminal.tokens import Token

ANSWER = "answer"
"""Stands among the keys for a terminal's answer to where its cursor is."""

_ARROWS = {"\x1b[C": "n", "\x1bOC": "n", "\x1b[D": "b", "\x1bOD": "b"}

MOST = 64
"""So many characters in one piece were not typed as keys."""


def keys_of(tokens: Iterable[Token]) -> list[str]:
    """The keys among what came; arrows as what they stand for, other sequences left out."""
    keys: list[str] = []
    for token in tokens:
        match token:
            case Typed(text) if len(text) <= MOST:
                keys += [each for each in text if each.isascii() and each.isprintable()]
            case WithAlt("!"):
                keys.append("!")  # behind an escape, in one piece with it
            case ControlSequence(sequence) if CURSOR_REPORT.fullmatch(sequence):
                keys.append(ANSWER)
            case ControlSequence(sequence) if sequence in _ARROWS:
                keys.append(_ARROWS[sequence])
    return keys


class Keys:
    """A terminal that passes on each key as it is typed; ctrl+c, ctrl+z and ctrl+s stay its own.

    Args:
        descriptor: The terminal.

    Raises:
        termios.error: It is no terminal.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._before: list[Any] = termios.tcgetattr(descriptor)
        self._taken = False
        self._parser = InputParser()

    def take(self, again: bool = False) -> bool:
        """Take the keys, unless they are the shell's at the moment.

        Args:
            again: Somebody else may have set the terminal meanwhile.

        Returns:
            Whether they are ours.
        """
        if not self._is_ours():
            return False
        if again or not self._taken:
            mode: list[Any] = [*self._before]
            mode[3] &= ~(termios.ICANON | termios.ECHO)
            mode[6] = [*mode[6]]
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            self._set(mode)
            self._taken = True
        return True

    def give_back(self, discard: bool = False) -> None:
        """Set the terminal as it was.

        Args:
            discard: Throw away what has come and was not read.
        """
        if self._taken and self._is_ours():
            self._set(self._before, discard)
        self._taken = False

    def read(self, strain: Callable[[bytes], bytes] = bytes) -> list[str]:
        """The keys that were typed, and answers of the terminal.

        Args:
            strain: Takes out what is neither.

        Raises:
            Ended: The terminal is gone.
        """
        try:
            data = os.read(self.descriptor, 4096)
        except BlockingIOError:  # somebody else took it, and does not wait either
            return []
        except OSError:
            data = b""
        if not data:
            raise Ended(128 + signal.SIGHUP)
        return self.of(strain(data))

    def of(self, data: bytes) -> list[str]:
        """The keys in what has come."""
        # Nobody wakes this up when something stays unfinished: it is looked at with the next key.
        return keys_of([*self._parser.tick(now()), *self._parser.feed(data, now())])

    def _is_ours(self) -> bool:
        try:
            return os.tcgetpgrp(self.descriptor) == os.getpgrp()
        except OSError:
            return True  # not the terminal that jobs are controlled from

    def _set(self, mode: list[Any], discard: bool = False) -> None:
        when = termios.TCSAFLUSH if discard else termios.TCSANOW
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self.descriptor, when, mode)
