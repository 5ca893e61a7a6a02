"""Words that may be longer than their room."""

from __future__ import annotations

from textual.containers import VerticalScroll

_KEYS = {
    "up": VerticalScroll.scroll_up,
    "k": VerticalScroll.scroll_up,
    "down": VerticalScroll.scroll_down,
    "j": VerticalScroll.scroll_down,
    "pageup": VerticalScroll.scroll_page_up,
    "pagedown": VerticalScroll.scroll_page_down,
    "space": VerticalScroll.scroll_page_down,
    "home": VerticalScroll.scroll_home,
    "g": VerticalScroll.scroll_home,
    "end": VerticalScroll.scroll_end,
    "G": VerticalScroll.scroll_end,
}

_HALVES = {"ctrl+d": 1, "ctrl+u": -1}


class Scroll(VerticalScroll, can_focus=False):
    """Scrolls with the keys that its dialog hands it, whatever has the focus."""

    def takes(self, key: str) -> bool:
        """Scroll, if this is a key for that.

        Args:
            key: Textual's name of it.

        Returns:
            Whether it is.
        """
        if key in _HALVES:
            self.scroll_relative(y=_HALVES[key] * max(1, self.size.height // 2), animate=False)
        elif key in _KEYS:
            _KEYS[key](self, animate=False)
        else:
            return False
        return True

    @property
    def is_read(self) -> bool:
        """Whether the last of the words is seen."""
        return self.scroll_offset.y >= self.max_scroll_y
