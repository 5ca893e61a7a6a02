"""Pages and the process that serves them: what they are told, and what they may say."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Self

import pytest
from aiohttp import WSCloseCode, WSMsgType

from stretchtui.cues.browser.gate import LONGEST, RATE
from stretchtui.cues.browser.hub import BEAT_S, GONE_S, MOST_PAGES
from stretchtui.cues.clock import now
from tests.cues.browser.serving import PATIENCE_S, STREAM, Message, Serving

FIGURE = {"session": 1, "figure": None}

WRONG = [
    b"",
    b"not JSON",
    b"[]",
    b"17",
    b'"do"',
    b"null",
    b"{}",
    b'{"type":"do"}',
    b'{"type":"do","what":"quit"}',
    b'{"type":"do","what":"PAUSE"}',
    b'{"type":"do","what":["pause"]}',
    b'{"type":"do","what":"pause","why":"now"}',
    b'{"type":"do","what":"pause"}{"type":"do","what":"pause"}',
    b'{"type":"bye"}',
    b'{"type":"serve","key":"x","port":1}',
    b'{"type":["do"],"what":"pause"}',
    b'{"type":"clock"}',
    b'{"type":"clock","sent":"1"}',
    b'{"type":"clock","sent":NaN}',
    b'{"type":"clock","sent":Infinity}',
    b'{"type":"clock","sent":1e999}',
    b'{"type":"clock","sent":null}',
    b'{"type":"ready","speaks":1}',
    b'{"type":"ready","speaks":true,"name":"x"}',
    b"[" * 900,
    b'{"a":' * 180,
    b'{"type":"clock","sent":1,"x":' + b"[" * 400 + b"]" * 400 + b"}",
    b'{"type":"do","what":"pause"' + b" " * LONGEST + b"}",
]
"""What a page must not say."""


@pytest.fixture
async def serving() -> AsyncIterator[Serving]:
    """A process that serves the page."""
    async with Serving() as serving:
        yield serving


async def test_a_page_is_told_what_the_program_says(serving: Serving) -> None:
    async with serving.page() as page, serving.page() as other:
        for key in (None, "0123abcd"):
            said = serving.say("now", what="line", text="Zieh die Knie — langsam ☺", id=key)
            assert await page.hears_of("now") == said
            assert await other.hears_of("now") == said


async def test_what_a_page_asks_for_is_told_to_the_program(serving: Serving) -> None:
    async with serving.page() as page:
        for what in ("pause", "resume", "next", "back", "hurts", "skip", "end"):
            await page.say(type="do", what=what)
        await serving.hears(lambda said: said == {"type": "do", "what": "end"})
    asked = [each["what"] for each in serving.told if each["type"] == "do"]
    assert asked == ["pause", "resume", "next", "back", "hurts", "skip", "end"]


async def test_the_clock_is_the_programs(serving: Serving) -> None:
    async with serving.page() as page:
        for sent in (0.0, 1.25, -3.0, 1e300, 7):
            before = now()
            await page.say(type="clock", sent=sent)
            answer = await page.hears_of("clock")
            assert answer["sent"] == sent
            assert before <= answer["at"] <= now()


async def test_pages_are_counted_as_they_come_get_ready_and_go(serving: Serving) -> None:
    async with serving.page() as page:
        counts = {"type": "pages", "pages": 1, "ready": 0, "speaks": False}
        assert await page.hears_of("pages") == counts
        await page.say(type="ready", speaks=False)
        assert await page.hears_of("pages") == {**counts, "ready": 1}
        async with serving.page() as other:
            assert await page.hears_of("pages") == {**counts, "pages": 2, "ready": 1}
            await other.say(type="ready", speaks=True)
            both = {"type": "pages", "pages": 2, "ready": 2, "speaks": True}
            assert await page.hears_of("pages") == both
            assert (await serving.hears(lambda said: said.get("ready") == 2)) == both
        assert await page.hears_of("pages") == {**counts, "ready": 1}
    await serving.has_pages(0)


async def told_at_first(serving: Serving) -> list[Message]:
    """What a newcomer is told, up to how many there are."""
    async with serving.page() as page:
        await page.hears_of("pages")
        return page.told[:-1]


async def test_a_newcomer_is_told_what_still_holds_in_order(serving: Serving) -> None:
    async with serving.page() as page:
        session = {"id": 1, "routine": "Back", "phases": []}
        serving.say("moment", session=1, state="idle", schedule=[])
        serving.say("muted", muted=False)
        serving.say("figure", **FIGURE, step=1)
        serving.say("now", what="cue", name="hold")
        told = [
            serving.say("session", **session),
            serving.say("figure", **FIGURE, step=4),
            serving.say("figure", **FIGURE, step=2),
            serving.say("muted", muted=True),
            serving.say("moment", session=1, state="running", schedule=[]),
        ]
        await page.hears(lambda message: message == told[-1])
        assert await told_at_first(serving) == told
        # The same session, laid out in another way: its figures are as they were.
        told[0] = serving.say("session", **session | {"total": 20})
        await page.hears(lambda message: message == told[0])
        assert await told_at_first(serving) == told
        # Another one: where the last one stood says nothing of it.
        other = serving.say("session", **session | {"id": 2})
        await page.hears(lambda message: message == other)
        assert await told_at_first(serving) == [other, told[3]]


async def test_what_comes_all_at_once_arrives_whole_and_in_order(serving: Serving) -> None:
    async with serving.page() as page:
        for number in range(200):
            serving.say("now", what="line", text="x" * 20_000, id=str(number))
        for number in range(200):
            assert (await page.hears_of("now"))["id"] == str(number)


async def test_a_page_that_says_what_it_must_not_is_closed(serving: Serving) -> None:
    async with serving.page() as good:
        for said in WRONG:
            async with serving.page() as page:
                await page.stream.send_frame(said, WSMsgType.TEXT)
                assert await page.is_closed(), said
        for kind, said in [
            (WSMsgType.TEXT, b'{"type":"ready"}\xff'),
            (WSMsgType.BINARY, b'{"type":"ready"}'),
            (WSMsgType.PING, b""),
        ]:
            async with serving.page() as page:
                await page.stream.send_frame(said, kind)
                assert await page.is_closed(), kind
        assert await good.lives()
    await serving.has_pages(0)
    assert {each["type"] for each in serving.told} == {"serving", "pages"}
    assert serving.told[-1]["ready"] == 0


async def test_little_that_becomes_much_is_too_long_as_well(serving: Serving) -> None:
    async with serving.page(compress=15) as page:
        await page.stream.send_str('{"type":"ready"' + " " * 20_000_000 + "}")
        assert await page.is_closed()


async def test_what_is_just_as_long_as_it_may_be_is_heard(serving: Serving) -> None:
    ready = b'{"type":"ready"}'
    async with serving.page() as page:
        await page.stream.send_frame(ready + b" " * (LONGEST - len(ready)), WSMsgType.TEXT)
        await serving.has_pages(1, ready=1)
        await page.stream.send_frame(ready + b" " * (LONGEST + 1 - len(ready)), WSMsgType.TEXT)
        assert await page.is_closed()


async def test_a_page_that_says_too_much_is_closed(serving: Serving) -> None:
    async with serving.page() as good, serving.page() as page:
        for _ in range(3 * RATE):
            await page.say(type="do", what="pause")
        assert await page.is_closed()
        assert await good.lives()
    await serving.has_pages(0)
    assert RATE <= len([each for each in serving.told if each["type"] == "do"]) < 3 * RATE


async def test_there_are_so_many_pages_and_no_more(serving: Serving) -> None:
    async with contextlib.AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(serving.page()) for _ in range(MOST_PAGES)]
        await serving.has_pages(MOST_PAGES)
        async with serving.page() as one_more:
            assert await one_more.is_closed()
            assert one_more.stream.close_code == WSCloseCode.TRY_AGAIN_LATER
            assert one_more.told == []
        await pages[3].stream.close()
        await serving.has_pages(MOST_PAGES - 1)
        assert await (await stack.enter_async_context(serving.page())).lives()


async def test_a_page_that_only_listens_stays_however_much_it_is_told(serving: Serving) -> None:
    async with serving.page() as page:
        end = now() + GONE_S + 2 * BEAT_S
        while now() < end:
            serving.say("now", what="cue", name="tick")
            await page.hears_of("now")
            await asyncio.sleep(0.2)
        assert await page.lives()
        assert [each for each in page.told if each["type"] == "beat"]


class Deaf:
    """A page that speaks now and then, and takes nothing that it is told.

    Args:
        serving: What it is a page of.
    """

    def __init__(self, serving: Serving) -> None:
        self._serving = serving

    async def __aenter__(self) -> Self:
        near = socket.socket()
        near.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        near.connect(("127.0.0.1", self._serving.port))
        near.setblocking(False)
        self._socket = near
        lines = [
            f"GET /{self._serving.key}/stream HTTP/1.1",
            f"Host: {self._serving.host}",
            f"Origin: http://{self._serving.host}",
            *STREAM,
        ]
        near.send("\r\n".join([*lines, "", ""]).encode())
        return self

    async def __aexit__(self, *error: object) -> None:
        self._socket.close()

    async def speak(self) -> None:
        """Ask for the time."""
        said = b'{"type":"clock","sent":1}'
        with contextlib.suppress(OSError):
            self._socket.send(bytes([0x81, 0x80 | len(said), 0, 0, 0, 0]) + said)


async def test_a_page_that_takes_nothing_is_dropped_and_delays_nobody(serving: Serving) -> None:
    async with serving.page() as page, Deaf(serving) as deaf:
        await serving.has_pages(2)
        for number in range(100):
            serving.say("now", what="line", text="x" * 200_000, id=str(number))
        for number in range(100):
            assert (await page.hears_of("now"))["id"] == str(number)
        doing = [asyncio.create_task(keep(each)) for each in (deaf.speak, page.lives)]
        await serving.has_pages(1)
        assert not any(each.done() for each in doing)
        for each in doing:
            each.cancel()
        await asyncio.gather(*doing, return_exceptions=True)


async def keep(doing: Callable[[], Awaitable[object]]) -> None:
    """Do something twice a second, until cancelled."""
    while True:
        await doing()
        await asyncio.sleep(0.5)


VANISHES = """
import asyncio, sys
from aiohttp import ClientSession

async def main(url, origin):
    async with ClientSession() as session:
        async with session.ws_connect(url, headers={"Origin": origin}) as stream:
            await stream.send_json({"type": "ready", "speaks": True})
            async for message in stream:
                pass

asyncio.run(main(*sys.argv[1:]))
"""
"""A page in a process of its own."""


@pytest.mark.timed
async def test_a_page_that_vanishes_without_a_word_is_missed_soon(serving: Serving) -> None:
    code = ("-c", VANISHES, serving.url("stream"), f"http://{serving.host}")
    phone = await asyncio.create_subprocess_exec(sys.executable, *code)
    await serving.has_pages(1, ready=1)
    phone.send_signal(signal.SIGSTOP)
    stopped = now()
    await serving.has_pages(0, ready=0)
    assert GONE_S - BEAT_S < now() - stopped < GONE_S + BEAT_S + 1
    phone.kill()
    await phone.wait()


async def test_at_the_end_pages_are_told_so(serving: Serving) -> None:
    async with serving.page() as page, serving.page() as other:
        said = serving.say("moment", session=1, state="stopped", schedule=[])
        assert await serving.end() == 0
        for each in (page, other):
            await each.hears_of("bye")
            assert said in each.told
            assert await each.is_closed()
    assert serving.complaints == b""


async def test_a_page_that_takes_nothing_does_not_hold_up_the_end(serving: Serving) -> None:
    async with Deaf(serving):
        await serving.has_pages(1)
        for _ in range(50):
            serving.say("now", what="line", text="x" * 200_000, id=None)
        assert await asyncio.wait_for(serving.end(), PATIENCE_S) == 0
    assert serving.complaints == b""
