"""Shows the figure of what is played, and moves it with the tempo or with the breath."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.core.sessions.events import State, View

if TYPE_CHECKING:
    from stretchtui.cues.sink import Timer
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.widgets.figure import FigureView

FRAME_S = 0.5
"""From one moment of a movement that is shown to the next, in real seconds."""

SLOW_S = 0.7
"""A link that has been silent for so many seconds is too slow for movement."""

STILL_S = 10.0
"""So many seconds the figure stands still for that, so that it does not stop and go."""

_JITTER = 0.02
"""What comes early by so much of a frame still counts as on time."""


class Animation:
    """Shows the figure of the current phase, and has it move while it should.

    Args:
        player: Plays the session.
        look: Knows whether figures move.
        views: Where the figure is shown.
    """

    def __init__(self, player: SessionPlayer, look: Look, views: Sequence[FigureView]) -> None:
        self._player = player
        self._look = look
        self._views = views
        self._timer: Timer | None = None
        self._still_until = -math.inf

    def draw(self, view: View) -> None:
        """Show the figure of a moment, and see to it that it goes on."""
        self.close()
        player = self._player
        phase, figure = view.phase, player.step_at(view)[1].figure
        at: float | None = None
        if figure and figure.moves and phase.kind.active and phase.beat and self._may_move():
            # Always at the same moments of a movement: those have been drawn before.
            step = FRAME_S * player.speed
            number = math.floor(view.elapsed / step + _JITTER)
            at = phase.cycle_at(number * step)
            if view.state is State.RUNNING and not view.lead:
                left = ((number + 1) * step - view.elapsed) / player.speed
                self._timer = player.call_later(left, self._go_on)
        turned = figure is not None and figure.turned(phase.side)
        for each in self._views:
            each.show(figure, turned=turned, at=at, kind=phase.kind)

    def close(self) -> None:
        """Let the figure be as it is."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _go_on(self) -> None:
        # Between two deliveries: a movement has moments of its own.
        self.draw(self._player.view())

    def _may_move(self) -> bool:
        """Whether movement is wanted, and the link takes it."""
        link, now = self._player.link(), self._player.clock()
        if link is not None and link.silent_s() > SLOW_S:
            self._still_until = now + STILL_S
        return self._look.moves and now >= self._still_until
