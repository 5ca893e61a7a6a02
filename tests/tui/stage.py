"""A small library, a clock that only moves when told to, and an app on them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Entry, Library, Source, join
from stretchtui.core.settings import Settings
from stretchtui.playing.audio import Audio
from stretchtui.playing.clock import moment
from stretchtui.playing.journal_view import JournalView
from stretchtui.playing.plans import Plans, maker
from stretchtui.playing.watched import Watched
from stretchtui.store.library_files import LibraryFiles
from stretchtui.store.paths import Folders
from stretchtui.store.routines import read_library as folder_library
from stretchtui.tui.app import StretchApp
from stretchtui.tui.commands.look import Look
from stretchtui.tui.player.screen import PlayerScreen
from stretchtui.tui.settings.preferences import Preferences
from stretchtui.tui.start import Start
from stretchtui.tui.terminal_app import TerminalOptions
from stretchtui.tui.themes import MONOCHROME, theme_for
from stretchtui.words.glyphs import glyphs_for
from tests.stand_ins import Clock, Recorder

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from stretchtui.core.sessions.record import Moment
    from stretchtui.cues.sink import Sink
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.store.journal_writer import JournalWriter

UTF8 = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
"""An environment in which the screens draw with all their characters and colours."""

NOWHERE = Folders(Path("/nowhere/config"), Path("/nowhere/data"), Path("/nowhere/cache"))
"""Folders that do not exist: what the screens say of them is the same on every machine."""

PATIENCE_S = 30.0
"""No wait is longer; a condition that holds sooner ends it sooner."""


def read_library(shipped: str | None = None, own: Mapping[str, str] | None = None) -> Library:
    """A library of routine files given as text: the small one of this folder, if none is."""
    if shipped is None:
        shipped = Path(__file__).with_name("library.toml").read_text(encoding="utf-8")
    documents = [(Source.USER, decode(text, name)) for name, text in (own or {}).items()]
    return join([*documents, (Source.SHIPPED, decode(shipped, "routines.toml"))])


class StagedAudio(Audio):
    """Has every sink be the one of the stage."""

    def __init__(self, settings: Watched[Settings], folders: Folders, speed: float) -> None:
        self.recorder = Recorder()
        super().__init__(settings, folders, UTF8, None, speed)

    def choose(self) -> Sink:
        """The recorder, whatever the settings say."""
        return self.recorder


class Stage:
    """An app with everything around it under the test's control.

    Args:
        library: What can be played; the small library of this folder, if not given.
        play: Begin with this routine, given by its id.
        folders: The person's folders.
        settings: What the person has set.
        writer: Writes the journal; without one nothing is kept.
        environment: The environment the program was started in.
        audio: How sessions are heard; through a recorder, if not given.
        moment: Tells the moment, by the clock on the wall.
        motion: Whether figures may move.
        mouse: Whether the mouse may be ours.
        start: More of what to begin with.
    """

    def __init__(
        self,
        library: Library | None = None,
        play: str | None = None,
        *,
        folders: Folders = NOWHERE,
        settings: Settings | None = None,
        writer: JournalWriter | None = None,
        environment: Mapping[str, str] = UTF8,
        audio: Callable[[Watched[Settings]], Audio] | None = None,
        moment: Callable[[], Moment] = moment,
        motion: bool = True,
        mouse: bool = True,
        **start: Any,
    ) -> None:
        self.library = library if library is not None else read_library()
        self.clock = Clock()
        self.settings = Watched(settings or Settings())
        staged = StagedAudio(self.settings, folders, start.get("speed", 1.0))
        self.sink = staged.recorder
        theme = theme_for(environment)
        # Where nothing can be read, the library stays what it is.
        read = folder_library if folders is not NOWHERE else lambda folders: self.library
        self.files = LibraryFiles(folders, self.library, read)
        self.files.leave_out = lambda: self.settings.value.care.leave_out
        self.app = StretchApp(
            self.files,
            Look(glyphs_for(environment), self.settings, may_move=motion),
            Preferences(self.settings, folders, usual_theme=theme.name, may_click=mouse),
            JournalView(
                writer,
                self.files.entries,
                moment,
                lambda: self.settings.value.days,
                Plans(folders, lambda: self.files.library).followed,
                maker(
                    lambda: self.files.library,
                    lambda: self.player.pacing.pace,
                    lambda: self.settings.value.care.leave_out,
                ),
            ),
            audio(self.settings) if audio is not None else staged,
            Start(play=self.library.entries[play] if play else None, **start),
            TerminalOptions(
                ansi=True if theme is MONOCHROME else None,
                clock=self.clock,
                schedule=self.clock.schedule,
            ),
        )

    @property
    def screen(self) -> PlayerScreen:
        """The main screen."""
        return next(each for each in self.app.screen_stack if isinstance(each, PlayerScreen))

    @property
    def player(self) -> SessionPlayer:
        """Plays the sessions of the app."""
        return self.app.player

    @property
    def playing(self) -> SessionPlayer | None:
        """The player, while there is a session that is not over."""
        return self.player if self.player.is_playing else None

    def entry(self, id_: str) -> Entry:
        """A routine of the library."""
        return self.library.entries[id_]

    async def complete(self, pilot: Pilot[Any]) -> None:
        """Wait for what the first frame does not wait for."""
        screen = self.screen
        await until(pilot, lambda: screen.view.is_complete)
        await pilot.pause()
        await until(pilot, lambda: not (screen._layout_required or screen._dirty_widgets))

    async def settled(self, pilot: Pilot[Any]) -> None:
        """Wait for what the journal says, too."""
        await self.complete(pilot)
        if self.app.journal.writer is not None:
            await until(pilot, lambda: self.app.journal.is_read)
        await self.app.workers.wait_for_complete()
        await pilot.pause()

    async def advance(self, pilot: Pilot[Any], seconds: float) -> None:
        """Let time pass, and the screen follow."""
        self.clock.advance(seconds)
        await pilot.pause()

    async def play_until(self, pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
        """Let seconds pass until something holds; the screen follows then, and not each of them.

        Raises:
            TimeoutError: It does not within an hour.
        """
        for _ in range(3600):
            if holds():
                break
            self.clock.advance(1)
        else:
            raise TimeoutError("it never held")
        await pilot.pause()

    def lines(self) -> list[str]:
        """The rows of the terminal as text."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        """All that can be read on the terminal."""
        return "\n".join(self.lines())

    def says(self, *words: str, within: str | None = None) -> bool:
        """Whether all of this can be read, wherever lines are broken.

        Args:
            words: What to look for.
            within: Only in this widget of the top screen, given by a selector.
        """
        lines = self.lines()
        if within is not None:
            region = self.app.screen.query_one(within).region
            rows = lines[region.y : region.bottom]
            lines = [line[region.x : region.right] for line in rows]
        text = re.sub(r"\s+", " ", "\n".join(lines))
        return all(each in text for each in words)

    async def shows(self, pilot: Pilot[Any], *words: str, within: str | None = None) -> bool:
        """Whether all of this can be read, if not now then soon; as for ``says``."""
        try:
            await until(pilot, lambda: self.says(*words, within=within))
        except TimeoutError:
            return False
        return True


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: It does not in ``PATIENCE_S``.
    """
    deadline = time.monotonic() + PATIENCE_S
    delay = 0.01
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError("it never held")
        await pilot.pause(delay)
        # What is waited for needs the machine, too.
        delay = min(2 * delay, 0.2)
