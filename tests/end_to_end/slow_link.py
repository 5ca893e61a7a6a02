"""A connection that takes its time: bytes arrive in order, each a while after it was sent."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from queue import SimpleQueue
from random import Random


class SlowLink:
    """Listens on a port of its own, and passes on to another.

    Args:
        port: Where it leads to, on this machine.
        delay: Seconds that bytes are under way, each way.
        jitter: By how much that varies, up or down.
    """

    def __init__(self, port: int, delay: float, jitter: float) -> None:
        self._target = port
        self._delay = delay
        self._jitter = jitter
        self._random = Random(7)
        self._open: list[socket.socket] = []
        self.port = 0
        """Where it listens."""
        self.open()

    def cut(self) -> None:
        """Cut all connections; new ones can be made."""
        while self._open:
            each = self._open.pop()
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def close(self) -> None:
        """Cut all connections, and let none be made until it is opened again."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()
        self.cut()

    def open(self, port: int = 0) -> None:
        """Listen, at the port where it did before."""
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                try:
                    far = socket.create_connection(("127.0.0.1", self._target))
                except OSError:
                    near.close()
                    continue
                self._open += [near, far]
                for source, target in ((near, far), (far, near)):
                    # Bytes go out when they are there, not when there are more.
                    target.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self._join(source, target)

    def _join(self, source: socket.socket, target: socket.socket) -> None:
        under_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()

        def take() -> None:
            data = b"-"
            while data:
                try:
                    data = source.recv(65536)
                except OSError:
                    data = b""
                way = self._delay + self._random.uniform(-self._jitter, self._jitter)
                under_way.put((time.monotonic() + way, data))

        def give() -> None:
            while True:
                at, data = under_way.get()
                time.sleep(max(0.0, at - time.monotonic()))
                with contextlib.suppress(OSError):
                    if not data:
                        target.shutdown(socket.SHUT_WR)
                        return
                    target.sendall(data)

        for work in (take, give):
            threading.Thread(target=work, daemon=True).start()


@contextlib.contextmanager
def slow_link(port: int, delay: float = 0.0, jitter: float = 0.0) -> Iterator[SlowLink]:
    """A slow way to a port, for a while."""
    link = SlowLink(port, delay, jitter)
    try:
        yield link
    finally:
        link.close()
