"""The rows of a form: a label, what is typed or chosen, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from stretchtui.core.routines import entry
from stretchtui.core.routines.entry import FIELDS, Wrong
from stretchtui.core.text import clean
from stretchtui.tui.css import beside
from stretchtui.tui.widgets.choice import Choice
from stretchtui.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from stretchtui.core.routines.entry import FieldKind
    from stretchtui.words.glyphs import Glyphs


class Field(Widget):
    """One field. Label and note are drawn, and no widgets: a form opens the sooner.

    Args:
        field: Its name in the model.
        label: Its name on the screen.
        control: What is typed or chosen in.
        hint: What is expected, while it has the focus.
        rows: The control's height.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--label", "field--hint", "field--wrong"}
    DEFAULT_CSS = beside(__file__)

    def __init__(
        self, field: str, label: str, control: Widget, hint: str = "", rows: int = 1
    ) -> None:
        super().__init__()
        self.field = field
        self.label = label
        self.control = control
        self.hint = hint
        self.reason = ""
        """Why what stands there cannot be taken; empty if it can."""
        self.is_current = False
        """Whether it is the one that is typed or chosen in."""
        self.listen: Callable[[Field], None] = lambda row: None
        """Called as soon as something else stands there."""
        self._rows = rows

    def compose(self) -> ComposeResult:
        """What is typed or chosen in."""
        yield self.control

    @property
    def changed(self) -> bool:
        """Whether something else stands there than at first."""
        raise NotImplementedError

    def value(self) -> Any:
        """What stands there, as the model has it.

        Raises:
            Wrong: It cannot be taken.
        """
        raise NotImplementedError

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return False

    def clear(self) -> None:
        """Have nothing stand there."""

    def check(self) -> bool:
        """Look whether what stands there can be taken, and say why not."""
        self.reason = ""
        if self.changed:
            try:
                self.value()
            except Wrong as error:
                self.reason = str(error)
        self.lay_out()
        return not self.reason

    @property
    def note(self) -> str:
        """The reason; or the hint, while this is the field that is typed in."""
        if self.reason:
            return f"! {self.reason}"
        return self.hint if self.is_current else ""

    def lay_out(self) -> None:
        """Make room for the note below the control, where there is not enough beside it."""
        self.styles.height = self._rows + len(self._below)
        self.refresh()
        if self.is_current:
            self.call_after_refresh(self.scroll_visible, animate=False)

    @property
    def _below(self) -> list[str]:
        """The note in lines below the control; none where there is room beside it."""
        if not self.size or cell_len(self.note) <= self._beside:
            return []
        return wrap(self.note, max(10, self.size.width - self._left - 1))

    @property
    def _beside(self) -> int:
        """The cells beside the control."""
        return self.size.width - self._left - self.control.outer_size.width - 2

    @property
    def _left(self) -> int:
        """The cells of the label."""
        return self.control.styles.margin.left

    def on_resize(self) -> None:
        """There is more room, or less."""
        self.lay_out()

    def render_line(self, y: int) -> Strip:
        """Label and note; the control is drawn over it."""
        look = self.get_component_rich_style("field--label")
        segments = [Segment((self.label if y == 0 else "").ljust(self._left), look)]
        below = self._below
        if not below and y == 0:
            gap, words = self.control.outer_size.width + 2, self.note
        else:
            gap, words = 1, dict(enumerate(below, self._rows)).get(y, "")
        note = self.get_component_rich_style("field--wrong" if self.reason else "field--hint")
        segments += [Segment(" " * gap, self.rich_style), Segment(words, note)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)


class LineField(Field):
    """A field that is one line of text.

    Args:
        field: Its name in the model.
        label: Its name on the screen.
        value: Its value.
        default: What it comes to when nothing is typed.
        long: Whether it is a text, and not just a quantity that is soon typed anew.
        kind: How it is typed; as a routine's field of that name, if not given.
    """

    def __init__(
        self,
        field: str,
        label: str,
        value: Any,
        default: str = "",
        *,
        long: bool = False,
        kind: FieldKind | None = None,
    ) -> None:
        self._kind = kind or FIELDS[field]
        self._first = self._kind.write(value)
        self.line = LineInput(
            self._first, default, select=not long, typed=lambda _: self.listen(self)
        )
        super().__init__(field, label, self.line, "" if long else self._kind.hint)
        self.set_class(long, "-long")

    @property
    def changed(self) -> bool:
        """Whether something else stands there than at first."""
        return self.line.value != self._first

    def value(self) -> Any:
        """What stands there, as the model has it."""
        return self._kind.read(self.line.value)

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return not self.line.value.strip()

    def clear(self) -> None:
        """Have nothing stand there."""
        self.line.value = ""


class ChoiceField(Field):
    """A field that is one of a few values.

    Args:
        field: Its name in the model.
        label: Its name on the screen.
        value: Its value.
        options: Each value it may have, and what that is called.
        glyphs: The characters to draw with.
    """

    def __init__(
        self,
        field: str,
        label: str,
        value: Any,
        options: Sequence[tuple[Any, str]],
        glyphs: Glyphs,
    ) -> None:
        self._first = value
        self.choice = Choice(options, value, glyphs)
        self.choice.chosen = lambda: self.listen(self)
        super().__init__(field, label, self.choice, "left or right to change")

    @property
    def changed(self) -> bool:
        """Whether another one is chosen than at first."""
        return bool(self.choice.value != self._first)

    def value(self) -> Any:
        """The one that is chosen."""
        return self.choice.value


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
    """

    def __init__(self, field: str, label: str, value: Any) -> None:
        self._first = entry.write(field, value)
        self.area = SafeTextArea(
            self._first, compact=True, highlight_cursor_line=False, tab_behavior="focus"
        )
        self.area.cursor_blink = False
        super().__init__(field, label, self.area, "one per line; tab for the next field", rows=4)

    def on_text_area_changed(self) -> None:
        """Hand it on."""
        self.listen(self)

    @property
    def changed(self) -> bool:
        """Whether something else stands there than at first."""
        return self.area.text != self._first

    def value(self) -> Any:
        """What stands there, as the model has it."""
        return entry.read(self.field, self.area.text)
