"""Textual's terminal driver, made for a slow and unsteady link.

What Textual writes goes into a canvas; a thread sends what the canvas gives. While the link is
stalled the thread waits in one write, and nothing queues up behind it but the newest screen.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import selectors
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from stretchtui.ui.canvas import Canvas

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.cues.probe import Probe

LEAVING_S = 1.0
"""How long leaving may wait for a link to take the last bytes."""

ESCAPE_S = 2 * ESCAPE_DELAY
"""After this time without another byte an escape is a key of its own."""

_BLOCKS = re.compile("[\u2500-\u28ff]")

LATE_S = 0.5
"""A sound that could not be sent within this time is not sent at all."""


class Outbox(Thread):
    """Sends what the canvas gives, a write at a time.

    Args:
        descriptor: Where to write.
        plain: Send ASCII only.
        clock: Monotonic seconds.
    """

    def __init__(
        self, descriptor: int, plain: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(daemon=True, name="stretchtui-output")
        self.canvas = Canvas()
        self._descriptor = descriptor
        self._plain = plain
        self._clock = clock
        self._changed = Condition()
        self._due = False
        self._writing = False
        self._sound: tuple[str, float] | None = None
        self._closing = False

    def feed(self, data: str) -> None:
        """Take in what is to be written; it is not sent before ``send``."""
        with self._changed:
            self.canvas.feed(data)

    def send(self) -> None:
        """Send what has changed."""
        with self._changed:
            self._due = True
            self._changed.notify()

    def sound(self, data: str) -> None:
        """Send a sound now; where the link is busy, the last one soon, or none at all."""
        with self._changed:
            if self._writing or not _takes_more(self._descriptor):
                self._sound = data, self._clock()
                self._due = True
                self._changed.notify()
                return
            # Not by the thread: it would have to wait until this one has drawn the screen.
            with contextlib.suppress(OSError):
                os.write(self._descriptor, data.encode())

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size."""
        with self._changed:
            self.canvas.resize(width, height)

    def close(self) -> None:
        """Send the rest and end; gives up on a link that does not take it."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self.is_alive():
            self.join(LEAVING_S)

    def run(self) -> None:
        """Send until closed, or until the terminal is gone."""
        with contextlib.suppress(OSError):
            while data := self._next():
                self._write(data)
                self._writing = False

    def _next(self) -> bytes:
        """What is to be sent, when there is something; nothing at the end."""
        with self._changed:
            while not (data := self._take()):
                if self._closing:
                    return b""
                self._changed.wait_for(lambda: self._due or self._closing)
            self._writing = True
            return self._encode(data)

    def _encode(self, data: str) -> bytes:
        if self._plain:
            # Textual's scroll bars are blocks on a background, which says enough without them.
            return _BLOCKS.sub(" ", data).encode("ascii", "replace")
        return data.encode("utf-8", "replace")

    def _take(self) -> str:
        sound, self._sound = self._sound, None
        self._due = False
        in_time = sound is not None and self._clock() - sound[1] <= LATE_S
        # The sound goes first: a screen full of bytes must not hold it up.
        return (sound[0] if sound and in_time else "") + self.canvas.take()

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._descriptor, data) :]


def _takes_more(descriptor: int) -> bool:
    """Whether a byte can be written without waiting."""
    return bool(select.select((), (descriptor,), (), 0)[1])


class _WakingEvent(Event):
    """An event that also wakes whoever sleeps on a pipe.

    Args:
        descriptor: The pipe's end to write to.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def set(self) -> None:
        """Set it, and wake."""
        super().set()
        os.write(self._descriptor, b"x")


class FrugalDriver(LinuxDriver):
    """Sends each changed cell once, and never queues a frame."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        stream = sys.__stderr__
        assert stream is not None, "checked before the app starts"
        self._outbox = Outbox(stream.fileno(), plain=getattr(app, "plain", False))
        self._probe: Probe | None = getattr(app, "probe", None)
        self._wake_reader, self._wake_writer = os.pipe()
        self.exit_event = _WakingEvent(self._wake_writer)

    def write(self, data: str) -> None:
        """Take in what Textual writes."""
        self._outbox.feed(data)

    def sound(self, data: str) -> None:
        """Send what makes the terminal sound, ahead of everything."""
        self._outbox.sound(data)

    def flush(self) -> None:
        """Send what has been taken in."""
        self._outbox.send()

    def resize(self, width: int, height: int) -> None:
        """Say that the terminal has another size."""
        self._outbox.resize(width, height)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        if not self._outbox.is_alive():
            self._outbox.start()
        if self._probe is not None:
            # Textual gives the terminal back as it finds it.
            self._probe.release()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Read keys, and sleep while there are none.

        Textual's own looks up ten times a second, which is a third of all the processor time
        that a session takes.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_reader, selectors.EVENT_READ)
            timeout: float | None = None
            if self._probe is not None and (typed := self._probe.take_typed()):
                for message in parser.feed(decode(typed)):
                    self.process_message(message)
                timeout = ESCAPE_S
            while not self.exit_event.is_set():
                ready = {key.fd for key, _ in selector.select(timeout)}
                if self._wake_reader in ready:
                    os.read(self._wake_reader, 1)
                if self.fileno in ready:
                    data = os.read(self.fileno, 4096)
                    if not data:
                        selector.unregister(self.fileno)  # the terminal is gone
                    keys = self._keys(data)
                    # Nothing at all means the end to the parser.
                    if keys or not data:
                        for message in parser.feed(decode(keys)):
                            self.process_message(message)
                elif keys := self._keys(b""):
                    for message in parser.feed(decode(keys)):
                        self.process_message(message)
                    ready = {self.fileno}
                for message in parser.tick():
                    self.process_message(message)
                # An escape may be a key of its own or the start of a longer one: the parser
                # tells them apart by the time that passes, so it has to be asked again.
                timeout = ESCAPE_S if ready else None

    def _keys(self, data: bytes) -> bytes:
        """What came, without late answers; for nothing, the key that was held back for them."""
        if self._probe is None:
            return data
        return self._probe.strain(data) if data else self._probe.flush()

    def close(self) -> None:
        """Leave for good."""
        super().close()
        self._outbox.close()
        os.close(self._wake_reader)
        os.close(self._wake_writer)
