"""The form of a group of steps that are done in rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.duration import clock
from stretchtui.core.routines.edit import regroup
from stretchtui.core.routines.model import Group
from stretchtui.tui.dialogs.fields import ChoiceField, LineField
from stretchtui.tui.dialogs.form import Form, Values
from stretchtui.words.session import plural
from stretchtui.words.step import group_words, step_lengths

if TYPE_CHECKING:
    from stretchtui.tui.builder.editor import Do, Editor
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import FormDraft

ORDERS = ((False, "as listed"), (True, "random each session"))


def group_form(editor: Editor, look: Look, do: Do, draft: FormDraft) -> Form:
    """The form of the chosen group.

    Args:
        editor: What is made; a group is chosen.
        look: How the program looks.
        do: Carries the change out.
        draft: Keeps what is typed.
    """
    now = editor.now
    group = now.entry
    assert isinstance(group, Group)

    def keep(values: Values) -> None:
        do(lambda draft: regroup(draft, **values))

    def comes_to(values: Values) -> str:
        then = regroup(now, **values)
        assert isinstance(then.entry, Group)
        place = then.rows[then.cursor].entry
        length = step_lengths(then.routine, editor.stretches, look.pace)[place]
        return f"{clock(length)} in all: {group_words(then.entry)}"

    count = len(group.steps)
    fields = [
        LineField("rounds", "rounds", group.rounds),
        LineField("rest", "rest", group.rest, "none between rounds"),
        ChoiceField("shuffle", "order", group.shuffle, ORDERS, look.glyphs),
    ]
    title = f"Rounds of {count} {plural('step', count)}"
    return Form(title, fields, look, keep, comes_to=comes_to, draft=draft, saves=True)
