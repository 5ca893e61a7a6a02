"""How the builder saves, asks before something is lost, and keeps the draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from stretchtui.store.keeping import Changed, Kept
from stretchtui.store.writing import NotSaved
from stretchtui.tui.builder import questions

if TYPE_CHECKING:
    from textual.timer import Timer

    from stretchtui.tui.app import StretchApp
    from stretchtui.tui.builder.editor import Editor

AT_ONCE = 100
"""The draft of so many steps is kept with every change; one of more a moment later."""

DRAFT_S = 0.05


class Bench(Protocol):
    """The screen, as far as saving needs it."""

    def show(self) -> None:
        """Show the routine as it is."""

    def say(self, words: str, wrong: bool = False) -> None:
        """Say something."""

    def dismiss(self, result: str | None = None) -> object:
        """Leave the screen."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Ask for a call."""


class Saving:
    """Saves what is made.

    Args:
        bench: The screen.
        editing: What is made.
        program: The app.
    """

    def __init__(self, bench: Bench, editing: Editor, program: StretchApp) -> None:
        self._bench = bench
        self._editing = editing
        self._program = program
        self._timer: Timer | None = None
        self._said = ""
        self._over = False

    def state(self) -> tuple[str, bool]:
        """What there is to say of the file; and whether something is not saved."""
        editing = self._editing
        if editing.changed:
            return "not saved", True
        if editing.origin.file:
            return "saved", False
        return ("saving makes it yours" if editing.origin.id else "new"), False

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the routine; ask first, where comments would go.

        Args:
            then: Called when it is saved.
        """
        if self._editing.warned:
            self._save(then)
            return

        def answered(answer: str | None) -> None:
            if answer == questions.SAVE:
                self._editing.warned = True
                self._save(then)

        file = self._editing.origin.file or ""
        self._program.push_screen(questions.losing_comments(file), answered)

    def leave(self) -> None:
        """Leave; ask first, where something is not saved."""
        if not self._editing.changed:
            self._leave()
            return

        def answered(answer: str | None) -> None:
            if answer == questions.SAVE:
                self.save(self._leave)
            elif answer == questions.DROP:
                self._leave()

        self._program.push_screen(questions.leaving(self._editing.routine.name), answered)

    def _leave(self) -> None:
        self._editing.drop_draft()
        self._over = True
        self._bench.dismiss(self._editing.saved_id)

    def _save(self, then: Callable[[], None] | None) -> None:
        try:
            words = self._editing.save()
        except Changed as error:
            self._ask_whose(error.theirs, then)
        except NotSaved as error:
            self._bench.say(str(error), wrong=True)
        else:
            self._saved(words, then)

    def _saved(self, words: str, then: Callable[[], None] | None) -> None:
        self._bench.show()
        self._bench.say(words)
        if then is not None:
            then()

    def _ask_whose(self, theirs: Kept | None, then: Callable[[], None] | None) -> None:
        editing, program = self._editing, self._program

        def answered(answer: str | None) -> None:
            if answer == questions.COPY:
                try:
                    words = editing.save_copy()
                except NotSaved as error:
                    self._bench.say(str(error), wrong=True)
                else:
                    self._saved(words, then)
            elif answer == questions.THEIRS:
                if theirs is None:
                    self._leave()
                else:
                    editing.take_theirs(theirs)
                    self._saved("This is what the other program saved; u brings yours back.", then)

        question = questions.conflict(
            editing.routine,
            theirs.routine if theirs else None,
            editing.stretches,
            program.pace,
            program.glyphs,
        )
        program.push_screen(question, answered)

    # The draft

    def keep_draft(self) -> None:
        """Keep the draft: at once, or, where it is long, as soon as no key waits."""
        if len(self._editing.routine.steps) <= AT_ONCE:
            self._keep()
        elif self._timer is None:
            self._timer = self._bench.set_timer(DRAFT_S, self._keep)

    def close(self) -> None:
        """Keep what is not kept yet, and leave it to be offered again."""
        if not self._over:
            self._keep()
            self._editing.close_draft()

    def _keep(self) -> None:
        self._timer = None
        if self._over:
            return
        try:
            self._editing.keep_draft()
        except NotSaved as error:
            # Said once, not at every key.
            if self._said != str(error):
                self._said = str(error)
                self._bench.say(self._said, wrong=True)
