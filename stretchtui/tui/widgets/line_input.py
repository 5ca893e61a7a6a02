"""A line to type in."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widgets import Input

from stretchtui.core.text import clean

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget


OWN_KEYS = {
    "backspace": "delete_left",
    "delete": "delete_right",
    "ctrl+w": "delete_left_word",
    "ctrl+u": "delete_left_all",
    "ctrl+k": "delete_right_all",
    "left": "cursor_left",
    "right": "cursor_right",
    "home": "home",
    "ctrl+a": "home",
    "end": "end",
    "ctrl+e": "end",
}
"""What a key does in a line, by the names of ``Input``'s actions."""


LOOK_S = 0.05
"""How often it is looked whether a widget is still there that is waited for, in seconds."""


PATIENCE_S = 2.0
"""A widget that takes nothing for so long waits, for its part, for whoever waits for it."""


async def settled(widget: Widget) -> None:
    """Wait until a widget has taken the keys that have come so far, or is gone."""
    done = asyncio.Event()
    if not widget.call_later(done.set):
        return
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE_S
    # One that goes, or is not there yet, calls nobody later.
    while widget.is_running and not done.is_set() and loop.time() < end:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), LOOK_S)


class LineInput(Input):
    """One line of text, without a frame; whatever is pasted is made safe to show.

    Args:
        value: What stands in it.
        placeholder: What stands there while nothing does.
        select: Whether what stands in it is replaced by what is typed first.
        typed: Called with all that stands there as soon as that changes: a message would come
            behind the next keys.
    """

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        height: 1; border: none; padding: 0 1; background: $panel; background-tint: transparent;
    }
    LineInput > .input--placeholder { color: $secondary; }
    LineInput > .input--selection { background: $chosen; }
    """

    LONGEST = 2000
    """As many characters as any line of a routine may have."""

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        select: bool = False,
        typed: Callable[[str], None] | None = None,
    ) -> None:
        # Before the value, which is handed on as it is set.
        self.typed = typed
        super().__init__(
            value,
            placeholder,
            select_on_focus=select,
            max_length=self.LONGEST,
        )
        self.cursor_blink = False

    def watch_value(self, value: str) -> None:
        """Hand on what is typed."""
        if self.typed is not None and self.is_mounted:
            self.typed(value)

    async def on_key(self, event: events.Key) -> None:
        """Carry the line's own keys out at once.

        As bindings they would come behind the letters that came with them.
        """
        action = OWN_KEYS.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)

    def restricted(self) -> None:
        """What is too long is not taken; Textual would ring the bell, which is for cues."""

    def on_paste(self, event: events.Paste) -> None:
        """Take the text without its line ends, and without what must not reach a terminal."""
        event.stop()
        event.prevent_default()
        text = clean(event.text)
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)
