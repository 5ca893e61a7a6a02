"""The file of a routine in the person's own text editor, and back."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from stretchtui.core.text import clean
from stretchtui.store.keeping import FaultyFile
from stretchtui.store.writing import NotSaved
from stretchtui.tui.builder import questions

if TYPE_CHECKING:
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.builder.saving import EditorScreen, Saving
    from stretchtui.tui.terminal_app import TerminalApp

FOUND = ("sensible-editor", "nano", "vim", "vi")
"""What is tried where the person has named no editor."""


def command(environment: Mapping[str, str]) -> list[str]:
    """The person's text editor; nothing where there is none.

    Args:
        environment: Names it, in ``VISUAL`` or ``EDITOR``.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError:
        words = [named]
    return words or [each for each in FOUND if shutil.which(each)][:1]


class TextEditor:
    """Opens the routine's file in a text editor, and takes what was made of it.

    Args:
        screen: Shows what is made.
        editor: What is made.
        saving: Saves it before.
    """

    def __init__(self, screen: EditorScreen, editor: Editor, saving: Saving) -> None:
        self._screen = screen
        self._editor = editor
        self._saving = saving

    def open(self) -> None:
        """Open the file; what is not in it yet is saved first, unless it has faults to mend."""
        editor = self._editor
        if (editor.changed and not editor.has_faults) or editor.origin.file is None:
            self._saving.save(self._run)
        else:
            self._run()

    def _run(self) -> None:
        words = command(os.environ)
        if not words:
            self._screen.say("Set $EDITOR to the editor you want to use.", wrong=True)
            return
        failed: list[OSError] = []

        def run() -> None:
            try:
                subprocess.call([*words, str(self._editor.path)])
            except OSError as error:
                failed.append(error)

        cast("TerminalApp", self._screen.app).lend(run)
        if failed:
            reason = failed[0].strerror or str(failed[0])
            self._screen.say(f"{clean(words[0])}: {reason}", wrong=True)
        else:
            self._take()

    def _take(self) -> None:
        try:
            is_other = self._editor.read_again()
        except FaultyFile:
            faults = self._editor.mark_faults()
            self._screen.show()
            self._ask(faults)
        except NotSaved as error:
            self._screen.say(str(error), wrong=True)
        else:
            self._screen.show()
            self._screen.say("Your changes are here. Press u to undo them." if is_other else "")

    def _ask(self, faults: list[str]) -> None:
        def answered(answer: str | None) -> None:
            if answer == questions.AGAIN:
                self._run()
            else:
                self._screen.say("The file still has errors. Press E to fix them.", wrong=True)

        self._screen.app.push_screen(questions.faults(faults), answered)
