"""What is said where the server cannot be imported."""

from __future__ import annotations

from stretchtui.cues.extras import install_line

NEEDS_MORE = f"needs extra packages: {install_line('browser')}"
"""What is wrong, and what to do about it."""
