"""Cues in a browser: the process that serves the page, and the way to it."""

from stretchtui.cues.extras import install_line

LOOPBACK = "127.0.0.1"
"""Where the page is found by those on this machine alone, and through a forwarded port."""

NEEDS_MORE = f"needs extra packages: {install_line('browser')}"
"""What is wrong where the server cannot be imported, and what to do about it."""
