"""What the process that renders asks of an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from stretchtui.cues.sounds import Sound


class Unspoken(Exception):
    """A line was not rendered; the message says why."""


class SpeechEngine(Protocol):
    """Something that speaks. Whatever happens to it, it costs one line."""

    def speak(self, text: str, limit: float) -> Sound:
        """Speak a line into memory.

        Args:
            text: What ``VoiceChoice.words`` leaves of a text; not empty.
            limit: Seconds that it may take.

        Raises:
            Unspoken: It did not, or took longer.
            Unsuitable: What it has made is no sound.
            OSError: It cannot be started.
        """

    def rest(self) -> None:
        """Let go of whatever takes memory: nothing is to be said for a while."""
