"""Lines, a count in place, and bells, for a link that may be slow or gone for a while."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stretchtui.cues.clock import now
from stretchtui.terminal.liveness import QUESTION, LinkMonitor
from stretchtui.words.cells import cells

if TYPE_CHECKING:
    from stretchtui.terminal.port import Port

LATE_S = 0.5
"""A sound that could not be sent within this time is not sent at all."""


class Printer:
    """Prints lines, and below the last of them a count that is rewritten in its place.

    While the link is stalled lines are kept, and of counts only the newest.

    Args:
        port: Where to print.
        in_place: Whether it is a terminal that can go back to the beginning of a row.
        clock: Tells the time.
    """

    def __init__(self, port: Port, in_place: bool, clock: Callable[[], float] = now) -> None:
        self.monitor = LinkMonitor(clock)
        """How the way to the person does."""
        self._port = port
        self._in_place = in_place
        self.asks = False
        """Whether the terminal may be asked for signs of life."""
        self._clock = clock
        self._lines: deque[str] = deque()
        self._count: tuple[str, str] | None = None
        """The count that waits to be shown."""
        self._shown = ("", "")
        """The count on the terminal."""
        self._held: tuple[str, float] | None = None
        """A sound that waits for the one before it to arrive, and since when."""
        self._writing = False

    @property
    def waiting(self) -> bool:
        """Whether something waits to be printed, or to be heard."""
        return self._port.busy or bool(self._lines or self._count or self._held)

    def lines(self, texts: Iterable[str]) -> None:
        """Print lines.

        Raises:
            Lost: Nobody takes them any more.
        """
        self._lines.extend(texts)
        self._count = None
        self.flush()

    def count(self, head: str, tail: str) -> None:
        """Show a count, where that can be done in place.

        Args:
            head: What changes most often.
            tail: What stands behind it; sent only when it changes.

        Raises:
            Lost: Nobody takes it any more.
        """
        if self._in_place and (head, tail) != self._shown:
            self._count = head, tail
            self.flush()

    def sound(self, data: str) -> None:
        """Send what makes the terminal sound: now; on a slow link soon, or not at all."""
        if self._port.busy or not self.monitor.takes_sound():
            self._held = data, self._clock()
            return
        question = self._question(sound=True)
        self._port.offer((data + question).encode())

    def flush(self) -> None:
        """Send what waits, as far as it is taken.

        Raises:
            Lost: Nobody takes it any more.
        """
        self._port.flush()
        self._notice()
        self._sound_held()
        while not self._port.busy and (data := self._next()):
            self._port.send(data.encode("utf-8", "replace"))
        self._notice()

    def wipe(self) -> None:
        """Send what waits, and leave the row of the count empty for whoever prints next.

        Raises:
            Lost: Nobody takes it any more.
        """
        self._count = self._held = None
        self.monitor.alive()
        asks, self.asks = self.asks, False
        self.flush()
        self.asks = asks
        if any(self._shown) and not self._port.busy:
            width = len("".join(self._shown))
            self._shown = "", ""
            self._port.send(f"\r{' ' * width}\r".encode())

    def _notice(self) -> None:
        """Tell the link whether a write waits for it, and since when."""
        if not self._port.busy:
            self.monitor.end_writing()
        elif not self._writing:
            self.monitor.begin_writing()
        self._writing = self._port.busy

    def _next(self) -> str:
        if not self.monitor.takes_screen():
            return self._question()
        if self._lines:
            text = self._over_count(self._lines.popleft())
            text += "".join(f"\n{line}" for line in self._lines) + "\n"
            self._lines.clear()
        elif self._count is not None:
            text = self._in_place_of(self._count)
            self._count = None
        else:
            return ""
        return text + self._question()

    def _question(self, sound: bool = False) -> str:
        if not (self.asks and self.monitor.asks(sound)):
            return ""
        self.monitor.asked(behind_sound=sound)
        return QUESTION

    def _sound_held(self) -> None:
        if self._held is None:
            return
        data, since = self._held
        if self._clock() - since > LATE_S:
            self._held = None
        elif not self._port.busy and self.monitor.takes_sound():
            self._held = None
            self.sound(data)

    def _in_place_of(self, count: tuple[str, str]) -> str:
        """What turns the count on the terminal into another."""
        (head, tail), before = count, self._shown
        self._shown = count
        if before[1] == tail and len(before[0]) == len(head):
            return f"\r{head}"
        return f"\r{head}{tail}".ljust(1 + len("".join(before)))

    def _over_count(self, line: str) -> str:
        """A line in place of the count, if there is one."""
        width, self._shown = len("".join(self._shown)), ("", "")
        return f"\r{line}{' ' * (width - cells(line))}" if width else line
