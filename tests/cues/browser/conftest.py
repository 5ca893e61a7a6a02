"""A browser for all tests, and a server and an open page for those of a module."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.cues.browser.open_page import OpenPage, opened
from tests.cues.browser.serving import Serving
from tests.cues.browser.visitor import Visitor, chromium

if TYPE_CHECKING:
    from tests.cues.browser.program import Program


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium."""
    async with async_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """A page for all who only tell it something."""
    async with opened(browser) as page:
        yield page


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(open_page: OpenPage) -> AsyncIterator[Visitor]:
    """Whoever looks at it; nothing goes wrong meanwhile."""
    await open_page.refresh()
    yield open_page.visitor
    await open_page.visitor.check()


@pytest.fixture
def program(open_page: OpenPage, visitor: Visitor) -> Program:
    """The program's side of it, which has not been told what to say."""
    return open_page.program


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def serving() -> AsyncIterator[Serving]:
    """A process that serves the page: one for all who only ask it for something."""
    async with Serving() as serving:
        yield serving
