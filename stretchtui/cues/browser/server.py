"""The process that serves the page: ``python -m stretchtui.cues.browser.server``.

It takes messages on its standard input, one JSON object a line: the first tells the key, which
others could read in its arguments; the rest is for the pages. It answers on its standard output
in the same way, and ends when its input does. It writes no log: an address holds the key. All it
does waits for the network, and nothing that sounds waits for it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import ipaddress
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import msgspec
from aiohttp import WSCloseCode, web

from stretchtui.cues.browser.doorway import Doorway
from stretchtui.cues.browser.gate import LONGEST, Gate
from stretchtui.cues.browser.hub import Hub
from stretchtui.cues.browser.messages import Failed, FromServer, Serving, kind_of, to_serve
from stretchtui.cues.browser.port import PORTS
from stretchtui.cues.browser.wares import Ware, Wares
from stretchtui.cues.clock import now

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Server": "stretchtui",
}
"""What every answer says; the page's address, which holds the key, is told to nobody."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://{host}; "
    "media-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a page may load: nothing from elsewhere. Nobody may frame it. Safari before 16 does not
count a stream of the same host as its own, so that is named."""

NO_PAGE = {**HEADERS, "Content-Security-Policy": POLICY.replace(" ws://{host}", "")}
"""What answers say that are no page."""

_CLOSING_S = 1.0
"""So long a page that is let go of may take to say that it knows, in seconds."""

_LONGEST_LINE = 8 * 1024 * 1024
"""Of what the program says, in bytes."""


class Server:
    """Answers browsers.

    Args:
        gate: Who may come in.
        wares: What can be fetched.
        hub: Has the streams.
    """

    def __init__(self, gate: Gate, wares: Wares, hub: Hub) -> None:
        self._gate = gate
        self._wares = wares
        self._hub = hub
        self.doorway = Doorway(self.answer, _refusal)
        """Takes connections."""

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request."""
        hosts = request.headers.getall("Host", [])
        if len(hosts) != 1 or not self._gate.knows(hosts[0]):
            return _refusal(403)
        # As it was sent: what is written in another way means nothing here.
        key, slash, asked = request.raw_path.partition("?")[0].removeprefix("/").partition("/")
        if not (slash and self._gate.opens(key)):
            return _refusal(404)
        self.doorway.let_in(request)
        if request.method not in ("GET", "HEAD"):
            return _refusal(405)
        if asked == "stream":
            return await self._stream(request)
        ware = await asyncio.to_thread(self._wares.find, asked)
        return _refusal(404) if ware is None else _answer(ware, hosts[0])

    async def _stream(self, request: web.BaseRequest) -> web.StreamResponse:
        if not self._gate.is_own(request.headers.get("Origin"), request.headers.get("Host")):
            return _refusal(403)
        # What is as long as it may be is too long already for this.
        most = LONGEST + 1
        stream = web.WebSocketResponse(max_msg_size=most, autoping=False, timeout=_CLOSING_S)
        if not stream.can_prepare(request):
            return _refusal(426)
        stream.headers.update(NO_PAGE)
        await stream.prepare(request)
        full = self._hub.is_full
        if not full:
            await self._hub.serve(stream)
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            code = WSCloseCode.TRY_AGAIN_LATER if full else WSCloseCode.OK
            await asyncio.wait_for(stream.close(code=code), _CLOSING_S)
        transport = request.transport
        if transport is not None and transport.get_write_buffer_size():
            transport.abort()  # it takes nothing any more
        return stream


def _refusal(status: int) -> web.Response:
    return web.Response(status=status, headers=NO_PAGE)


def _answer(ware: Ware, host: str) -> web.Response:
    policy = POLICY.replace("{host}", host)
    headers = {**HEADERS, "Content-Security-Policy": policy, "Content-Type": ware.kind}
    response = web.Response(body=ware.data, headers=headers)
    if ware.kind.startswith("text/"):
        response.enable_compression()
    return response


def listening(address: str, first: int) -> socket.socket:
    """A socket that listens at an address, on the first port that is free.

    Args:
        address: The address, as a number.
        first: The first port that is tried.

    Raises:
        OSError: None is free, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
    for port in range(first, first + PORTS):
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            # A port that was left a minute ago can be had again.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            listener.listen(16)
        except OSError as error:
            listener.close()
            last = error
        else:
            return listener
    raise last


async def serve(options: argparse.Namespace) -> None:
    """Serve until the input ends."""
    lines = _lines(sys.stdin.fileno())
    if (first := await anext(lines, None)) is None:
        return
    asked = to_serve.decode(first)
    wares = Wares(options.folders, asked.volume, options.lines)
    hub = Hub(_tell, now)
    server = Server(Gate(asked.key, options.listen), wares, hub)
    runner = web.ServerRunner(server.doorway, shutdown_timeout=0.5)
    await runner.setup()
    try:
        listener = listening(options.listen, asked.port)
    except OSError as error:
        _tell(Failed(f"{options.listen}: {(error.strerror or str(error)).lower()}"))
        return
    await web.SockSite(runner, listener).start()
    _tell(Serving(listener.getsockname()[1]))
    async for line in lines:
        kind = kind_of.decode(line)
        if kind.type == "sounds":
            await asyncio.to_thread(wares.set_volume, kind.volume)
        hub.tell(line)
        # However much there is, the pages take it as it comes.
        await asyncio.sleep(0)
    await hub.close()
    await runner.cleanup()


async def _lines(descriptor: int) -> AsyncIterator[str]:
    """What the program says, a message a line, until it ends."""
    reader = asyncio.StreamReader(_LONGEST_LINE)
    pipe = os.fdopen(os.dup(descriptor), "rb", buffering=0)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), pipe
    )
    while line := await reader.readline():
        yield line.decode()


def _tell(message: FromServer) -> None:
    # Nobody may be listening any more: the input is about to end, too.
    with contextlib.suppress(OSError):
        os.write(sys.stdout.fileno(), msgspec.json.encode(message) + b"\n")


def main(arguments: Sequence[str]) -> int:
    """Serve as it is asked for; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listen", required=True)
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("folders", type=Path, nargs="+")
    logging.disable(logging.CRITICAL)  # which is what others would write
    asyncio.run(serve(parser.parse_args(arguments)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
