"""Content with a check sum before it: what was damaged since it was written is noticed.

A disk that turns a bit of a length or a hold would otherwise give another routine, and nobody
would know.
"""

from __future__ import annotations

import zlib

from stretchtui.store.files import Unreadable

DAMAGED = "damaged since it was written"
"""Why something cannot be opened."""

_OLDER = 32
"""So many digits had the sums of older versions, and so few have others."""


def seal(content: bytes) -> bytes:
    """The content, and before it a line with its sum, which is a comment in TOML."""
    return _line(check_sum(content)) + content


def unseal(sealed: bytes) -> bytes:
    """The content that was sealed.

    Raises:
        Unreadable: It is not what was written.
    """
    line, end, content = sealed.partition(b"\n")
    sum_ = digest(content) if len(line) == len(b"# ") + _OLDER else check_sum(content)
    if line + end != _line(sum_):
        raise Unreadable(DAMAGED)
    return content


def digest(content: bytes) -> str:
    """What no other content has."""
    import hashlib  # 3 ms, and most commands seal nothing

    return hashlib.blake2b(content, digest_size=16).hexdigest()


def check_sum(content: bytes) -> str:
    """What content that was changed by accident hardly has.

    It is there in no time: every start opens the cache, and importing hashlib takes 3 ms.
    """
    return f"{zlib.crc32(content):08x}"


def _line(sum_: str) -> bytes:
    return f"# {sum_}\n".encode()
