"""The row of a form that takes several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.geometry import Offset
from textual.widgets import TextArea

from stretchtui.core.routines.entry import FIELDS
from stretchtui.core.text import clean
from stretchtui.tui.dialogs.fields import Field

if TYPE_CHECKING:
    from textual import events

    from stretchtui.core.routines.entry import FieldKind


class SafeTextArea(TextArea):
    """Lines to type in; whatever is pasted is made safe to show."""

    def on_paste(self, event: events.Paste) -> None:
        """Take the text without what must not reach a terminal."""
        event.stop()
        event.prevent_default()
        lines = "\n".join(clean(line) for line in event.text.splitlines())
        result = self.replace(lines, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor, unless it stands below the last line.

        It does for a moment when an undo takes lines away, and the scrollbar with them: Textual
        8.2.8 puts it back only after that, and ends the program before.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)


class LinesField(Field):
    """A field of several lines.

    Args:
        field: Its name in the model.
        label: Its name on the screen.
        value: Its value.
        kind: How it is typed; as a routine's field of that name, if not given.
        rows: How many lines are seen at once.
        hint: What is expected, while it has the focus.
    """

    def __init__(
        self,
        field: str,
        label: str,
        value: Any,
        *,
        kind: FieldKind | None = None,
        rows: int = 4,
        hint: str = "one per line; tab for the next field",
    ) -> None:
        self._kind = kind or FIELDS[field]
        self._first = self._kind.write(value)
        self.area = SafeTextArea(
            self._first, compact=True, highlight_cursor_line=False, tab_behavior="focus"
        )
        self.area.cursor_blink = False
        self.area.styles.height = rows
        super().__init__(field, label, self.area, hint, rows)

    def on_text_area_changed(self) -> None:
        """Hand it on."""
        self.listen(self)

    @property
    def changed(self) -> bool:
        """Whether something else stands there than at first."""
        return self.area.text != self._first

    def value(self) -> Any:
        """What stands there, as the model has it."""
        return self._kind.read(self.area.text)

    @property
    def text(self) -> str:
        """The lines."""
        return self.area.text

    def put(self, text: str) -> None:
        """Have these lines stand there."""
        self.area.text = text
