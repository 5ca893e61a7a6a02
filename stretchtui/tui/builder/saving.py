"""How the builder saves, asks before something is lost, and keeps the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from stretchtui.store.keeping import Changed, FaultyFile, Kept, LosesLayout
from stretchtui.store.writing import NotSaved
from stretchtui.tui.builder import questions

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.question import Question

AT_ONCE = 100
"""The draft of so many steps is kept with every change; one of more a moment later."""

DRAFT_S = 0.05


class EditorScreen(Protocol):
    """The screen, as far as saving needs it."""

    @property
    def app(self) -> App[Any]:
        """The app, which opens questions."""

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
        screen: Shows what is made.
        editor: What is made.
        look: How the program looks.
    """

    def __init__(self, screen: EditorScreen, editor: Editor, look: Look) -> None:
        self._screen = screen
        self._editor = editor
        self._look = look
        self._timer: Timer | None = None
        self._said = ""
        self._over = False

    def state(self) -> tuple[str, bool]:
        """What there is to say of the file; and whether something is not saved."""
        editor = self._editor
        if editor.changed:
            return "not saved", True
        if editor.origin.file:
            return "saved", False
        return ("saves as your copy" if editor.origin.id else "new"), False

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the routine; ask first, where something would be lost.

        Args:
            then: Called when it is saved.
        """
        self._attempt(self._editor.save, then)

    def leave(self) -> None:
        """Leave; ask first, where something is not saved."""
        if not self._editor.changed:
            self._leave()
            return

        def answered(answer: str | None) -> None:
            if answer == questions.SAVE:
                self.save(self._leave)
            elif answer == questions.DROP:
                self._leave()

        self._screen.app.push_screen(questions.leaving(self._editor.routine.name), answered)

    def _leave(self) -> None:
        self._editor.drop_draft()
        self._over = True
        self._screen.dismiss(self._editor.saved_id)

    def _attempt(self, save: Callable[[], str], then: Callable[[], None] | None) -> None:
        """Save, or ask what is to be done about what is in the way."""
        try:
            words = save()
        except Changed as error:
            self._ask_whose(error.theirs, then)
        except LosesLayout:
            file = self._editor.origin.file or ""
            self._ask(questions.losing_comments(file), {questions.SAVE: self._lose}, save, then)
        except FaultyFile as error:
            self._ask(questions.faulty(str(error)), {}, save, then)
        except NotSaved as error:
            self._screen.say(str(error), wrong=True)
        else:
            self._saved(words, then)

    def _lose(self) -> None:
        self._editor.may_lose_layout = True

    def _ask(
        self,
        question: Question,
        agreed: Mapping[str, Callable[[], None]],
        save: Callable[[], str],
        then: Callable[[], None] | None,
    ) -> None:
        """Ask, and try again as it was answered.

        Args:
            question: The question; a copy can be saved as well.
            agreed: What an answer changes before it is tried again.
            save: Saves.
            then: Called when it is saved.
        """

        def answered(answer: str | None) -> None:
            if answer is not None and answer in agreed:
                agreed[answer]()
                self._attempt(save, then)
            elif answer == questions.COPY:
                self._attempt(self._editor.save_copy, then)

        self._screen.app.push_screen(question, answered)

    def _saved(self, words: str, then: Callable[[], None] | None) -> None:
        self._screen.show()
        self._screen.say(words)
        if then is not None:
            then()

    def _ask_whose(self, theirs: Kept | None, then: Callable[[], None] | None) -> None:
        editor = self._editor

        def answered(answer: str | None) -> None:
            if answer == questions.COPY:
                self._attempt(editor.save_copy, then)
            elif answer == questions.MINE and theirs is not None:
                self._attempt(lambda: editor.save_over(theirs), then)
            elif answer == questions.THEIRS:
                if theirs is None:
                    self._leave()
                else:
                    editor.take_theirs(theirs)
                    self._saved("This is the other program's version. Press u for yours.", then)

        question = questions.conflict(
            editor.routine,
            theirs.routine if theirs else None,
            editor.stretches,
            self._look,
        )
        self._screen.app.push_screen(question, answered)

    # The draft

    def keep_draft(self) -> None:
        """Keep the draft: at once, or, where it is long, as soon as no key waits."""
        # Quick keys may have opened something over a screen that was to be left, and kept it.
        self._over = False
        if len(self._editor.routine.steps) <= AT_ONCE:
            self._keep()
        elif self._timer is None:
            self._timer = self._screen.set_timer(DRAFT_S, self._keep)

    def close(self) -> None:
        """Keep what is not kept yet, and leave it to be offered again."""
        if not self._over:
            self._keep()
            self._editor.close_draft()

    def _keep(self) -> None:
        self._timer = None
        if self._over:
            return
        try:
            self._editor.keep_draft()
        except NotSaved as error:
            # Said once, not at every key.
            if self._said != str(error):
                self._said = str(error)
                self._screen.say(self._said, wrong=True)
