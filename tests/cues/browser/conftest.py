"""A browser and a server for the tests of a module, and a program for each of them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.cues.browser.program import Program
from tests.cues.browser.serving import Serving
from tests.cues.browser.visitor import chromium


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium."""
    async with async_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def program() -> AsyncIterator[Program]:
    """The program's side, which has not been told what to say."""
    async with Program() as program:
        yield program


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def serving() -> AsyncIterator[Serving]:
    """A process that serves the page: one for all who only ask it for something."""
    async with Serving() as serving:
        yield serving
