"""Where the page is found."""

from __future__ import annotations

import socket

from stretchtui.cues.browser import LOOPBACK

PORT = 8733
"""The first port that is tried, …"""

PORTS = 20
"""… and how many are."""


def free_page_port() -> int | None:
    """The page's port, if it is free on this machine; None if it is not."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        try:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((LOOPBACK, PORT))
        except OSError:
            return None
        return PORT
