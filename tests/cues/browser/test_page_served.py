"""The page as the real server serves it, heard from a real sound server."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pytest
from aiohttp import ClientSession
from playwright.async_api import async_playwright

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.browser.gate import new_key
from stretchtui.cues.browser.port import PORT
from stretchtui.cues.clock import now
from tests.cues.browser.program import SOUNDS, Message
from tests.cues.browser.scenes import figure, moment, session
from tests.cues.browser.visitor import chromium, visiting
from tests.cues.ear import cue
from tests.cues.sound_server import RATE, sound_server

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Served:
    """The process that serves the page, and what it says."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.origin = ""
        self.address = ""

    async def opened(self) -> None:
        """Wait until it can be reached."""
        key = new_key()
        self.tell({"type": "serve", "key": key, "port": PORT, "volume": 100})
        said = await self.says("serving")
        self.origin = f"http://127.0.0.1:{said['port']}"
        self.address = f"{self.origin}/{key}/"

    async def says(self, kind: str, **fields: object) -> Message:
        """The next thing of a kind that it says, with these fields."""
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            async for line in self._process.stdout:
                said: Message = json.loads(line)
                if {"type": kind, **fields}.items() <= said.items():
                    return said
        raise AssertionError("it has ended")

    def tell(self, *messages: Message) -> None:
        """Tell all pages."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"".join(json.dumps(m).encode() + b"\n" for m in messages))


@asynccontextmanager
async def serving() -> AsyncIterator[Served]:
    """Serve the page, with the program's own sounds."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "stretchtui.cues.browser.server", "--listen=127.0.0.1"),
        *("--lines=/nowhere", str(SOUNDS)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    served = Served(process)
    try:
        await served.opened()
        yield served
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


async def test_the_page_and_the_server_agree(browser: Browser) -> None:
    async with serving() as served:
        served.tell(session(), figure(0), moment(1, 3.0, at=now()))
        async with visiting(browser, served) as visitor:
            await served.says("pages", pages=1, ready=1)
            await visitor.shows("#headline", "HOLD")
            await visitor.until("() => document.querySelector('#figure .near').checkVisibility()")
            await visitor.page.get_by_role("button", name="It hurts").click()
            await served.says("do", what="hurts")
            served.tell(moment(1, 5.0, at=now(), state="paused", hurts=True))
            await visitor.shows("#headline", "Paused because it hurts.")
            await visitor.page.get_by_role("button", name="End session").click()
            await served.says("do", what="end")
        await served.says("pages", pages=0, ready=0)


async def test_all_sounds_and_the_icon_are_there(browser: Browser) -> None:
    async with serving() as served, visiting(browser, served) as visitor:
        await served.says("pages", pages=1, ready=1)
        page = await visitor.page.content()
        for address in ("ears.css", "ears.js", "ears.svg", "sound/silence.wav"):
            assert address in page
            answer = await visitor.page.request.get(served.address + address)
            assert answer.ok, address
        # Chrome gives headphones' buttons to sounds of more than five seconds only.
        await visitor.until("() => document.querySelector('audio').duration > 5")


async def test_a_page_says_that_the_program_has_closed(browser: Browser) -> None:
    async with serving() as served:
        context = visiting(browser, served)
        visitor = await context.__aenter__()
        await served.says("pages", pages=1, ready=1)
    await visitor.shows("#says", "stretchtui has closed.")
    await context.__aexit__(None, None, None)


APART_S = 1.0
EARLY_S = 0.1
"""Each cue is looked for from so long before its moment on, and for so long behind it."""


@pytest.mark.timed
async def test_every_cue_is_heard_at_its_moment_and_for_what_it_is(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    names = [str(name) for name in CueName]
    with sound_server(tmp_path_factory.mktemp("pa")) as ear:
        async with (
            async_playwright() as playwright,
            chromium(playwright, ear.environment) as browser,
            serving() as served,
        ):
            served.tell(session(), moment(1, 0.0, at=now()))
            async with visiting(browser, served) as visitor:
                await served.says("pages", pages=1, ready=1)
                # Whoever has just opened the device does not know its delay yet.
                await visitor.shows("#digits", "27")
                first = now() + 2
                plan: list[list[Any]] = [
                    [first + n * APART_S, "cue", name] for n, name in enumerate(names)
                ]
                served.tell(moment(1, 3.0, at=now(), schedule=plan))
                await asyncio.sleep(plan[-1][0] + 1.5 - now())
                heard, until = ear.heard_seconds(), now()
        samples = np.fromfile(ear.recording, dtype="<i2").astype(float)
    late = []
    for at, _, name in plan:
        since = round((heard - (until - at) - EARLY_S) * RATE)
        stretch = samples[since : since + round((2 * EARLY_S + 0.8) * RATE)]
        found = {each: _found(stretch, _sound(each)) for each in names}
        assert max(found, key=lambda each: found[each][0]) == name, found
        late.append(found[name][1] / RATE - EARLY_S)
    assert max(late) - min(late) <= 0.015, late
    assert max(abs(each) for each in late) <= 0.06, late


def _sound(name: str) -> npt.NDArray[np.float64]:
    """The beginning of a cue."""
    return cue(name)[: round(0.7 * RATE)]


def _found(stretch: npt.NDArray[np.float64], sound: npt.NDArray[np.float64]) -> tuple[float, int]:
    """How much a stretch of a recording is like a sound at most, and at which sample."""
    size = 2 ** (len(stretch) + len(sound)).bit_length()
    product = np.fft.rfft(stretch, size) * np.conj(np.fft.rfft(sound, size))
    alike = np.fft.irfft(product, size)[: len(stretch) - len(sound)]
    energy = np.cumsum(np.square(np.append(0.0, stretch)))
    within = np.sqrt(energy[len(sound) : len(sound) + len(alike)] - energy[: len(alike)] + 1.0)
    likeness = alike / within / np.sqrt(np.sum(np.square(sound)))
    best = int(np.argmax(likeness))
    return float(likeness[best]), best


async def test_one_page_too_many_says_so(browser: Browser) -> None:
    async with serving() as served, ClientSession() as elsewhere, AsyncExitStack() as open_pages:
        # Eight browsers at once would keep the machine busy for long; to the server these are it.
        for number in range(1, 9):
            connecting = elsewhere.ws_connect(f"{served.address}stream", origin=served.origin)
            stream = await open_pages.enter_async_context(connecting)
            await stream.send_json({"type": "ready"})
            await served.says("pages", pages=number, ready=number)
        async with visiting(browser, served) as ninth:
            await ninth.shows("#says", "Too many pages")
