"""Cues in a browser: the process that serves the page, and the way to it."""

LOOPBACK = "127.0.0.1"
"""Where the page is found by those on this machine alone, and through a forwarded port."""
