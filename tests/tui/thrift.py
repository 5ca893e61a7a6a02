"""Frames that nobody looks at: a fifth of what the tests of the screens take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

from textual._compositor import Compositor
from textual.app import App
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen

if TYPE_CHECKING:
    import pytest
    from textual.strip import Strip


def paint_what_is_looked_at(patch: pytest.MonkeyPatch) -> None:
    """Paint a screen of an app without a terminal when somebody looks at it, and not each frame.

    It is also painted when a test first waits for it in some size, so that what is changed and not
    drawn anew is seen to be old, and as it is left, so that everything is painted once.
    """
    refresh, strips = Screen._compositor_refresh, Compositor.render_strips
    suspend, shutdown, pause = Screen._on_screen_suspend, App._shutdown, Pilot.pause
    behind = WeakSet[Screen[Any]]()
    begun = WeakKeyDictionary[Screen[Any], Size]()

    def refresh_later(screen: Screen[Any]) -> None:
        app = screen.app
        if app.is_headless and screen is app.screen:
            behind.add(screen)
            screen._dirty_widgets.clear()
            app._display(screen, None)
        else:
            refresh(screen)

    def paint(screen: Screen[Any]) -> None:
        if screen in behind:
            behind.discard(screen)
            begun[screen] = screen.size
            screen._compositor.render_update(screen_stack=screen.app._background_screens)

    async def wait(pilot: Pilot[Any], delay: float | None = None) -> None:
        await pause(pilot, delay)
        screen = pilot.app.screen
        if begun.get(screen) != screen.size:
            paint(screen)

    def look(compositor: Compositor, *arguments: Any) -> list[Strip]:
        if isinstance(compositor.root, Screen):
            paint(compositor.root)
        return strips(compositor, *arguments)

    def leave(screen: Screen[Any]) -> None:
        paint(screen)
        suspend(screen)

    async def close(app: App[Any]) -> None:
        if app.screen_stack and app._exception is None:
            paint(app.screen)
        await shutdown(app)

    patch.setattr(Screen, "_compositor_refresh", refresh_later)
    patch.setattr(Screen, "_on_screen_suspend", leave)
    patch.setattr(Compositor, "render_strips", look)
    patch.setattr(Pilot, "pause", wait)
    patch.setattr(App, "_shutdown", close)
