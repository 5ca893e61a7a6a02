"""How a session will be heard here: the sink, and the voice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stretchtui.cues import speakers
from stretchtui.cues.choose import FallbackSink, Wish, choose, decide, is_remote
from stretchtui.cues.devices import devices
from stretchtui.cues.sink import Outlet, Silence, Sink, SwitchableSink
from stretchtui.cues.sounds import load_all, sound_folders
from stretchtui.cues.voice import make_voice

if TYPE_CHECKING:
    from stretchtui.core.settings import CueSettings
    from stretchtui.store.paths import Folders
    from stretchtui.terminal.replies import TerminalFacts


class Audio:
    """What was asked for, and what there is to do it with.

    Args:
        settings: What the person has set.
        folders: The person's folders.
        cues: Where cues go; as in the settings, if not given.
        environment: The environment the program was started in.
    """

    def __init__(
        self,
        settings: CueSettings,
        folders: Folders,
        cues: str | None,
        environment: Mapping[str, str],
    ) -> None:
        self._settings = settings
        self._folders = folders
        self._environment = environment
        self.cues = cues
        """Where cues go, whatever the settings say."""
        self.voice = make_voice(settings.voice, folders)

    def change(self, settings: CueSettings) -> None:
        """Take other settings, for the next sink that is asked for."""
        if settings.voice != self._settings.voice:
            self.voice = make_voice(settings.voice, self._folders)
        self._settings = settings

    @property
    def _wish(self) -> Wish:
        return Wish(self.cues or self._settings.sink)

    @property
    def remote(self) -> bool:
        """Whether the person came over SSH."""
        return is_remote(self._environment)

    @property
    def relay_possible(self) -> bool:
        """Whether the terminal's answers are worth waiting for: only over SSH is there a relay."""
        return self._wish in (Wish.AUTO, Wish.RELAY) and self.remote

    @property
    def faults(self) -> tuple[str, ...]:
        """What of the person's own sounds cannot be used, one line each."""
        own = self._folders.sounds
        return tuple(load_all([own])[1]) if own.is_dir() else ()

    def sink(
        self, outlet: Outlet | None, found: TerminalFacts | None, speed: float = 1.0
    ) -> SwitchableSink:
        """The sink for it, without the cues that are off; the arguments are those of ``choose``."""
        return SwitchableSink(self.choose(outlet, found, speed), self._settings.off)

    def choose(
        self, outlet: Outlet | None, found: TerminalFacts | None, speed: float = 1.0
    ) -> Sink:
        """The sink for it.

        Args:
            outlet: The way to the terminal; None where there is no terminal to ring.
            found: What is known about the terminal, if it was asked.
            speed: How many times faster than life the session runs.
        """
        if outlet is None and not self._needs_no_terminal():
            return FallbackSink([Silence], "no terminal here")
        return choose(
            self._wish,
            outlet or _NOWHERE,
            sound_folders(self._folders),
            self._environment,
            volume=self._settings.volume,
            speed=speed,
            voice=self.voice,
            found=found,
        )

    def _needs_no_terminal(self) -> bool:
        if self._wish is Wish.AUTO:
            engine = speakers.engine() is not None
            return decide(self._environment, engine, bool(devices(self._environment)))[0] is (
                Wish.SPEAKERS
            )
        return self._wish in (Wish.SPEAKERS, Wish.OFF)


class _Never:
    """A call that was asked for in vain."""

    def cancel(self) -> None:
        """There is nothing to call off."""


_NOWHERE = Outlet(lambda data: None, lambda seconds, call: _Never(), lambda: 0.0)
"""Where a bell goes that nobody can hear."""
