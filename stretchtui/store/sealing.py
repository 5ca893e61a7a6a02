"""Content with a digest before it: what was damaged since it was written is noticed.

A disk that turns a bit of a length or a hold would otherwise give another routine, and nobody
would know.
"""

from __future__ import annotations

from stretchtui.store.files import Unreadable

DAMAGED = "damaged since it was written"
"""Why something cannot be opened."""


def seal(content: bytes) -> bytes:
    """The content, and before it a line with its digest, which is a comment in TOML."""
    return _line(content) + content


def unseal(sealed: bytes) -> bytes:
    """The content that was sealed.

    Raises:
        Unreadable: It is not what was written.
    """
    line, end, content = sealed.partition(b"\n")
    if line + end != _line(content):
        raise Unreadable(DAMAGED)
    return content


def digest(content: bytes) -> str:
    """What no other content has."""
    import hashlib  # 3 ms, and most commands seal nothing

    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _line(content: bytes) -> bytes:
    return f"# {digest(content)}\n".encode()
