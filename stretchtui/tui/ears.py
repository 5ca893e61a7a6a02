"""Has pages in browsers follow what is played, and shows where they are found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.ears.following import keep_told
from stretchtui.playing.browser import PATIENCE_S
from stretchtui.playing.ready import when_ready
from stretchtui.words.glyphs import ASCII

if TYPE_CHECKING:
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.terminal_app import TerminalApp


class Ears:
    """The pages, as the screens know them.

    Args:
        app: What dialogs open over.
        look: How the program looks.
        player: Plays sessions.
    """

    def __init__(self, app: TerminalApp, look: Look, player: SessionPlayer) -> None:
        self._app = app
        self._look = look
        self._player = player
        self._browser = player.audio.browser
        keep_told(player)

    def when_heard(self, call: Callable[[], None]) -> None:
        """Make a call as soon as the first cue will be heard, on a page if it is to be heard there.

        For a page it waits until a key is pressed, and no longer than a while.
        """
        audio, later = self._player.audio, self._player.call_later
        if self._browser.is_awaited:
            self._open(waits=True, then=lambda: when_ready(audio, later, call))
        else:
            when_ready(audio, later, call)

    def show(self) -> None:
        """Show the address; have cues go to browsers, if they did not until now."""
        if (obstacle := self._browser.obstacle) is not None:
            # Cues stay where they are: they would be heard nowhere else for it.
            self._app.notify(f"Can't serve a page: {obstacle}", markup=False)
            return
        if self._browser.link.value is None:
            self._player.audio.use("browser")
        self._open(waits=False, then=lambda: None)

    def show_if_awaited(self) -> None:
        """Show the address, if cues are to go to a page."""
        if self._browser.is_awaited:
            self._open(waits=False, then=lambda: None)

    def _open(self, *, waits: bool, then: Callable[[], None]) -> None:
        from stretchtui.tui.dialogs.page_address import PageAddress

        draws = self._look.glyphs is not ASCII
        dialog = PageAddress(self._browser, draws=draws, waits=waits)
        self._app.push_screen(dialog, lambda _: then())
        if waits:
            self._app.later(PATIENCE_S, lambda: dialog.action_answer("begin"))
