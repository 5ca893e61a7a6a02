"""How a session is heard here: the sink, and the voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from stretchtui.cues.browser import LOOPBACK
from stretchtui.cues.choose import FallbackSink, Wish, choose, is_remote, meant
from stretchtui.cues.relay import speaks
from stretchtui.cues.relay_announcer import Announcer
from stretchtui.cues.sink import Never, Outlet, Silence, Sink, SwitchableSink
from stretchtui.cues.sounds import folder_fault, load_all, sound_folders
from stretchtui.cues.voice import make_voice
from stretchtui.playing.browser import TURNED_OFF, BrowserOutput
from stretchtui.playing.watched import Watched

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName
    from stretchtui.core.settings import CueSettings, Settings, VoiceSettings
    from stretchtui.cues.doctor import Findings
    from stretchtui.cues.sink import Timer
    from stretchtui.store.paths import Folders
    from stretchtui.terminal.replies import TerminalFacts

SETTLED_S = 0.3
"""A sink takes a while to be made: so long it is waited whether there is more to change."""


class Audio:
    """What was asked for, what there is to do it with, and the sink that comes of it.

    It follows the settings: what they say is heard from the next cue on.

    Args:
        settings: What the person has set.
        folders: The person's folders.
        environment: The environment the program was started in.
        given: Where cues go, whatever the settings say; None for where they say.
        speed: How many times faster than life sessions run.
        listen: The address that browsers find the page at; None where none may be served.
    """

    def __init__(
        self,
        settings: Watched[Settings],
        folders: Folders,
        environment: Mapping[str, str],
        given: str | None,
        speed: float,
        listen: str | None = LOOPBACK,
    ) -> None:
        self.given = given
        """Where cues go, whatever the settings say; None where they decide."""
        self._settings = settings
        self._folders = folders
        self._environment = environment
        self._speed = speed
        self._outlet: Outlet | None = None
        self._found: TerminalFacts | None = None
        self._timer: Timer | None = None
        self.browser = BrowserOutput(listen, self.check)
        """Serves the page, where cues go to browsers."""
        self._announcer: Announcer | None = None
        """Tells the near side what will be said; None where no relay could speak."""
        self.voice = make_voice(settings.value.voice, folders)
        """Renders what will be said, before it is; None where nothing speaks."""
        self.sink = SwitchableSink(Silence(), self._cues.off)
        """Where cues and words go."""
        self.name: Watched[str] = Watched(self.sink.name)
        """What the sink is called, as of the last look at it."""
        self.voiced: Watched[bool] = Watched(False)
        """Whether what is said can be heard, as of the last look at it."""
        settings.watch(self._changed)

    @property
    def _cues(self) -> CueSettings:
        return self._settings.value.cues

    @property
    def _asks_for_voice(self) -> bool:
        """Whether a voice is asked for."""
        return self._settings.value.voice.guide != "off"

    @property
    def _wish(self) -> Wish:
        return Wish(self.given or self._cues.sink)

    @property
    def is_remote(self) -> bool:
        """Whether the person came over SSH."""
        return is_remote(self._environment)

    @property
    def speaks(self) -> bool:
        """Whether what is said can be heard: there is a voice, where the cues go."""
        return self._asks_for_voice and self.sink.speaks

    @property
    def is_speechless(self) -> bool:
        """Whether there is nothing here that could speak, though it is asked for."""
        return self._asks_for_voice and self.voice is None and self._near_voice is None

    @property
    def any_script(self) -> bool:
        """Whether what speaks takes letters of all scripts, and not only ASCII."""
        # What a near side speaks with is not known; it leaves out what it cannot say.
        near = self._near_voice is not None
        return near or (self.voice is not None and self.voice.any_script)

    @property
    def relay_possible(self) -> bool:
        """Whether the terminal's answers are worth waiting for: only over SSH is there a relay."""
        return self._may_relay and self.is_remote

    @property
    def _may_relay(self) -> bool:
        return self._wish in (Wish.AUTO, Wish.RELAY)

    @property
    def _near_voice(self) -> Announcer | None:
        """The way to a voice on the near side, where cues go there; None otherwise."""
        return self._announcer if self._may_relay else None

    @property
    def faults(self) -> tuple[str, ...]:
        """What of the person's own sounds cannot be used, one line each."""
        own = self._folders.sounds
        fault = folder_fault(own)
        return tuple(load_all([own])[1]) if fault is None else (fault,)

    # The sink

    def connect(self, outlet: Outlet | None, found: TerminalFacts | None) -> None:
        """Have cues go where they are to go.

        Args:
            outlet: The way to the terminal; None where there is no terminal to ring.
            found: What is known about the terminal, if it was asked.
        """
        self._leave_as_it_is()
        self._outlet, self._found = outlet, found
        self._announcer = None
        if outlet is not None and found is not None and speaks(found):
            self._announcer = Announcer(outlet.write, found.through_tmux)
        self.sink = SwitchableSink(self.choose(), self._cues.off)
        self._look()

    def open(self) -> None:
        """Get ready to sound the first cue without delay."""
        self.sink.open()

    @property
    def is_ready(self) -> bool:
        """Whether the first cue will be heard on time."""
        self.check()
        return self.sink.ready

    def close(self) -> None:
        """Let go of whatever the sink holds."""
        self._leave_as_it_is()
        self.sink.close()
        self.browser.close()

    def check(self) -> None:
        """Take notice of what became of the cues so far: ``name`` tells it."""
        self.sink.check()
        self._look()

    def toggle_mute(self) -> None:
        """Sounds off, or on again."""
        self.sink.muted = not self.sink.muted
        self._look()

    def sample(self, cue: CueName, words: str = "") -> None:
        """Sound a cue as it is set by now, also one that is off; and say a few words after it."""
        self.settle()
        self.sink.sample(cue)
        if words:
            self.sink.say(words)
        self._look()

    def look_around(self) -> Findings:
        """What there is here that bears on sound; may be called in another thread."""
        # Imported with the first question: the first screen does not wait for it.
        from stretchtui.cues.doctor import look_around

        return look_around(self._environment, self._found, self._cues, self.given)

    def prepare(self, lines: Iterable[str]) -> None:
        """Have what will be said rendered, beside everything else."""
        if self._near_voice is not None:
            self._near_voice.prepare(lines)
        elif self.voice is not None:
            self.voice.prepare(lines)

    def length(self, text: str) -> float | None:
        """How many seconds something takes to say; None where that is not known."""
        if self._near_voice is not None or self.voice is None:
            return None
        return self.voice.length(text)

    def choose(self) -> Sink:
        """The sink that suits the settings and the terminal."""
        if self._outlet is None and not self._needs_no_terminal():
            return FallbackSink([Silence], "no terminal here")
        if self._wish is not Wish.BROWSER:
            self.browser.close()
        outlet = self._outlet or _NOWHERE
        if self._near_voice is not None:
            outlet = outlet._replace(write=self._near_voice.write)
        return choose(
            self._wish,
            outlet,
            sound_folders(self._folders),
            self._environment,
            volume=self._cues.volume,
            bells=self._cues.bells,
            speed=self._speed,
            voice=self.voice,
            found=self._found,
            changed=self._look,
            browser=self._make_browser if self.browser.listen is not None else TURNED_OFF,
        )

    def _make_browser(self) -> Sink:
        return self.browser.sink(
            self._outlet or _NOWHERE,
            sound_folders(self._folders),
            self._cues.volume,
            self.voice,
            self._folders.voice,
        )

    def _needs_no_terminal(self) -> bool:
        return meant(self._wish, self._environment)[0] in (Wish.SPEAKERS, Wish.OFF)

    # Other settings

    def use(self, given: str) -> None:
        """Have cues go elsewhere, until the program ends."""
        self.given = given
        self._change()

    def _change(self) -> None:
        self._leave_as_it_is()
        self.sink.change(self.choose())
        self._look()

    def settle(self) -> None:
        """Have what was set take effect now, not a moment later."""
        if self._timer is not None:
            self._change()

    def _changed(self, before: Settings) -> None:
        cues = self._cues
        self.sink.off = cues.off
        settings = self._settings.value
        if _voice_of(settings.voice) != _voice_of(before.voice):
            self.voice = make_voice(settings.voice, self._folders)
        if self._outlet is not None and self._sink_of(settings) != self._sink_of(before):
            self._leave_as_it_is()
            self._timer = self._outlet.call_later(SETTLED_S, self.settle)
        self._look()

    def _sink_of(self, settings: Settings) -> tuple[object, ...]:
        """What another sink has to be made for, when it changes."""
        cues = settings.cues
        return self.given or cues.sink, cues.volume, cues.bells, _voice_of(settings.voice)

    def _leave_as_it_is(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self.name.set(self.sink.name)
        self.voiced.set(self.speaks)


def _voice_of(settings: VoiceSettings) -> tuple[object, ...]:
    """What another voice has to be found for, when it changes."""
    return settings.guide != "off", settings.engine, settings.piper, settings.rate


_NOWHERE = Outlet(lambda data: None, lambda seconds, call: Never(), lambda: 0.0)
"""Where a bell goes that nobody can hear."""
