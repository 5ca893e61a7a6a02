"""Textual's terminal driver, made for a slow and unsteady link, and for a shell's job control.

What Textual writes goes to the writer, which sends what has changed when the link takes it.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import sys
import termios
from collections.abc import Callable, Iterable
from threading import main_thread
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from stretchtui.cues.clock import now
from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.descriptors import takes_more
from stretchtui.terminal.input import InputParser
from stretchtui.terminal.modes import CANCEL
from stretchtui.terminal.raw import LEAVE
from stretchtui.terminal.tokens import CURSOR_REPORT, ControlSequence, ControlString, PasteTooLong
from stretchtui.terminal.writer import TerminalWriter
from stretchtui.tui.input_events import EventMaker
from stretchtui.tui.input_queue import InputQueue
from stretchtui.tui.waking_event import WakingEvent
from stretchtui.words.terminal import PASTE_TOO_LONG, TOO_MUCH

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from stretchtui.terminal.capabilities import Capabilities
    from stretchtui.terminal.first_paint import FirstPaint
    from stretchtui.terminal.picture import ScreenPicture
    from stretchtui.terminal.probe import Probe
    from stretchtui.terminal.tokens import Token
    from stretchtui.tui.input_queue import Receiver

MUCH = 1024
"""Bytes in one piece that no person types."""

BETWEEN_S = 0.002
"""How long the reader then waits before it takes the next piece, in seconds."""


class Host(Protocol):
    """The app, as far as the driver needs it."""

    plain: bool
    """Whether the terminal shows nothing but ASCII."""
    probe: Probe | None
    """Has asked the terminal what it is; answers may still come."""
    paint: FirstPaint | None
    """Shows the first screen already."""

    @property
    def capabilities(self) -> Capabilities:
        """What may be sent to the terminal."""

    def action_suspend(self) -> None:
        """Leave for the shell."""

    def action_redraw(self) -> None:
        """Draw the screen afresh."""

    def say_from_outside(self, line: str) -> None:
        """Show a line."""


class FrugalDriver(LinuxDriver):
    """Sends each changed cell once, and never queues a frame."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        host = cast("Host", app)
        stream = sys.__stderr__
        assert stream is not None, "checked before the app starts"
        self._descriptor = stream.fileno()
        self.writer = TerminalWriter(
            self._descriptor,
            plain=host.plain,
            asks=not host.plain,
            capabilities=host.capabilities,
        )
        self._host = host
        self._probe: Probe | None = host.probe
        self.touched = False
        """Whether anything came from the person."""
        self._suspended = False
        self._wake_reader, self._wake_writer = os.pipe()
        self.exit_event = WakingEvent(self._wake_writer)
        self._maker = EventMaker()
        self._queue = InputQueue(
            cast("Receiver", app),
            self._loop,
            self._hand_on,
            lambda: host.say_from_outside(TOO_MUCH),
        )

    def write(self, data: str) -> None:
        """Take in what Textual writes."""
        self.writer.feed(data)

    def flush(self) -> None:
        """Send what has been taken in."""
        self.writer.send()

    def start_application_mode(self) -> None:
        """Take the terminal."""
        # Once: the one that has ended found the terminal gone.
        if self.writer.ident is None:
            self.writer.start()
        self.writer.ask_again()
        if self._host.paint is not None and (shown := self._host.paint.hand_over()) is not None:
            self._take_over(shown)
        before = self._probe.hand_over() if self._probe is not None else None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if before is not None:
            # Textual gives the terminal back as it finds it. It was quiet already: set as it was
            # in between, it would echo what comes.
            self.attrs_before = before

    def _take_over(self, shown: ScreenPicture) -> None:
        """Draw on what is shown already."""
        if self._host.capabilities.narrow and not shown.is_ascii:
            # Its characters took two cells each.
            self.writer.afresh()
        else:
            self.writer.with_buffer(lambda buffer: buffer.hold(shown))

    def take_keys(self) -> None:
        """Hand on what was typed, and from here on what is: there is a screen for it."""
        self._queue.open()

    def take_mouse(self, wanted: bool) -> None:
        """Have the mouse from here on, or leave it to the terminal."""
        # Neither of the two does anything while the mouse is not wanted.
        self._mouse = True
        if wanted:
            self._enable_mouse_support()
        else:
            self._disable_mouse_support()
        self._mouse = wanted

    def run_input_thread(self) -> None:
        """Read keys, and sleep while there are none.

        Textual's own looks up ten times a second, which is a third of all the processor time
        that a session takes.
        """
        parser = InputParser()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_reader, selectors.EVENT_READ)
            if self._probe is not None:
                self._came(parser.feed(self._probe.take_typed(), now()))
            while not self.exit_event.is_set():
                wakes_at = parser.wakes_at
                timeout = None if wakes_at is None else max(0.0, wakes_at - now())
                ready = {key.fd for key, _ in selector.select(timeout)}
                if self._wake_reader in ready:
                    os.read(self._wake_reader, 1)
                if self.fileno in ready:
                    data = self._read()
                    if not data:
                        selector.unregister(self.fileno)
                        # Not everyone is told: nohup has SIGHUP ignored. To this thread it
                        # would not wake the other one.
                        signal.pthread_kill(main_thread().ident or 0, signal.SIGHUP)
                    if self._probe is not None:
                        data = self._probe.strain(data)
                    tokens = parser.feed(data, now())
                    self._came(tokens)
                    if not tokens:  # the middle of something long
                        self.writer.alive()
                    if len(data) >= MUCH:
                        # Whoever sends that much has time; the session has none to spare.
                        self.exit_event.wait(BETWEEN_S)
                self._came(parser.tick(now()))

    def _run_input_thread(self) -> None:
        """Let what goes wrong there be a thread's failure; Textual would print it."""
        self.run_input_thread()

    def _read(self) -> bytes:
        """What has come; nothing, if the terminal is gone."""
        with contextlib.suppress(OSError):
            return os.read(self.fileno, 4096)
        return b""

    def _came(self, tokens: Iterable[Token]) -> None:
        """Take a terminal's signs of life and late answers out; keep the rest for the app."""
        kept: list[Token] = []
        for token in tokens:
            if isinstance(token, ControlSequence) and CURSOR_REPORT.fullmatch(token.text):
                self.writer.answered()
                continue
            self.writer.alive()
            if not isinstance(token, ControlString):
                kept.append(token)
        self._queue.put(kept, now())

    def _hand_on(self, token: Token) -> None:
        if isinstance(token, PasteTooLong):
            self._host.say_from_outside(PASTE_TOO_LONG)
        for event in self._maker.events_of(token):
            if not (self.touched or isinstance(event, events.AppFocus | events.AppBlur)):
                self.touched = True
                self.writer.with_buffer(ScreenBuffer.let_change)
            self.process_message(event)

    def send_message(self, message: Message) -> None:
        """Give the app an event; called in its loop, so that it comes before what is behind it."""
        self._app.post_message(message)

    # Leaving, for good or for a while

    def disable_input(self) -> None:
        """Read no more keys; but what was asked is heard, or the shell would get the answer."""
        self.writer.hear_out()
        super().disable_input()

    def close(self) -> None:
        """Leave for good."""
        super().close()
        self.writer.close()
        if self.writer.failed:
            self.abandon()
        os.close(self._wake_reader)
        os.close(self._wake_writer)

    def abandon(self) -> None:
        """Set the terminal as it was, as far as that goes at once; called by another thread."""
        with contextlib.suppress(termios.error, OSError):
            termios.tcflush(self._descriptor, termios.TCOFLUSH)
            if takes_more(self._descriptor):
                os.write(self._descriptor, CANCEL.encode() + LEAVE)
        if self.attrs_before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    @property
    def can_suspend(self) -> bool:
        """Whether there is a shell to go back to, which can continue the program."""
        return os.getpgrp() != os.getsid(0)

    def suspend(self) -> None:
        """Give the terminal back to the shell, until it continues the program."""
        # All of the job: a shell waits for make, too, if that has started the program.
        self.lend(lambda: os.killpg(0, signal.SIGTSTP))

    def lend(self, run: Callable[[], object]) -> None:
        """Give the terminal away for as long as a call takes."""
        self.stop_application_mode()
        LinuxDriver.close(self)
        self.writer.drain()
        self._suspended = True
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            run()
        finally:
            signal.signal(signal.SIGTSTP, self._sigtstp_application)
            self._suspended = False
            self.start_application_mode()

    def _sigtstp_application(self, *_: object) -> None:
        """A stop was asked for from outside: between two events, as for the key."""
        self._loop.call_soon_threadsafe(self._host.action_suspend)

    def _sigcont_application(self, *_: object) -> None:
        """The program goes on. Had it not been asked to stop, the terminal is to be taken again."""
        if not self._suspended:
            self._loop.call_soon_threadsafe(self._take_again)

    def _take_again(self) -> None:
        before = self.attrs_before
        self.disable_input()
        LinuxDriver.close(self)
        self.start_application_mode()
        # What was found there just now may be the program's own.
        self.attrs_before = before
        self._host.action_redraw()
