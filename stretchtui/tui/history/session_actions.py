"""What can be done to the sessions of the history."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any

from stretchtui.tui.commands.history import UNDO
from stretchtui.tui.history.session import DELETE, EDIT, SessionDetails, deleting

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.worker import WorkType

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.record import Feeling, Moment, Record
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.playing.session_edits import SessionEdits
    from stretchtui.store.paths import Folders
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import FormDraft
    from stretchtui.tui.dialogs.prompts import Option

# Forms and lists are imported when they are wanted: the history opens the sooner.


class SessionActions:
    """Opens, corrects, adds, deletes and brings back sessions.

    Args:
        screen: The screen to ask over.
        look: How the program looks.
        journal: What was done.
        edits: Changes it.
        changed: Called when the journal is another, with the number of one that is new in it.
        folders: The person's folders, where what is typed is kept; None keeps nothing.
    """

    def __init__(
        self,
        screen: Screen[Any],
        look: Look,
        journal: JournalView,
        edits: SessionEdits,
        changed: Callable[[int], object],
        folders: Folders | None = None,
    ) -> None:
        self._screen = screen
        self._look = look
        self._journal = journal
        self._edits = edits
        self._changed = changed
        self._folders = folders
        self.is_usable = False
        """Whether the journal could be read."""

    @property
    def can_add(self) -> bool:
        """Whether there is a routine that can have been done elsewhere, and where to keep that."""
        return self.is_usable and any(self._playable)

    @property
    def can_undo(self) -> bool:
        """Whether a session was deleted that can come back."""
        return self._edits.can_put_back

    async def open(self, record: Record) -> None:
        """Show all there is to know of a session."""
        writer = self._journal.writer
        assert writer is not None
        parts = writer.ask(lambda journal: journal.parts(record.id))

        async def answered(answer: str | None) -> None:
            if answer == DELETE:
                await self.delete(record)
            elif answer == EDIT:
                await self.correct(record)

        details = SessionDetails(record, parts, self._journal.now, self._look.glyphs)
        await self._screen.app.push_screen(details, answered)

    async def delete(self, record: Record) -> None:
        """Delete a session, if that is what is wanted."""
        undo = self._look.key(UNDO)

        def answered(answer: str | None) -> None:
            if answer == DELETE:
                said = f"Deleted. Press {undo} to undo (until you quit)."
                self._carry_out(lambda: self._edits.delete(record), "Not deleted", said)

        await self._screen.app.push_screen(deleting(record, undo), answered)

    def undo(self) -> None:
        """Bring back the session that was deleted last."""
        if self.can_undo:
            self._carry_out(self._edits.put_back, "Not restored", "Session restored.")

    async def correct(self, record: Record) -> None:
        """Have the person say how a session was."""
        from stretchtui.tui.history.session_form import correction_form

        def keep(corrected: Record) -> None:
            self._carry_out(lambda: self._edits.correct(corrected), "Not saved")

        draft = self._draft(f"session {record.id}")
        form = correction_form(record, self._journal.moment().now, self._look, keep, draft)
        await self._screen.app.push_screen(form)

    async def add(self, routine: str | None) -> None:
        """Have a session kept that was done elsewhere.

        Args:
            routine: The id of the routine to look at first.
        """
        from stretchtui.tui.dialogs.prompts import ChoicePrompt, Option

        entries = {entry.routine.id: entry for entry in self._playable}
        options = [Option(id_, entry.routine.name) for id_, entry in entries.items()]

        async def chosen(option: Option | None) -> None:
            if option is not None:
                await self._fill_in(entries[option.value])

        prompt = ChoicePrompt("Which routine did you do?", options, routine, self._look)
        await self._screen.app.push_screen(prompt, chosen)

    async def _fill_in(self, entry: Entry) -> None:
        from stretchtui.tui.history.session_form import addition_form

        def keep(at: Moment, feeling: Feeling | None, note: str) -> None:
            pace = self._look.settings.value.pace
            self._carry_out(lambda: self._edits.add(entry, pace, at, feeling, note), "Not added")

        draft = self._draft(f"session of {entry.routine.id}")
        form = addition_form(entry, self._journal.moment(), self._look, keep, draft)
        await self._screen.app.push_screen(form)

    def _draft(self, form: str) -> FormDraft | None:
        from stretchtui.store.form_drafts import FormFile

        return FormFile(self._folders, form) if self._folders is not None else None

    @property
    def _playable(self) -> Iterator[Entry]:
        return (entry for entry in self._journal.entries() if entry.routine.steps)

    def _carry_out(self, change: Callable[[], Awaitable[str]], failed: str, said: str = "") -> None:
        """Change the journal; say that it was done, or why it was not."""

        screen, app = self._screen, self._screen.app

        async def carry_out() -> None:
            before = self._edits.newest
            reason = await change()
            # What was said last may not hold any more.
            app.clear_notifications()
            if reason:
                app.notify(f"{failed}: {reason}", severity="error", markup=False)
            elif said:
                app.notify(said, markup=False)
            if screen.is_running:
                newest = self._edits.newest
                self._changed(newest if newest != before else 0)

        # The app's, and not the screen's, which may be left before it is done.
        work: WorkType[None] = carry_out
        app.run_worker(work)
