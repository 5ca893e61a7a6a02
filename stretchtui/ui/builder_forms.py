"""What opens over the builder: the forms, and the trial."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core import edit
from stretchtui.core.edit import Draft
from stretchtui.core.library import Entry, Source

if TYPE_CHECKING:
    from stretchtui.ui.app import StretchApp
    from stretchtui.ui.editing import Editing
    from stretchtui.ui.screens.form import Values

Do = Callable[[Callable[[Draft], Draft]], None]
"""Carries an edit out; raises ``Wrong`` if it cannot be."""


async def open_step_form(program: StretchApp, editing: Editing, do: Do) -> None:
    """Open the form of the chosen step, if there is one."""
    from stretchtui.ui.screens.step_form import step_form

    def keep(values: Values) -> None:
        do(lambda draft: edit.change(draft, **values))

    if editing.now.step is not None:
        form = step_form(editing.now, editing.stretches, program.pace, program.glyphs, keep)
        await program.push_screen(form)


async def open_routine_form(program: StretchApp, editing: Editing, do: Do) -> None:
    """Open the form of the routine."""
    from stretchtui.ui.screens.routine_form import routine_form

    def keep(values: Values) -> None:
        do(lambda draft: edit.describe(draft, **values))

    await program.push_screen(routine_form(editing.routine, program.pace, program.glyphs, keep))


async def try_out(program: StretchApp, editing: Editing) -> None:
    """Play the routine from the chosen step on."""
    from stretchtui.ui.screens.trial import Trial

    entry = Entry(editing.routine, editing.stretches, Source.FILE, "")
    await program.push_screen(Trial(program, entry, editing.now.cursor))
