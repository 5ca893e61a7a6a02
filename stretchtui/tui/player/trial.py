"""A routine that is being made, tried from a step on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.tui.player.playing_screen import PlayingScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.core.routines.library import Entry
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.commands.look import Look


class TrialScreen(PlayingScreen):
    """Plays, asks nothing, keeps nothing, and gives way to the builder again.

    Args:
        look: How the program looks.
        player: Plays it.
        entry: What is tried.
        first_step: The step to begin with, from 0.
    """

    BACK = "back to builder"

    def __init__(self, look: Look, player: SessionPlayer, entry: Entry, first_step: int) -> None:
        super().__init__(look, player)
        self._entry = entry
        self._first_step = first_step

    def compose(self) -> ComposeResult:
        """The panes of a session."""
        yield from self.view.compose()

    def on_mount(self) -> None:
        """Begin, when all else is in place."""
        self.call_later(self._begin)

    def _begin(self) -> None:
        self.play()
        self.view.start(self._entry, first_step=self._first_step, kept=False)

    def show_end(self) -> None:
        """Say that it is over."""
        self.view.guide.show_end(self.player)

    def leave(self) -> None:
        """Back to the builder."""
        self.player.close()
        self.view.end()
        self.dismiss()

    def _over(self, finished: bool) -> None:
        if finished:
            super()._over(finished)
        else:
            self.leave()

    def action_quit(self) -> None:
        """Back to the builder, not out of the program."""
        self.leave()

    def action_escape(self) -> None:
        """Back to the builder."""
        self.leave()
