"""What opens over the builder: the forms, and the trial."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.routines import edit
from stretchtui.core.routines.edit import Draft
from stretchtui.core.routines.library import Entry, Source

if TYPE_CHECKING:
    from stretchtui.tui.app import StretchApp
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.dialogs.form import Values

Do = Callable[[Callable[[Draft], Draft]], None]
"""Carries an edit out; raises ``Wrong`` if it cannot be."""


async def open_step_form(program: StretchApp, editing: Editor, do: Do) -> None:
    """Open the form of the chosen step, if there is one."""
    from stretchtui.tui.builder.step_form import step_form

    def keep(values: Values) -> None:
        do(lambda draft: edit.change(draft, **values))

    if editing.now.step is not None:
        form = step_form(editing.now, editing.stretches, program.pace, program.glyphs, keep)
        await program.push_screen(form)


async def open_routine_form(program: StretchApp, editing: Editor, do: Do) -> None:
    """Open the form of the routine."""
    from stretchtui.tui.builder.routine_form import routine_form

    def keep(values: Values) -> None:
        do(lambda draft: edit.describe(draft, **values))

    await program.push_screen(routine_form(editing.routine, program.pace, program.glyphs, keep))


async def try_out(program: StretchApp, editing: Editor) -> None:
    """Play the routine from the chosen step on."""
    from stretchtui.tui.player.trial import Trial

    entry = Entry(editing.routine, editing.stretches, Source.FILE, "")
    await program.push_screen(Trial(program, entry, editing.now.cursor))
