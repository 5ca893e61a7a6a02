"""Draw the pictures of the README with the program itself: ``make pictures``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from stretchtui.cues.choose import FallbackSink
from stretchtui.cues.terminal import TerminalBell
from stretchtui.store import paths, routines
from tests.tui.past import Past, press
from tests.tui.stage import Stage, StagedAudio

if TYPE_CHECKING:
    from stretchtui.cues.sink import Sink
    from stretchtui.tui.app import StretchApp

DOCS = Path(__file__).resolve().parent.parent / "docs"
SECONDS = 226
"""A moment of the five for the lower back: the right side of knee to chest."""

SIZE = (80, 24)

NOWHERE = "/nowhere"


class Bells(StagedAudio):
    """Names the sink that most people have over SSH."""

    def choose(self) -> Sink:
        """A terminal's bell, which nobody hears."""
        assert self._outlet is not None
        outlet = self._outlet
        return FallbackSink([lambda: TerminalBell(outlet)], "over SSH")


def draw(app: StretchApp, name: str) -> None:
    """Draw what the app shows."""
    # Without this the blanks at the beginning of a run of text are lost in some viewers.
    svg = app.export_screenshot().replace("<text ", '<text xml:space="preserve" ')
    (DOCS / f"{name}.svg").write_text(svg)


async def session(name: str, floor: bool) -> None:
    """Draw the program in the middle of a session."""
    folders = paths.folders(NOWHERE)
    stage = Stage(
        routines.read_library(folders),
        play="five-for-lower-back",
        floor=floor,
        audio=lambda settings: Bells(settings, folders, 1.0),
    )
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await stage.advance(pilot, SECONDS)
        stage.screen.view.gauge.flash(False)  # nobody waits until it is over
        await pilot.pause()
        draw(stage.app, name)


async def builder() -> None:
    """Draw the builder with a shipped routine."""
    with TemporaryDirectory() as home:
        folders = paths.folders(home)
        library = routines.read_library(folders)
        stage = Stage(library, folders=folders, build=library.entries["five-for-lower-back"])
        async with stage.app.run_test(size=SIZE) as pilot:
            await stage.app.workers.wait_for_complete()
            await pilot.press("down", "down")
            await pilot.pause()
            draw(stage.app, "builder")


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
