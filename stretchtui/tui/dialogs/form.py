"""A form: fields that are checked as they are typed, and nothing impossible gets through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from stretchtui.core.routines.entry import Wrong
from stretchtui.store.writing import NotSaved
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.box import Box
from stretchtui.tui.dialogs.fields import ROOMY
from stretchtui.tui.dialogs.question import Answer, Question
from stretchtui.tui.widgets.line_input import settled
from stretchtui.tui.widgets.several import Several

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.fields import Field
    from stretchtui.tui.dialogs.prompts import Option

Values = Mapping[str, Any]
"""Fields by their names in the model."""

KEEP, DISCARD, STAY = "keep", "discard", "stay"


class FormDraft(Protocol):
    """Where what is typed is kept until it is taken or discarded."""

    def left(self) -> Mapping[str, str]:
        """What was typed before, by field, and neither taken nor discarded."""

    def keep(self, fields: Mapping[str, str]) -> None:
        """Keep what is typed by now; raises ``NotSaved`` if it cannot be kept."""

    def drop(self) -> None:
        """It was taken, or discarded."""


def leaving() -> Question:
    """Whether to keep what was changed in a form."""
    return Question(
        "Keep your changes?",
        ["You changed this form."],
        [
            Answer(KEEP, "k,enter,ctrl+s", "k", "keep"),
            Answer(DISCARD, "d", "d", "discard"),
            Answer(STAY, "escape", "esc", "keep editing"),
        ],
    )


class Form(Box[bool]):
    """Fields to change; gives whether all there is shall be saved as well.

    Args:
        title: What they are fields of.
        fields: The fields.
        look: How the program looks.
        keep: Takes the fields that were changed; raises ``Wrong`` if they cannot be.
        comes_to: What the fields come to, in a few words; it may raise ``Wrong``.
        one_of: Fields of which only one can have a value.
        begin: The field to begin with; the first, if not given.
        draft: Keeps what is typed at every change; what was left there is put back.
        saves: Whether ``ctrl+s`` saves more than the form.
        doubt: Asks what a field means, where that is in doubt; it is then what was answered.
        confirm: The key that takes it as it is shown, and what it is said to do.
    """

    DEFAULT_CSS = beside(__file__)
    # Textual declares this in a way that mypy takes for an instance variable.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-narrow"),
        (ROOMY, "-roomy"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        # All are carried out before the keys behind them are looked at.
        Binding("enter", "keep", show=False, priority=True),
        Binding("ctrl+s", "keep_all(True)", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("down", "other(1)", show=False, priority=True),
        Binding("up", "other(-1)", show=False, priority=True),
        Binding("tab", "next_field", show=False, priority=True),
        Binding("shift+tab", "field_before", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        look: Look,
        keep: Callable[[Values], None],
        *,
        comes_to: Callable[[Values], str] | None = None,
        one_of: Sequence[str] = (),
        begin: str | None = None,
        draft: FormDraft | None = None,
        saves: bool = False,
        confirm: tuple[str, str] = ("enter", ""),
        doubt: Callable[[Field], Screen[Option] | None] = lambda field: None,
    ) -> None:
        super().__init__(title)
        self.fields = fields
        self._keep = keep
        self._comes_to = comes_to
        self._one_of = one_of
        self._begin = begin or fields[0].field
        self._draft = draft
        self._doubt = doubt
        for field in fields:
            field.listen = self._typed
        # Its row is kept free.
        self._note.display = True
        self.bar.keys = (
            (confirm[0], confirm[1] or ("keep" if saves else "save"), "keep_all", True),
            *([("ctrl+s", "save", "keep_all(True)", True)] if saves else []),
            *([(look.up_and_down, "field", "other(1)", True)] if len(fields) > 1 else []),
            ("esc", "cancel", "leave", True),
        )

    def content(self) -> Iterable[Widget]:
        """The fields; what they come to is the note."""
        yield VerticalScroll(*self.fields, can_focus=False)

    def on_mount(self) -> None:
        """Begin with the first field, and with what was typed before."""
        begin = next(each for each in self.fields if each.field == self._begin)
        self.set_focus(begin.control)
        before = self._draft.left() if self._draft is not None else {}
        for each in self.fields:
            if each.field in before:
                each.put(before[each.field])
                each.check()
        self._show_sum()

    @property
    def changed(self) -> bool:
        """Whether anything else stands there than at first."""
        return any(each.changed for each in self.fields)

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Say what is expected where the focus is now, and have all of that seen."""
        # Textual would scroll to the control alone, and before there is room for what is said.
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)
        for each in self.fields:
            if each.is_current is not (each.control is self.focused):
                each.is_current = not each.is_current
                each.lay_out()

    def _typed(self, field: Field) -> None:
        if field.field in self._one_of and not field.empty:
            for each in self.fields:
                if each is not field and each.field in self._one_of and not each.empty:
                    each.clear()
        field.check()
        self._show_sum()
        self._keep_draft()

    def _keep_draft(self) -> None:
        if self._draft is None or self.is_left:
            return
        try:
            self._draft.keep({each.field: each.text for each in self.fields if each.changed})
        except NotSaved as error:
            self.note(str(error), wrong=True)

    def _show_sum(self) -> None:
        words, wrong = "", False
        if self._comes_to is not None and not any(each.reason for each in self.fields):
            try:
                words = self._comes_to(self._values())
            except Wrong as error:
                words, wrong = str(error), True
        self.note(words, wrong)

    def _values(self) -> Values:
        return {each.field: each.value() for each in self.fields if each.changed}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: in several lines, some are for these."""
        return action not in ("keep", "other") or not isinstance(self.focused, TextArea)

    async def action_keep(self) -> None:
        """Take what stands there, if all of it can be taken."""
        await self.action_keep_all()

    async def action_keep_all(self, saves: bool = False) -> None:
        """Take what stands there, whatever is typed in.

        Args:
            saves: Whether to save all there is as well.
        """
        if self.focused is not None:
            await settled(self.focused)
        if self.is_left:
            # By a key that came while a click was waiting, or the other way round.
            return
        wrong = [each for each in self.fields if not each.check()]
        if wrong:
            self.set_focus(wrong[0].control)
            self.note(f"{wrong[0].label}: {wrong[0].reason}", wrong=True)
            return
        for each in self.fields:
            if each.changed and (question := self._doubt(each)) is not None:
                await self._ask(each, question, saves)
                return
        try:
            self._keep(self._values())
        except Wrong as error:
            self.note(str(error), wrong=True)
            return
        self._leave(saves)

    async def _ask(self, field: Field, question: Screen[Option], saves: bool) -> None:
        async def answered(option: Option | None) -> None:
            if option is not None:
                field.put(option.value)
                await self.action_keep_all(saves)

        await self.app.push_screen(question, answered)

    async def action_leave(self) -> None:
        """Leave everything as it was; ask first, where something was changed."""
        if self.focused is not None:
            await settled(self.focused)
        if self.is_left:
            return
        if not self.changed:
            self._leave()
            return

        async def answered(answer: str | None) -> None:
            if answer == KEEP:
                await self.action_keep_all()
            elif answer == DISCARD:
                self._leave()

        await self.app.push_screen(leaving(), answered)

    def _leave(self, saves: bool = False) -> None:
        self.dismiss(saves)
        if self.is_left and self._draft is not None:
            self._draft.drop()

    async def action_other(self, by: int) -> None:
        """To the next field, or to the one before; or to another row of this one."""
        if isinstance(self.focused, Several):
            # What was chosen before the key is chosen in the row it was in.
            await settled(self.focused)
            if self.focused.move(by):
                return
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
