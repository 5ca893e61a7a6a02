"""The panes of a session: composed into the main screen, and into a trial."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from stretchtui.tui.player.gauge import Gauge
from stretchtui.tui.player.instructions import Instructions
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.mounting import mount_once

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.widget import AwaitMount

    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.player.floor import Floor
    from stretchtui.tui.player.guide import Guide
    from stretchtui.tui.player.session_steps import SessionSteps

_USUAL_SIZE = ("-roomy", "-normal")
"""The classes of a screen for which other_sizes.tcss has nothing."""


class SessionPanes:
    """What shows a session, and before it a routine.

    The first frame has only what keys that were typed ahead are for, and what has its place around
    it; the rest is imported, made and mounted behind it.

    Args:
        screen: The screen it is on.
        look: How the program looks.
        player: Plays the session.
    """

    def __init__(self, screen: Screen[None], look: Look, player: SessionPlayer) -> None:
        self.title = Static("stretchtui", id="where", markup=False)
        self.instructions = Instructions(look.glyphs, player.call_later)
        self.gauge = Gauge(look.glyphs)
        self.bar = KeyBar()
        self._sound = Static(id="sound", markup=False)
        self._screen = screen
        self._look = look
        self._player = player
        self.is_complete = False
        """Whether a session can be shown, or a routine."""
        self.completed: Callable[[], None] = lambda: None
        """Called when it can."""

    def compose(self, *beside: Widget, above: Widget | None = None) -> ComposeResult:
        """Title, instructions, gauge and keys.

        Args:
            beside: What stands to the left of the instructions.
            above: What stands over both.
        """
        self.show_sound()
        if not all(map(self._screen.has_class, _USUAL_SIZE)):
            self._take_styles("other_sizes.tcss")
        with Horizontal(id="title"):
            yield self.title
            yield self._sound
        if above is not None:
            yield above
        with Horizontal(id="body"):
            yield from beside
            yield self.instructions
        yield self.gauge
        yield self.bar

    @property
    def guide(self) -> Guide:
        """What to do, in words."""
        return self.instructions.guide

    @cached_property
    def floor(self) -> Floor:
        """What is needed lying down."""
        from stretchtui.tui.player.floor import Floor

        return Floor(self._look.glyphs)

    @cached_property
    def steps(self) -> SessionSteps:
        """What is done, and what comes."""
        from stretchtui.tui.player.session_steps import SessionSteps

        return SessionSteps(self._look.glyphs)

    def complete(self) -> list[AwaitMount]:
        """Add what the first frame has not waited for, if it is not there yet.

        Returns:
            What can be waited for.
        """
        # A screen that was left at once is gone by then, or about to be.
        if self.is_complete or not (self._screen.is_attached and self._screen.is_running):
            return []
        self.is_complete = True
        self._take_styles("other_sizes.tcss")
        self._take_styles("session_panes.tcss")
        mounted = [
            *self.instructions.fill(),
            *self.gauge.fill(),
            *mount_once(self._screen, self.floor, before=self.bar),
        ]
        if isinstance(body := self.instructions.parent, Widget):
            mounted += mount_once(body, self.steps, before=self.instructions)
        self.completed()
        return mounted

    def _take_styles(self, name: str) -> None:
        """Take a file of styles, unless it has been taken already."""
        file = Path(__file__).with_name(name)
        source = file.read_text(encoding="utf-8")
        self._screen.app.stylesheet.add_source(source, (str(file), ""), is_default_css=True)

    def show_sound(self) -> None:
        """Say where the sounds go."""
        player, glyphs = self._player, self._look.glyphs
        speed = f"{player.speed:g}{glyphs.times} speed {glyphs.dot} " if player.speed != 1 else ""
        words = speed + player.audio.name.value
        if self._sound.content != words:
            self._sound.update(words)

    def mark(self, on: bool, name: str) -> None:
        """Give the screen a class, or take it away: what is shown where goes by that."""
        self._screen.set_class(on, name)

    def tell(self, words: str) -> None:
        """Say something in the title's line."""
        if self.title.content != words:
            self.title.update(words)
