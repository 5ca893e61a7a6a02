"""A line that says what has just been done, or why it could not be."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static


class Notice(Static):
    """Takes room only while it says something."""

    def __init__(self) -> None:
        super().__init__(id="notice", markup=False)
        self.display = False

    def say(self, words: str, wrong: bool = False) -> None:
        """Say something; nothing, if there are no words."""
        if words or self.display:
            self.display = bool(words)
            self.set_class(wrong, "-wrong")
            self.update(Text(words))
