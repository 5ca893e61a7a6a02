"""The builder's forms: what is typed in them is kept beside the routine's draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from stretchtui.core.routines.model import Group
from stretchtui.tui.builder.own_stretches import OwnScreen, OwnStretches
from stretchtui.tui.builder.typed_beside import TypedBeside

if TYPE_CHECKING:
    from stretchtui.tui.builder.adding import Adding
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.builder.saving import Saving
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import Form, FormDraft

STEP, ROUTINE, LINES = "step", "routine", "lines"

# Imported with the first form: the builder opens the sooner.


class FormScreen(OwnScreen, Protocol):
    """The screen, as far as forms need it."""

    def do_or_raise(self, change: Any) -> None:
        """Carry out an edit; raises ``Wrong`` if it cannot be."""


class Forms:
    """Opens forms.

    Args:
        screen: Shows what is made.
        editor: What is made.
        look: How the program looks.
        saving: Saves it.
        adding: Adds steps.
    """

    def __init__(
        self,
        screen: FormScreen,
        editor: Editor,
        look: Look,
        saving: Saving,
        adding: Adding,
    ) -> None:
        self._screen = screen
        self._editor = editor
        self._look = look
        self._saving = saving
        self._adding = adding
        self._own = OwnStretches(screen, editor, look)

    async def open(self, what: str) -> None:
        """Open what is asked for by its name."""
        match what:
            case "lines":
                await self.lines()
            case "stretches":
                await self._own.show()
            case "make":
                await self._own.make()
            case "file":
                from stretchtui.tui.builder.text_editor import TextEditor

                TextEditor(self._screen, self._editor, self._saving).open()

    async def step(self, before: Mapping[str, str] | None = None) -> None:
        """Open the form of the chosen step or group, if there is one.

        Args:
            before: What was typed in it when a program ended.
        """
        from stretchtui.tui.builder.group_form import group_form
        from stretchtui.tui.builder.step_form import step_form

        entry = self._editor.now.entry
        if isinstance(entry, Group):
            await self._open(STEP, group_form, before)
        elif entry is not None:
            await self._open(STEP, step_form, before)

    async def routine(self, before: Mapping[str, str] | None = None) -> None:
        """Open the form of the routine.

        Args:
            before: What was typed in it when a program ended.
        """
        from stretchtui.tui.builder.routine_form import routine_form

        await self._open(ROUTINE, routine_form, before)

    async def lines(self, text: str | None = None) -> None:
        """Open the form of several steps.

        Args:
            text: What stands in it first, if anything was typed or pasted already.
        """
        from stretchtui.tui.builder.lines_form import FIELD, lines_form

        taken: list[Any] = []

        async def left(_: bool | None) -> None:
            if taken:
                (again, lines) = taken[0]
                await self._adding.add(lines, lambda: self.lines(again))

        draft = TypedBeside(self._editor, LINES, {FIELD: text} if text else {})
        form = lines_form(self._editor, self._look, lambda *given: taken.append(given), draft)
        await self._screen.app.push_screen(form, left)

    async def reopen(self) -> None:
        """Open the form again that was open when a program ended, with what was typed in it."""
        typed, self._editor.unfinished = self._editor.unfinished, None
        if typed is None:
            return
        self._editor.do(lambda draft: draft.at(typed.cursor))
        self._screen.show()
        if typed.form == STEP:
            await self.step(typed.fields)
        elif typed.form == ROUTINE:
            await self.routine(typed.fields)
        elif typed.form == LINES:
            await self.lines(next(iter(typed.fields.values()), None))
        else:
            await self._own.reopen(typed)

    async def _open(
        self,
        name: str,
        make: Callable[[Editor, Look, Any, FormDraft], Form],
        before: Mapping[str, str] | None,
    ) -> None:
        def left(saves: bool | None) -> None:
            if saves:
                self._saving.save()

        draft = TypedBeside(self._editor, name, before or {})
        form = make(self._editor, self._look, self._screen.do_or_raise, draft)
        await self._screen.app.push_screen(form, left)
