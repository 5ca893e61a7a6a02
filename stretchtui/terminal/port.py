"""A way out that is never waited for: a terminal, a file or a pipe."""

from __future__ import annotations

import contextlib
import os

from stretchtui.terminal.descriptors import opened_again


class Lost(Exception):
    """Nobody takes what is written any more, or it cannot be kept.

    Args:
        error: What the system says.
    """

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror)
        self.error = error


class Port:
    """A descriptor to write to without ever being held up.

    Between ``open`` and ``close`` nothing blocks. Only the beginning of what is sent may have been
    taken: the rest is kept, in order, until ``flush`` finds room for it.

    Args:
        descriptor: Where to write.
    """

    def __init__(self, descriptor: int) -> None:
        self._given = descriptor
        self._own: int | None = None
        """A terminal, opened once more: not to block is a matter of the open file, which others
        share, and who is killed cannot set it back."""
        self._blocked: bool | None = None
        """Whether writing to it waited, where it is used as it is given."""
        self._rest = b""
        """What is under way: the beginning of it may have been taken already."""

    @property
    def busy(self) -> bool:
        """Whether something is under way that was not taken yet."""
        return bool(self._rest)

    def open(self) -> None:
        """Begin, or go on after ``close``; after a stop it does no harm to be called again.

        Raises:
            Lost: The descriptor is closed.
        """
        if self._own is None:
            self._own = opened_again(self._given)
        if self._own is None:
            try:
                if self._blocked is None:
                    self._blocked = os.get_blocking(self._given)
                os.set_blocking(self._given, False)
            except OSError as error:
                raise Lost(error) from error

    def close(self) -> None:
        """Leave the descriptor as it was; what was not taken is kept until it is open again."""
        with contextlib.suppress(OSError):
            if self._own is not None:
                os.close(self._own)
            elif self._blocked is not None:
                os.set_blocking(self._given, self._blocked)
        self._own = self._blocked = None

    def send(self, data: bytes) -> None:
        """Write now, and what is not taken in ``flush``.

        Raises:
            Lost: Nobody takes it any more.
        """
        self._rest += data
        self.flush()

    def offer(self, data: bytes) -> None:
        """Write now or not at all, but for the rest of what was taken in part; an error is not told
        before the next ``send``.
        """
        if not self._rest:
            with contextlib.suppress(OSError):
                self._rest = data[self._write(data) :]

    def flush(self) -> None:
        """Write what is under way, as far as it is taken.

        Raises:
            Lost: Nobody takes it any more.
        """
        try:
            while self._rest:
                self._rest = self._rest[self._write(self._rest) :]
        except BlockingIOError:
            return
        except OSError as error:
            self._rest = b""
            raise Lost(error) from error

    def _write(self, data: bytes) -> int:
        return os.write(self._given if self._own is None else self._own, data)
