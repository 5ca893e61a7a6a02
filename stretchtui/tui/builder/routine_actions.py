"""What can be done to the routines of the list: making, changing, copying, deleting."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from stretchtui.store import drafts, paths
from stretchtui.store.deleting import Deleted, bring_back, delete
from stretchtui.store.routines import read_document
from stretchtui.store.writing import NotSaved
from stretchtui.tui.builder import beginnings, questions
from stretchtui.tui.builder.screen import BuilderScreen

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.core.routines.library import Entry
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.store.drafts import Left
    from stretchtui.store.library_files import LibraryFiles
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.builder.making import Making
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.player.screen import PlayerScreen

NEW = "new"


class RoutineActions:
    """Carries out what is asked for in the list.

    Args:
        app: Shows the builder and its questions.
        look: How the program looks.
        files: What can be played, and the person's folders.
        player: Plays what is tried out.
        left: Called when the builder was left, and when something was deleted or brought back;
            given the id of the routine to highlight, if there is one.
    """

    def __init__(
        self,
        app: App[Any],
        look: Look,
        files: LibraryFiles,
        player: SessionPlayer,
        left: Callable[[str | None], None],
    ) -> None:
        self._app = app
        self._look = look
        self._files = files
        self._player = player
        self._left = left
        self.deleted: list[Deleted] = []
        """What can be brought back, the latest last."""

    @cached_property
    def _making(self) -> Making:
        """Makes routines for today; it knows what was asked for the last time."""
        from stretchtui.tui.builder.making import Making

        journal = self._player.journal
        return Making(self._app, self._look, self._files, journal, self._play, self._show_files)

    def _play(self, entry: Entry) -> None:
        cast("PlayerScreen", self._app.screen_stack[0]).begin(entry)

    @property
    def deleted_any(self) -> bool:
        """Whether there is a deleted routine to bring back."""
        return bool(self.deleted)

    async def carry_out(self, what: str, entry: Entry | None) -> None:
        """Carry a command out.

        Args:
            what: Its name.
            entry: The routine that is chosen.
        """
        files = self._files
        # What a person leaves out stays in the file.
        entry = entry and entry.as_written
        match what, entry:
            case "new", _:
                await self._open(beginnings.new(files.library, files.folders), naming=True)
            case "make", _:
                await self._making.open()
            case "stretches", _:
                await self._show_stretches(entry)
            case "plans", _:
                await self._show_plans()
            case "bring-back", _:
                self._bring_back()
            case "edit", entry if entry is not None:
                await self.edit(entry)
            case "duplicate", entry if entry is not None:
                copy = beginnings.duplicate(entry, files.library, files.folders)
                await self._open(copy, naming=True)
            case "delete", entry if entry is not None:
                self._delete(entry)

    def begin(self, what: Entry | str, copies: bool = False) -> None:
        """Open the builder as the program starts, with a routine, a copy of it, or without."""
        if isinstance(what, str):
            self._app.run_worker(self.carry_out(NEW, None))
        else:
            self._app.run_worker(self.carry_out("duplicate" if copies else "edit", what))

    async def edit(self, entry: Entry) -> None:
        """Open the builder with a routine; or with its draft, if one was left."""
        left = self._left_drafts()
        draft = next((each for each in left if each.origin.id == entry.routine.id), None)
        if draft is None:
            await self._edit_saved(entry)
        else:
            self._ask(draft, otherwise=entry)

    def offer(self) -> None:
        """Offer the newest draft that was left when a program ended without saving it.

        The main screen is to be on top.
        """
        found = self._left_drafts()
        if found:
            self._ask(found[0])

    # Drafts

    def _left_drafts(self) -> tuple[Left, ...]:
        """The drafts that can be gone on with; those that cannot are said."""
        found = drafts.look(self._files.folders)
        for fault in found.faults:
            self._say(fault)
        return found.drafts

    def _ask(self, draft: Left, otherwise: Entry | None = None) -> None:
        files, beneath = self._files, self._app.screen

        async def answered(answer: str | None) -> None:
            if answer == questions.GO_ON:
                found = beginnings.resume(draft, files.library, files.folders)
                if found is not None:
                    await self._open(found)
                else:
                    self._say("Already open in another window.")
                return
            if answer == questions.DROP and (file := drafts.take_up(draft, files.folders)):
                file.drop()
            if otherwise is not None:
                await self._edit_saved(otherwise)
            # Quick hands may have begun something else.
            elif (
                answer == questions.DROP
                and self._app.screen is beneath
                and not self._player.is_playing
            ):
                self.offer()

        self._app.push_screen(
            questions.left_over(draft, time.time(), saved=otherwise is not None), answered
        )

    # The builder

    async def _edit_saved(self, entry: Entry) -> None:
        try:
            found = beginnings.edit(entry, self._files.library, self._files.folders)
        except NotSaved as error:
            self._say(str(error))
            return
        await self._open(found)

    async def _open(self, found: Editor, naming: bool = False) -> None:
        def left(saved: str | None) -> None:
            if saved is None:
                self._left(None)
            else:
                self._show_files(saved)

        screen = BuilderScreen(self._look, self._player, found, naming=naming)
        await self._app.push_screen(screen, left)

    def _show_files(self, highlighted: str | None) -> None:
        """The files have changed."""
        self._files.refresh()
        self._left(highlighted)

    async def _show_stretches(self, entry: Entry | None) -> None:
        from stretchtui.store.form_drafts import FormFile
        from stretchtui.tui.builder.stretches_screen import Changes, StretchesScreen

        folders = self._files.folders

        def left(changes: Changes | None) -> None:
            if changes and self._files.refresh():
                self._left(entry.routine.id if entry is not None else None)

        screen = StretchesScreen(self._look, folders, lambda form, _: FormFile(folders, form))
        await self._app.push_screen(screen, left)

    async def _show_plans(self) -> None:
        from stretchtui.playing.plans import Plans, kept_if_made
        from stretchtui.tui.plans.screen import PlansScreen

        def left(chosen: Entry | None) -> None:
            if chosen is not None:
                self._play(kept_if_made(chosen, self._files.folders))

        plans = Plans(self._files.folders, lambda: self._files.library)
        screen = PlansScreen(self._look, self._files, self._player.journal, plans)
        await self._app.push_screen(screen, left)

    # Deleting

    def _delete(self, entry: Entry) -> None:
        files = self._files
        id_, name = entry.routine.id, entry.routine.name
        beneath = read_document(paths.shipped() / "routines.toml").routines
        comes_back = any(each.id == id_ for each in beneath)

        def answered(answer: str | None) -> None:
            if answer != questions.DELETE:
                return
            ids = list(files.library.entries)
            place = ids.index(id_) if id_ in ids else 0
            try:
                self.deleted.append(delete(entry, files.folders))
            except NotSaved as error:
                self._say(str(error))
                return
            neighbours = [*ids[place + 1 :], *ids[:place][::-1]]
            self._show_files(id_ if comes_back else next(iter(neighbours), None))

        self._app.push_screen(questions.deleting(name, comes_back), answered)

    def _bring_back(self) -> None:
        if not self.deleted:
            return
        files = self._files
        try:
            kept = bring_back(self.deleted[-1], files.folders, files.library.stretches)
        except NotSaved as error:
            self._say(str(error))
            return
        self.deleted.pop()
        self._show_files(kept.routine.id)

    def _say(self, words: str) -> None:
        self._app.notify(words, severity="error", markup=False)
