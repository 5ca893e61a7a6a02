"""An app with nothing but what opens over it, and what comes in one write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App

from stretchtui.core.settings import Settings
from stretchtui.playing.watched import Watched
from stretchtui.tui.commands.look import Look
from stretchtui.tui.themes import CALM
from stretchtui.words.glyphs import UNICODE

if TYPE_CHECKING:
    from textual.geometry import Offset
    from textual.pilot import Pilot

    from stretchtui.tui.dialogs.dialog import Dialog

LOOK = Look(UNICODE, Watched(Settings()))


class Under(App[None]):
    """An app with nothing but what opens over it."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[Any] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that ours have beside Textual's."""
        return CALM.variables

    def open(self, dialog: Dialog[Any]) -> Any:
        """Open a dialog, and remember what it gives."""
        return self.push_screen(dialog, self.given.append)

    def press_at_once(self, *keys: str) -> None:
        """Send keys as if they had come in one write."""
        for key in keys:
            self.simulate_key(key)

    def click_at_once(self, at: Offset, times: int) -> None:
        """Send clicks as if they had come in one write."""
        for _ in range(times):
            for kind in (events.MouseDown, events.MouseUp):
                self.post_message(
                    kind(
                        *(None, at.x, at.y, 0, 0, 1, False, False, False),
                        screen_x=at.x,
                        screen_y=at.y,
                    )
                )


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until all that was sent has been taken, by the app and by who was given it."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
