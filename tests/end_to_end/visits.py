"""A person's browser at the page that the whole program serves: a real Chromium."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from playwright.sync_api import sync_playwright

from tests.cues.browser.visitor import CHROMIUM, FLAGS, PATIENCE_MS, SIZE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.end_to_end.terminal import Terminal

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)(/[\w-]{22}/)")


@contextlib.contextmanager
def chromium(environment: Mapping[str, str] | None = None) -> Iterator[Browser]:
    """A real Chromium that can be heard.

    Args:
        environment: What it runs in: where its sounds go.
    """
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=FLAGS,
            env={**environment} if environment is not None else None,
            ignore_default_args=["--mute-audio"],
        )
        try:
            yield running
        finally:
            running.close()


class Where(NamedTuple):
    """Where the page is."""

    port: int
    path: str


def place(terminal: Terminal) -> Where:
    """Where the terminal says that the page is."""
    terminal.wait_for(lambda: bool(ADDRESS.search(terminal.text)), "an address")
    found = ADDRESS.search(terminal.text)
    assert found is not None
    return Where(int(found[1]), found[2])


class Visit:
    """A page that is open.

    Args:
        page: The page; it has not been loaded yet.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: list[dict[str, Any]] = []
        """All that it was told."""
        page.on("websocket", lambda stream: stream.on("framereceived", self._take))

    def _take(self, message: str | bytes) -> None:
        self.told.append(json.loads(message))

    def shows(self, selector: str, text: str) -> None:
        """Wait until this stands there, and is seen."""
        self.page.wait_for_function(
            "([selector, text]) => [...document.querySelectorAll(selector)]"
            ".some(each => each.checkVisibility() && each.textContent.trim() === text)",
            arg=[selector, text],
            polling=20,
        )

    def until_told(self, times: int, kind: str) -> None:
        """Wait until it was told something of a kind so often."""
        while sum(each["type"] == kind for each in self.told) < times:
            self.page.wait_for_timeout(20)

    def first_moment(self) -> float:
        """When the session began, on the program's clock."""
        moments = [each for each in self.told if each["type"] == "moment"]
        return float(next(each["at"] for each in moments if each["state"] == "running"))


@contextlib.contextmanager
def visit(browser: Browser, where: Where, port: int | None = None) -> Iterator[Visit]:
    """Open the page; at another port, where something is in between."""
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    page.set_default_timeout(PATIENCE_MS)
    visited = Visit(page)
    page.goto(f"http://localhost:{port or where.port}{where.path}")
    try:
        yield visited
    finally:
        page.close()
