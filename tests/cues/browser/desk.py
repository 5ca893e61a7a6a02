"""The program's side of a link to pages: an event loop, a clock that can be put on, and a bell."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession

from stretchtui.cues.browser.link import BrowserLink
from stretchtui.cues.browser.port import PORTS
from stretchtui.cues.clock import now
from stretchtui.cues.loop_reader import LoopReader
from stretchtui.cues.sink import Outlet
from tests.cues.browser.serving import PATIENCE_S, SOUNDS, Visitor

OWN_PORT = 10_000 + os.getpid() % 1000 * PORTS
"""The first port that links of this process try."""


class Desk:
    """A link, and whoever uses it.

    Args:
        command: How its process is started; the real one, if not given.
        sounds: Where the sounds are.
    """

    def __init__(
        self, command: Sequence[str] | None = None, sounds: Sequence[Path] = (SOUNDS,)
    ) -> None:
        self.later = 0.0
        """By how much the clock was put on, in seconds."""
        self.rung: list[str] = []
        """What the terminal was told to sound."""
        self.changes = 0
        """How often it was told that something has changed."""
        loop = asyncio.get_running_loop()
        self.outlet = Outlet(self.rung.append, loop.call_later, self.clock, LoopReader)
        lines = Path("/nowhere")
        self.link = (
            BrowserLink(sounds, 100, self.outlet, lines=lines)
            if command is None
            else BrowserLink(sounds, 100, self.outlet, lines=lines, command=command)
        )
        self.link.changed = self._changed
        # Tests of another Python, at the same time, would take the port of what starts again.
        self.link._first_port = OWN_PORT

    def clock(self) -> float:
        """The time."""
        return now() + self.later

    def _changed(self) -> None:
        self.changes += 1

    async def until(self, such: Callable[[], object]) -> None:
        """Wait for something."""
        async with asyncio.timeout(PATIENCE_S):
            while not such():  # noqa: ASYNC110  # others change it
                await asyncio.sleep(0.01)

    async def serves(self) -> str:
        """Open it, and wait until it serves; the page's address."""
        self.link.open()
        await self.until(lambda: self.link.standing.port)
        return self.address

    @property
    def address(self) -> str:
        """Of the page."""
        standing = self.link.standing
        return f"http://127.0.0.1:{standing.port}{standing.path}"

    @property
    def process(self) -> int:
        """The process that serves."""
        assert self.link._process is not None
        return self.link._process.pid

    @asynccontextmanager
    async def page(self, address: str | None = None) -> AsyncIterator[Visitor]:
        """A page that can be heard."""
        address = address or self.address
        origin = {"Origin": address.rpartition("/")[0].rpartition("/")[0]}
        async with (
            ClientSession() as session,
            session.ws_connect(f"{address}stream", headers=origin) as stream,
        ):
            page = Visitor(stream)
            await page.say(type="ready")
            await self.until(lambda: self.link.pages.ready)
            yield page

    async def fetch(self, asked: str) -> bytes:
        """What is found behind the page's address."""
        async with ClientSession() as session, session.get(self.address + asked) as answer:
            assert answer.status == 200
            return await answer.read()

    async def end(self) -> None:
        """Close the link, and wait until all its processes have ended."""
        self.link.close()
        await self.until(lambda: all(each.poll() is not None for each in self.link._gone))
