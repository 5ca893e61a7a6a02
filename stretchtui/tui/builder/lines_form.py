"""The form in which several steps are typed, or pasted, a line each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.routines.entry import FieldKind
from stretchtui.core.routines.typed_lines import TypedStep, read_lines
from stretchtui.tui.dialogs.form import Form, Values
from stretchtui.tui.dialogs.lines_field import LinesField
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import FormDraft

FIELD = "lines"
EXAMPLE = "Like: knee to chest 30s x2"


def lines_form(
    editor: Editor,
    look: Look,
    take: Callable[[str, tuple[TypedStep, ...]], None],
    draft: FormDraft,
) -> Form:
    """The form of several steps.

    Args:
        editor: What is made.
        look: How the program looks.
        take: Takes the lines, and what they say.
        draft: Keeps what is typed.
    """

    def keep(values: Values) -> None:
        text = values.get(FIELD, "")
        take(text, read_lines(text, editor.stretches))

    def comes_to(values: Values) -> str:
        found = read_lines(values.get(FIELD, ""), editor.stretches)
        if not found:
            return EXAMPLE
        unknown = sum(1 for each in found if each.unknown is not None)
        ask = f", {unknown} to look up" if unknown else ""
        return f"{len(found)} {plural('step', len(found))}{ask}"

    kind = FieldKind(str, str, "one step per line")
    field = LinesField(FIELD, "steps", "", kind=kind, rows=8, hint=kind.hint)
    return Form(
        "Add several steps",
        [field],
        look,
        keep,
        comes_to=comes_to,
        draft=draft,
        confirm=("ctrl+s", "add"),
    )
