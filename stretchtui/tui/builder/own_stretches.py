"""Making and editing stretches of one's own while a routine is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from stretchtui.core.routines.edit import exchange
from stretchtui.core.routines.own_stretch import of_step, step_of
from stretchtui.tui.builder.own_forms import FORM, OwnForms, new_stretch
from stretchtui.tui.builder.saving import EditorScreen
from stretchtui.tui.builder.typed_beside import TypedBeside

if TYPE_CHECKING:
    from stretchtui.core.routines.draft import Draft
    from stretchtui.core.routines.model import Stretch
    from stretchtui.store.form_drafts import TypedForm
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.builder.stretches_screen import Changes
    from stretchtui.tui.commands.look import Look

OF_STEP = "stretch of step"
"""What the form of a stretch is called in a draft that is made of a step."""


class OwnScreen(EditorScreen, Protocol):
    """The screen, as far as this needs it."""

    def do(self, change: Callable[[Draft], Draft]) -> None:
        """Carry out an edit, or say why not."""


class OwnStretches:
    """Makes and edits stretches.

    Args:
        screen: Shows what is made.
        editor: What is made.
        look: How the program looks.
    """

    def __init__(self, screen: OwnScreen, editor: Editor, look: Look) -> None:
        self._screen = screen
        self._editor = editor
        self._look = look
        self._drafts = partial(TypedBeside, editor)

    async def show(self) -> None:
        """Show all there are, to make and edit and delete."""
        from stretchtui.tui.builder.stretches_screen import StretchesScreen

        editor = self._editor

        def left(changes: Changes | None) -> None:
            if changes:
                now = {**editor.stretches, **changes}
                editor.stretches = {id_: each for id_, each in now.items() if each is not None}
            self._screen.show()

        screen = StretchesScreen(self._look, editor.folders, self._drafts, editor.entry)
        await self._screen.app.push_screen(screen, left)

    async def make(self, before: Mapping[str, str] | None = None) -> None:
        """Make a stretch of the chosen step of one's own; of another, one that is like it.

        Args:
            before: What was typed in the form when a program ended.
        """
        step = self._editor.now.step
        if step is None:
            return
        if step.stretch is not None:
            likely = self._editor.stretches.get(step.stretch)
            if likely is not None:
                await self._forms.open(likely, self._kept)
            return

        def kept(stretch: Stretch) -> None:
            self._kept(stretch, lambda: exchanged(stretch))

        def exchanged(stretch: Stretch) -> None:
            self._screen.do(lambda draft: exchange(draft, step_of(step, stretch)))

        await self._forms.open(of_step(step), kept, OF_STEP, before)

    async def reopen(self, typed: TypedForm) -> None:
        """Open the form again that was open when a program ended."""
        if typed.form == OF_STEP:
            await self.make(typed.fields)
            return
        stretch = self._editor.stretches.get(typed.form.removeprefix(FORM), new_stretch())
        await self._forms.open(stretch, self._kept, None, typed.fields)

    @property
    def _forms(self) -> OwnForms:
        return OwnForms(self._screen.app, self._editor.folders, self._look, self._drafts)

    def _kept(self, stretch: Stretch, then: Callable[[], None] = lambda: None) -> None:
        """A stretch is in the library: have it at hand, and say so."""
        self._editor.stretches = {**self._editor.stretches, stretch.id: stretch}
        then()
        self._screen.show()
        self._screen.say(f"{stretch.name} is in your library.")
