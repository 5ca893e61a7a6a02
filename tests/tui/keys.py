"""Keys for a program under test, pressed as fast as it takes them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual import events

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.pilot import Pilot


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, each when the one before has been taken; ``=1:30`` types.

    The pilot's own way takes a twentieth of a second a key.
    """
    app = pilot.app
    pressed = [each for word in keys for each in (word[1:] if word[:1] == "=" else [word])]
    for key in pressed:
        name = "colon" if key == ":" else key
        app.post_message(events.Key(name, key if len(key) == 1 else None))
        for _ in range(2):
            await _taken(app)
            await _taken(app.screen)
            await _taken(app.screen.focused or app.screen)
    await pilot.pause()


async def _taken(pump: MessagePump) -> None:
    """Wait until all that has been sent to it is taken."""
    done = asyncio.Event()
    pump.call_later(done.set)
    for _ in range(10_000):
        # A screen that goes calls nobody later.
        if done.is_set() or not pump.is_running:
            break
        await asyncio.sleep(0)
