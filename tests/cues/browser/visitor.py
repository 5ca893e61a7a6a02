"""A person's browser, open at the page: a real Chromium."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol, TypedDict

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Playwright, Request


CHROMIUM = "/usr/bin/chromium"
# The first three make ready, in each new window, what an address line would show: it takes as long
# as all that the page does. The rest is what Playwright has off, which would no longer count.
OFF = [
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
FLAGS = [
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(OFF)}",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # With each page it would begin a process for the one that may come next.
    "--renderer-process-limit=1",
]
PATIENCE_MS = 60_000

Size = tuple[int, int]
SIZE: Size = (360, 640)
"""Of the window: a phone's."""

# Notes when each sound begins: on the clock that tests give to the program. And what the policy
# has refused, what headphones' buttons would do, what the browser was asked to say, and which
# buttons were shown as pressed.
NOTES = """
window.started = []; window.refused = []; window.media = {}; window.said = []; window.pressed = [];
new MutationObserver(changes => {
  for (const { target: { dataset } } of changes) if ("pressed" in dataset) pressed.push(dataset.do);
}).observe(document, { subtree: true, attributeFilter: ["data-pressed"] });
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
    """A browser at the page.

    Nothing may go wrong meanwhile: no error of the script, nothing refused by the policy, no
    request to anybody else.

    Args:
        page: The page; it has not been loaded yet.
        address: Where it is.
        size: Of its window.
    """

    def __init__(self, page: Page, address: str, size: Size) -> None:
        self.page = page
        self.size = size
        self._address = address
        self._faults: list[str] = []
        page.on("pageerror", lambda error: self._faults.append(str(error)))
        page.on("request", self._requested)

    def _requested(self, request: Request) -> None:
        if not request.url.startswith(self._address):
            self._faults.append(request.url)

    async def check(self) -> None:
        """See that nothing has gone wrong since this was asked last."""
        faults, self._faults = self._faults, []
        assert faults == []
        assert await self.page.evaluate("refused.splice(0)") == []

    async def come(self) -> None:
        """Open the page, or open it anew."""
        await self.page.goto(self._address)

    async def tap(self) -> None:
        """Start the sound."""
        await self.page.click("#tap")

    async def resize(self, size: Size) -> None:
        """Give it another window; waits until the page has drawn itself for that."""
        if size == self.size:
            return
        await self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.size = size
        await self.until(
            "size => innerWidth === size[0] && innerHeight === size[1]"
            " && new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>"
            " setTimeout(() => done(true)))))",
            list(size),
        )

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

    async def is_at(self, screen: str) -> None:
        """Wait until the page shows one of its screens."""
        await self.until("screen => document.body.dataset.screen === screen", screen)

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
    browser: Browser, program: Serves, *, speaks: bool = False, tap: bool = True
) -> AsyncIterator[Visitor]:
    """Visit the page; nothing may go wrong meanwhile.

    Args:
        browser: The browser.
        program: What serves the page.
        speaks: Whether the browser has a voice.
        tap: Whether to start the sound.
    """
    context = await browser.new_context(
        viewport={"width": SIZE[0], "height": SIZE[1]},
        color_scheme="dark",
        reduced_motion="no-preference",
    )
    context.set_default_timeout(PATIENCE_MS)
    try:
        visitor = Visitor(await context.new_page(), program.address, SIZE)
        await visitor.page.add_init_script(NOTES + (VOICE if speaks else ""))
        await visitor.come()
        if tap:
            await visitor.tap()
        yield visitor
        await visitor.check()
    finally:
        await context.close()
