"""Widgets that come later: the first screen does not wait for what it does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import AwaitMount, Widget


def mount_once(parent: Widget, *widgets: Widget, before: Widget | None = None) -> list[AwaitMount]:
    """Mount widgets, if they are not there yet, and their parent still is.

    Args:
        parent: What they are to be in.
        widgets: The widgets.
        before: The child that they stand before; behind all others, if not given.

    Returns:
        What can be waited for.
    """
    # A screen that was left at once is gone by then, or about to be.
    if parent.is_attached and parent.is_running and widgets[0].parent is None:
        return [parent.mount(*widgets, before=before)]
    return []
