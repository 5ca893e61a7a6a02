"""What can be read from a descriptor, told by an event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class LoopReader:
    """A call whenever something can be read, until it is called off.

    Args:
        descriptor: Where from.
        call: The call; it is made by the running event loop.
    """

    def __init__(self, descriptor: int, call: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._descriptor = descriptor
        self._loop.add_reader(descriptor, call)

    def cancel(self) -> None:
        """Call it off; before the descriptor is closed."""
        self._loop.remove_reader(self._descriptor)
