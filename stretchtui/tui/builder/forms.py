"""The builder's forms: what is typed in them is kept beside the routine's draft."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from stretchtui.core.routines.model import Group
from stretchtui.store.form_drafts import TypedForm
from stretchtui.store.writing import NotSaved

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.tui.builder.adding import Adding
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.builder.saving import Saving
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import Form, FormDraft

STEP, ROUTINE, LINES = "step", "routine", "lines"

# Imported with the first form: the builder opens the sooner.


class TypedBeside:
    """What is typed in a form, kept beside the routine that is made.

    Args:
        editor: What is made.
        form: Which form it is.
        before: What was typed in it when a program ended.
    """

    def __init__(self, editor: Editor, form: str, before: Mapping[str, str]) -> None:
        self._editor = editor
        self._form = form
        self._before = before

    def left(self) -> Mapping[str, str]:
        """What was typed before, by field."""
        return self._before

    def keep(self, fields: Mapping[str, str]) -> None:
        """Keep what is typed by now.

        Raises:
            NotSaved: It cannot be kept.
        """
        typed = TypedForm(self._form, fields, self._editor.now.cursor) if fields else None
        self._editor.keep_form(typed)

    def drop(self) -> None:
        """It was taken, or discarded."""
        # What cannot be kept is said by the screen, with the next change.
        with contextlib.suppress(NotSaved):
            self._editor.keep_form(None)


class FormScreen(Protocol):
    """The screen, as far as forms need it."""

    @property
    def app(self) -> App[Any]:
        """The app, which opens them."""

    def do_or_raise(self, change: Any) -> None:
        """Carry out an edit; raises ``Wrong`` if it cannot be."""

    def show(self) -> None:
        """Show the routine as it is."""


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
        self, screen: FormScreen, editor: Editor, look: Look, saving: Saving, adding: Adding
    ) -> None:
        self._screen = screen
        self._editor = editor
        self._look = look
        self._saving = saving
        self._adding = adding

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
