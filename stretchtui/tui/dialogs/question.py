"""A question with a few answers, each with its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual.widgets import Static

from stretchtui.tui.dialogs.box import Box
from stretchtui.tui.dialogs.scroll import Scroll

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget


class Answer(NamedTuple):
    """One answer."""

    value: str
    keys: str
    """Textual's names of its keys, with commas between."""
    shown: str
    """The key as it is shown."""
    label: str


class Question(Box[str]):
    """Asks; gives the chosen answer's value.

    Args:
        title: The question in a few words.
        lines: What there is to know, shown as it is.
        answers: In the order they are shown; their keys are theirs alone.
    """

    def __init__(self, title: str, lines: Sequence[str], answers: Sequence[Answer]) -> None:
        super().__init__()
        self.words = Static(
            Text("\n").join([Text(title, "bold"), Text(""), *map(Text, lines)]), markup=False
        )
        """What there is to read."""
        self._scroll = Scroll(self.words)
        self._answers = {key: each.value for each in answers for key in each.keys.split(",")}
        self.bar.keys = tuple(
            (each.shown, each.label, f"answer('{each.value}')", True) for each in answers
        )

    def content(self) -> Iterable[Widget]:
        """The words; their first line scrolls with them."""
        yield self._scroll

    def on_key(self, event: events.Key) -> None:
        """Take an answer, or scroll."""
        if event.key in self._answers:
            event.stop()
            self.action_answer(self._answers[event.key])
        elif self._scroll.takes(event.key):
            event.stop()

    def action_answer(self, value: str) -> None:
        """Give an answer."""
        self.dismiss(value)
