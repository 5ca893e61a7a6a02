"""The system's own players, and what the helper process is asked beside cues."""

from __future__ import annotations

import shutil

PLAYERS = {
    "pw-play": ["pw-play"],
    "paplay": ["paplay"],
    "aplay": ["aplay", "-q"],
    "afplay": ["afplay"],
}
"""The system's own players, in the order they are looked for."""

AGAIN = "again"
"""Asks the helper to try all engines anew."""

PING = "ping"
"""Asks the helper whether it answers."""


def find_player() -> str | None:
    """The first of the system's players that is installed."""
    return next((name for name in PLAYERS if shutil.which(name)), None)
