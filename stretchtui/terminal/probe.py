"""Asks the terminal what it is, before a program takes it over.

The questions are written at once and the answers are waited for later, if at all: what the
program loads meanwhile takes about as long as they do. DA1, which every terminal answers, is
asked last and so tells that nothing else will come.
"""

from __future__ import annotations

import contextlib
import os
import select
import termios
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from stretchtui.terminal.background import ASK_BACKGROUND
from stretchtui.terminal.capabilities import capabilities_of, is_dumb
from stretchtui.terminal.liveness import QUESTION
from stretchtui.terminal.private_mode import request_mode
from stretchtui.terminal.quiet import quieten
from stretchtui.terminal.replies import Replies, TerminalFacts
from stretchtui.terminal.tmux import passes_through, through_tmux

if TYPE_CHECKING:
    from types import TracebackType

LIMIT_S = 0.3
"""An answer that takes longer is not waited for, in seconds."""

LIMIT_WITHIN_S = 0.8
"""The same inside tmux or screen."""

NARROW, WIDE = 2, 3
"""The columns, from 1, in which the cursor is behind an ambiguous character of one or two cells in
the first column."""

NEVER_S = 5.0
"""An answer that has not come by then never comes, in seconds after the question."""

_DA1 = "\x1b[c"
_WIDTH = f"\r·{QUESTION}\r  "
_XTVERSION = "\x1b[>q"
# Some terminals print the last letter of a question they do not know: the cursor is kept
# (DECSC, DECRC), and the rest of its row wiped.
_AROUND = ("\x1b7", "\x1b8\x1b[K")


class Probe:
    """Asks, and keeps the terminal quiet meanwhile; a context manager.

    What is no terminal is left alone, and so is one that says that it is dumb, the Linux console,
    and one that takes no bytes at the moment: then nothing is known.

    Args:
        source: The descriptor that answers and keys come from.
        target: The descriptor to write to.
        environment: The environment the program was started in; of it ``TERM``, ``TMUX``,
            ``TMUX_PANE`` and ``STY`` are read.
        mode: The number of a private mode; asked is whether it is set.
        utf8: Whether the terminal reads UTF-8; then it is also asked how wide ambiguous characters
            are, behind one of them.
        background: Whether it is also asked for its background's colour. One that may not know such
            questions is not.
        before: The terminal's settings as they are to be left, where they were changed already.
        mend: What draws the first row again, where there is a screen already: the questions are
            asked there then.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        source: int,
        target: int,
        environment: Mapping[str, str],
        *,
        mode: int,
        utf8: bool = False,
        background: bool = False,
        before: list[Any] | None = None,
        mend: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._replies = Replies(mode)
        self._mode_request = request_mode(mode)
        self._width_request = _WIDTH if utf8 else ""
        knows = not (capabilities_of(environment).csi_only or capabilities_of(environment).basic)
        self._background_request = ASK_BACKGROUND if background and knows else ""
        self._source = source
        self._target = target
        self._clock = clock
        self._tmux = bool(environment.get("TMUX"))
        # A screen on another machine, seen through ssh, tells of itself by TERM alone. So do some
        # tmux; but those answer with their names.
        self._screen = bool(environment.get("STY"))
        self._like_screen = environment.get("TERM", "").startswith("screen")
        self._mute = is_dumb(environment) or environment["TERM"] == "linux"
        self._pane = environment.get("TMUX_PANE", "")
        self._passthrough: bool | None = None
        self._wrapped = False
        self._asked_at: float | None = None
        self._typed = b""
        self.when_wide: Callable[[], None] | None = None
        """Called once by ``strain`` if a late answer tells of wide ambiguous characters."""
        self.when_coloured: Callable[[bool], None] | None = None
        """Called once by ``strain`` if a late answer tells whether the background is light."""
        self._before = before
        self._around = ("\x1b[H", mend) if mend else _AROUND

    def __enter__(self) -> Probe:
        """Ask. Whatever goes wrong, the program goes on without answers."""
        with contextlib.suppress(OSError, termios.error):
            before = quieten(self._source)
            self._before = self._before or before
            self._ask()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Set the terminal as it was, with no answer left for whoever reads it next."""
        if self._before is not None:
            self._read_until(self._complete, LIMIT_WITHIN_S)
            self.release(discard=self.waiting())

    def look(self) -> TerminalFacts:
        """What is known now, without waiting for more."""
        self._read_until(self._complete, 0)
        return self.found()

    def finish(self) -> TerminalFacts:
        """What is known when all has been answered or the time is over."""
        self._read_until(self._answered_here, LIMIT_WITHIN_S if self._within() else LIMIT_S)
        if self._is_far_tmux() and not self._replies.mode_set and not self._wrapped:
            # Another machine's tmux, seen through ssh: only now it is known that there is one.
            self._ask_through_tmux()
        self._read_until(self._complete, LIMIT_WITHIN_S if self._within() else LIMIT_S)
        return self.found()

    def found(self) -> TerminalFacts:
        """What is known so far."""
        if not self.waiting():  # what looks like the beginning of an answer is none
            self._typed += self._replies.rest()
        tmux = self._tmux or self._is_far_tmux()
        return TerminalFacts(
            da1=self._replies.da1 or (),
            version=self._replies.version,
            mode_set=self._replies.mode_set,
            mode_permanent=self._replies.mode_permanent,
            tmux=tmux,
            through_tmux=self._wrapped,
            screen=self._screen or (self._like_screen and not tmux),
            ambiguous_wide=self._replies.column == WIDE,
            light=self._replies.light,
            passthrough=self._passthrough,
            pending=self.waiting(),
            typed=self._typed,
        )

    def hand_over(self) -> list[Any] | None:
        """Leave the terminal as it is to whoever takes it next.

        Returns:
            Its settings as they are to be in the end; None if that is no business of the probe's
            any more.
        """
        before, self._before = self._before, None
        return before

    def release(self, discard: bool = False) -> None:
        """Set the terminal as it was: whoever takes it next does so now.

        Args:
            discard: Throw away what has come and was not read.
        """
        if self._before is None:
            return
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self._source, termios.TCSANOW, self._before)
            if discard:
                # Not by TCSAFLUSH, which waits for a terminal that takes nothing.
                termios.tcflush(self._source, termios.TCIFLUSH)
        self._before = None

    # Afterwards, for whoever reads the keys

    def waiting(self) -> bool:
        """Whether answers may still come."""
        return (
            self._asked_at is not None
            and not self._complete()
            and self._clock() - self._asked_at < NEVER_S
        )

    def strain(self, data: bytes) -> bytes:
        """What came, without the answers that come late.

        One that comes in pieces is left in it, for whoever cuts the input up to leave out.
        """
        if not self.waiting():
            return data
        known, coloured = self._replies.column is not None, self._replies.light is not None
        keys = self._replies.strike(data)
        if not known and self._replies.column == WIDE and self.when_wide is not None:
            self.when_wide()
        if not coloured and self._replies.light is not None and self.when_coloured is not None:
            self.when_coloured(self._replies.light)
        return keys

    def take_typed(self) -> bytes:
        """What the person typed meanwhile, once; and what began like an answer."""
        typed, self._typed = self._typed + self._replies.rest(), b""
        return typed

    # Asking

    def _ask(self) -> None:
        if self._mute:
            return
        if self._tmux:
            self._passthrough = passes_through(self._pane)
            self._wrapped = self._passthrough is not False
            request = through_tmux(self._mode_request) if self._wrapped else ""
        else:
            request = self._mode_request
        own = self._width_request + _XTVERSION + self._background_request
        self._write(own + request + _DA1)

    def _ask_through_tmux(self) -> None:
        self._wrapped = True
        # An answer so far was tmux's own.
        self._replies.mode_set, self._replies.mode_permanent = None, False
        with contextlib.suppress(OSError):
            self._write(through_tmux(self._mode_request))

    def _write(self, question: str) -> None:
        # A terminal that takes nothing, like one on a stalled link, is not asked.
        if select.select([], [self._target], [], 0)[1]:
            os.write(self._target, (self._around[0] + question + self._around[1]).encode())
            self._asked_at = self._asked_at or self._clock()

    # Waiting

    def _within(self) -> bool:
        return self._tmux or self._screen or self._like_screen

    def _is_far_tmux(self) -> bool:
        return not self._tmux and self._replies.version.startswith("tmux")

    def _answered_here(self) -> bool:
        """Whether the terminal itself has answered all."""
        return self._replies.da1 is not None

    def _complete(self) -> bool:
        """Whether all that can come has come."""
        return self._answered_here() and (not self._wrapped or self._replies.mode_set is not None)

    def _read_until(self, done: Callable[[], bool], limit: float) -> None:
        """Read until something holds, or until so many seconds after the question."""
        if self._asked_at is None:
            return
        end = self._asked_at + limit
        while not done():
            left = end - self._clock()
            # What has come already is taken, however late it is.
            if not select.select([self._source], [], [], max(0.0, left))[0]:
                return
            try:
                data = os.read(self._source, 4096)
            except OSError:
                return
            if not data:
                return
            self._typed += self._replies.feed(data)
