"""What goes out to the terminal: one frame at a time, and never more than the link takes."""

from __future__ import annotations

import contextlib
import os
import re
import select
import termios
import time
from collections.abc import Callable
from threading import Condition, Thread
from typing import TYPE_CHECKING, TypeVar

from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.descriptors import opened_again, takes_more
from stretchtui.terminal.liveness import AGAIN_S, QUESTION, LinkMonitor
from stretchtui.terminal.modes import CANCEL

if TYPE_CHECKING:
    from stretchtui.terminal.capabilities import Capabilities

T = TypeVar("T")

LEAVING_S = 0.6
"""How long leaving may wait for a link to take the last bytes before what is still in it is
thrown away, in seconds; and once more for what is sent instead."""

LOOK_S = 0.1
"""How often it is looked whether a stalled write is to be given up, in seconds."""

HEARING_OUT_S = 0.4
"""How long leaving may wait for answers, in seconds."""

LATE_S = 0.5
"""A sound that could not be sent within this time is not sent at all, in seconds."""

_BLOCKS = "[\u2500-\u28ff]"


class TerminalWriter(Thread):
    """Sends what its buffer gives, in a thread of its own.

    Every method but ``drain``, ``hear_out`` and ``close`` returns at once, whatever the link does,
    and can be called by any thread. While the link is stalled the thread waits, in one write or
    for an answer, and nothing queues up behind it but the newest screen and the newest sound.

    The terminal's answers are read by whoever reads the keys, who tells of them with ``answered``.

    Args:
        descriptor: The terminal to write to.
        plain: Send ASCII only.
        clock: Monotonic seconds.
        asks: Whether the terminal may be asked for signs of life; only where its answers are read.
        capabilities: What the terminal can do; as the environment tells, if not given.
    """

    def __init__(
        self,
        descriptor: int,
        plain: bool = False,
        clock: Callable[[], float] = time.monotonic,
        *,
        asks: bool = False,
        capabilities: Capabilities | None = None,
    ) -> None:
        super().__init__(daemon=True, name="terminal-writer")
        self._buffer = ScreenBuffer(capabilities)
        self._monitor = LinkMonitor(clock)
        self._own = opened_again(descriptor)
        self._descriptor = descriptor if self._own is None else self._own
        self._plain = plain
        self._clock = clock
        self._may_ask = self._asks = asks
        self._changed = Condition()
        self._due = False
        self._writing = False
        self._sound: tuple[str, float] | None = None
        """The sound that waits, and since when."""
        self._closing = False
        self.failed = False
        """Whether the thread has ended by an exception that nobody caught: it sends no more."""
        self._given_up = False
        """Whether the link has been waited for long enough."""

    def feed(self, data: str) -> None:
        """Take in what is to be written; it is not sent before ``send``."""
        with self._changed:
            self._buffer.feed(data)

    def send(self) -> None:
        """Send what has changed."""
        with self._changed:
            self._due = True
            self._changed.notify_all()

    def sound(self, data: str) -> None:
        """Send a sound now; where the link is busy, the newest one soon, or none at all.

        None is sent after ``close``.

        Args:
            data: What makes the terminal sound. It moves no cursor.
        """
        with self._changed:
            if self._closing:
                return
            busy = self._writing or not self._monitor.takes_sound()
            if busy or not takes_more(self._descriptor):
                self._sound = data, self._clock()
                self._due = True
                self._changed.notify_all()
                return
            self._sound = None
            # Not by the thread: it would have to wait until this one has drawn the screen.
            with contextlib.suppress(OSError):
                os.write(self._descriptor, (data + self._question(sound=True)).encode())

    def answered(self) -> None:
        """The terminal has answered a question."""
        with self._changed:
            if not self._monitor.takes_screen():
                # The bell before the stall may ring only now: another one would be a burst.
                self._sound = None
            self._monitor.answered()
            self._look_again()

    def alive(self) -> None:
        """Something else came from the terminal, or it was taken anew."""
        with self._changed:
            self._monitor.alive()
            self._look_again()

    def silent_s(self) -> float:
        """For how long the link has not done what it should, in seconds; 0 while all is well."""
        with self._changed:
            return self._monitor.silent_s()

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size; what it shows is unknown until it is sent again.

        Args:
            width: Columns.
            height: Rows.
        """
        with self._changed:
            self._buffer.resize(width, height)

    def adapt(self, capabilities: Capabilities) -> None:
        """The terminal can do something else than was known; all has to be fed again."""
        with self._changed:
            self._buffer.adapt(capabilities)

    def afresh(self) -> None:
        """Anything may have happened to the terminal: set its modes, and draw on an empty one."""
        with self._changed:
            self._buffer.afresh()

    def with_buffer(self, do: Callable[[ScreenBuffer], T]) -> T:
        """Do something with the buffer while nothing is taken from it; what it gives."""
        with self._changed:
            return do(self._buffer)

    def drain(self) -> bool:
        """Wait until all has been sent that is due, for ``LEAVING_S`` at most.

        Returns:
            Whether it has.
        """
        with self._changed:
            self._monitor.alive()
            self._due = True
            self._changed.notify_all()
            return self._changed.wait_for(
                lambda: not (self._due or self._writing) or not self.is_alive(), LEAVING_S
            )

    def hear_out(self) -> None:
        """Ask no more, and wait for answers on their way, for ``HEARING_OUT_S`` at most."""
        with self._changed:
            self._asks = False
            self._changed.wait_for(lambda: not self._monitor.awaits(), HEARING_OUT_S)

    def ask_again(self) -> None:
        """The terminal may be asked again, if it may be asked at all."""
        with self._changed:
            self._asks = self._may_ask
            self._monitor.alive()

    def close(self) -> None:
        """Send the rest and end, within twice ``LEAVING_S``.

        Where the link does not take it, what it holds already is thrown away: instead of an old
        screen the terminal gets what was fed last, like the sequences that set it as it was.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self.is_alive():
            self.join(LEAVING_S)
            self._given_up = True
            self.join(LEAVING_S)
        if self._own is not None and not self.is_alive():
            os.close(self._own)
            self._own = None

    def run(self) -> None:
        """Send until closed, or until the terminal is gone."""
        try:
            with contextlib.suppress(OSError, termios.error):
                while data := self._next():
                    self._write(data)
                    with self._changed:
                        self._writing = False
                        self._monitor.end_writing()
                        self._changed.notify_all()
        except BaseException:
            self.failed = True
            raise

    def _look_again(self) -> None:
        """Something has come: what waited for it may be sent now."""
        self._due = self._due or self._sound is not None
        self._changed.notify_all()

    def _next(self) -> bytes:
        """What is to be sent, when there is something; nothing at the end."""
        with self._changed:
            while not (data := self._take()):
                if self._closing:
                    return b""
                # While the screen waits for an answer, it is asked for again.
                self._changed.wait(AGAIN_S if self._due else None)
            self._writing = True
            self._monitor.begin_writing()
            return self._encode(data)

    def _encode(self, data: str) -> bytes:
        if self._plain:
            # Scroll bars are blocks on a background, which says enough without them.
            return re.sub(_BLOCKS, " ", data).encode("ascii", "replace")
        return data.encode("utf-8", "replace")

    def _take(self) -> str:
        if self._closing:
            return self._buffer.take()
        if not self._due:
            return ""
        if not self._monitor.takes_screen():
            return self._question()
        self._due = False
        # The sound goes first: a screen full of bytes must not hold it up.
        sound = self._take_sound()
        data = sound + self._buffer.take()
        return data + self._question(sound=bool(sound)) if data else ""

    def _take_sound(self) -> str:
        """The sound that waits, if the one before it has arrived and it is not too late."""
        if self._sound is None:
            return ""
        sound, since = self._sound
        in_time = self._clock() - since <= LATE_S
        if in_time and not self._monitor.takes_sound():
            return ""
        self._sound = None
        return sound if in_time else ""

    def _question(self, sound: bool = False) -> str:
        if not (self._asks and self._monitor.asks(sound)):
            return ""
        self._monitor.asked(behind_sound=sound)
        return QUESTION

    def _write(self, data: bytes) -> None:
        while data and not self._given_up:
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._descriptor, data) :]
                continue
            select.select((), (self._descriptor,), (), LOOK_S)
        if data:
            termios.tcflush(self._descriptor, termios.TCOFLUSH)
            with self._changed:
                last_words = CANCEL.encode() + self._encode(self._buffer.take())
            os.write(self._descriptor, last_words)
