"""What is said about the terminal and what comes from it."""

from __future__ import annotations

TOO_MUCH = "Too much input at once; it was ignored."
PASTE_TOO_LONG = "That was too long to paste. Up to 65,000 characters fit."
