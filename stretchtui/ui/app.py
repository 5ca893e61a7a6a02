"""The Textual app: wiring, and nothing else."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType

from stretchtui.core.speech import phrases
from stretchtui.core.text import clean, shorten
from stretchtui.core.timeline import CueName, Pace
from stretchtui.cues.sink import Mutable, Outlet, Silence, Sink, Timer
from stretchtui.ui.commands import COMMANDS, Command
from stretchtui.ui.glyphs import ASCII, Glyphs, glyphs_for
from stretchtui.ui.runner import now
from stretchtui.ui.screens.player import PlayerScreen
from stretchtui.ui.theme import CALM, EXTRA_COLOURS
from stretchtui.ui.wording import CARE

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchtui.core.library import Entry, Library
    from stretchtui.core.timeline import Timeline
    from stretchtui.cues.probe import Probe
    from stretchtui.cues.voice import Voice
    from stretchtui.store.paths import Folders

CARE_S = 12.0
"""How long the word of care stays in a corner when a session begins at once."""

ENDED_EARLY = 1
"""The exit status of ``play`` when the session did not come to its end."""

KEEP_TITLE, RESTORE_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""Have the terminal remember the window's title, and take it again."""

LAST_SOUND_S = 1.6
"""How long ``play`` stays after the end, for the last sound and a last look."""


class StretchApp(App[int]):
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
    """

    TITLE = "stretchtui"
    # A screen that is not pushed does not load its own.
    CSS_PATH = "screens/player.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True)]
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
    ) -> None:
        driver: type[Any] | None = None
        if sys.platform != "win32":
            from stretchtui.ui.driver import FrugalDriver

            driver = FrugalDriver
        # With NO_COLOR, Textual still sends 24-bit greys, unless it is told to use the
        # terminal's own colours.
        super().__init__(driver_class=driver, ansi_color=bool(environment.get("NO_COLOR")))
        self.library = library
        self.folders = folders
        self.speed = speed
        self.pace = pace
        self.glyphs: Glyphs = glyphs_for(environment)
        self.plain = self.glyphs is ASCII
        """Whether the terminal shows nothing but ASCII."""
        self.clock = clock
        self.probe = probe
        self.spoken = spoken
        self.counted = counted
        self._voice = voice
        self._schedule = schedule
        self.sink = Mutable(make_sink(Outlet(self._sound, self.later, clock)), off)
        self._play = play
        self._completed = False
        self._floor = floor
        self._first_start = first_start
        self._care_shown = care_shown
        self._keys = dict(keys or {})
        self._faults = tuple(faults)
        self.animation_level = "none"
        self.register_theme(CALM)
        self.theme = CALM.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of ours, for themes that do not name them."""
        return EXTRA_COLOURS

    def get_default_screen(self) -> PlayerScreen:
        """The main screen, at once: pushed over an empty one it would take a third longer."""
        return PlayerScreen(self)

    def on_mount(self) -> None:
        """Begin as asked."""
        self.set_keymap(self._keys)
        screen = self.screen
        assert isinstance(screen, PlayerScreen)
        for fault in self._faults:
            self.notify(fault, severity="warning", markup=False)
        self.call_after_refresh(self._settle)
        if self._play is not None:
            entry = self._play
            screen.set_class(self._floor, "-floor")
            self.call_after_refresh(lambda: screen.start(entry))
            if self._first_start:
                # Not in the way of who wants to begin; the main screen shows it properly.
                self.notify(" ".join(CARE), title="A word of care", timeout=CARE_S, markup=False)
        elif self._first_start:
            from stretchtui.ui.screens.words import care

            self.push_screen(care())
            self._care_shown()

    def _settle(self) -> None:
        """What the first frame must not wait for."""
        self._title(KEEP_TITLE)
        self.sink.open()
        # What has been made so far stays for good. Were it looked through again at every
        # collection, a cue could be 30 ms late.
        gc.freeze()
        gc.enable()

    def on_resize(self) -> None:
        """What the terminal shows after a resize is anybody's guess."""
        self._forget()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The commands of the palette: ours that do something now, then Textual's themes."""
        if isinstance(screen, PlayerScreen):
            for command in COMMANDS:
                if screen.does_something(command):
                    yield SystemCommand(
                        command.help, f"key: {self.keys_shown(command)}", screen.runs(command)
                    )
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)

    # What the screens ask of the app

    def show_title(self, title: str) -> None:
        """Set the window's title, which tmux can show in its status line."""
        self._title(f"\x1b]2;{clean(shorten(title, 80))}\x1b\\")

    def prepare_voice(self, timeline: Timeline) -> None:
        """Have what a session will say rendered, beside everything else."""
        if self._voice is not None:
            self._voice.prepare(phrases(timeline, self.speed, self.counted))

    def keys_shown(self, command: Command) -> str:
        """A command's key as it is shown: the person's own, if there is one."""
        own = self._keys.get(command.id)
        return self.get_key_display(Binding(own.split(",")[0], "")) if own else command.shown

    def toggle_mute(self) -> None:
        """Sounds off, or on again."""
        self.sink.muted = not self.sink.muted

    def session_ended(self, completed: bool) -> None:
        """A session is over; the program too, if it was started for it."""
        if self._play is None:
            return
        if completed:
            self._completed = True
            self.set_timer(LAST_SOUND_S, lambda: self.exit(0))
        else:
            self.exit(ENDED_EARLY)

    def show_help(self) -> None:
        """Show the help."""
        from stretchtui.ui.screens.words import help_

        self.push_screen(help_(self.keys_shown))

    def leave(self) -> None:
        """Leave the program."""
        self.exit(ENDED_EARLY if self._play is not None and not self._completed else 0)

    async def action_quit(self) -> None:
        """Leave the program."""
        self.leave()

    def redraw(self) -> None:
        """Draw the screen afresh."""
        self._forget()
        self.screen.refresh(layout=True)

    def on_unmount(self) -> None:
        """Let go of the sound, and give the window its title back."""
        self._title(RESTORE_TITLE)
        self.sink.close()

    def _forget(self) -> None:
        forget = getattr(self._driver, "resize", None)
        if forget is not None:
            forget(*self.size)

    def _title(self, sequence: str) -> None:
        # A terminal without Unicode may well be one without titles, and print them.
        if self._driver is not None and not self.is_headless and not self.plain:
            self._driver.write(sequence)

    def _sound(self, data: str) -> None:
        send = getattr(self._driver, "sound", None)
        if send is not None:
            send(data)

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Ask for a call after some seconds."""
        return (self._schedule or asyncio.get_running_loop().call_later)(seconds, call)
