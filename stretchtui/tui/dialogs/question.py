"""A question with a few answers, each with its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual.screen import ScreenResultType
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


class AnswerBox(Box[ScreenResultType]):
    """Something to read, and answers to it, each with its key.

    Args:
        words: What there is to read; it scrolls.
        title: Stands over it, if it is not part of it.
        note: Stands over the keys, if there is one.
    """

    def __init__(self, words: Static, title: str = "", note: str = "") -> None:
        super().__init__(title, note)
        self.words = words
        """What there is to read."""
        self._scroll = Scroll(words)
        self._answers: dict[str, str] = {}

    def content(self) -> Iterable[Widget]:
        """What there is to read."""
        yield self._scroll

    def offer(self, answers: Sequence[Answer]) -> None:
        """Have these answers from now on, in the order they are shown."""
        self._answers = {key: each.value for each in answers for key in each.keys.split(",")}
        self.bar.keys = tuple(
            (each.shown, each.label, f"answer('{each.value}')", True) for each in answers
        )

    def on_key(self, event: events.Key) -> None:
        """Take an answer, or scroll."""
        if event.key in self._answers:
            event.stop()
            self.action_answer(self._answers[event.key])
        elif self._scroll.takes(event.key):
            event.stop()

    def action_answer(self, value: str) -> None:
        """Give an answer."""
        raise NotImplementedError


class Question(AnswerBox[str]):
    """Asks; gives the chosen answer's value.

    Args:
        title: The question in a few words.
        lines: What there is to know, shown as it is.
        answers: In the order they are shown; their keys are theirs alone.
    """

    def __init__(self, title: str, lines: Sequence[str], answers: Sequence[Answer]) -> None:
        # The title scrolls with the words.
        super().__init__(
            Static(
                Text("\n").join([Text(title, "bold"), Text(""), *map(Text, lines)]), markup=False
            )
        )
        self.offer(answers)

    def action_answer(self, value: str) -> None:
        """Give an answer."""
        self.dismiss(value)
