"""A sink for commands, and cues that are heard to their ends before anything else comes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING

from stretchtui.cues.loop_reader import LoopReader
from stretchtui.cues.sink import Outlet, Sink
from stretchtui.cues.terminal import CLEAR_S, SECOND_S, TIMES

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName

BETWEEN_S = 1.8
"""From one cue to the next, in seconds: long enough for the longest, and for its answer."""


def rings(cue: CueName) -> int:
    """How often the terminal's bell rings for a cue."""
    return TIMES[cue]


def lasts(cue: CueName) -> float:
    """How long to wait for a cue's end, wherever it is played, in seconds."""
    return max(BETWEEN_S, (rings(cue) - 1) * SECOND_S + CLEAR_S)


@contextlib.asynccontextmanager
async def sounding(
    make_sink: Callable[[Outlet], Sink], write: Callable[[str], None]
) -> AsyncIterator[Sink]:
    """A sink, open until the block is left.

    Args:
        make_sink: Makes it.
        write: Writes to the terminal.
    """
    loop = asyncio.get_running_loop()
    sink = make_sink(Outlet(write, loop.call_later, loop.time, LoopReader))
    sink.open()
    try:
        yield sink
    finally:
        sink.close()


async def hear(
    sink: Sink, cue: CueName, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Play a cue, and wait for its end.

    Args:
        sink: Where it goes; it has taken notice afterwards of what became of the cue.
        cue: The cue.
        sleep: Waits so many seconds.
    """
    sink.play(cue)
    await sleep(lasts(cue))
    sink.check()
