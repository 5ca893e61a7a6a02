"""Every cue, one by one, with its name: ``stretchtui cues``."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.sink import Outlet, Sink

BETWEEN_S = 1.8
"""From one cue to the next, in seconds: long enough for the longest, and for its answer."""


def demonstrate(make_sink: Callable[[Outlet], Sink], between: float = BETWEEN_S) -> None:
    """Play every cue, and print its name, its meaning, and what played it.

    Args:
        make_sink: Makes the sink.
        between: Seconds from one cue to the next.
    """
    asyncio.run(_demonstrate(make_sink, between))


async def _demonstrate(make_sink: Callable[[Outlet], Sink], between: float) -> None:
    loop = asyncio.get_running_loop()
    sink = make_sink(Outlet(_write, loop.call_later, loop.time))
    sink.open()
    try:
        for cue in CueName:
            _write(f"{cue:<11} {cue.meaning:<30}")
            sink.play(cue)
            await asyncio.sleep(between)
            sink.check()
            _write(f"{sink.name}\n")
    finally:
        sink.close()


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
