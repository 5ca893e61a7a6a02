"""What was done about the first screen before anything else was imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stretchtui.terminal.first_paint import FirstPaint

Keep = Callable[[str, str, float, float], None]
"""Keeps a first screen, as ``FirstScreenFile.write`` does."""


class ScreenOpening(NamedTuple):
    """How the first screen is opened, and kept."""

    paint: FirstPaint | None = None
    """Shows it already, as it was at the last start."""
    keep_screen: Keep | None = None
    """Keeps it for the next start; None where it is not to be kept."""


NOTHING = ScreenOpening()
"""Nothing is shown, and nothing kept."""
