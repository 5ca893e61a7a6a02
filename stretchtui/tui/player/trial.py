"""A routine that is being made, tried from a step on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from stretchtui.tui.player.screen import Mode, PlayerScreen

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.tui.app import StretchApp


class Trial(PlayerScreen):
    """Plays, is not kept in the journal, and gives way to the builder again.

    Args:
        program: The app.
        entry: What is tried.
        step: The step to begin with, from 0.
    """

    CSS: ClassVar[str] = "Trial #routines { display: none; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "quit", show=False)]

    def __init__(self, program: StretchApp, entry: Entry, step: int) -> None:
        super().__init__(program)
        self._tried = entry
        self._step = step

    def on_mount(self) -> None:
        """Begin, when all else is in place."""
        self.call_later(lambda: self.start(self._tried, trial=self._step))

    def action_quit(self) -> None:
        """Back to the builder, not out of the program."""
        self._leave()

    def _leave(self) -> None:
        self.close_session()
        self._play = None
        self.dismiss()

    def _go_label(self) -> str:
        return "to the builder" if self._mode is Mode.DONE else super()._go_label()
