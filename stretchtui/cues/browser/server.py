"""The process that serves the page: ``python -m stretchtui.cues.browser.server``.

It takes messages for the pages on its standard input, one JSON object a line, and answers on its
standard output in the same way; it ends when its input does. It writes no log: an address holds
the key. All it does waits for the network, and nothing that sounds waits for it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import ipaddress
import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import msgspec
from aiohttp import WSCloseCode, web

from stretchtui.cues.browser.gate import LONGEST, Gate, new_key
from stretchtui.cues.browser.hub import Hub
from stretchtui.cues.browser.messages import Failed, FromServer, Serving, kind_of
from stretchtui.cues.browser.port import PORT, PORTS
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

_NOBODYS = POLICY.replace(" ws://{host}", "")
"""The same for answers that are no page."""

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

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request."""
        if not self._gate.knows(request.headers.get("Host")):
            return _refusal(403)
        _, _, behind = request.path.partition("/")
        key, slash, asked = behind.partition("/")
        if not (slash and self._gate.opens(key)):
            return _refusal(404)
        if request.method not in ("GET", "HEAD"):
            return _refusal(405)
        if asked == "stream":
            return await self._stream(request)
        ware = await asyncio.to_thread(self._wares.find, asked)
        return _refusal(404) if ware is None else _answer(ware, request.headers["Host"])

    async def _stream(self, request: web.BaseRequest) -> web.StreamResponse:
        if not self._gate.is_own(request.headers.get("Origin"), request.headers.get("Host")):
            return _refusal(403)
        stream = web.WebSocketResponse(max_msg_size=LONGEST, autoping=False, timeout=1.0)
        if not stream.can_prepare(request):
            return _refusal(426)
        stream.headers.update(HEADERS)
        await stream.prepare(request)
        if self._hub.is_full:
            await stream.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return stream
        await self._hub.serve(stream)
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            await stream.close()
        return stream


def _refusal(status: int) -> web.Response:
    headers = {**HEADERS, "Content-Security-Policy": _NOBODYS}
    return web.Response(status=status, headers=headers)


def _answer(ware: Ware, host: str) -> web.Response:
    policy = POLICY.replace("{host}", host)
    headers = {**HEADERS, "Content-Security-Policy": policy, "Content-Type": ware.kind}
    response = web.Response(body=ware.data, headers=headers)
    if ware.kind.startswith("text/"):
        response.enable_compression()
    return response


def listening(address: str, first: int = PORT) -> socket.socket:
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
    key = new_key()
    wares = Wares(options.folders, options.volume, options.voice)
    hub = Hub(_tell, now)
    server = web.Server(Server(Gate(key, options.listen), wares, hub).answer, access_log=None)
    runner = web.ServerRunner(server, access_log=None, keepalive_timeout=15.0, shutdown_timeout=0.5)
    await runner.setup()
    try:
        listener = listening(options.listen, options.port)
    except OSError as error:
        _tell(Failed(f"{options.listen}: {(error.strerror or str(error)).lower()}"))
        return
    await web.SockSite(runner, listener).start()
    _tell(Serving(listener.getsockname()[1], key))
    async for line in _lines(sys.stdin.fileno()):
        kind = kind_of.decode(line)
        if kind.type == "sounds":
            await asyncio.to_thread(wares.set_volume, kind.volume)
        hub.tell(line)
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
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--volume", type=int, required=True)
    parser.add_argument("--voice", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    asyncio.run(serve(parser.parse_args(arguments)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
