"""Where a session in lines prints and rings, and where its keys come from."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from stretchtui.cues.clock import now
from stretchtui.plain.keys import ANSWER, Keys
from stretchtui.plain.output import Printer
from stretchtui.plain.page import PlainPage
from stretchtui.terminal.capabilities import is_dumb
from stretchtui.terminal.port import Lost, Port
from stretchtui.words.glyphs import glyphs_for

if TYPE_CHECKING:
    from types import TracebackType

    from stretchtui.plain.loop import Signals, Timers
    from stretchtui.terminal.probe import Probe

LEAVING_S = 1.0
"""How long leaving may wait for the last lines to be taken."""

HEARING_OUT_S = 0.4
"""How long leaving may wait for answers, which would be typed into the shell."""

AGAIN_S = 0.2
"""How often it is tried again to print what could not be printed."""

LOOK_S = 1.0
"""How often it is looked up whether the terminal's keys are ours by now."""


class Watch:
    """A call that was asked for whenever something can be read.

    Args:
        watched: All such calls, by their descriptors.
        descriptor: Its own.
    """

    def __init__(self, watched: dict[int, Callable[[], None]], descriptor: int) -> None:
        self._watched = watched
        self._descriptor = descriptor

    def cancel(self) -> None:
        """Call it off."""
        self._watched.pop(self._descriptor, None)


class Console:
    """Standard input and output, and what they were before; a context manager.

    Args:
        keys: The terminal that keys come from, if there is one.
        signals: Asks for the end, or to stop.
        environment: The environment the program was started in.
    """

    def __init__(self, keys: Keys | None, signals: Signals, environment: Mapping[str, str]) -> None:
        self.keys = keys
        self.terminal = os.isatty(1)
        """Whether the lines go to a terminal."""
        self.probe: Probe | None = None
        """Knows the terminal's late answers, if it was asked what it is."""
        self._signals = signals
        self._environment = environment
        self.choose_glyphs("auto")
        self._in_place = self.terminal and not is_dumb(environment)
        self._ports = [Port(1)]
        self.printer = Printer(self._ports[0], self._in_place)
        if not self.terminal and os.isatty(2):
            # Where the lines go elsewhere, there may still be a terminal to ring.
            self._ports.append(Port(2))
        self._watched: dict[int, Callable[[], None]] = {}
        """What else is listened to, and what is called when something can be read there."""
        self.rings = self.terminal or len(self._ports) > 1
        """Whether there is a terminal that can sound."""

    def __enter__(self) -> Console:
        """Take the terminal."""
        self._take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back as it was; only an end in peace waits for a slow output."""
        with contextlib.suppress(Lost):
            self._hear_out()
            self.printer.wipe()
            end = now() + (LEAVING_S if error is None else 0)
            while self.printer.waiting and now() < end:
                select.select([], [], [], AGAIN_S)
                self.printer.wipe()
        self._give_back()

    def ask(self) -> None:
        """Have the terminal asked for signs of life: only a link can stall without a word."""
        self.printer.asks = self._in_place and self.keys is not None

    def choose_glyphs(self, glyphs: str) -> None:
        """Draw with these from here on: "auto", "unicode" or "ascii"."""
        self._glyphs = glyphs_for(self._environment, glyphs)

    def page(self) -> PlainPage:
        """What lines are laid out for at the moment."""
        # The last cell stays free: some terminals go on to the next row when it is taken.
        return PlainPage(max(1, shutil.get_terminal_size().columns - 1), self._glyphs)

    def sound(self, data: str) -> None:
        """Send what makes a terminal sound."""
        if self.terminal:
            self.printer.sound(data)
        elif self.rings:
            self._ports[1].offer(data.encode())

    def watch(self, descriptor: int, call: Callable[[], None]) -> Watch:
        """Ask for a call, in a turn, whenever something can be read from a descriptor."""
        self._watched[descriptor] = call
        return Watch(self._watched, descriptor)

    def turn(self, timers: Timers, come_back: Callable[[], None]) -> list[str]:
        """Wait until there is something to do, and do it.

        Args:
            timers: What is due at its time.
            come_back: Called when the process was stopped and goes on.

        Returns:
            The keys that were pressed.

        Raises:
            Ended: The end was asked for from outside.
            Lost: Nobody takes the lines any more.
        """
        waits = [timers.due(), AGAIN_S if self.printer.waiting else None]
        readers = [self._signals.descriptor, *self._watched]
        has_keys = self.keys is not None and self.keys.take()
        if self.keys is not None and has_keys:
            readers.append(self.keys.descriptor)
        elif self.keys is not None:
            waits.append(LOOK_S)
        limit = min((each for each in waits if each is not None), default=None)
        ready = select.select(readers, [], [], limit)[0]
        timers.run()
        for descriptor in ready:
            if descriptor in self._watched:
                self._watched[descriptor]()
        for number in self._signals.take():
            if number == signal.SIGTSTP:
                self._stop()
                come_back()
            elif number == signal.SIGCONT:
                self._take(again=True)
        keys = self._read() if has_keys and readers[-1] in ready else []
        self.printer.flush()
        return keys

    def typed_ahead(self) -> list[str]:
        """The keys that were pressed while the terminal was asked what it is."""
        if self.keys is None or self.probe is None:
            return []
        return self.keys.of(self.probe.take_typed())

    def _read(self) -> list[str]:
        assert self.keys is not None
        keys = self.keys.read(self.probe.strain) if self.probe is not None else self.keys.read()
        for key in keys:
            if key == ANSWER:
                self.printer.monitor.answered()
            else:
                self.printer.monitor.alive()
        return [key for key in keys if key != ANSWER]

    def _hear_out(self) -> None:
        """Wait a while for answers that are on their way."""
        end = now() + HEARING_OUT_S
        while self.keys is not None and self.keys.take() and self.printer.monitor.awaits():
            if not select.select([self.keys.descriptor], [], [], max(0.0, end - now()))[0]:
                return
            self._read()

    def _stop(self) -> None:
        """Stop the process; returns when it goes on."""
        with contextlib.suppress(Lost):
            self._hear_out()
            self.printer.wipe()
        self._give_back()
        self._signals.stop()
        self._take()

    def _take(self, again: bool = False) -> None:
        for port in self._ports:
            port.open()
        if self.keys is not None:
            self.keys.take(again)

    def _give_back(self) -> None:
        for port in self._ports:
            port.close()
        if self.keys is not None:
            self.keys.give_back(discard=self.probe is not None and self.probe.waiting())
