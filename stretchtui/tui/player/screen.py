"""The main screen: a routine is chosen, played, and over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from stretchtui.core.sessions.record import Feeling
from stretchtui.tui.commands.after import NOTE, STRETCH_NOTE
from stretchtui.tui.player.browser import Browser
from stretchtui.tui.player.feedback import ask_discomfort, ask_discomfort_after
from stretchtui.tui.player.mode import Mode
from stretchtui.tui.player.notes import ask_session_note
from stretchtui.tui.player.playing_screen import PlayingScreen
from stretchtui.tui.player.routine_list import RoutineList
from stretchtui.tui.player.routine_pane import FILTER_KEYS

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.core.settings import Settings
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.store.library_files import LibraryFiles
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.player.routine_row import RoutineRow


class PlayerScreen(PlayingScreen):
    """Routines to choose from, and the session that is played.

    Args:
        look: How the program looks.
        files: The library.
        player: Plays sessions.
    """

    BACK = "back to list"

    class SessionOver(Message):
        """A session is over."""

        def __init__(self, *, completed: bool) -> None:
            super().__init__()
            self.completed = completed
            """Whether it came to its own end."""

    class Rated(Message):
        """The person has said how the session was, or how bad it is now."""

        def __init__(self, *, last: bool) -> None:
            super().__init__()
            self.last = last
            """Whether nothing more is asked."""

    class Leave(Message):
        """The person wishes to leave the program."""

    def __init__(self, look: Look, files: LibraryFiles, player: SessionPlayer) -> None:
        super().__init__(look, player)
        self._files = files
        self._journal = player.journal
        self.browser = Browser(look, files, player.journal, self.view, self._chosen, self.show_keys)
        self.has_deleted = False
        """Whether there is a deleted routine to bring back."""

    def compose(self) -> ComposeResult:
        """The list of routines beside the panes of a session."""
        # Filled before they are laid out: another layout would be a third of the start.
        self.browser.show(self.browser.rows[0] if self.browser.rows else None)
        yield from self.view.compose(self.browser.pane, above=self.browser.headline.suggestion)

    def on_mount(self) -> None:
        """Show what there is to choose from."""
        if self.focused is None:  # who types ahead may be in the filter already
            self.set_focus(self.browser.pane.list)
        self.follow(self._journal.known, lambda before: self.show_journal())
        self.follow(self.player.audio.voiced, lambda before: self.show_pace())

    def _chosen(self, row: RoutineRow | None) -> None:
        other = row is None or row.entry is not self.browser.entry
        if self.mode is Mode.DONE and other:
            self.leave()
        elif self.mode is Mode.BROWSE:
            self.browser.show(row)

    @on(RoutineList.Opened)
    def _opened(self) -> None:
        if self.mode is not Mode.PLAY:
            self.action_go()

    def settings_changed(self, before: Settings) -> None:
        """Show how long everything takes by now, and the keys."""
        super().settings_changed(before)
        self.show_pace()

    def show_pace(self) -> None:
        """Show how long everything takes by now."""
        if self.browser.take_pace() and self.mode is Mode.BROWSE:
            self.browser.show_chosen()

    def show_journal(self) -> None:
        """Show what the journal says: how far routines have grown, and what is good today."""
        self.browser.take_levels()
        self.show_pace()
        self.show_written()
        if self.mode is Mode.BROWSE:
            self.browser.show_today()
            self.browser.show_chosen()

    def show_library(self, chosen: str | None = None) -> None:
        """Show what has become of the library.

        Args:
            chosen: The id of the routine to choose; the one that is chosen, if not given.
        """
        entry = self.browser.entry
        self.browser.take_library(chosen or (entry.routine.id if entry else None))
        if self.mode is Mode.BROWSE:
            self.browser.show_chosen()

    # Playing

    def begin(self, entry: Entry) -> None:
        """Begin a session as soon as all is known that it takes."""
        if self.player.is_playing:  # quick hands have begun another one
            return
        journal = self._journal

        async def wait() -> None:
            await journal.read()
            self.begin(entry)

        if not journal.is_read and self.player.pacing.depends_on_journal(entry):
            self.run_worker(wait())
        elif self.look.settings.value.session.discomfort:
            when = "How much discomfort right now?"
            ask_discomfort(self, when, lambda value: self.start(entry, discomfort=value))
        else:
            self.start(entry)

    def start(
        self, entry: Entry, before: Unfinished | None = None, discomfort: int | None = None
    ) -> None:
        """Begin a session, or resume one, as its file is by now."""
        if self._files.refresh():
            self.show_library(entry.routine.id)
        known = self._files.library.stretches
        entry = self._files.for_person.entries.get(entry.routine.id, entry)
        if not entry.routine.steps:
            return
        self.browser.choose(entry.routine.id)
        self.browser.entry = entry
        self.play()
        self.view.start(entry, before=before, discomfort=discomfort, known=known)

    async def resume(self, *, ask: bool) -> None:
        """Resume the session that was interrupted, if there is one.

        Args:
            ask: Whether to ask first.
        """
        # Imported here: the first screen does not wait for it.
        from stretchtui.playing.interrupted import NothingIsLeft, RoutineIsGone, routine_of
        from stretchtui.playing.ready import until_ready
        from stretchtui.tui.player.resume import find_interrupted, is_wanted, why_not

        session = await find_interrupted(self._journal)
        if session is None:
            return
        try:
            entry = routine_of(session, self._files, self.look.pace, self._journal)
        except (RoutineIsGone, NothingIsLeft) as reason:
            self.app.notify(why_not(session, reason), markup=False)
            return
        if not ask:
            await until_ready(self.player.audio, self.player.call_later)
        if self.player.is_playing:
            # Quick hands have begun another session.
            self._journal.put_off(session)
        elif not ask or await is_wanted(session, self.app, self._journal, self.look.glyphs):
            self.start(entry, session)

    def _over(self, finished: bool) -> None:
        super()._over(finished)
        self.post_message(self.SessionOver(completed=finished))
        if self.look.settings.value.session.discomfort and self.player.recorder.keeps:
            ask_discomfort_after(self, self.player.recorder, self._said)

    def show_end(self) -> None:
        """Show what was done and what it has brought, and ask how it was."""
        keys = self.look.key(NOTE), self.look.key(STRETCH_NOTE)
        self.view.guide.show_end(self.player, keys)

    def _said(self) -> None:
        """Something was said of the session."""
        self.show_written()
        self.post_message(self.Rated(last=self.player.feeling is not None))

    def leave(self) -> None:
        """Back to choosing."""
        self.mode = Mode.BROWSE
        self.remove_class("-playing", "-floor", "-telling", "-done", update=False)
        self.view.end()
        if self._files.refresh():
            self.show_library()
        self.app.title = "stretchtui"
        self.browser.show_again()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it, False takes it away."""
        choosing = self.mode is Mode.BROWSE
        filtering = self.browser.pane.filtering
        match action, parameters:
            case (("feel" | "note"), _):
                return self.mode is Mode.DONE and self.player.recorder.keeps
            case "today", _:
                return choosing and self._journal.advice is not None
            case (("history" | "sound_check" | "filter" | "move"), _):
                return choosing and not filtering
            case "settings", _:
                return not filtering or None
            case "routine", ("bring-back",):
                return choosing and self.has_deleted
            case "routine", (str(what),):
                return choosing and ((not filtering and self.browser.can_be(what)) or None)
            case (("found" | "unfilter"), _):
                return filtering or None
            case "go", _ if choosing:
                return (not filtering and self.browser.can_start) or None
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """In the filter the keys are letters."""
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that do something now, and what else this mode has."""
        if self.browser.pane.filtering:
            self.view.bar.keys = FILTER_KEYS
        else:
            super().show_keys()

    def action_go(self) -> None:
        """Start, pause, resume; after the end, back to the list."""
        if self.mode is Mode.BROWSE:
            if (row := self.browser.row) is not None and row.entry is not None:
                self.begin(row.entry)
        else:
            super().action_go()

    def action_feel(self, feeling: str) -> None:
        """Say how the session was."""
        if self.mode is Mode.DONE:
            self.player.rate(Feeling(feeling))
            self._said()

    def action_note(self) -> None:
        """Write of the session."""
        ask_session_note(self, self.player, self._said)

    def action_move(self, by: int, unit: str = "line") -> None:
        """Choose another routine."""
        self.browser.pane.list.action_move(by, unit)

    def action_filter(self) -> None:
        """Type a filter."""
        self.browser.pane.open_filter()

    def action_found(self) -> None:
        """Back to the list, with what the filter found."""
        self.browser.pane.close_filter(clear=False)

    def action_unfilter(self) -> None:
        """Back to the list, with all its rows."""
        self.browser.pane.close_filter(clear=True)

    def action_today(self) -> None:
        """Choose what is good for today; begin it, if it is in no list."""
        if made := self.browser.choose_today():
            self.begin(made)

    def action_quit(self) -> None:
        """Stop the session; with none, leave the program."""
        if self.mode is Mode.PLAY:
            super().action_quit()
        else:
            self.post_message(self.Leave())

    def action_escape(self) -> None:
        """Pause; after the end, back to the list; there, show every routine again."""
        if self.mode is Mode.BROWSE:
            self.browser.pane.close_filter(clear=True)
        else:
            super().action_escape()
