"""The panes of a session, and the session in them: composed into the main screen, and a trial."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.core.routines.model import name_of
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    CueDue,
    Finished,
    LineDue,
    Paused,
    Rearranged,
    Resumed,
    Stopped,
)
from stretchtui.tui.css import beside
from stretchtui.tui.player.animation import Animation
from stretchtui.tui.player.floor import Floor
from stretchtui.tui.player.gauge import Gauge
from stretchtui.tui.player.guide import Guide
from stretchtui.tui.player.instructions import Instructions, figures_of
from stretchtui.tui.player.session_steps import SessionSteps
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.mounting import mount_later
from stretchtui.words import session as wording

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.widget import Widget

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Stretch
    from stretchtui.core.sessions.events import SessionCommand, View
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.cues.browser.request import Request
    from stretchtui.playing.clockwork import Delivery
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.commands.look import Look

FLASH_S = 0.3
"""How long the gauge shows that a cue was given, in seconds."""

FASTEST_S = 0.1
"""The session is drawn no more often than this, in real seconds, however fast it runs."""

_STYLES = beside(__file__)

_HEARD = (CueDue, LineDue)
"""What only the ear notices."""


class SessionView:
    """Shows what is played; a ``SessionListener``.

    Args:
        screen: The screen it is on.
        look: How the program looks.
        player: Plays it.
        changed: Called when more than the seconds has changed.
        over: Called at the end, with whether the session came to its own.
        elsewhere: Called when the session was resumed elsewhere.
        asked: Called when a page asks for something.
    """

    def __init__(
        self,
        screen: Screen[None],
        look: Look,
        player: SessionPlayer,
        *,
        changed: Callable[[], None],
        over: Callable[[bool], None],
        elsewhere: Callable[[], None],
        asked: Callable[[Request], None],
    ) -> None:
        glyphs = look.glyphs
        self.title = Static("stretchtui", id="where", markup=False)
        self.guide = Guide(glyphs)
        self.instructions = Instructions(self.guide, glyphs, player.call_later)
        self.gauge = Gauge(glyphs)
        self.floor = Floor(glyphs)
        self.steps = SessionSteps(glyphs)
        self.bar = KeyBar()
        self._sound = Static(id="sound", markup=False)
        self._screen = screen
        self._look = look
        self._player = player
        self._changed = changed
        self._over = over
        self._elsewhere = elsewhere
        self.asked = asked
        views = (self.instructions.figure, self.gauge.figure, self.floor.figure)
        self._animation = Animation(player, look, views)
        self._easier = False
        self._note = ""
        self._drawn_at = 0.0

    def compose(self, *beside: Widget, above: Widget | None = None) -> ComposeResult:
        """Title, instructions, gauge and keys.

        Args:
            beside: What stands to the left of the instructions.
            above: What stands over both.
        """
        self.show_sound()
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

    def on_mount(self) -> None:
        """Add what the first screen does not show, and does not wait for."""
        self._screen.call_after_refresh(self.take_styles)
        mount_later(self._screen, self.floor, before=self.bar)
        mount_later(self._screen.query_one("#body"), self.steps, before=self.instructions)

    def take_styles(self) -> None:
        """Have the styles of a session, if they have not come yet."""
        self._screen.app.stylesheet.add_source(_STYLES, (__file__, "STYLES"), is_default_css=True)

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

    # A session

    def start(
        self,
        entry: Entry,
        *,
        before: Unfinished | None = None,
        first_step: int = 0,
        kept: bool = True,
        discomfort: int | None = None,
        known: Mapping[str, Stretch] = {},
    ) -> None:
        """Begin a session, or resume one; the arguments are the player's."""
        self._easier, self._note, self._drawn_at = False, "", 0.0
        player = self._player
        player.load(entry, self, before=before, first_step=first_step, kept=kept, known=known)
        self._leave_room(for_figures=bool(figures_of(entry)))
        self.steps.take(player.entry, player.order.played)
        self.tell(entry.routine.name)
        if entry.adapted is not None:
            self._screen.app.notify("\n".join(entry.short_notices), markup=False)
        self.guide.focus()
        self._player.begin(discomfort)
        # The floor view has its size only then, where it takes the place of the panes.
        self.redraw()

    def end(self) -> None:
        """Show what the session would have taken again, without a figure."""
        self._animation.close()
        self._screen.app.title = "stretchtui"
        self._leave_room(for_figures=False)

    def do(self, command: SessionCommand, step: int | None = None) -> None:
        """Tell the session; ``step`` is where to go to."""
        self._player.do(command, step)
        if self._player.is_playing:
            # However soon after the last drawing: what a key does is seen at once.
            self.draw(steps=False)

    def toggle_easier(self) -> None:
        """The easier variant first, or not."""
        self._easier = not self._easier
        self.draw()

    def redraw(self) -> None:
        """Draw the session when everything has its size."""
        self._screen.call_after_refresh(self._draw_if_playing)

    def draw(self, *, steps: bool = True) -> None:
        """Draw the session as it stands between two deliveries.

        Args:
            steps: Whether the instructions are drawn, too.
        """
        self._draw(self._player.view(), steps=steps)

    # What the player tells

    def delivered(self, delivery: Delivery) -> None:
        """Show what happened."""
        now, view, events = delivery
        for event in events:
            match event:
                case Finished() | Stopped():
                    self._animation.close()
                    if isinstance(event, Finished):
                        self._draw(view)
                    self._over(isinstance(event, Finished))
                    return
                case Paused(gap=gap, unheard=unheard):
                    self._note = (
                        wording.away(gap, self._player.links.missing if unheard else "")
                        if gap
                        else ""
                    )
                case Resumed():
                    self._note = ""
                case Rearranged():
                    self.steps.take(self._player.entry, self._player.order.played)
        if any(isinstance(event, CueDue) and event.name is not CueName.TICK for event in events):
            self._flash()
        if events or now - self._drawn_at >= FASTEST_S:
            self._drawn_at = now
            self._draw(view, steps=not all(isinstance(event, _HEARD) for event in events))

    def link_returned(self, gap: float) -> None:
        """Say for how many seconds nothing came through."""
        self._note = wording.away(gap, self._player.links.missing)
        self.draw(steps=False)

    def resumed_elsewhere(self) -> None:
        """It goes on elsewhere."""
        self._elsewhere()

    def _draw(self, view: View, *, steps: bool = True) -> None:
        player = self._player
        written = player.journal.note(name_of(*player.step_at(view)))
        self._animation.draw(view)
        coming = wording.coming(player.timeline, view.index)
        self.floor.show_session(view, self._note, coming)
        # Until it is there, it has no styles that would hide it.
        if not (self.floor.is_mounted and self.floor.display):
            # It stands with the instructions, unless there is no room for them.
            beside = "" if self.instructions.display else written
            self.gauge.show_session(view, player.timeline, coming, self._note, beside)
        if steps:
            self._screen.app.title = wording.title(view)
            hurt = player.hurt_at(view)
            # Where it hurt the easier variant comes first.
            listed = self.steps.is_mounted and self.steps.display
            if listed:
                parts = player.recorder.standing.parts
                self.steps.show_place(view, player.timeline, parts)
            easier = self._easier is not hurt
            which, count = player.order.number(view.phase.step)
            number = "" if listed else f"step {which} of {count}"
            self.guide.show_step(player.entry, view, easier, hurt, written, number)
            self._changed()

    def _draw_if_playing(self) -> None:
        if self._player.is_playing:
            self.draw()

    def _leave_room(self, *, for_figures: bool) -> None:
        self._screen.set_class(for_figures, "-figured", update=False)
        self.instructions.show_session(for_figures)
        self.floor.figured = for_figures
        # Once, for all classes that have changed: all that the screen shows is styled anew.
        self._screen.update_node_styles()

    def _flash(self) -> None:
        """What is heard is seen as well; the ticks are seen in the digits."""
        self.gauge.flash(True)
        self._player.call_later(FLASH_S / self._player.speed, lambda: self.gauge.flash(False))
