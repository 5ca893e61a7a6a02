"""A question with a few answers, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.text import Text
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from stretchtui.tui.widgets.key_bar import KeyBar, flow

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


WIDTH = 64
"""As wide as this at most, in cells."""


class Answer(NamedTuple):
    """One answer."""

    value: str
    keys: str
    """Textual's names of its keys, with commas between."""
    shown: str
    """The key as it is shown."""
    label: str


class Question(ModalScreen[str]):
    """Asks; gives the chosen answer's value.

    Args:
        title: The question in a few words.
        lines: What there is to know, shown as it is.
        answers: In the order they are shown; their keys are theirs alone.
    """

    CSS: ClassVar[str] = f"""
    Question {{ align: center middle; }}
    Question > Vertical {{
        width: {WIDTH}; max-width: 100%; height: auto; max-height: 100%;
        padding: 1 2; background: $surface;
    }}
    Question VerticalScroll {{ height: auto; }}
    Question.-short > Vertical {{ padding: 0 1; }}
    Question KeyBar {{ margin-top: 1; background: $surface; }}
    """
    # Textual declares it in a way that mypy takes for an instance variable.
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-short"),
        (20, "-normal"),
    ]

    def __init__(self, title: str, lines: Sequence[str], answers: Sequence[Answer]) -> None:
        super().__init__()
        self._words = Text("\n").join([Text(title, "bold"), Text(""), *map(Text, lines)])
        self._answers = {key: each.value for each in answers for key in each.keys.split(",")}
        self._bar = KeyBar()
        self._bar.keys = tuple(
            (each.shown, each.label, f"answer('{each.value}')", True) for each in answers
        )

    def compose(self) -> ComposeResult:
        """The words, and the keys."""
        with Vertical():
            with VerticalScroll(can_focus=False):
                yield Static(self._words, markup=False)
            yield self._bar

    def on_resize(self) -> None:
        """All answers are shown; what is too long for the rest scrolls."""
        box = self.query_one(Vertical)
        self._bar.styles.height = rows = len(
            flow(self._bar.keys, self._width(), len(self._answers))
        )
        room = self.size.height - rows - 1 - box.styles.padding.height
        self.query_one(VerticalScroll).styles.max_height = max(1, room)

    def _width(self) -> int:
        return min(WIDTH, self.size.width) - self.query_one(Vertical).styles.padding.width

    def on_key(self, event: events.Key) -> None:
        """Take an answer; the arrows scroll."""
        if event.key in ("up", "down"):
            self.query_one(VerticalScroll).scroll_relative(
                y=1 if event.key == "down" else -1, animate=False
            )
        elif event.key in self._answers:
            event.stop()
            self.action_answer(self._answers[event.key])

    def action_answer(self, value: str) -> None:
        """Give an answer; keys that came with the first are none."""
        if self.is_current:
            self.dismiss(value)
