"""How the page does."""

from __future__ import annotations

from typing import NamedTuple


class PageStanding(NamedTuple):
    """Where the page is found, and who has it open."""

    port: int | None = None
    """Where it is served; None where it is not, or not yet."""
    path: str = "/"
    """What follows the port in its address."""
    pages: int = 0
    """How many are open."""
    ready: int = 0
    """How many of them can be heard."""
    failed: str | None = None
    """Why it is not served, behind "the browser"; None while all is well."""
