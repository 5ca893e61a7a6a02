"""What goes out to the terminal, a write at a time, and never more than the link takes."""

from __future__ import annotations

import contextlib
import os
import re
import select
import termios
import time
from collections.abc import Callable
from threading import Condition, Thread

from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.liveness import AGAIN_S, QUESTION, LinkMonitor
from stretchtui.terminal.raw import opened_again

LEAVING_S = 0.6
"""How long leaving may wait for a link to take the last bytes before what is still in it is
thrown away."""

LOOK_S = 0.1
"""How often it is looked whether a stalled write is to be given up."""

HEARING_OUT_S = 0.4
"""How long leaving may wait for answers."""

LATE_S = 0.5
"""A sound that could not be sent within this time is not sent at all."""

CANCEL = "\x18"
"""CAN: ends a control sequence of which the rest was thrown away (ECMA-48)."""

_BLOCKS = re.compile("[\u2500-\u28ff]")


class TerminalWriter(Thread):
    """Sends what the canvas gives.

    While the link is stalled the thread waits, in one write or for an answer, and nothing queues
    up behind it but the newest screen.

    Args:
        descriptor: Where to write.
        plain: Send ASCII only.
        clock: Monotonic seconds.
        asks: Whether the terminal may be asked for signs of life.
    """

    def __init__(
        self,
        descriptor: int,
        plain: bool = False,
        clock: Callable[[], float] = time.monotonic,
        *,
        asks: bool = False,
    ) -> None:
        super().__init__(daemon=True, name="stretchtui-output")
        self.canvas = ScreenBuffer()
        self.link = LinkMonitor(clock)
        self._own = opened_again(descriptor)
        self._descriptor = descriptor if self._own is None else self._own
        self._plain = plain
        self._clock = clock
        self._may_ask = self._asks = asks
        self._changed = Condition()
        self._due = False
        self._writing = False
        self._sound: tuple[str, float] | None = None
        self._closing = False
        self._given_up = False
        """Whether the link has been waited for long enough."""

    def feed(self, data: str) -> None:
        """Take in what is to be written; it is not sent before ``send``."""
        with self._changed:
            self.canvas.feed(data)

    def send(self) -> None:
        """Send what has changed."""
        with self._changed:
            self._due = True
            self._changed.notify_all()

    def sound(self, data: str) -> None:
        """Send a sound now; where the link is busy, the last one soon, or none at all."""
        with self._changed:
            busy = self._writing or not self.link.takes_sound()
            if busy or not takes_more(self._descriptor):
                self._sound = data, self._clock()
                self._due = True
                self._changed.notify_all()
                return
            # Not by the thread: it would have to wait until this one has drawn the screen.
            with contextlib.suppress(OSError):
                os.write(self._descriptor, (data + self._question(sound=True)).encode())

    def answered(self) -> None:
        """The terminal has answered a question."""
        with self._changed:
            if not self.link.takes_screen():
                # The bell before the stall may ring only now: another one would be a burst.
                self._sound = None
            self.link.answered()
            self._changed.notify_all()

    def alive(self) -> None:
        """Something else came from the terminal, or it was taken anew."""
        with self._changed:
            self.link.alive()
            self._changed.notify_all()

    def silent_s(self) -> float:
        """For how long the link has not done what it should, in seconds."""
        with self._changed:
            return self.link.silent_s()

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size."""
        with self._changed:
            self.canvas.resize(width, height)

    def drain(self) -> bool:
        """Wait a while until all has been sent that is due.

        Returns:
            Whether it has.
        """
        with self._changed:
            self.link.alive()
            self._due = True
            self._changed.notify_all()
            return self._changed.wait_for(
                lambda: not (self._due or self._writing) or not self.is_alive(), LEAVING_S
            )

    def hear_out(self) -> None:
        """Ask no more, and wait a while for answers that are on their way."""
        with self._changed:
            self._asks = False
            self._changed.wait_for(lambda: not self.link.awaits(), HEARING_OUT_S)

    def ask_again(self) -> None:
        """The terminal may be asked again, if it may be asked at all."""
        with self._changed:
            self._asks = self._may_ask
            self.link.alive()

    def close(self) -> None:
        """Send the rest and end.

        Where the link does not take it, what it holds already is thrown away: instead of an old
        screen the terminal gets the sequences that set it as it was.
        """
        with self._changed:
            self._closing = True
            self._asks = False
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
        with contextlib.suppress(OSError, termios.error):
            while data := self._next():
                self._write(data)
                with self._changed:
                    self._writing = False
                    self.link.end_writing()
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
            self.link.begin_writing()
            return self._encode(data)

    def _encode(self, data: str) -> bytes:
        if self._plain:
            # Textual's scroll bars are blocks on a background, which says enough without them.
            return _BLOCKS.sub(" ", data).encode("ascii", "replace")
        return data.encode("utf-8", "replace")

    def _take(self) -> str:
        if self._closing:
            return self.canvas.take()
        if not self._due:
            return ""
        if not self.link.takes_screen():
            return self._question()
        self._due = False
        sound, self._sound = self._sound, None
        in_time = sound is not None and self._clock() - sound[1] <= LATE_S
        # The sound goes first: a screen full of bytes must not hold it up.
        sounded = sound[0] if sound and in_time and self.link.takes_sound() else ""
        data = sounded + self.canvas.take()
        return data + self._question(sound=bool(sounded)) if data else ""

    def _question(self, sound: bool = False) -> str:
        if not (self._asks and self.link.asks(sound)):
            return ""
        self.link.asked(behind_sound=sound)
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
                last_words = CANCEL.encode() + self._encode(self.canvas.take())
            os.write(self._descriptor, last_words)


def takes_more(descriptor: int) -> bool:
    """Whether a byte can be written without waiting."""
    return bool(select.select((), (descriptor,), (), 0)[1])
