"""What a screen that plays sessions is for at the moment."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """What the screen is for at the moment."""

    BROWSE = "browse"
    PLAY = "play"
    DONE = "done"


UNNAMED: dict[Mode, tuple[str, ...]] = {
    Mode.BROWSE: (),
    # To quit does what to stop does.
    Mode.PLAY: ("quit",),
    # The page itself says how to write a note.
    Mode.DONE: ("mute", "settings", "note", "stretch_note"),
}
"""Commands that the key bar leaves out though they do something."""
