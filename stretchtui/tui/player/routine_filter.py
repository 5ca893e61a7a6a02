"""The line to type a filter in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events


class Filter(Input):
    """The line; the list's own keys go on working beside it.

    Args:
        move: Chooses the line of the list so many lines further.
        leave: Is called where it is left with escape.
    """

    def __init__(self, move: Callable[[int], None], leave: Callable[[], None]) -> None:
        super().__init__(placeholder="hips, chair, 10 min, a name", select_on_focus=False)
        self._move = move
        self._leave = leave

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move in the list, and leave with escape."""
        match event.key:
            case "down" | "up":
                self._move(1 if event.key == "down" else -1)
            case "escape":
                self._leave()
            case _:
                return
        event.stop()
        event.prevent_default()
