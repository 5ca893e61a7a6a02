"""The Textual app: wiring, and nothing else."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType

from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.speech import phrases
from stretchtui.cues.sink import Outlet, Silence, Sink, SwitchableSink, Timer
from stretchtui.playing.clockwork import now
from stretchtui.playing.journal_view import JournalView
from stretchtui.playing.recorder import FASTEST, moment
from stretchtui.tui.commands.player import COMMANDS, Command, Commanded
from stretchtui.tui.player.screen import PlayerScreen
from stretchtui.tui.settings.preferences import Preferences
from stretchtui.tui.signals import ENDED_EARLY, KEEPING_S, LAST_SOUND_S
from stretchtui.tui.terminal_app import TerminalApp
from stretchtui.tui.themes import EXTRA_COLOURS, MONOCHROME, THEMES, theme_for
from stretchtui.words.glyphs import ASCII, Glyphs, glyphs_for
from stretchtui.words.session import CARE

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchtui.core.routines.library import Entry, Library
    from stretchtui.core.sessions.cues import CueName
    from stretchtui.core.sessions.record import Moment
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.cues.voice import Voice
    from stretchtui.store.journal_writer import JournalWriter
    from stretchtui.store.paths import Folders
    from stretchtui.terminal.probe import Probe
    from stretchtui.tui.builder.routine_actions import RoutineActions

CARE_S = 12.0
"""How long the word of care stays in a corner when a session begins at once."""

ANSWER_S = 60.0
"""How long ``play`` stays to be told how it was, in seconds."""


class StretchApp(TerminalApp):
    """The program, full-screen.

    Args:
        library: What can be played.
        folders: The person's folders.
        make_sink: Makes the sink, given the way to the terminal.
        off: Cues that are never heard.
        voice: Renders what will be said, before it is; None where that is done elsewhere.
        spoken: Whether what comes is said as well.
        counted: Whether the voice counts the last seconds.
        probe: Has asked the terminal what it is; answers may still come.
        play: Begin with this, and end with it.
        floor: Begin in the floor view.
        speed: How many times faster than life sessions run.
        first_start: Whether to show the word of care; and
        care_shown: is called when it was shown.
        keys: Keys by the ids of commands, in place of the usual ones.
        faults: What in the settings could not be used.
        environment: The environment the program was started in.
        clock: Tells the time.
        schedule: Asks for a call after some seconds; the event loop's, if not given.
        pace: The time a session leaves between holds.
        suspends: Whether the program may be left for the shell for a while.
        motion: Whether figures may move.
        scribe: Writes the journal; without one nothing is kept.
        resume: Go on at once with the session that broke off, and end with it.
        asks_discomfort: Whether it is asked before and after a session how bad it is.
        build: Begin in the builder, with this routine or "new", and end with it.
        preferences: What the person has set, for whatever is to be changed.
        week_start: What weeks begin with, from 0, Monday, to 6, Sunday.
        moment: Tells the moment, by the clock on the wall.
    """

    TITLE = "stretchtui"
    # A screen that is not pushed does not load its own.
    CSS_PATH = "player/screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", show=False, priority=True),
    ]
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        library: Library,
        folders: Folders,
        make_sink: Callable[[Outlet], Sink] = lambda outlet: Silence(),
        *,
        off: Collection[CueName] = (),
        voice: Voice | None = None,
        spoken: bool = False,
        counted: bool = False,
        probe: Probe | None = None,
        play: Entry | None = None,
        floor: bool = False,
        speed: float = 1.0,
        first_start: bool = False,
        care_shown: Callable[[], None] = lambda: None,
        keys: Mapping[str, str] | None = None,
        faults: Iterable[str] = (),
        environment: Mapping[str, str] = os.environ,
        clock: Callable[[], float] = now,
        schedule: Callable[[float, Callable[[], None]], Timer] | None = None,
        pace: Pace = Pace(),
        suspends: bool = True,
        motion: bool = True,
        scribe: JournalWriter | None = None,
        resume: bool = False,
        asks_discomfort: bool = False,
        build: Entry | str | None = None,
        preferences: Preferences | None = None,
        week_start: int = 0,
        moment: Callable[[], Moment] = moment,
    ) -> None:
        theme = theme_for(environment)
        # Where there are to be no colours, no theme may have any, whichever is chosen.
        ansi = True if theme is MONOCHROME else None
        glyphs = glyphs_for(environment)
        super().__init__(
            plain=glyphs is ASCII, suspends=suspends, schedule=schedule, ansi_color=ansi
        )
        self.library = library
        self.folders = folders
        self.speed = speed
        self.pace = pace
        self.glyphs: Glyphs = glyphs
        self.clock = clock
        self.probe = probe
        self.spoken = spoken
        self.counted = counted
        self._voice = voice
        self._make_sink = make_sink
        self._outlet = Outlet(self.send_sound, self.later, clock)
        self.sink = SwitchableSink(make_sink(self._outlet), off)
        self._play = play
        self._completed = False
        self._floor = floor
        self._first_start = first_start
        self._care_shown = care_shown
        self._keys: Mapping[str, str] = dict(keys or {})
        self._faults = tuple(faults)
        self.motion = motion
        """Whether figures may move."""
        self.scribe = scribe
        self.week_start = week_start
        self.moment = moment
        self.diary = JournalView(scribe, lambda: self.library.entries.values(), moment)
        self._resume = resume
        self.asks_discomfort = asks_discomfort
        self._build = build
        self._for_one = resume or play is not None
        """Whether the program was started for one session, and ends with it."""
        self.animation_level = "none"
        for each in THEMES:
            self.register_theme(each)
        self.preferences = preferences or Preferences()
        self.theme = self.preferences.first_theme(theme.name, self.available_themes)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of ours, for themes that do not name them."""
        return EXTRA_COLOURS

    def refresh_css(self, animate: bool = True) -> None:
        """Take the theme's colours."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            # What is not shown yet is read with them anyway; now it would be read twice.
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> PlayerScreen:
        """The main screen, at once: pushed over an empty one it would take a third longer."""
        return PlayerScreen(self)

    def on_mount(self) -> None:
        """Begin as asked."""
        if self._keys:
            self.take_keys(self._keys)
        screen = self.player
        for fault in (*self._faults, *self.preferences.faults(self.available_themes)):
            self.notify(fault, severity="warning", markup=False)
        self.call_after_refresh(self._settle)
        if self._play is not None:
            entry = self._play
            screen.set_class(self._floor, "-floor")
            self.call_after_refresh(lambda: screen.begin(entry))
            if self._first_start:
                # Not in the way of who wants to begin; the main screen shows it properly.
                self.notify(" ".join(CARE), title="A word of care", timeout=CARE_S, markup=False)
        elif self._build is not None:
            self.shelf.begin(self._build)
        elif self._first_start:
            from stretchtui.tui.dialogs.text_screen import care

            self.push_screen(care())
            self._care_shown()

    def _settle(self) -> None:
        """What the first frame must not wait for."""
        self.keep_title()
        self.sink.open()
        self.read_diary()
        if self.scribe is not None and self._play is None:
            from stretchtui.tui.player.resume import offer

            self.run_worker(offer(self, self.scribe, at_once=self._resume), exit_on_error=False)
        if not self._for_one and self._build is None and (self.folders.data / "drafts").exists():
            self.shelf.offer()
        # What has been made so far stays for good. Were it looked through again at every
        # collection, a cue could be 30 ms late.
        gc.freeze()
        gc.enable()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The commands of the palette: ours that do something now, then Textual's themes."""
        if isinstance(screen, Commanded):
            for command in screen.TABLE:
                if screen.does_something(command):
                    yield SystemCommand(
                        command.help, f"key: {self.keys_shown(command)}", screen.runs(command)
                    )
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)

    @property
    def player(self) -> PlayerScreen:
        """The main screen."""
        screen = self.screen_stack[0]
        assert isinstance(screen, PlayerScreen)
        return screen

    # What the screens ask of the app

    def prepare_voice(self, timeline: Timeline) -> None:
        """Have what a session will say rendered, beside everything else."""
        if self._voice is not None:
            self._voice.prepare(phrases(timeline, self.speed, self.counted))

    def read_diary(self) -> None:
        """Read the journal beside everything else, and show what it says."""
        self.run_worker(self._read_diary(), group="diary", exclusive=True, exit_on_error=False)

    async def _read_diary(self) -> None:
        await self.diary.read()
        self.player.show_diary()

    def keys_shown(self, command: Command) -> str:
        """A command's key as it is shown: the person's own, if there is one."""
        if command.id not in self._keys:
            return command.shown
        from stretchtui.tui.commands.keymap import keys_of

        return keys_of(command, self._keys)[0]

    def take_keys(self, keys: Mapping[str, str]) -> None:
        """Have commands by other keys, given by the commands' ids."""
        from stretchtui.tui.commands.keymap import whole

        self._keys = keys
        self.set_keymap(whole(keys) if keys else {})
        self.player.show_keys()

    def change_sink(self, voice: Voice | None) -> None:
        """Have sounds go where they are to go by now.

        Args:
            voice: Renders what will be said.
        """
        self._voice = voice
        self.sink.change(self._make_sink(self._outlet))
        self.player.show_sound()

    def show_settings(self) -> None:
        """Show what there is to set."""
        from stretchtui.tui.settings.screen import SettingsScreen

        self.push_screen(SettingsScreen(self))

    def action_change_theme(self) -> None:
        """Choose the colours."""
        from stretchtui.tui.settings.screen import choose_theme

        choose_theme(self)

    def toggle_mute(self) -> None:
        """Sounds off, or on again."""
        self.sink.muted = not self.sink.muted

    def session_ended(self, completed: bool) -> None:
        """A session is over; the program too, if it was started for it."""
        if not self._for_one:
            self.read_diary()
            return
        if completed:
            self.read_diary()
            self._completed = True
            # Who has just got up has a while to say how it was; a demonstration has not.
            wait = ANSWER_S if self.scribe is not None and self.speed <= FASTEST else LAST_SOUND_S
            self.set_timer(wait, lambda: self.exit(0))
        else:
            self.exit(ENDED_EARLY)

    def said_how_it_was(self) -> None:
        """Nothing more is asked: a program that was started for one session ends."""
        if self._for_one:
            self.set_timer(LAST_SOUND_S, lambda: self.exit(0))

    @cached_property
    def shelf(self) -> RoutineActions:
        """What can be done to the routines of the list."""
        from stretchtui.tui.builder.routine_actions import RoutineActions

        return RoutineActions(self, alone=self._build is not None)

    @property
    def deleted_any(self) -> bool:
        """Whether there is a deleted routine to bring back."""
        return "shelf" in vars(self) and bool(self.shelf.deleted)

    def show_help(self, table: Iterable[Command] = COMMANDS) -> None:
        """Show the help."""
        from stretchtui.tui.dialogs.text_screen import help_

        useful = [each for each in table if each.id != "suspend" or self.can_suspend()]
        self.push_screen(help_(self.keys_shown, useful))

    async def show_history(self) -> None:
        """Show what was done so far."""
        from stretchtui.tui.history.screen import HistoryScreen

        screen = HistoryScreen(self)
        await screen.prepare()
        await self.push_screen(screen)

    def leave(self) -> None:
        """Leave the program."""
        self.player.close_session()
        self.exit(ENDED_EARLY if self._for_one and not self._completed else 0)

    async def action_quit(self) -> None:
        """Leave the program."""
        self.leave()

    def on_unmount(self) -> None:
        """Let go of the sound, and give the window its title back."""
        self.restore_title()
        self.sink.close()
        if self.scribe is not None:
            self.scribe.close(KEEPING_S)
