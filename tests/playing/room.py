"""A place where cues are heard: its sinks remember what they are told, and time stands still."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.core.settings import CueSettings, Settings, VoiceSettings
from stretchtui.cues.choose import FallbackSink, Wish
from stretchtui.cues.sink import Outlet, Silence, Sink
from stretchtui.playing.audio import Audio
from stretchtui.playing.watched import Watched
from stretchtui.store.paths import Folders

if TYPE_CHECKING:
    import pytest

    from stretchtui.core.sessions.cues import CueName
    from stretchtui.core.setting_kinds import GuideName

SSH = {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}
"""The environment of a person who came over SSH."""


@dataclass
class Heard:
    """A sink that remembers what it was told.

    Args:
        name: What it is called.
        volume: How loud it was to be.
        voice: Whether it was given a voice.
        speaks: Whether it can say something.
    """

    name: str
    volume: int
    voice: bool
    failed: str | None = None
    speaks: bool = False
    calls: list[str] = field(default_factory=list)
    fails_at_next: bool = False
    ready: bool = True

    def open(self) -> None:
        """Remember it."""
        self.calls.append("open")

    def play(self, cue: CueName) -> None:
        """Remember the cue, and fail if it is to."""
        self.calls.append(cue)
        if self.fails_at_next:
            self.failed = "speakers broke"

    def say(self, text: str) -> None:
        """Remember the words."""
        self.calls.append(text)

    def check(self) -> None:
        """Remember it, and fail if it is to."""
        self.calls.append("check")
        if self.fails_at_next:
            self.failed = "speakers broke"

    def close(self) -> None:
        """Remember it."""
        self.calls.append("close")


class Calls:
    """Calls that were asked for, made as time is moved on."""

    def __init__(self) -> None:
        self.now = 0.0
        self._waiting: list[tuple[float, Callable[[], None], _Call]] = []

    def later(self, seconds: float, call: Callable[[], None]) -> _Call:
        """Ask for a call."""
        asked = _Call()
        self._waiting.append((self.now + seconds, call, asked))
        return asked

    def pass_(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        due = [each for each in self._waiting if each[0] <= self.now]
        self._waiting = [each for each in self._waiting if each[0] > self.now]
        for _, call, asked in due:
            if not asked.cancelled:
                call()


class _Call:
    cancelled = False

    def cancel(self) -> None:
        """Call it off."""
        self.cancelled = True


class Room:
    """A place where sessions are heard, and the sinks that were made in it.

    Args:
        folder: For the person's folders.
        patch: Undone after the test.
        cues: What the person has set.
        given: Where cues go, whatever the settings say.
        environment: The environment the program was started in.
    """

    def __init__(
        self,
        folder: Path,
        patch: pytest.MonkeyPatch,
        cues: CueSettings = CueSettings(sink="terminal"),  # noqa: B008
        given: str | None = None,
        environment: Mapping[str, str] = SSH,
    ) -> None:
        self.settings = Watched(Settings(cues, VoiceSettings("off")))
        self.calls = Calls()
        self.made: list[Heard] = []
        self.speaks = False
        """Whether the sinks that are made can say something."""
        self.bells: list[str] = []
        """What each of them was to ring for."""
        patch.setattr("stretchtui.playing.audio.choose", self._choose)
        self.folders = Folders(folder / "config", folder / "data", folder / "cache")
        self.audio = Audio(self.settings, self.folders, environment, given, 1.0)
        self.outlet = Outlet(lambda data: None, self.calls.later, lambda: self.calls.now)

    def _choose(self, wish: Wish, *rest: object, volume: int, voice: object, **more: Any) -> Sink:
        self.bells.append(more["bells"])
        sink = Heard(wish, volume, voice is not None, speaks=self.speaks)
        self.made.append(sink)
        return FallbackSink([lambda: sink, Silence])

    def speak(self, guide: GuideName) -> None:
        """Have the voice say something else."""
        self.settings.set(replace(self.settings.value, voice=VoiceSettings(guide)))

    def set(self, **changes: Any) -> None:
        """Change settings of the cues."""
        settings = self.settings.value
        self.settings.set(replace(settings, cues=replace(settings.cues, **changes)))
