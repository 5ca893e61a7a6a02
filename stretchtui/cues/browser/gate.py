"""Who may come in: the key, the names of this machine, and how much a page may say."""

from __future__ import annotations

import hmac
import ipaddress
import re
import secrets
import socket

KEY_BYTES = 16
"""A key has 128 random bits."""

RATE = 20
"""So many messages may a page send in a second, …"""

LONGEST = 1000
"""… each of so many bytes at most."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?")
"""A name or a number, and a port; browsers send nothing else, and it means one thing."""


def new_key() -> str:
    """A key that nobody can guess, as it stands in an address."""
    return secrets.token_urlsafe(KEY_BYTES)


class Gate:
    """Tells who may come in.

    Args:
        key: What the address of the page has to contain.
        listen: The address that is listened at.
    """

    def __init__(self, key: str, listen: str) -> None:
        self._key = key.encode()
        self._names = {"localhost"}
        self._any_address = not _is_loopback(listen)
        if self._any_address:
            name = socket.gethostname().lower()
            self._names |= {name, f"{name.partition('.')[0]}.local"}

    def opens(self, key: str) -> bool:
        """Whether this is the key; a wrong one takes as long to look at as the right one."""
        return hmac.compare_digest(key.encode("utf-8", "replace"), self._key)

    def knows(self, host: str | None) -> bool:
        """Whether a request is meant for this machine, by its ``Host`` header.

        A page elsewhere can have its own name lead here (DNS rebinding), but not a number. The
        port is that of the near end, where the connection is forwarded.
        """
        found = _HOST.fullmatch((host or "").lower())
        if found is None:
            return False
        name = found.group(1).strip("[]")
        return name in self._names or _is_loopback(name) or (self._any_address and _is_number(name))

    def is_own(self, origin: str | None, host: str | None) -> bool:
        """Whether a stream is asked for by the page itself, by its ``Origin`` header."""
        return origin is not None and host is not None and origin == f"http://{host}"


class Allowance:
    """How much a page may still say.

    Args:
        now: The moment, in seconds.
    """

    def __init__(self, now: float) -> None:
        self._left = float(RATE)
        self._at = now

    def takes(self, now: float) -> bool:
        """Whether one more message is within bounds."""
        self._left = min(RATE, self._left + max(0.0, now - self._at) * RATE)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return _is_number(name) and ipaddress.ip_address(name).is_loopback
