"""A form: fields that are checked as they are typed, and nothing impossible gets through."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from stretchtui.core.routines.entry import Wrong
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_input import settled
from stretchtui.words.glyphs import ASCII

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.tui.dialogs.fields import Field
    from stretchtui.words.glyphs import Glyphs

Values = Mapping[str, Any]
"""Fields by their names in the model."""


class Form(ModalScreen[None]):
    """Fields to change.

    Args:
        title: What they are fields of.
        rows: The fields.
        glyphs: The characters to draw with.
        keep: Takes the fields that were changed; raises ``Wrong`` if they cannot be.
        comes_to: What the fields come to, in a few words; it may raise ``Wrong``.
        one_of: Fields of which only one can have a value.
        begin: The field to begin with; the first, if not given.
    """

    CSS_PATH = "form.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-narrow"),
        (70, "-roomy"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        # All are carried out before the keys behind them are looked at.
        Binding("enter", "keep", show=False, priority=True),
        Binding("ctrl+s", "keep_all", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("down", "other(1)", show=False, priority=True),
        Binding("up", "other(-1)", show=False, priority=True),
        Binding("tab", "next_field", show=False, priority=True),
        Binding("shift+tab", "field_before", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[Field],
        glyphs: Glyphs,
        keep: Callable[[Values], None],
        *,
        comes_to: Callable[[Values], str] | None = None,
        one_of: Sequence[str] = (),
        begin: str | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self.rows = rows
        self._keep = keep
        self._comes_to = comes_to
        self._one_of = one_of
        self._begin = begin or rows[0].field
        for row in rows:
            row.listen = self._typed
        self._sum = Static(id="sum", markup=False)
        self._bar = KeyBar()
        arrows = "up down" if glyphs is ASCII else "↑↓"
        self._bar.keys = (
            ("enter", "keep", "keep", True),
            (arrows, "field", "other(1)", True),
            ("esc", "cancel", "leave", True),
        )

    def compose(self) -> ComposeResult:
        """Title, fields, what they come to, keys."""
        with Vertical():
            yield Static(Text(self._title, no_wrap=True, overflow="ellipsis"), id="title")
            with VerticalScroll(can_focus=False):
                yield from self.rows
            yield self._sum
            yield self._bar

    def on_mount(self) -> None:
        """Begin with the first field."""
        begin = next(row for row in self.rows if row.field == self._begin)
        self.set_focus(begin.control)
        self._show_sum()

    def _typed(self, row: Field) -> None:
        if row.field in self._one_of and not row.empty:
            for other in self.rows:
                if other is not row and other.field in self._one_of and not other.empty:
                    other.clear()
        row.check()
        self._show_sum()

    def _show_sum(self, words: str = "") -> None:
        wrong = bool(words)
        if not words and self._comes_to is not None and not any(row.reason for row in self.rows):
            try:
                words = self._comes_to(self._values())
            except Wrong as error:
                words, wrong = str(error), True
        self._sum.update(Text(words))
        self._sum.set_class(wrong, "-wrong")

    def _values(self) -> Values:
        return {row.field: row.value() for row in self.rows if row.changed}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: in several lines, some are for these."""
        return action not in ("keep", "other") or not isinstance(self.focused, TextArea)

    async def action_keep(self) -> None:
        """Take what stands there, if all of it can be taken."""
        await self.action_keep_all()

    async def action_keep_all(self) -> None:
        """Take what stands there, whatever is typed in."""
        if self.focused is not None:
            await settled(self.focused)
        wrong = [row for row in self.rows if not row.check()]
        if wrong:
            self.set_focus(wrong[0].control)
            self._show_sum(f"{wrong[0].label}: {wrong[0].reason}")
            return
        try:
            self._keep(self._values())
        except Wrong as error:
            self._show_sum(str(error))
            return
        self.dismiss()

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss()

    def action_other(self, by: int) -> None:
        """To the next field, or to the one before."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_next_field(self) -> None:
        """To the next field, from wherever."""
        self.focus_next()

    def action_field_before(self) -> None:
        """To the field before, from wherever."""
        self.focus_previous()
