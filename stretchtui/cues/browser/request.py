"""What a page can ask of a session."""

from __future__ import annotations

from enum import StrEnum


class Request(StrEnum):
    """What a page can ask of a session; the first four are the session's own commands."""

    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    HURTS = "hurts"
    SKIP = "skip"
    END = "end"
