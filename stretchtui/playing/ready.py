"""Waiting for what sounds the first cue, so that it is heard on time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.playing.audio import Audio
    from stretchtui.playing.clockwork import CallLater

READY_S = 3.0
"""So long may a session wait for it, in seconds."""

LOOK_S = 0.02
"""How often it is looked whether it is ready, in seconds."""


def when_ready(
    audio: Audio, call_later: CallLater, call: Callable[[], None], patience: float | None = None
) -> None:
    """Make a call as soon as the first cue will be heard on time.

    Args:
        audio: How cues are heard.
        call_later: Asks for a call after some seconds.
        call: It is made at once, if that is so already.
        patience: Seconds after which it is made all the same; ``READY_S`` if left out.
    """
    patience = READY_S if patience is None else patience
    if patience <= 0 or audio.is_ready:
        call()
        return
    call_later(LOOK_S, lambda: when_ready(audio, call_later, call, patience - LOOK_S))


async def until_ready(audio: Audio, call_later: CallLater) -> None:
    """Wait for that; the arguments are those of ``when_ready``."""
    import asyncio  # not for a session in plain lines, which has no event loop

    ready = asyncio.Event()
    when_ready(audio, call_later, ready.set)
    await ready.wait()
