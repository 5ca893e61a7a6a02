"""The form of a stretch of one's own, over whichever screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.model import Stretch
from stretchtui.core.routines.naming import copy_name
from stretchtui.core.routines.own_stretch import NEW
from stretchtui.store.own_stretches import keep_stretch, read_owned
from stretchtui.store.writing import NotSaved

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.store.paths import Folders
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import FormDraft

FORM = "stretch "
"""What the form is called in a draft; the id of the stretch stands behind it."""

Drafts = Callable[[str, Mapping[str, str]], "FormDraft"]
"""Where what is typed is kept: given what the form is called, and what was typed in it before."""


def new_stretch() -> Stretch:
    """A stretch that is to be made."""
    return Stretch(id=NEW, name="New stretch")


class OwnForms:
    """Opens the form of a stretch, and keeps what it is made.

    Args:
        app: Shows the form.
        folders: The person's folders.
        look: How the program looks.
        drafts: Gives the place where what is typed is kept.
    """

    def __init__(self, app: App[Any], folders: Folders, look: Look, drafts: Drafts) -> None:
        self._app = app
        self._folders = folders
        self._look = look
        self._drafts = drafts

    async def open(
        self,
        stretch: Stretch,
        kept: Callable[[Stretch], None],
        form: str | None = None,
        before: Mapping[str, str] | None = None,
    ) -> None:
        """Open the form of a stretch; of one that is not the person's own, that of a copy.

        Args:
            stretch: The stretch.
            kept: Called with what was made of it, when that is in the library.
            form: What the form is called in a draft, if it is not just the stretch's.
            before: What was typed in it when a program ended.
        """
        from stretchtui.tui.builder.stretch_form import stretch_form

        def keep(made: Stretch) -> None:
            try:
                found = keep_stretch(made, self._folders)
            except NotSaved as error:
                raise Wrong(str(error)) from None
            kept(found)

        owned = read_owned(self._folders)
        known = owned.library.stretches.values()
        name, title = form or f"{FORM}{stretch.id}", stretch.name
        if stretch.id != NEW and stretch.id not in owned.stretches:
            title = f"Your copy of {stretch.name}"
            stretch = replace(
                stretch, id=NEW, name=copy_name(stretch.name, {each.name for each in known})
            )
        draft = self._drafts(name, before or {})
        await self._app.push_screen(stretch_form(stretch, title, known, self._look, keep, draft))
