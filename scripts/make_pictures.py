"""Draw the pictures of the README with the program itself: ``make pictures``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from stretchtui.cues.choose import FallbackSink
from stretchtui.cues.terminal import TerminalBell
from stretchtui.store import paths, routines
from stretchtui.tui.app import StretchApp
from stretchtui.tui.player.gauge import Gauge
from tests.tui.past import Past, press

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


ENVIRONMENT = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}

SIZE = (80, 24)

NOWHERE = "/nowhere"


def draw(app: StretchApp, name: str) -> None:
    """Draw what the app shows."""
    # Without this the blanks at the beginning of a run of text are lost in some viewers.
    svg = app.export_screenshot().replace("<text ", '<text xml:space="preserve" ')
    (DOCS / f"{name}.svg").write_text(svg)


async def session(name: str, floor: bool) -> None:
    """Draw the program in the middle of a session."""
    clock = Still()
    folders = paths.folders(NOWHERE)
    library = routines.read_library(folders)
    app = StretchApp(
        library,
        folders,
        lambda outlet: FallbackSink([lambda: TerminalBell(outlet)], "over SSH"),
        play=library.entries["five-for-lower-back"],
        floor=floor,
        environment=ENVIRONMENT,
        clock=clock,
        schedule=lambda seconds, call: clock,
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for _ in range(SECONDS):
            clock.now += 1
            app.player.advance()
        app.player.query_one(Gauge).flash(False)  # the clock stands still, and so would the flash
        await pilot.pause()
        draw(app, name)


async def builder() -> None:
    """Draw the builder with a shipped routine."""
    with TemporaryDirectory() as home:
        folders = paths.folders(home)
        library = routines.read_library(folders)
        app = StretchApp(
            library,
            folders,
            environment=ENVIRONMENT,
            build=library.entries["five-for-lower-back"],
        )
        async with app.run_test(size=SIZE) as pilot:
            await app.workers.wait_for_complete()
            await pilot.press("down", "down")
            await pilot.pause()
            draw(app, "builder")


async def history() -> None:
    """Draw the history of an invented year."""
    with TemporaryDirectory() as home:
        past = Past(Path(home))
        past.two_years()
        past.write()
        stage = past.stage()
        async with stage.app.run_test(size=SIZE) as pilot:
            await press(pilot, "h")
            await pilot.pause()
            draw(stage.app, "history")


def main() -> int:
    """Draw all."""
    asyncio.run(session("playing", floor=False))
    asyncio.run(session("floor", floor=True))
    asyncio.run(builder())
    asyncio.run(history())
    return 0


if __name__ == "__main__":
    sys.exit(main())
