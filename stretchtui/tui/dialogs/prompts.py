"""Small boxes: a list to choose from, a value or a line to type, a key to press."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.text import clean
from stretchtui.tui.commands.keymap import FIXED
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.box import Box
from stretchtui.tui.widgets.line_input import LineInput, settled
from stretchtui.tui.widgets.line_list import LineList, Span

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from stretchtui.tui.commands.look import Look
    from stretchtui.words.glyphs import Glyphs


class Prompt(Box[ScreenResultType]):
    """A box with something to answer in; esc gives no answer."""

    DEFAULT_CSS = beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def action_cancel(self) -> None:
        """Give no answer."""
        self.dismiss(None)


class Option(NamedTuple):
    """One of the values to choose from."""

    value: Any
    label: str
    note: str = ""


class OptionsList(LineList, can_focus=True):
    """Values to choose from.

    Args:
        options: The values.
        glyphs: The characters to draw with.
    """

    def __init__(self, options: Sequence[Option], chosen: int, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.options = options
        self.set_reactive(OptionsList.chosen, chosen)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.options)

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A value, and what it means."""
        _, label, note = self.options[place]
        if not note:
            return [(self.cut(label, width), "")]
        return [(self.cut(label, 12), ""), (self.cut(note, width - 12), "dim")]


class ChoicePrompt(Prompt[Option]):
    """Chooses a value; gives it as an ``Option``.

    Args:
        title: What is chosen.
        options: The values.
        value: The present one.
        look: How the program looks.
        looked_at: Called with each value that is looked at.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", show=False, priority=True),
        Binding("down,j", "move(1)", show=False, priority=True),
        Binding("up,k", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(1, 'page')", show=False, priority=True),
        Binding("pageup", "move(-1, 'page')", show=False, priority=True),
        Binding("ctrl+d", "move(1, 'half')", show=False, priority=True),
        Binding("ctrl+u", "move(-1, 'half')", show=False, priority=True),
        Binding("home,g", "move(-1000)", show=False, priority=True),
        Binding("end,G", "move(1000)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        value: Any,
        look: Look,
        looked_at: Callable[[Any], None] = lambda value: None,
    ) -> None:
        super().__init__(title)
        values = [option.value for option in options]
        chosen = values.index(value) if value in values else 0
        self._list = OptionsList(options, chosen, look.glyphs)
        self._list.styles.height = len(options)
        self._list.add_class("-active")
        self._looked_at = looked_at
        self.bar.keys = (
            (look.up_and_down, "move", "move(1)", True),
            ("enter", "select", "choose", True),
            ("esc", "cancel", "cancel", True),
        )

    def content(self) -> Iterable[Widget]:
        """The list."""
        yield self._list

    def on_mount(self) -> None:
        """The keys are for the list."""
        self.set_focus(self._list)

    def action_move(self, by: int, unit: str = "line") -> None:
        """Look at another value."""
        self._list.action_move(by, unit)
        self._looked_at(self._list.options[self._list.chosen].value)

    def action_choose(self) -> None:
        """Take the value."""
        self.dismiss(self._list.options[self._list.chosen])

    @on(LineList.Clicked)
    def _clicked(self, event: LineList.Clicked) -> None:
        self.action_move(event.place - self._list.chosen)
        if event.again:
            self.action_choose()


class LinePrompt(Prompt[Any]):
    """Types a value; gives it.

    Args:
        title: What it is of.
        typed: What stands there first.
        expected: What can be typed.
        read: Gives the value; raises ``Wrong``.
    """

    # Carried out before the keys behind it are looked at: by the line it would be after them.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", show=False, priority=True)]
    SELECTS = True
    """Whether what is typed takes the place of what stands there."""

    def __init__(self, title: str, typed: str, expected: str, read: Callable[[str], Any]) -> None:
        super().__init__(title, expected)
        self._expected = expected
        self._line = LineInput(typed, select=self.SELECTS)
        self._read = read
        self.bar.keys = (("enter", "save", "take", True), ("esc", "cancel", "cancel", True))

    def content(self) -> Iterable[Widget]:
        """The line."""
        yield self._line

    def on_mount(self) -> None:
        """The keys are for the line."""
        self.set_focus(self._line)

    @on(Input.Changed)
    def _typed(self) -> None:
        """What is wrong with it is said as it is typed."""
        try:
            self._read(self._line.value)
        except Wrong as error:
            self.note(str(error), wrong=True)
        else:
            self.note(self._expected)

    async def action_take(self) -> None:
        """Take the value."""
        await settled(self._line)
        try:
            self.dismiss(self._read(self._line.value))
        except Wrong as error:
            self.note(str(error), wrong=True)


class TextPrompt(LinePrompt):
    """Types a line of text; gives it, safe to show, and empty if nothing stands there.

    Args:
        title: What it is about.
        typed: What stands there first.
        hint: What becomes of it.
    """

    SELECTS = False

    def __init__(self, title: str, typed: str, hint: str) -> None:
        super().__init__(title, typed, hint, clean)


class KeyPrompt(Prompt[str]):
    """Waits for a key; gives its name.

    Args:
        title: The command it is for.
        words: What that does.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, title: str, words: str = "") -> None:
        super().__init__(title, "Press the new key.")
        self._words = Static(Text(words), id="about", markup=False)
        self._words.display = bool(words)
        self.bar.keys = (("esc", "cancel", "cancel", True),)

    def content(self) -> Iterable[Widget]:
        """What the command does."""
        yield self._words

    def on_key(self, event: events.Key) -> None:
        """Take the key, if it can be had."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in FIXED:
            self.note(f"{event.key} {FIXED[event.key]}. Press another key.", wrong=True)
        else:
            self.dismiss(event.key)
