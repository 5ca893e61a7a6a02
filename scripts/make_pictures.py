"""Draw the pictures of the README with the program itself: ``make pictures``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from stretchtui.cues.choose import Cascade
from stretchtui.cues.terminal import TerminalBell
from stretchtui.store import paths, routines
from stretchtui.ui.app import StretchApp
from stretchtui.ui.screens.player import PlayerScreen
from stretchtui.ui.widgets.gauge import Gauge

DOCS = Path(__file__).resolve().parent.parent / "docs"
SECONDS = 226
"""A moment of the five for the lower back: the right side of knee to chest."""


class Still:
    """A clock that goes only when it is told to, and a timer that never rings."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now

    def cancel(self) -> None:
        """Nothing was asked for."""


async def picture(name: str, size: tuple[int, int], floor: bool) -> None:
    """Draw the program in the middle of a session."""
    clock = Still()
    library = routines.read_library(paths.folders("/nowhere"))
    app = StretchApp(
        library,
        paths.folders("/nowhere"),
        lambda outlet: Cascade([lambda: TerminalBell(outlet)], "over SSH"),
        play=library.entries["five-for-lower-back"],
        floor=floor,
        environment={"LANG": "C.UTF-8"},
        clock=clock,
        schedule=lambda seconds, call: clock,
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, PlayerScreen)
        for _ in range(SECONDS):
            clock.now += 1
            screen.advance()
        screen.query_one(Gauge).flash(False)  # the clock stands still, and so would the flash
        await pilot.pause()
        # Without this the blanks at the beginning of a run of text are lost in some viewers.
        svg = app.export_screenshot().replace("<text ", '<text xml:space="preserve" ')
        (DOCS / f"{name}.svg").write_text(svg)


def main() -> int:
    """Draw all."""
    asyncio.run(picture("playing", (80, 24), floor=False))
    asyncio.run(picture("floor", (80, 24), floor=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
