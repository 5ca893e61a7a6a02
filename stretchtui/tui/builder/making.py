"""A routine made for today: asked for in a form, looked at, and played or kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.core.making.make import RoutineMaker
from stretchtui.core.making.wish import RoutineWish
from stretchtui.core.routines.entry import Wrong, read
from stretchtui.core.routines.naming import TakenNames
from stretchtui.playing.reading_past import read_past
from stretchtui.store.keeping import Origin, save
from stretchtui.store.made_routines import keep_made, made_entry
from stretchtui.store.writing import NotSaved
from stretchtui.tui.builder.made_screen import PLAY, MadeScreen
from stretchtui.tui.builder.wish_form import wish_form
from stretchtui.tui.dialogs.prompts import LinePrompt

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.core.routines.library import Entry
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.store.library_files import LibraryFiles
    from stretchtui.tui.commands.look import Look


class Making:
    """Makes routines for today.

    Args:
        app: Shows the form, and what was made.
        look: How the program looks.
        files: What routines are made of, and the person's folders.
        journal: Knows what was done, and what hurt.
        play: Plays a routine.
        kept: Called with the id of one that was kept.
    """

    def __init__(
        self,
        app: App[Any],
        look: Look,
        files: LibraryFiles,
        journal: JournalView,
        play: Callable[[Entry], None],
        kept: Callable[[str], None],
    ) -> None:
        self._app = app
        self._look = look
        self._files = files
        self._journal = journal
        self._play = play
        self._kept = kept
        self._wish = RoutineWish()
        self._seed = 0

    async def open(self) -> None:
        """Ask what for; what was asked for the last time stands there."""
        past, now = await read_past(self._journal), self._journal.now
        self._files.refresh()
        stretches = self._files.library.stretches
        maker = RoutineMaker(stretches, self._look.pace)
        leave_out = self._look.settings.value.care.leave_out
        # Another day, another routine.
        self._seed = self._seed or now.day.toordinal()
        made: list[Entry] = []

        def make(wish: RoutineWish) -> None:
            self._wish = wish
            routine = maker.make(wish, past, self._seed, leave_out)
            made.append(made_entry(routine, self._files.library))

        def another() -> Entry:
            self._seed += 1
            make(self._wish)
            return made[-1]

        def answered(_: bool | None) -> None:
            if made:
                screen = MadeScreen(made[-1], self._look, another, self._keep)
                self._app.push_screen(screen, lambda what: self._left(what, made[-1]))

        await self._app.push_screen(
            wish_form(self._wish, stretches.values(), self._look, make), answered
        )

    def _left(self, what: str | None, entry: Entry) -> None:
        if what == PLAY:
            keep_made(entry.routine, self._files.folders)
            self._play(entry)
        elif what is not None:
            self._kept(what)

    def _keep(self, screen: MadeScreen) -> None:
        """Ask for a name, and keep the routine that is shown under it."""
        library, entry = self._files.library, screen.entry
        taken = TakenNames(each.routine.name for each in library.entries.values())

        def name_of(typed: str) -> str:
            name = str(read("name", typed))
            if name in taken:
                raise Wrong("Another routine has this name.")
            return name

        def named(name: str | None) -> None:
            if name is None:
                return
            routine = replace(entry.routine, name=name)
            try:
                kept = save(routine, Origin(), self._files.folders, entry.stretches)
            except NotSaved as error:
                screen.note(str(error), wrong=True)
            else:
                screen.dismiss(kept.routine.id)

        name = entry.routine.name
        self._app.push_screen(LinePrompt("Name", name, "Keeps it in your list", name_of), named)
