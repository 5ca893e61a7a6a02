"""All pages, and what each that comes is told first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from stretchtui.cues.browser.gate import Allowance
from stretchtui.cues.browser.messages import Clock, Do, FromServer, Pages, Ready, from_page, kind_of

if TYPE_CHECKING:
    from aiohttp.web import WebSocketResponse

MOST_PAGES = 8
"""More pages than this are not let in."""

BEAT_S = 2.0
"""How often a page is told that the connection lives, in seconds."""

GONE_S = 5.0
"""A page that has not been heard of for so long is gone, in seconds; it answers each beat."""

LAST_WORDS_S = 0.5
"""So long it may take to tell the pages that the program has ended."""

_MOST_UNSENT = 256
"""A page that has more messages than this before it is not reached any more."""

_BEAT = '{"type":"beat"}'

_KEPT = ("session", "muted", "moment")
"""What a page that comes is told, in this order; figures come after the session."""


class Page:
    """One page, and its way out.

    Args:
        stream: Its stream.
        clock: Seconds.
    """

    def __init__(self, stream: WebSocketResponse, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._allowance = Allowance(clock())
        self._unsent: asyncio.Queue[str] = asyncio.Queue()
        self.ready: Ready | None = None
        """What it said of how it can be heard; None before it can be."""

    def tell(self, message: str) -> None:
        """Send a message, when its turn comes."""
        self._unsent.put_nowait(message)

    async def write(self) -> None:
        """Send what there is to send, until it takes too little of it."""
        while self._unsent.qsize() <= _MOST_UNSENT:
            await self._send(await self._unsent.get())
            self._unsent.task_done()

    async def beat(self) -> None:
        """Have it answer, and know that the connection lives, now and then; until cancelled."""
        while True:
            await asyncio.sleep(BEAT_S)
            self.tell(_BEAT)
            # Whatever else it is told meanwhile: only to this it has to say something.
            await asyncio.wait_for(self._stream.ping(), GONE_S)

    async def sent(self) -> None:
        """Wait until everything is sent."""
        await self._unsent.join()

    async def read(self, take: Callable[[Ready | Do], None]) -> None:
        """Take what it says, until it is gone or says what it must not.

        Args:
            take: Given what is not answered here.
        """
        from aiohttp import WSMsgType

        while True:
            try:
                message = await self._stream.receive(GONE_S)
            except TimeoutError:
                return
            if message.type not in (WSMsgType.TEXT, WSMsgType.PONG):
                return
            if not self._allowance.takes(self._clock()):
                return
            if message.type is WSMsgType.PONG:
                continue
            try:
                said = from_page.decode(message.data)
            except (msgspec.MsgspecError, UnicodeError, RecursionError):
                return
            if isinstance(said, Clock):
                # Not behind what waits: whatever it waits for would count as the way.
                await self._send(_clock_answer(said.sent, self._clock()))
            else:
                if isinstance(said, Ready):
                    self.ready = said
                take(said)

    async def _send(self, message: str) -> None:
        """Send a message; a page that does not take it in time is gone.

        Raises:
            TimeoutError: It is.
        """
        await asyncio.wait_for(self._stream.send_str(message), GONE_S)


class Hub:
    """Passes on what the program says to all pages, and what they say to the program.

    Args:
        answer: Tells the program.
        clock: Seconds.
    """

    def __init__(self, answer: Callable[[FromServer], None], clock: Callable[[], float]) -> None:
        self._answer = answer
        self._clock = clock
        self._pages: list[Page] = []
        self._kept: dict[str, str] = {}
        self._figures: dict[int, str] = {}
        self._session: int | str | None = None

    @property
    def is_full(self) -> bool:
        """Whether no page more is let in."""
        return len(self._pages) >= MOST_PAGES

    def tell(self, message: str) -> None:
        """Tell all pages what the program says, and those that come later what still holds."""
        kind = kind_of.decode(message)
        match kind.type:
            case "session":
                if kind.id != self._session:
                    self._figures.clear()
                    self._kept.pop("moment", None)
                self._session = kind.id
                self._kept["session"] = message
            case "figure":
                self._figures[kind.step] = message
            case "muted" | "moment":
                self._kept[kind.type] = message
        for page in self._pages:
            page.tell(message)

    async def serve(self, stream: WebSocketResponse) -> None:
        """Serve a page until it is gone."""
        page = Page(stream, self._clock)
        for kind in _KEPT:
            for message in (self._kept.get(kind), *self._figures_of(kind)):
                if message is not None:
                    page.tell(message)
        self._pages.append(page)
        self._count()
        doing = (page.write(), page.beat(), page.read(self._take))
        tasks = [asyncio.create_task(each) for each in doing]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._pages.remove(page)
            self._count()
            for task in tasks:
                task.cancel()
            # What went wrong with it is the end of it, and nothing more.
            await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """Tell all pages that this is the end, and wait a moment for them to hear it."""
        self.tell('{"type":"bye"}')
        sent = [asyncio.create_task(page.sent()) for page in self._pages]
        if sent:
            await asyncio.wait(sent, timeout=LAST_WORDS_S)

    def _figures_of(self, kind: str) -> list[str]:
        return list(self._figures.values()) if kind == "session" else []

    def _take(self, said: Ready | Do) -> None:
        if isinstance(said, Do):
            self._answer(said)
        else:
            self._count()

    def _count(self) -> None:
        ready = [page.ready for page in self._pages if page.ready is not None]
        speaks = any(each.speaks for each in ready)
        pages = Pages(len(self._pages), len(ready), speaks)
        self._answer(pages)
        for page in self._pages:
            page.tell(msgspec.json.encode(pages).decode())


def _clock_answer(sent: float, at: float) -> str:
    return msgspec.json.encode({"type": "clock", "sent": sent, "at": at}).decode()
