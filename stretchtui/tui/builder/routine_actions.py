"""What can be done to the routines of the list: making, changing, copying, deleting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from stretchtui.store import paths
from stretchtui.store.deleting import Deleted, bring_back, delete
from stretchtui.store.drafts import Left, left, take_up
from stretchtui.store.routines import read_document, read_library
from stretchtui.store.writing import NotSaved
from stretchtui.tui.builder import editor as editing
from stretchtui.tui.builder import questions
from stretchtui.tui.builder.screen import BuilderScreen

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.tui.app import StretchApp
    from stretchtui.tui.builder.editor import Editor

NEW = "new"


class RoutineActions:
    """Carries out what is asked for in the list.

    Args:
        program: The app.
        alone: Whether the program was started for the builder, and ends with it.
    """

    def __init__(self, program: StretchApp, alone: bool = False) -> None:
        self._program = program
        self._alone = alone
        self.deleted: list[Deleted] = []
        """What can be brought back, the latest last."""

    async def carry_out(self, what: str, entry: Entry | None) -> None:
        """Carry a command out.

        Args:
            what: Its name.
            entry: The routine that is chosen.
        """
        program = self._program
        match what, entry:
            case "new", _:
                await self._open(editing.new(program.library, program.folders), naming=True)
            case "bring-back", _:
                self._bring_back()
            case "edit", entry if entry is not None:
                await self.edit(entry)
            case "duplicate", entry if entry is not None:
                copy = editing.duplicate(entry, program.library, program.folders)
                await self._open(copy, naming=True)
            case "delete", entry if entry is not None:
                self._delete(entry)

    def begin(self, what: Entry | str) -> None:
        """Open the builder as the program starts, with a routine or without."""
        self._program.run_worker(
            self.carry_out(NEW, None) if isinstance(what, str) else self.edit(what)
        )

    async def edit(self, entry: Entry) -> None:
        """Open the builder with a routine; or with its draft, if one was left."""
        draft = next(
            (each for each in left(self._program.folders) if each.origin.id == entry.routine.id),
            None,
        )
        if draft is None:
            await self._edit_saved(entry)
        else:
            self._ask(draft, otherwise=entry)

    def offer(self) -> None:
        """Offer a draft that was left when a program ended without saving it."""
        program = self._program
        drafts = left(program.folders)
        # Quick hands may have begun something else.
        if drafts and program.screen is program.player and program.player.playing is None:
            self._ask(drafts[0])

    # Drafts

    def _ask(self, draft: Left, otherwise: Entry | None = None) -> None:
        program = self._program

        async def answered(answer: str | None) -> None:
            if answer == questions.GO_ON:
                found = editing.resume(draft, program.library, program.folders)
                if found is not None:
                    await self._open(found)
                else:
                    self._say("Another program goes on with it already.")
                return
            if answer == questions.DROP and (file := take_up(draft, program.folders)):
                file.drop()
            if otherwise is not None:
                await self._edit_saved(otherwise)
            elif answer == questions.DROP:
                self.offer()

        program.push_screen(
            questions.left_over(draft, time.time(), saved=otherwise is not None), answered
        )

    # The builder

    async def _edit_saved(self, entry: Entry) -> None:
        program = self._program
        try:
            found = editing.edit(entry, program.library, program.folders)
        except NotSaved as error:
            self._say(str(error))
            self._left(None)
            return
        await self._open(found)

    async def _open(self, found: Editor, naming: bool = False) -> None:
        screen = BuilderScreen(self._program, found, naming=naming)
        await self._program.push_screen(screen, self._left)

    def _left(self, saved: str | None) -> None:
        """The builder was left."""
        self._program.show_title("stretchtui")
        if self._alone:
            self._program.exit(0)
        elif saved is not None:
            self._read_anew(saved)

    def _read_anew(self, chosen: str | None) -> None:
        program = self._program
        program.library = read_library(program.folders)
        program.player.show_library(chosen)

    # Deleting

    def _delete(self, entry: Entry) -> None:
        program = self._program
        id_, name = entry.routine.id, entry.routine.name
        beneath = read_document(paths.shipped() / "routines.toml").routines
        comes_back = any(each.id == id_ for each in beneath)

        def answered(answer: str | None) -> None:
            if answer != questions.DELETE:
                return
            ids = list(program.library.entries)
            place = ids.index(id_) if id_ in ids else 0
            try:
                self.deleted.append(delete(entry, program.folders))
            except NotSaved as error:
                self._say(str(error))
                return
            neighbour = [*ids[place + 1 :], *ids[:place][::-1]]
            self._read_anew(id_ if comes_back else next(iter(neighbour), None))

        program.push_screen(questions.deleting(name, comes_back), answered)

    def _bring_back(self) -> None:
        program = self._program
        if not self.deleted:
            return
        try:
            kept = bring_back(self.deleted[-1], program.folders, program.library.stretches)
        except NotSaved as error:
            self._say(str(error))
            return
        self.deleted.pop()
        self._read_anew(kept.routine.id)

    def _say(self, words: str) -> None:
        self._program.notify(words, severity="error", markup=False)
