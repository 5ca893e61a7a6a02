"""The real process that serves the page, and those who ask it for something."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import msgspec
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from stretchtui.cues.browser import LOOPBACK
from stretchtui.cues.browser.gate import new_key
from stretchtui.cues.browser.messages import Serve

if TYPE_CHECKING:
    from types import TracebackType

SOUNDS = Path(__file__).parents[3] / "sounds"

PATIENCE_S = 60.0
"""However busy the machine is, what is to come has come by then, in seconds."""

STREAM = [
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
]
"""With these lines a request asks for a stream."""

Message = dict[str, Any]


class Serving:
    """A process that serves the page; use it as a context.

    Args:
        lines: Where the lines are that were rendered.
        listen: The address it listens at.
        first: The first port that it tries; 0 for any that is free.
        volume: How loud everything is to sound.
        sounds: Where the sounds are.
    """

    def __init__(
        self,
        lines: Path = Path("/nowhere"),
        *,
        listen: str = LOOPBACK,
        first: int = 0,
        volume: int = 100,
        sounds: Sequence[Path] = (SOUNDS,),
    ) -> None:
        self.key = new_key()
        self.port = 0
        self.told: list[Message] = []
        """What it has told the program."""
        self.complaints = b""
        """What it wrote where a person could see it."""
        self._listen = listen
        self._first = Serve(self.key, first, volume)
        self._arguments = [f"--listen={listen}", f"--lines={lines}", *map(str, sounds)]
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "stretchtui.cues.browser.server", *self._arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self._reading = [asyncio.create_task(each) for each in (self._read(), self._complain())]
        self._write(self._first)
        first = await self.hears(lambda said: said["type"] in ("serving", "failed"))
        self.port = first.get("port", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.end()

    async def end(self) -> int:
        """End it as the program does, by having nothing more to say; its exit status."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it has ended; its exit status."""
        status = await asyncio.wait_for(self.process.wait(), PATIENCE_S)
        await asyncio.gather(*self._reading)
        return status

    def say(self, kind: str, **more: Any) -> Message:
        """Have it tell the pages something, which is returned."""
        message = {"type": kind, **more}
        self._write(message)
        return message

    async def hears(self, such: Callable[[Message], bool]) -> Message:
        """Wait until it has told the program something."""
        async with self._news:
            waiting = self._news.wait_for(lambda: any(map(such, self.told)))
            await asyncio.wait_for(waiting, PATIENCE_S)
        return next(filter(such, reversed(self.told)))

    async def has_pages(self, pages: int, ready: int | None = None) -> None:
        """Wait until it has told the program that there are so many pages now."""

        def so_many() -> bool:
            counts = [each for each in self.told if each["type"] == "pages"]
            last = counts[-1] if counts else {"pages": 0, "ready": 0}
            return last["pages"] == pages and ready in (None, last["ready"])

        async with self._news:
            await asyncio.wait_for(self._news.wait_for(so_many), PATIENCE_S)

    # Those who ask

    @property
    def host(self) -> str:
        """What a browser calls it."""
        return f"{LOOPBACK}:{self.port}"

    def url(self, asked: str = "") -> str:
        """Where something is found."""
        return f"http://{self.host}/{self.key}/{asked}"

    @asynccontextmanager
    async def page(self, **more: Any) -> AsyncIterator[Visitor]:
        """A page."""
        async with ClientSession() as session:
            headers = {"Origin": f"http://{self.host}"}
            stream = await session.ws_connect(self.url("stream"), headers=headers, **more)
            async with stream:
                yield Visitor(stream)

    async def ask(
        self, path: str | None = None, *lines: str, method: str = "GET", host: str | None = None
    ) -> Answer:
        """Send a request, byte for byte.

        Args:
            path: What is asked for; the page, if not given.
            lines: More lines of its head.
            method: The method.
            host: The host it is for; as a browser would say it, if not given.
        """
        path = f"/{self.key}/" if path is None else path
        hosts = [f"Host: {self.host if host is None else host}"]
        head = [f"{method} {path} HTTP/1.1", *hosts, *lines, "Connection: close", "", ""]
        return await self.send("\r\n".join(head).encode("utf-8", "surrogateescape"))

    async def send(self, request: bytes) -> Answer:
        """Send anything, and read until the connection is closed; 0 where there is no answer."""
        reader, writer = await asyncio.open_connection(LOOPBACK, self.port)
        try:
            writer.write(request)
            data = await asyncio.wait_for(reader.read(), PATIENCE_S)
        except ConnectionError:
            return Answer(0, {}, b"")
        finally:
            writer.close()
        return Answer.of(data)

    def _write(self, message: Message | Serve) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(msgspec.json.encode(message) + b"\n")

    async def _read(self) -> None:
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            async with self._news:
                self.told.append(msgspec.json.decode(line))
                self._news.notify_all()

    async def _complain(self) -> None:
        assert self.process.stderr is not None
        self.complaints = await self.process.stderr.read()


class Answer(NamedTuple):
    """What was answered."""

    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes

    @classmethod
    def of(cls, data: bytes) -> Answer:
        """What it says, as it was sent."""
        head, _, body = data.partition(b"\r\n\r\n")
        first, *rest = head.decode().split("\r\n")
        pairs = (line.partition(": ") for line in rest)
        return cls(int(first.split()[1]), {name.lower(): value for name, _, value in pairs}, body)


class Visitor:
    """A page, and what it was told.

    Args:
        stream: Its stream.
    """

    def __init__(self, stream: ClientWebSocketResponse) -> None:
        self.stream = stream
        self.told: list[Message] = []

    async def say(self, **message: Any) -> None:
        """Say something."""
        await self.stream.send_json(message)

    async def hears(self, such: Callable[[Message], bool]) -> Message:
        """What it is told next of such a kind."""
        while True:
            message = await self.stream.receive(PATIENCE_S)
            assert message.type is WSMsgType.TEXT, message
            self.told.append(msgspec.json.decode(message.data))
            if such(self.told[-1]):
                return self.told[-1]

    async def hears_of(self, kind: str) -> Message:
        """What it is told next of a kind."""
        return await self.hears(lambda told: told["type"] == kind)

    async def lives(self) -> bool:
        """Whether the server still answers it."""
        await self.say(type="clock", sent=1.5)
        answer = await self.hears_of("clock")
        return bool(answer["sent"] == 1.5)

    async def is_closed(self) -> bool:
        """Whether the server has closed it, in the end."""
        while not self.stream.closed:
            await self.stream.receive(PATIENCE_S)
        return True
