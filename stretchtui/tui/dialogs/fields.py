"""The rows of a form: a label, what is typed or chosen, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.routines.entry import FIELDS, Wrong
from stretchtui.tui.css import beside
from stretchtui.tui.widgets.choice import Choice
from stretchtui.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.core.routines.entry import FieldKind
    from stretchtui.words.glyphs import Glyphs


NARROWEST = 20
"""The cells of a line for a quantity, if there is room for so many."""

MENDABLE = 10
"""In fewer cells than this nothing could be read anyway."""

ROOMY = 70
"""From so many columns on a line need not have all the room there is."""

BESIDE = 3
"""The cells of a form that no field has: its edges, and a scrollbar."""


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

    @property
    def text(self) -> str:
        """What stands there, as it is kept while it is neither taken nor discarded."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Have something stand there that was kept: what ``text`` gave."""
        raise NotImplementedError

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
        self._default = default
        self.line = LineInput(
            self._first, default, select=not long, typed=lambda _: self.listen(self)
        )
        super().__init__(field, label, self.line, "" if long else self._kind.hint)
        self.set_class(long, "-long")
        self._long = long

    def lay_out(self) -> None:
        """Make room for all that is typed, and for the note."""
        if not self._long and self.is_attached:
            # And for the cursor behind it; in little room it has all there is. By the screen's
            # width: this one's changes with the room that is made here, and a scrollbar.
            wide = cell_len(self.line.value) + 3 if self.screen.size.width >= ROOMY else 0
            self.line.styles.min_width = min(wide, ROOMY - self._left - BESIDE)
        super().lay_out()

    @property
    def note(self) -> str:
        """The reason or the hint; before it the default, where the line is too short for that."""
        said = super().note
        width = self.screen.size.width
        room = NARROWEST - 2 if width >= ROOMY else width - self._left - BESIDE
        cut = MENDABLE < room < cell_len(self._default)
        if self.is_current and cut and not (self._long or self.reason or self.line.value):
            return f"{self._default}; {said}"
        return said

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

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.value

    def put(self, text: str) -> None:
        """Have it typed, and seen from its end."""
        # The next letter is not to take its place.
        self.line.select_on_focus = False
        self.line.value = text
        self.line.cursor_position = len(text)


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

    @property
    def text(self) -> str:
        """What the chosen one is called."""
        return self.choice.words

    def put(self, text: str) -> None:
        """Choose the one that is called so, if there is one."""
        self.choice.choose(text)
