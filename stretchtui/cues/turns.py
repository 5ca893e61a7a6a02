"""When a phrase is said: after what sounds, never over it, and not at all if a cue comes first."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from stretchtui.cues.sounds import LONGEST_LINE_S, Sound, Unsuitable, load

AFTER_S = 0.1
"""A phrase keeps this far from what sounded before, in seconds."""

PATIENCE_S = 0.5
"""A phrase that is still being rendered when its moment comes may be this late, in seconds."""

LOOK_S = 0.05
"""How often such a phrase is looked for, in seconds."""

_KEY = "[0-9a-f]{32}"


class Turns:
    """Keeps the one phrase that waits to be said.

    Args:
        say: Starts a phrase's sound and returns at once; it may raise anything.
        folder: Where the phrases are; None if there is no voice.
        volume: From 0 to 100.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        say: Callable[[Sound], None],
        folder: Path | None,
        volume: int = 100,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._say = say
        self._folder = folder
        self._volume = volume
        self._clock = clock
        self._quiet_at = 0.0
        """When all that was started has ended."""
        self._waiting: str | None = None
        self._due = 0.0
        self._look_at = 0.0

    def cue_began(self, seconds: float) -> None:
        """A cue of this length has begun: it takes the turn of what waits."""
        self._waiting = None
        self._quiet_at = max(self._quiet_at, self._clock() + seconds)

    def ask(self, key: str) -> str:
        """A phrase is to be said; the answer."""
        if self._folder is None or not re.fullmatch(_KEY, key):
            return "no say not a phrase"
        self._waiting = key
        self._due = self._look_at = max(self._clock(), self._quiet_at + AFTER_S)
        return "ok say"

    def wait(self) -> float | None:
        """Seconds until it is to be asked whose turn it is; None while nothing waits."""
        return None if self._waiting is None else max(0.0, self._look_at - self._clock())

    def take(self) -> str | None:
        """Say what waits, if it is its turn; what became of it, once that is known."""
        key, now = self._waiting, self._clock()
        if key is None or self._folder is None or now < self._look_at:
            return None
        path = self._folder / f"{key}.wav"
        if not os.path.exists(path) and now < self._due + PATIENCE_S:
            self._look_at = now + LOOK_S
            return None
        self._waiting = None
        try:
            sound = load(path, LONGEST_LINE_S).at_volume(self._volume)
            self._say(sound)
        except Unsuitable as error:
            return f"unsaid {key} {error}"
        except Exception as error:
            return f"unsaid {key} {' '.join(str(error).split())[:100]}"
        self._quiet_at = max(self._quiet_at, self._clock() + sound.seconds)
        return f"said {key}"
