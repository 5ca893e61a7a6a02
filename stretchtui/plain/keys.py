"""Keys from a terminal that is left as it is in all else."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import termios
from collections.abc import Callable
from typing import Any

from stretchtui.plain.loop import Ended

ANSWER = "answer"
"""Stands among the keys for a terminal's answer to where its cursor is."""

_ARROWS = {b"\x1b[C": "n", b"\x1bOC": "n", b"\x1b[D": "b", b"\x1bOD": "b"}

_CURSOR = re.compile(rb"\x1b\[\d+;\d+R")
_TOKEN = re.compile(
    rb"\x1b[P\]X^_].*?(?:\x1b\\|\x07|$)"  # strings, like late answers of the terminal
    rb"|\x1b[\[O][0-?]*[ -/]*[@-~]"  # function keys
    rb"|\x1b.?|.",
    re.DOTALL,
)
_UNFINISHED = re.compile(rb"\x1b\[[0-9;]*\Z")


def keys_of(data: bytes) -> list[str]:
    """The keys in what a terminal sent; arrows as what they stand for, other sequences left out."""
    keys: list[str] = []
    for each in _TOKEN.findall(data):
        key = _ARROWS.get(each) or each.decode("ascii", "ignore")
        if _CURSOR.fullmatch(each):
            keys.append(ANSWER)
        elif len(key) == 1 and key.isprintable():
            keys.append(key)
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
        self._unfinished = b""
        """The beginning of an answer, of which the rest is still to come."""

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
        data = self._unfinished + strain(data)
        unfinished = _UNFINISHED.search(data)
        self._unfinished = unfinished.group() if unfinished else b""
        return keys_of(data.removesuffix(self._unfinished))

    def _is_ours(self) -> bool:
        try:
            return os.tcgetpgrp(self.descriptor) == os.getpgrp()
        except OSError:
            return True  # not the terminal that jobs are controlled from

    def _set(self, mode: list[Any], discard: bool = False) -> None:
        when = termios.TCSAFLUSH if discard else termios.TCSANOW
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self.descriptor, when, mode)
