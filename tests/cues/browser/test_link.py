"""The way to the pages: a real process that serves them, whatever becomes of it."""

from __future__ import annotations

import asyncio
import hashlib
import importlib.util
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.browser.link import ENDED, NOBODY, STEADY_S
from stretchtui.cues.browser.missing import NEEDS_MORE
from stretchtui.cues.browser.port import PORTS
from stretchtui.cues.browser.request import Request
from stretchtui.cues.browser.sink import BrowserSink
from stretchtui.cues.browser.standing import PageStanding
from stretchtui.cues.choose import Wish, choose
from stretchtui.cues.sounds import load
from stretchtui.cues.terminal import BELL
from tests.cues.browser.desk import Desk
from tests.cues.browser.serving import SOUNDS
from tests.cues.browser.test_server_process import free_ports, port_of


@asynccontextmanager
async def desk_of(*command: str) -> AsyncIterator[Desk]:
    """A desk that is left tidy."""
    desk = Desk(command or None)
    try:
        yield desk
    finally:
        await desk.end()


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A desk with the real process."""
    async with desk_of() as desk:
        yield desk


async def test_what_is_said_reaches_the_page_and_what_it_asks_for_comes_back(desk: Desk) -> None:
    asked: list[Request] = []
    desk.link.asked = asked.append
    await desk.serves()
    async with desk.page() as page:
        assert (desk.link.standing.pages, desk.link.standing.ready) == (1, 1)
        desk.link.say({"type": "now", "what": "cue", "name": "hold"})
        assert await page.hears_of("now") == {"type": "now", "what": "cue", "name": "hold"}
        await page.say(type="do", what="next")
        await desk.until(lambda: asked)
    assert asked == [Request.NEXT]
    await desk.until(lambda: desk.link.pages == NOBODY)


async def test_it_is_told_where_the_page_is(desk: Desk) -> None:
    assert desk.link.standing == PageStanding()
    await desk.serves()
    assert desk.changes
    assert len(desk.link.standing.path) == 24
    assert b"<html" in await desk.fetch("")
    before = desk.process
    desk.link.open()
    assert desk.process == before


async def test_what_is_said_before_anyone_is_there_to_hear_it_is_said_when_one_is(
    desk: Desk,
) -> None:
    session = {"type": "session", "id": 1, "phases": []}
    desk.link.say({"type": "muted", "muted": True})
    desk.link.begun = lambda: desk.link.say(session)
    await desk.serves()
    async with desk.page() as page:
        await page.hears_of("pages")
        assert page.told[0] == session
        assert not [each for each in page.told if each["type"] == "muted"]


READS_LATE = """
import hashlib, json, os, sys, time
while not os.path.exists(sys.argv[1]):
    time.sleep(0.01)
digest = hashlib.sha256(b"".join(sys.stdin.buffer.readline() for _ in range(41))).hexdigest()
print(json.dumps({"type": "failed", "why": digest}), flush=True)
sys.stdin.read()
"""
"""A process that reads nothing at first, and then tells what it was told."""


async def test_much_that_does_not_fit_arrives_whole_and_in_order(tmp_path: Path) -> None:
    go = tmp_path / "go"
    async with desk_of(sys.executable, "-c", READS_LATE, str(go)) as desk:
        desk.link.open()
        said = desk.link._unsaid
        told = hashlib.sha256()
        key, port = desk.link._key, desk.link._first_port
        told.update(f'{{"type":"serve","key":"{key}","port":{port},"volume":100}}\n'.encode())
        for number in range(40):
            text = f"{number}" * 40_000
            desk.link.say({"type": "now", "text": text})
            told.update(f'{{"type":"now","text":"{text}"}}\n'.encode())
        assert said == b""
        assert desk.link._unsaid, "a pipe holds less than that"
        go.touch()
        await desk.until(lambda: desk.link.failed)
        assert desk.link.failed == f"failed: {told.hexdigest()}"
        assert not desk.link._unsaid


async def test_a_process_that_is_killed_is_started_again_under_the_same_address(
    desk: Desk,
) -> None:
    begun = []
    desk.link.begun = lambda: begun.append(desk.clock())
    address = await desk.serves()
    desk.link.set_volume(100)
    desk.link.set_volume(30)
    async with desk.page() as page:
        before = desk.process
        desk.later += STEADY_S
        os.kill(before, signal.SIGKILL)
        assert await page.is_closed()
        await desk.until(lambda: not desk.link.pages.ready)
        assert 0 <= desk.link.silent_s() < STEADY_S
        desk.later += 3
        assert desk.link.silent_s() >= 3, "until a page is there again"
    await desk.until(lambda: desk.link.standing.port)
    assert desk.address == address
    assert desk.process != before
    assert len(begun) == 2
    assert desk.link.failed is None
    quiet = load(SOUNDS / "hold.wav").at_volume(30).wav()
    assert await desk.fetch("sound/hold.wav") == quiet
    async with desk.page():
        assert desk.link.silent_s() == 0


async def test_one_that_does_not_live_long_is_not(desk: Desk) -> None:
    await desk.serves()
    os.kill(desk.process, signal.SIGKILL)
    await desk.until(lambda: desk.link.failed)
    assert desk.link.failed == ENDED
    assert desk.link.standing == PageStanding(failed=ENDED)
    changes = desk.changes
    desk.link.open()
    desk.link.say({"type": "muted", "muted": True})
    assert desk.link._process is None
    assert desk.changes == changes


async def test_what_it_says_as_it_ends_is_the_reason() -> None:
    taken = free_ports(PORTS)
    async with desk_of() as desk:
        desk.link._first_port = port_of(taken[0])
        desk.link.open()
        desk.later += STEADY_S
        # Said to one that ends, as likely as not.
        while desk.link._process is not None:
            desk.link.say({"type": "muted", "muted": False})
            await asyncio.sleep(0)
        assert desk.link.failed == "failed: 127.0.0.1: address already in use"
    for each in taken:
        each.close()


async def test_one_that_cannot_be_started_is_told_of_at_once() -> None:
    async with desk_of("/nowhere/python") as desk:
        desk.link.open()
        assert desk.link.failed == "failed: no such file or directory"
        assert desk.changes == 1


async def test_without_what_it_needs_it_says_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    desk.link.open()
    assert desk.link.failed == NEEDS_MORE
    assert desk.changes == 1


async def test_closed_it_ends_and_can_be_opened_again(desk: Desk) -> None:
    address = await desk.serves()
    async with desk.page() as page:
        desk.link.close()
        desk.link.close()
        assert desk.link.standing == PageStanding()
        assert desk.link.silent_s() == 0, "nobody is missed"
        await page.hears_of("bye")
        assert await page.is_closed()
    await desk.end()
    assert await desk.serves() == address


async def test_nobody_is_missed_before_anybody_came(desk: Desk) -> None:
    await desk.serves()
    desk.later += 100
    assert desk.link.silent_s() == 0
    async with desk.page():
        desk.later += 100
        assert desk.link.silent_s() == 0
    await desk.until(lambda: not desk.link.pages.ready)
    desk.later += 4
    assert 4 <= desk.link.silent_s() < 100


async def test_while_no_page_is_there_the_bell_rings(desk: Desk) -> None:
    sink = choose(
        Wish.BROWSER,
        desk.outlet,
        [],
        {},
        browser=lambda: BrowserSink(desk.link, lambda text: None),
    )
    desk.link.changed = sink.check
    sink.open()
    await desk.until(lambda: desk.link.standing.port)
    assert sink.name == "terminal bell, as the browser has no page open"
    sink.play(CueName.HOLD)
    assert desk.rung == [BELL]
    for _ in range(2):
        async with desk.page() as page:
            assert sink.name == "browser"
            sink.play(CueName.HOLD)
            assert (await page.hears_of("now"))["name"] == "hold"
            desk.later += STEADY_S
            os.kill(desk.process, signal.SIGKILL)
            assert await page.is_closed()
        await desk.until(lambda: desk.link.standing.port and not desk.link.pages.ready)
        assert sink.name == "terminal bell, as the browser has no page open"
    assert desk.rung == [BELL]
    os.kill(desk.process, signal.SIGKILL)
    await desk.until(lambda: desk.link.failed)
    assert sink.name == f"terminal bell, as the browser {ENDED}"
    sink.play(CueName.HOLD)
    assert desk.rung == [BELL, BELL]
    sink.close()
