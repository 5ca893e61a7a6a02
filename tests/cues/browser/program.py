"""The program's side of the page, as a test wants it: what is sent, when, and over which link."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

from stretchtui.cues.sounds import Sound

if TYPE_CHECKING:
    from types import TracebackType

PAGE = Path(__file__).parents[3] / "stretchtui" / "cues" / "browser" / "page"
SOUNDS = Path(__file__).parents[3] / "sounds"
KEY = "abcdefghijklmnopqrstuv"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "media-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TYPES = {"svg": "image/svg+xml", "html": "text/html", "css": "text/css", "js": "text/javascript"}
RATE = 44100

Message = dict[str, Any]


def clock() -> float:
    """The program's clock: far from the page's, and of another beginning."""
    return time.time() - 1_600_000_000


class Link:
    """One direction of a connection: messages are under way for a while, and keep their order.

    Args:
        delay: Seconds that each is under way.
        jitter: It may be so much less, or more.
    """

    def __init__(self, delay: float = 0.0, jitter: float = 0.0) -> None:
        self.delay = delay
        self.jitter = jitter
        self._random = random.Random(7)
        self._under_way: asyncio.Queue[tuple[float, Message]] = asyncio.Queue()

    def put(self, message: Message) -> None:
        """Send a message on its way."""
        way = self.delay + self._random.uniform(-self.jitter, self.jitter)
        self._under_way.put_nowait((time.monotonic() + way, message))

    async def arrived(self) -> Message:
        """The next message, once it is there."""
        due, message = await self._under_way.get()
        await asyncio.sleep(due - time.monotonic())
        return message


class Program:
    """Serves the page and speaks its protocol.

    Args:
        link: What messages go through, in both directions.
    """

    def __init__(self, link: Callable[[], Link] = Link) -> None:
        self.forget()
        self._link = link
        self._sockets: set[web.WebSocketResponse] = set()
        self._outward: dict[web.WebSocketResponse, Link] = {}
        self._news = asyncio.Condition()
        self.port = 0

    def forget(self) -> None:
        """Be as at first, for whoever is there: nothing was sent, asked for or told."""
        self.received: list[Message] = []
        self.lines: dict[str, float] = {}
        """The lines that are rendered, and how long each is in seconds."""
        self.asked: Counter[str] = Counter()
        """How often each address was asked for."""
        self.greeting: list[Message] = []
        """What a newcomer is told."""
        self.answers = True
        """Whether it takes connections and sends beats; else it is as dead as a broken link."""
        self.connections = 0

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def listen(self) -> None:
        """Begin to serve; a second time at the same port."""
        app = web.Application()
        app.router.add_get(f"/{KEY}/stream", self._stream)
        app.router.add_get(f"/{KEY}/{{path:.*}}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        assert site._server is not None
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.vanish()

    async def vanish(self) -> None:
        """End, with everything that is open."""
        for socket in list(self._sockets):
            await socket.close()
        await self._runner.cleanup()

    @property
    def address(self) -> str:
        """Of the page."""
        return f"http://127.0.0.1:{self.port}/{KEY}/"

    async def drop(self) -> None:
        """Close every connection."""
        for socket in list(self._sockets):
            await socket.close()

    def tell(self, *messages: Message) -> None:
        """Send to every page."""
        for outward in self._outward.values():
            for message in messages:
                outward.put(message)

    def play(self, messages: Sequence[Message]) -> None:
        """Be somewhere: every page is told so, and each that comes."""
        self.greeting = [*messages]
        self.tell(*messages)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true of what pages have sent and asked for."""
        async with self._news, asyncio.timeout(60):
            await self._news.wait_for(true)

    async def get(self, kind: str, **fields: object) -> Message:
        """The first message from a page that is of a kind and has these fields; waits for it."""

        def found() -> Message | None:
            wanted = {"type": kind, **fields}
            return next((m for m in self.received if wanted.items() <= m.items()), None)

        await self.until(lambda: found() is not None)
        message = found()
        assert message is not None
        return message

    async def _file(self, request: web.Request) -> web.Response:
        path = request.match_info["path"] or "ears.html"
        async with self._news:
            self.asked[path] += 1
            self._news.notify_all()
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        folder, _, name = path.rpartition("/")
        if path in {"ears.html", "ears.css", "ears.js", "ears.svg"}:
            body, content = (PAGE / path).read_bytes(), TYPES[path.rpartition(".")[2]]
        elif path == "sound/silence.wav":
            body, content = silence(10.0), "audio/wav"
        elif folder == "sound" and (SOUNDS / name).is_file():
            body, content = (SOUNDS / name).read_bytes(), "audio/wav"
        elif folder == "line" and name.removesuffix(".wav") in self.lines:
            body, content = silence(self.lines[name.removesuffix(".wav")]), "audio/wav"
        else:
            raise web.HTTPNotFound
        return web.Response(body=body, content_type=content, headers=headers)

    async def _stream(self, request: web.Request) -> web.WebSocketResponse:
        if not self.answers:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections += 1
        self._sockets.add(socket)
        outward, inward = self._link(), self._link()
        self._outward[socket] = outward
        for message in self.greeting:
            outward.put(message)
        at_work = [
            asyncio.create_task(work)
            for work in (
                self._send(socket, outward),
                self._beat(outward),
                self._take(inward, outward),
            )
        ]
        try:
            async for raw in socket:
                assert len(raw.data) <= 1000
                inward.put(raw.json())
        finally:
            for task in at_work:
                task.cancel()
            await asyncio.gather(*at_work, return_exceptions=True)
            self._sockets.discard(socket)
            del self._outward[socket]
        return socket

    async def _send(self, socket: web.WebSocketResponse, outward: Link) -> None:
        while True:
            message = await outward.arrived()
            if self.answers and not socket.closed:
                await socket.send_json(message)

    async def _beat(self, outward: Link) -> None:
        while True:
            outward.put({"type": "beat"})
            await asyncio.sleep(2)

    async def _take(self, inward: Link, outward: Link) -> None:
        while True:
            message = await inward.arrived()
            if message["type"] == "clock":
                outward.put({"type": "clock", "sent": message["sent"], "at": clock()})
            async with self._news:
                self.received.append(message)
                self._news.notify_all()


def silence(seconds: float) -> bytes:
    """A sound that is as long as that, as a file."""
    return Sound(bytes(2 * int(seconds * RATE)), 1, RATE).wav()
