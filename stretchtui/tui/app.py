"""The Textual app: which screen is shown, and nothing else."""

from __future__ import annotations

import gc
import os
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType

from stretchtui.playing.player import SessionPlayer
from stretchtui.tui.ears import Ears
from stretchtui.tui.first_screen import FirstScreen
from stretchtui.tui.one_session import OneSession
from stretchtui.tui.player.screen import PlayerScreen
from stretchtui.tui.themed_app import ThemedApp

if TYPE_CHECKING:
    from stretchtui.core.settings import Settings
    from stretchtui.playing.audio import Audio
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.playing.session_edits import SessionEdits
    from stretchtui.store.library_files import LibraryFiles
    from stretchtui.tui.builder.routine_actions import RoutineActions
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.settings.preferences import Preferences
    from stretchtui.tui.start import Start
    from stretchtui.tui.terminal_app import TerminalOptions


class StretchApp(ThemedApp):
    """The program, full-screen.

    Args:
        files: The library.
        look: How the program looks.
        preferences: Changes the settings.
        journal: The sessions so far.
        audio: How sessions are heard.
        start: What to begin with.
        terminal: What is known of the terminal, and what may be done with it.
    """

    TITLE = "stretchtui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", show=False, priority=True),
    ]

    def __init__(
        self,
        files: LibraryFiles,
        look: Look,
        preferences: Preferences,
        journal: JournalView,
        audio: Audio,
        start: Start,
        terminal: TerminalOptions,
    ) -> None:
        super().__init__(terminal, glyphs=look.settings.value.screen.glyphs, colours=preferences)
        self.look = look
        self.preferences = preferences
        self.journal = journal
        self.files = files
        audio.connect(self.outlet, terminal.found)
        self.player = SessionPlayer(
            look.settings,
            journal,
            audio,
            call_later=self.later,
            clock=terminal.clock,
            link=lambda: self.link,
            speed=start.speed,
        )
        """Plays sessions, on whichever screen."""
        self.ears = Ears(self, look, self.player)
        look.go_by(self.player.pacing)
        self._start = start
        self._one = OneSession(start.for_one_session, self.exit, self.later)

    def get_default_screen(self) -> PlayerScreen:
        """The main screen, at once: pushed over an empty one it would take a third longer."""
        screen = PlayerScreen(self.look, self.files, self.player).sized(self.size)
        screen.shown = FirstScreen(self, self.journal, self.paint, self._start.keep_screen).begin
        return screen

    @property
    def main(self) -> PlayerScreen:
        """The main screen."""
        return cast("PlayerScreen", self.screen_stack[0])

    # The beginning

    def on_mount(self) -> None:
        """Begin as asked."""
        start = self._start
        if self.look.settings.value.keys:
            # With all the tables of commands: few people have keys of their own.
            self._take_keys()
        self.look.settings.watch(self._settings_changed)
        for fault in (*start.faults, *self.preferences.faults(self.available_themes)):
            self.notify(fault, severity="warning", markup=False)
        self.call_after_refresh(self._settle)
        if start.play is not None:
            self.main.set_class(start.floor, "-floor")
            self.call_after_refresh(self.ears.when_heard, partial(self.main.begin, start.play))
            if start.remember_care is not None:
                from stretchtui.tui.dialogs.text_screen import care_in_passing

                care_in_passing(self)
        elif start.build is not None:
            self.routines.begin(start.build, copies=start.copies)
        elif start.remember_care is not None:
            from stretchtui.tui.dialogs.text_screen import care

            self.push_screen(care(), lambda _: self.call_later(self._check_sound))
            start.remember_care()

    def _settle(self) -> None:
        """What the first frame must not wait for."""
        start = self._start
        self.keep_title()
        self.player.audio.open()
        if start.play is None:
            self.ears.show_if_awaited()
            self.run_worker(self._look_back())
        drafts = self.files.folders.data / "drafts"
        if start.opens_list and os.path.lexists(drafts) and not self._is_busy():
            self.routines.offer()
        # What has been made so far stays for good. Were it looked through again at every
        # collection, a cue could be 30 ms late.
        gc.freeze()
        gc.enable()

    async def _look_back(self) -> None:
        """Offer what was left behind: a session that was interrupted, or a history."""
        await self.main.resume(ask=not self._start.resume)
        if self._start.opens_list:
            from stretchtui.tui.player.succession import offer_history

            await offer_history(self, self.journal, self._is_busy)
        if self._start.remember_care is None:
            # Else it comes after the word of care.
            await self._check_sound()

    async def _check_sound(self) -> None:
        """Ask whether the sounds can be heard, if that is still to be asked."""
        if self._start.check_sound and not self._is_busy():
            await self.action_sound_check()

    def _is_busy(self) -> bool:
        """Whether quick hands have begun something already."""
        return self.screen is not self.main or self.player.is_playing

    # What the settings change

    def _settings_changed(self, before: Settings) -> None:
        settings = self.look.settings.value
        if settings.keys != before.keys:
            self._take_keys()
        if settings.screen.theme != before.screen.theme:
            self.take_theme()
        if settings.screen.glyphs != before.screen.glyphs:
            self.choose_glyphs(settings.screen.glyphs)
        if settings.screen.mouse != before.screen.mouse:
            self.take_mouse(self.preferences.mouse)
        if (settings.days, settings.care) != (before.days, before.care):
            self.read_journal()

    def _take_keys(self) -> None:
        """Have commands by the person's own keys."""
        from stretchtui.tui.commands.keymap import whole

        own = self.look.settings.value.keys
        self.set_keymap(whole(own) if own else {})

    # Sessions

    def read_journal(self) -> None:
        """Read the journal beside everything else; whoever shows some of it watches it."""
        # The method itself: of a coroutine that another one takes over from before it has begun,
        # Python would say that nobody awaited it. (mypy cannot choose among what Textual takes.)
        self.run_worker(cast("Any", self.journal.read), group="journal", exclusive=True)

    @on(PlayerScreen.SessionOver)
    def _session_over(self, event: PlayerScreen.SessionOver) -> None:
        self._one.over(completed=event.completed, asks=self.player.recorder.keeps)
        self.read_journal()

    @on(PlayerScreen.Rated)
    def _rated(self, event: PlayerScreen.Rated) -> None:
        self.read_journal()
        self._one.rated(last=event.last)

    @on(PlayerScreen.Leave)
    def leave(self) -> None:
        """Leave the program."""
        self.player.close()
        self.exit(self._one.status)

    async def run_action(self, *arguments: Any, **options: Any) -> bool:
        """Whoever does something stays; a key that does nothing changes nothing."""
        pending = self._one.pending
        done = await super().run_action(*arguments, **options)
        # The key that has ended the session is none by which anybody stays.
        if done and self._one.pending is pending:
            self._one.stay()
        return done

    def on_mouse_down(self) -> None:
        """Whoever clicks stays."""
        self._one.stay()

    # Screens; actions and not messages, since keys typed ahead are for the screen that opens

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action does something now: the screen says when others may open."""
        if action in ("routine", "history", "settings", "sound_check", "page"):
            return self.screen.check_action(action, parameters)
        return super().check_action(action, parameters)

    @cached_property
    def routines(self) -> RoutineActions:
        """What can be done to the routines of the list."""
        from stretchtui.tui.builder.routine_actions import RoutineActions

        return RoutineActions(self, self.look, self.files, self.player, self._routines_changed)

    @cached_property
    def edits(self) -> SessionEdits:
        """What can be changed of the sessions so far; it knows those that were deleted."""
        from stretchtui.playing.session_edits import SessionEdits

        return SessionEdits(self.journal)

    def _routines_changed(self, chosen: str | None) -> None:
        """The builder was left, or the library has changed."""
        self.title = self.TITLE
        if self._start.build is not None:
            self.exit(0)
            return
        self.main.has_deleted = self.routines.deleted_any
        if chosen is not None:
            self.main.show_library(chosen)

    async def action_routine(self, what: str) -> None:
        """Make, change, copy, delete or bring back a routine."""
        await self.routines.carry_out(what, self.main.browser.entry)

    async def action_history(self) -> None:
        """Show what was done so far."""
        from stretchtui.tui.history.screen import HistoryScreen

        screen = HistoryScreen(self.look, self.journal, self.edits, self.files.folders)
        await screen.prepare(self.size)
        await self.push_screen(screen)

    async def action_settings(self, section: str = "") -> None:
        """Show what there is to set; a session waits meanwhile."""
        from stretchtui.tui.settings.opening import open_settings

        self.player.pause()
        await open_settings(self, self.look, self.preferences, self.player.audio, section)

    async def action_sound_check(self) -> None:
        """Play a few sounds, and ask whether they can be heard."""
        from stretchtui.tui.dialogs.sound_check import SoundCheck

        audio = self.player.audio
        await self.push_screen(SoundCheck(self.look, audio, self.later, self.files.folders))

    def action_page(self) -> None:
        """Show where the page for a browser is."""
        self.ears.show()

    def action_change_theme(self) -> None:
        """Choose the colours."""
        from stretchtui.tui.settings.choosing import choose_theme

        choose_theme(self, self.look, self.preferences)

    async def action_command_palette(self) -> None:  # type: ignore[override]  # it may be either
        """Search all commands."""
        from stretchtui.tui.dialogs.palette import open_palette
        from stretchtui.tui.settings.opening import ways

        await open_palette(self, self.look, ways(self))

    # The end

    async def action_quit(self) -> None:
        """Leave the program."""
        self.leave()

    def on_unmount(self) -> None:
        """Let go of the sound, and give the window its title back."""
        self.restore_title()
        self.player.audio.close()
        self.journal.close()
