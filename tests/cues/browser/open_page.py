"""A page that stays open for many tests: to open one takes thirty times as long as to tell it
something."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from tests.cues.browser.program import Program
from tests.cues.browser.scenes import NONE
from tests.cues.browser.visitor import SIZE, Visitor, visiting

if TYPE_CHECKING:
    from playwright.async_api import Browser


class OpenPage(NamedTuple):
    """A page that sounds, with its clock measured."""

    program: Program
    """The program's side of it."""
    visitor: Visitor

    async def refresh(self) -> None:
        """Be as if it had just been opened, whatever was done to it: nothing is played.

        What was pressed has not got the focus, and the window and the person's wishes are the
        usual ones.
        """
        program, visitor = self
        program.forget()
        page = visitor.page
        if await page.evaluate("document.body.dataset.screen") == "start":
            await visitor.tap()
        await page.emulate_media(color_scheme="dark", reduced_motion="no-preference")
        program.play([{"type": "muted", "muted": False}, NONE])
        await visitor.is_at("idle")
        await visitor.resize(SIZE)
        await page.evaluate(
            "() => { for (const notes of [started, said, pressed]) notes.length = 0;"
            " document.activeElement.blur(); }"
        )

    async def reload(self) -> None:
        """Be opened anew: nothing has sounded yet. The page remembers for a moment what has."""
        self.program.forget()
        await self.visitor.come()
        await self.visitor.tap()
        await self.is_ready()
        await self.refresh()

    async def is_ready(self) -> None:
        """Wait until it sounds, and its clock is measured."""
        received = self.program.received
        await self.program.get("ready")
        await self.program.until(lambda: sum(m["type"] == "clock" for m in received) >= 8)


@asynccontextmanager
async def opened(browser: Browser, speaks: bool = False) -> AsyncIterator[OpenPage]:
    """Open a page.

    Args:
        browser: The browser.
        speaks: Whether it has a voice.
    """
    async with Program() as program, visiting(browser, program, speaks=speaks) as visitor:
        page = OpenPage(program, visitor)
        await page.is_ready()
        yield page
