"""Words that may be longer than their room."""

from __future__ import annotations

from textual.containers import VerticalScroll

_KEYS = {
    "up": VerticalScroll.scroll_up,
    "down": VerticalScroll.scroll_down,
    "pageup": VerticalScroll.scroll_page_up,
    "pagedown": VerticalScroll.scroll_page_down,
    "home": VerticalScroll.scroll_home,
    "end": VerticalScroll.scroll_end,
}


class Scroll(VerticalScroll, can_focus=False):
    """Scrolls with the keys that its dialog hands it, whatever has the focus."""

    def takes(self, key: str) -> bool:
        """Scroll, if this is a key for that.

        Args:
            key: Textual's name of it.

        Returns:
            Whether it is.
        """
        scroll = _KEYS.get(key)
        if scroll is not None:
            scroll(self, animate=False)
        return scroll is not None
