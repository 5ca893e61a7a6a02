"""Making and editing stretches of one's own while a routine is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from msgspec.structs import replace

from stretchtui.core.routines.edit import exchange
from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.model import Stretch
from stretchtui.core.routines.naming import copy_name
from stretchtui.core.routines.own_stretch import NEW, of_step, step_of
from stretchtui.store.own_stretches import keep_stretch, own_stretches
from stretchtui.store.writing import NotSaved
from stretchtui.tui.builder.saving import EditorScreen
from stretchtui.tui.builder.typed_beside import TypedBeside
from stretchtui.tui.dialogs.prompts import ChoicePrompt, Option

if TYPE_CHECKING:
    from stretchtui.core.routines.draft import Draft
    from stretchtui.store.form_drafts import TypedForm
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.commands.look import Look

FORM, OF_STEP = "stretch ", "stretch of step"
"""What the forms are called in a draft; the first with the id of the stretch behind it."""


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

    async def choose(self) -> None:
        """Choose one to edit, or to make a new one."""
        own = sorted(own_stretches(self._editor.folders).values(), key=lambda each: each.name)
        new = Stretch(id=NEW, name="New stretch")
        options = [Option(new, "+ new stretch"), *(Option(each, each.name) for each in own)]

        async def chosen(option: Option | None) -> None:
            if option is not None:
                await self._open(option.value)

        prompt = ChoicePrompt("Your stretches", options, options[0].value, self._look)
        await self._screen.app.push_screen(prompt, chosen)

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
                await self._open(likely)
            return

        def kept(stretch: Stretch) -> None:
            self._screen.do(lambda draft: exchange(draft, step_of(step, stretch)))

        await self._open(of_step(step), OF_STEP, before, kept)

    async def reopen(self, typed: TypedForm) -> None:
        """Open the form again that was open when a program ended."""
        if typed.form == OF_STEP:
            await self.make(typed.fields)
            return
        id_ = typed.form.removeprefix(FORM)
        stretch = self._editor.stretches.get(id_, Stretch(id=NEW, name="New stretch"))
        await self._open(stretch, None, typed.fields)

    async def _open(
        self,
        stretch: Stretch,
        form: str | None = None,
        before: Mapping[str, str] | None = None,
        kept: Callable[[Stretch], Any] = lambda stretch: None,
    ) -> None:
        from stretchtui.tui.builder.stretch_form import stretch_form

        def keep(made: Stretch) -> None:
            try:
                found = keep_stretch(made, self._editor.folders)
            except NotSaved as error:
                raise Wrong(str(error)) from None
            self._editor.stretches = {**self._editor.stretches, found.id: found}
            kept(found)
            self._screen.show()
            self._screen.say(f"{found.name} is in your library.")

        is_own = stretch.id in own_stretches(self._editor.folders)
        title = stretch.name
        if not is_own and stretch.id != NEW:
            title = f"Your copy of {stretch.name}"
            names = {each.name for each in self._editor.stretches.values()}
            stretch = replace(stretch, name=copy_name(stretch.name, names))
        draft = TypedBeside(self._editor, form or f"{FORM}{stretch.id}", before or {})
        known = self._editor.stretches.values()
        await self._screen.app.push_screen(
            stretch_form(stretch, title, known, self._look, keep, draft)
        )
