"""A session in its panes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

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
from stretchtui.tui.player.instructions import figures_of
from stretchtui.tui.player.session_panes import SessionPanes
from stretchtui.words import session as wording

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Stretch
    from stretchtui.core.sessions.events import SessionCommand, View
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.cues.browser.request import Request
    from stretchtui.playing.clockwork import Delivery
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.player.animation import Animation

FLASH_S = 0.3
"""How long the gauge shows that a cue was given, in seconds."""

FASTEST_S = 0.1
"""The session is drawn no more often than this, in real seconds, however fast it runs."""

_HEARD = (CueDue, LineDue)
"""What only the ear notices."""


class SessionView(SessionPanes):
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
        super().__init__(screen, look, player)
        self._changed = changed
        self._over = over
        self._elsewhere = elsewhere
        self.asked = asked
        self._easier = False
        self._note = ""
        self._drawn_at = 0.0

    @cached_property
    def _animation(self) -> Animation:
        from stretchtui.tui.player.animation import Animation

        views = (self.instructions.figure, self.gauge.figure, self.floor.figure)
        return Animation(self._player, self._look, views)

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
