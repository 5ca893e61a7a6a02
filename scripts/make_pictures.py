"""Draw the pictures of the README with the program itself: ``make pictures``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.terminal_svg import Frame, moving_picture, picture, screen_of
from stretchtui.core.sessions.events import State
from stretchtui.cues.choose import FallbackSink
from stretchtui.cues.terminal import TerminalBell
from stretchtui.store import paths, routines
from tests.tui.past import Past, press
from tests.tui.stage import Stage, StagedAudio

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchtui.core.sessions.events import View
    from stretchtui.cues.sink import Sink
    from stretchtui.tui.app import StretchApp

DOCS = Path(__file__).resolve().parent.parent / "docs"
SECONDS = 226
"""A moment of the five for the lower back: the right side of knee to chest."""

SIZE = (80, 24)
MOVING_SIZE = (100, 28)
"""Columns and rows."""

NOWHERE = "/nowhere"


class Bells(StagedAudio):
    """Names the sink that most people have over SSH."""

    def choose(self) -> Sink:
        """A terminal's bell, which nobody hears."""
        assert self._outlet is not None
        outlet = self._outlet
        return FallbackSink([lambda: TerminalBell(outlet)], "over SSH")


def draw(app: StretchApp, name: str, title: str) -> None:
    """Draw what the app shows."""
    (DOCS / f"{name}.svg").write_text(picture(screen_of(app), title))


async def floor() -> None:
    """Draw the floor view in the middle of a session."""
    folders = paths.folders(NOWHERE)
    stage = Stage(
        routines.read_library(folders),
        play="five-for-lower-back",
        floor=True,
        audio=lambda settings: Bells(settings, folders, 1.0),
    )
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await stage.advance(pilot, SECONDS)
        stage.screen.view.gauge.flash(False)  # nobody waits until it is over
        await pilot.pause()
        draw(stage.app, "floor", "The floor view: side, figure and seconds, large")


async def moving() -> None:
    """Draw some of a session as it is played, twice as fast as life."""
    with TemporaryDirectory() as home:
        past = Past(Path(home))
        past.two_years()
        folders = paths.folders(NOWHERE)
        stage = past.stage(
            library=routines.read_library(folders),
            audio=lambda settings: Bells(settings, folders, 1.0),
        )
        frames: list[Frame] = []
        async with stage.app.run_test(size=MOVING_SIZE) as pilot:

            async def look(seconds: float) -> None:
                stage.screen.view.gauge.flash(False)
                await pilot.pause()
                frames.append(Frame(screen_of(stage.app), seconds))

            async def play(seconds: int) -> None:
                for _ in range(seconds):
                    await look(0.5)
                    await stage.advance(pilot, 1)

            async def pass_until(holds: Callable[[View], bool]) -> None:
                while not holds(stage.player.view()):
                    await stage.advance(pilot, 1)

            await stage.app.workers.wait_for_complete()
            await stage.advance(pilot, 1)
            await look(3)
            await press(pilot, "space")
            await play(14)
            await pass_until(lambda view: view.phase.step == 1 and view.seconds_left == 3)
            await play(9)
            await pass_until(lambda view: view.phase.kind.active and view.seconds_left == 4)
            await play(16)
            await pass_until(lambda view: view.state is State.FINISHED)
            await stage.app.workers.wait_for_complete()
            await look(5)
    title = "A session: the list, get ready, hold, switch sides, the end"
    (DOCS / "session.svg").write_text(moving_picture(frames, title))


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
            draw(stage.app, "builder", "The builder: a routine's steps, and stretches to add")


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
            draw(stage.app, "history", "The history of a year")


def main() -> int:
    """Draw all."""
    asyncio.run(floor())
    asyncio.run(moving())
    asyncio.run(builder())
    asyncio.run(history())
    return 0


if __name__ == "__main__":
    sys.exit(main())
