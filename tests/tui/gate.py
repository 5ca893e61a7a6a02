"""A port that can be shut, and remembers what went through."""

from __future__ import annotations

from stretchtui.terminal.port import Port


class Gate(Port):
    """Takes everything while it is open, and what there is room for while it is shut."""

    def __init__(self) -> None:
        super().__init__(-1)
        self.output = b""
        self.room: int | None = None
        """Bytes that are still taken; None while it is open."""
        self.lost = False

    def _write(self, data: bytes) -> int:
        if self.lost:
            raise BrokenPipeError
        if self.room == 0:
            raise BlockingIOError
        taken = data if self.room is None else data[: self.room]
        self.room = None if self.room is None else self.room - len(taken)
        self.output += taken
        return len(taken)

    def take(self) -> str:
        """What came since the last time."""
        output, self.output = self.output, b""
        return output.decode()
