"""Widgets that come later: the first screen does not wait for what it does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget


def mount_later(parent: Widget, *widgets: Widget, before: Widget | None = None) -> None:
    """Mount widgets when everything has been drawn, if their parent is still there then.

    Args:
        parent: What they are to be in.
        widgets: The widgets.
        before: The child that they stand before; behind all others, if not given.
    """

    def mount() -> None:
        # A screen that was left at once is gone by then, or about to be.
        if parent.is_attached and parent.is_running:
            parent.mount(*widgets, before=before)

    parent.call_after_refresh(mount)
