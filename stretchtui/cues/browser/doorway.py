"""The connections that browsers make, and how many of them may stand about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from asyncio import Transport

MOST_STRANGERS = 64
"""So many connections may there be that have not shown the key; then the oldest has to go."""

PATIENCE_S = 15.0
"""So long may a connection take for its request, in seconds."""

Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class Doorway(web.Server):
    """Takes connections.

    Everyone on this machine can make some, and say nothing, or a letter a second: they must not
    keep pages out.

    Args:
        answer: Answers a request; whoever has the key it lets in.
        refusal: What is answered, with a status, to what is no request at all.
    """

    def __init__(self, answer: Answer, refusal: Callable[[int], web.StreamResponse]) -> None:
        super().__init__(answer)
        self._refusal = refusal
        self._strangers: dict[web.RequestHandler, Transport] = {}

    def __call__(self) -> web.RequestHandler:
        """What serves a connection."""
        return _Connection(self, self._refusal)

    def connection_made(self, handler: web.RequestHandler, transport: Transport) -> None:
        """Somebody is at the door."""
        super().connection_made(handler, transport)
        self._strangers[handler] = transport
        if len(self._strangers) > MOST_STRANGERS:
            self._strangers.pop(next(iter(self._strangers))).abort()

    def connection_lost(
        self, handler: web.RequestHandler, exc: BaseException | None = None
    ) -> None:
        """Somebody has left."""
        super().connection_lost(handler, exc)
        self._strangers.pop(handler, None)

    def let_in(self, request: web.BaseRequest) -> None:
        """Whoever sent a request is no stranger any more."""
        self._strangers.pop(request.protocol, None)


class _Connection(web.RequestHandler):
    __slots__ = ("_refusal",)

    def __init__(self, doorway: Doorway, refusal: Callable[[int], web.StreamResponse]) -> None:
        super().__init__(
            doorway,
            loop=doorway._loop,
            access_log=None,  # type: ignore[arg-type]  # what an application may set it to
            keepalive_timeout=PATIENCE_S,
            lingering_time=0.0,  # what is sent along is not for us
        )
        self._refusal = refusal

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Say nothing of what was wrong, and log nothing."""
        if request.writer.output_size > 0:
            raise ConnectionError("it has been answered in part")
        response = self._refusal(status)
        response.force_close()
        return response
