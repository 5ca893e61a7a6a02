"""Telling the relay what will be said, so that the near side has rendered it by then.

What is announced goes behind the cues and lines themselves, a few at a time: a sound that has to
wait for the announcements of a whole session would be late.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from stretchtui.cues.relay import announced

AT_ONCE = 6
"""So many texts are announced behind one sound; more than are said until the next one."""


class Announcer:
    """Writes what asks the relay for a sound, and announcements behind it.

    Args:
        write: Writes to the terminal at once, ahead of the screen.
        tmux: Whether they have to pass through a tmux.
    """

    def __init__(self, write: Callable[[str], None], tmux: bool) -> None:
        self._write = write
        self._tmux = tmux
        self._ahead: deque[str] = deque()
        self._told: set[str] = set()

    def prepare(self, texts: Iterable[str]) -> None:
        """Announce texts from the next sound on, those that were not announced before.

        Args:
            texts: In the order they will be said; they take the place of what was to be announced.
        """
        self._ahead = deque(dict.fromkeys(text for text in texts if text not in self._told))

    def write(self, sound: str) -> None:
        """Write a sound, and the next announcements."""
        few = [self._ahead.popleft() for _ in range(min(AT_ONCE, len(self._ahead)))]
        self._told.update(few)
        self._write(sound + "".join(announced(text, self._tmux) for text in few))
