"""What is typed in a form, kept beside the draft of the routine that is made."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from stretchtui.store.form_drafts import TypedForm
from stretchtui.store.writing import NotSaved

if TYPE_CHECKING:
    from stretchtui.tui.builder.editor import Editor


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
