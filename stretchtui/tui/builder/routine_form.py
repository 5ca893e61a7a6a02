"""The form of a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.duration import write_seconds
from stretchtui.core.routines.edit import describe
from stretchtui.tui.builder.group_form import ORDERS
from stretchtui.tui.dialogs.fields import ChoiceField, LineField
from stretchtui.tui.dialogs.form import Form, Values

if TYPE_CHECKING:
    from stretchtui.tui.builder.editor import Do, Editor
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import FormDraft


def routine_form(editor: Editor, look: Look, do: Do, draft: FormDraft) -> Form:
    """The form of the routine that is made.

    Args:
        editor: What is made.
        look: How the program looks.
        do: Carries the change out.
        draft: Keeps what is typed.
    """
    routine = editor.routine
    get_ready = write_seconds(look.pace.get_ready)

    def keep(values: Values) -> None:
        do(lambda draft: describe(draft, **values))

    fields = [
        LineField("name", "name", routine.name, long=True),
        LineField("about", "about", routine.about, "one line, shown in the list", long=True),
        LineField("tags", "tags", routine.tags, "separated by commas", long=True),
        LineField(
            "caution",
            "caution",
            routine.caution,
            "who should avoid it, or when to stop",
            long=True,
        ),
        LineField("get_ready", "get ready", routine.get_ready, f"default {get_ready}"),
        ChoiceField("shuffle", "order", routine.shuffle, ORDERS, look.glyphs),
    ]
    return Form("Routine details", fields, look, keep, draft=draft, saves=True)
