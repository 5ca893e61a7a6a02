"""A person's browser, open at the page: a real Chromium."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypedDict

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Playwright, Request


CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_MS = 60_000

# Notes when each sound begins: on the clock that tests give to the program. And what the policy
# has refused, what headphones' buttons would do, and what the browser was asked to say.
NOTES = """
window.started = []; window.refused = []; window.media = {}; window.said = [];
addEventListener("securitypolicyviolation", event => refused.push(event.blockedURI));
const sources = new WeakMap();
const read = Response.prototype.arrayBuffer;
Response.prototype.arrayBuffer = async function () {
  const bytes = await read.call(this);
  sources.set(bytes, this.url.replace(/.*\\/(.*)\\.wav/, "$1"));
  return bytes;
};
const decode = AudioContext.prototype.decodeAudioData;
AudioContext.prototype.decodeAudioData = async function (bytes) {
  const name = sources.get(bytes), buffer = await decode.call(this, bytes);
  sources.set(buffer, name);
  return buffer;
};
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (when) {
  const stamp = this.context.getOutputTimestamp(), now = this.context.currentTime;
  const heard = stamp.performanceTime / 1000 + Math.max(when, now) - stamp.contextTime;
  const note = { name: sources.get(this.buffer), when, stopped: null,
    at: heard + performance.timeOrigin / 1000 - 1_600_000_000 };
  sources.set(this, note);
  started.push(note);
  return start.call(this, when);
};
const stop = AudioBufferSourceNode.prototype.stop;
AudioBufferSourceNode.prototype.stop = function (when) {
  sources.get(this).stopped = this.context.currentTime;
  return stop.call(this, when);
};
const handle = MediaSession.prototype.setActionHandler;
MediaSession.prototype.setActionHandler = function (action, does) {
  media[action] = does;
  return handle.call(this, action, does);
};
"""

# Headless Chromium has no voice of its own.
VOICE = """
speechSynthesis.getVoices = () => [{ lang: "en-GB", localService: true, name: "Someone" }];
speechSynthesis.speak = words => said.push([words.text, Date.now() / 1000 - 1_600_000_000]);
speechSynthesis.cancel = () => said.push(["", Date.now() / 1000 - 1_600_000_000]);
Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", { set() {}, get: () => null });
"""


class Serves(Protocol):
    """Whatever serves the page."""

    @property
    def address(self) -> str:
        """Of the page."""


class Note(TypedDict):
    """A sound that was given to the loudspeakers."""

    name: str
    at: float
    """When it is heard, on the program's clock."""
    when: float
    """On the audio clock; 0 is at once."""
    stopped: float | None
    """When it was stopped, on the audio clock."""


class Visitor:
    """A browser at the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def tap(self) -> None:
        """Start the sound."""
        await self.page.click("#tap")

    async def text(self, selector: str) -> str:
        """What stands there now, as it is seen."""
        return (await self.page.inner_text(selector)).strip()

    async def shows(self, selector: str, text: str) -> None:
        """Wait until this stands there, and is seen."""
        await self.until(
            "([selector, text]) => [...document.querySelectorAll(selector)]"
            ".some(each => each.checkVisibility() && each.textContent.trim() === text)",
            [selector, text],
        )

    async def until(self, condition: str, argument: object = None) -> None:
        """Wait until a function of the page gives true."""
        await self.page.wait_for_function(condition, arg=argument, timeout=PATIENCE_MS, polling=20)

    async def started(self) -> list[Note]:
        """All sounds that were given to the loudspeakers so far."""
        notes: list[Note] = await self.page.evaluate("started")
        return notes


@asynccontextmanager
async def chromium(
    playwright: Playwright, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Browser]:
    """The system's Chromium.

    Args:
        playwright: What drives it.
        environment: What it runs in; the test's own if left out.
    """
    browser = await playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=FLAGS,
        ignore_default_args=["--mute-audio"],
        env=dict(environment or os.environ),
    )
    try:
        yield browser
    finally:
        await browser.close()


@asynccontextmanager
async def visiting(
    browser: Browser,
    program: Serves,
    *,
    size: tuple[int, int] = (360, 640),
    scheme: Literal["dark", "light"] = "dark",
    still: bool = False,
    speaks: bool = False,
    tap: bool = True,
) -> AsyncIterator[Visitor]:
    """Visit the page.

    Nothing may go wrong meanwhile: no error of the script, nothing refused by the policy, no
    request to anybody else.

    Args:
        browser: The browser.
        program: What serves the page.
        size: Of its window.
        scheme: Which colours the person wants.
        still: Whether the person wants nothing to move.
        speaks: Whether the browser has a voice.
        tap: Whether to start the sound.
    """
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce" if still else "no-preference",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    faults: list[Any] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def requested(request: Request) -> None:
        if not request.url.startswith(program.address):
            faults.append(request.url)

    page.on("request", requested)
    await page.add_init_script(NOTES + (VOICE if speaks else ""))
    try:
        await page.goto(program.address)
        visitor = Visitor(page)
        if tap:
            await visitor.tap()
        yield visitor
        assert faults == []
        assert await page.evaluate("refused") == []
    finally:
        await context.close()
