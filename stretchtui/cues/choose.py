"""Which sink the cues go to, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cues import speakers
from stretchtui.cues.devices import devices
from stretchtui.cues.relay import Relay, listens, speaks
from stretchtui.cues.sink import Outlet, ReturningSink, Silence, Sink, is_ready
from stretchtui.cues.speakers import Speakers
from stretchtui.cues.terminal import TerminalBell, TerminalNotes, plays_notes

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName
    from stretchtui.cues.sink import Timer
    from stretchtui.cues.voice import Voice
    from stretchtui.terminal.replies import TerminalFacts


class Wish(StrEnum):
    """What the person asked for."""

    AUTO = "auto"
    SPEAKERS = "speakers"
    TERMINAL = "terminal"
    RELAY = "relay"
    BROWSER = "browser"
    OFF = "off"


def is_remote(environment: Mapping[str, str]) -> bool:
    """Whether the person came over SSH."""
    return any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def plays_here(environment: Mapping[str, str]) -> bool:
    """Whether there is something to play sounds with, and something to play them on."""
    return speakers.engine() is not None and bool(devices(environment))


def decide(
    environment: Mapping[str, str], engine: bool, device: bool, relay: bool = False
) -> tuple[Wish, str]:
    """What ``auto`` means here, and why, in a few words.

    Over SSH the speakers of this machine are in another room, unless sound is forwarded.

    Args:
        environment: The environment the program was started in.
        engine: Whether there is something to play sounds with.
        device: Whether there is something to play them on.
        relay: Whether a relay has answered.
    """
    if relay:
        return Wish.RELAY, "played where you are"
    remote = is_remote(environment)
    forwarded = any(environment.get(name) for name in ("PULSE_SERVER", "PIPEWIRE_REMOTE"))
    if remote and not forwarded:
        return Wish.TERMINAL, "over SSH"
    if not engine:
        return Wish.TERMINAL, "no sound player found"
    if not device:
        return Wish.TERMINAL, "no sound device found"
    return Wish.SPEAKERS, "sound is forwarded" if remote else "at this machine"


def meant(
    wish: Wish, environment: Mapping[str, str], found: TerminalFacts | None = None
) -> tuple[Wish, str]:
    """What a wish comes to here, and why; the reason is empty where it is just what was asked.

    Args:
        wish: What the person asked for.
        environment: The environment the program was started in.
        found: What is known about the terminal, if it was asked.
    """
    if wish is not Wish.AUTO:
        return wish, ""
    return decide(
        environment,
        speakers.engine() is not None,
        bool(devices(environment)),
        relay=found is not None and listens(found),
    )


SOON_S = 0.25
"""How often it is looked whether a better sink than the one in use works, in seconds."""

LOOK_S = 1.0
"""How often it is looked what became of the last cue, in seconds, …"""

LOOKS = 15
"""… and how often: a player that hangs is known of after twelve seconds at most."""


class FallbackSink:
    """Plays through the first of its sinks that works.

    A sink that has failed is asked, now and then, whether it works again.

    Args:
        makers: Make the sinks, best first; the last one never fails.
        why: Why the first was chosen.
        call_later: Asks for a call after some seconds; without it, sinks are looked after only
            when this one is used or checked.
        changed: Told when another sink may be in use.
    """

    def __init__(
        self,
        makers: Sequence[Callable[[], Sink]],
        why: str = "",
        *,
        call_later: Callable[[float, Callable[[], None]], Timer] | None = None,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._makers = list(makers)
        self._sinks = [self._makers.pop(0)()]
        self._sink = self._sinks[0]
        self._failed: Sink | None = None
        """The sink that the one in use has taken over from."""
        self._chosen = why
        self.why = why
        self._call_later = call_later
        self._changed = changed
        self._timer: Timer | None = None
        self._looks = 0

    @property
    def name(self) -> str:
        """The sink in use, and why."""
        return f"{self._sink.name}, {self.why}" if self.why else self._sink.name

    @property
    def failed(self) -> str | None:
        """Always None: there is a next one."""
        return None

    @property
    def speaks(self) -> bool:
        """Whether the sink in use can say something."""
        return self._sink.speaks

    @property
    def ready(self) -> bool:
        """Whether the next cue will be heard on time."""
        return is_ready(self._sink)

    def open(self) -> None:
        """Get the sink in use ready."""
        self._sink.open()
        self._look_after()

    def play(self, cue: CueName) -> None:
        """Play through the sink in use; where it has failed, through the next from now on."""
        self._sink.play(cue)
        self._move(cue)
        self._look_after()

    def say(self, text: str) -> None:
        """Say a few words through the sink in use."""
        self._sink.say(text)

    def check(self) -> None:
        """Let the sinks take notice; where one has failed or works again, another takes over."""
        for sink in self._sinks:
            sink.check()
        self._move()

    def close(self) -> None:
        """Let go of all sinks."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for sink in self._sinks:
            sink.close()

    def _look_after(self) -> None:
        """Look after the sinks for a while, unless nothing can become of them."""
        self._looks = LOOKS
        if self._timer is None and isinstance(self._sinks[0], ReturningSink):
            self._look_later()

    def _look_later(self) -> None:
        settled = self._sink is self._sinks[0] and self.ready
        if self._call_later is not None and not (settled and self._looks <= 0):
            self._timer = self._call_later(LOOK_S if settled else SOON_S, self._look)

    def _look(self) -> None:
        self._timer = None
        self._looks -= 1
        self.check()
        self._changed()
        self._look_later()

    def _move(self, cue: CueName | None = None) -> None:
        """Have the first sink that works take over.

        Args:
            cue: What has just been sounded; it is sounded again by a sink that comes after.
        """
        before = self._sink
        while self._makers and all(sink.failed for sink in self._sinks):
            self._sinks.append(self._makers.pop(0)())
        working = [sink for sink in self._sinks if not sink.failed]
        self._sink = working[0] if working else self._sinks[-1]
        if self._sink is before:
            if self._failed is not None:
                # Why nothing is heard from it may be another reason by now.
                self.why = f"as the {self._failed.failed}"
            return
        if not before.failed:
            before.close()
            self.why, self._failed = self._chosen, None
            return
        self.why, self._failed = f"as the {before.failed}", before
        if isinstance(before, ReturningSink):
            cue = cue or before.unheard
        else:
            before.close()
        self._sink.open()
        if cue is not None:
            self._sink.play(cue)


def choose(
    wish: Wish,
    outlet: Outlet,
    folders: Sequence[Path],
    environment: Mapping[str, str],
    *,
    volume: int = 100,
    bells: str = "code",
    speed: float = 1.0,
    voice: Voice | None = None,
    found: TerminalFacts | None = None,
    changed: Callable[[], None] = lambda: None,
    browser: Callable[[], Sink] | str = "pages are served only while sessions are played",
) -> FallbackSink:
    """The sink for a wish.

    Args:
        wish: What the person asked for.
        outlet: The way to the terminal.
        folders: Where the sounds are.
        environment: The environment the program was started in.
        volume: Of the speakers, from 0 to 100.
        bells: What the terminal's bell rings for: ``code``, or ``all`` for every cue.
        speed: How many times faster than life the session runs.
        voice: Says phrases through the speakers; None for none.
        found: What is known about the terminal, if it was asked.
        changed: Told when the cues may go elsewhere, and the sink be called otherwise.
        browser: Makes a sink that plays in browsers; or why there is none.
    """
    wish, why = meant(wish, environment, found)

    def terminal() -> Sink:
        if found is not None and plays_notes(found):
            return TerminalNotes(outlet.write)
        return TerminalBell(outlet, speed, others=bells == "all")

    match wish:
        case Wish.SPEAKERS:
            return FallbackSink(
                [lambda: Speakers(folders, volume, voice=voice), terminal],
                why,
                call_later=outlet.call_later,
                changed=changed,
            )
        case Wish.RELAY if found is not None and listens(found):
            return FallbackSink(
                [partial(Relay, outlet.write, found.through_tmux, speaks(found))], why
            )
        case Wish.BROWSER if not isinstance(browser, str):
            makers = [browser, terminal]
            return FallbackSink(makers, call_later=outlet.call_later, changed=changed)
        case Wish.BROWSER:
            return FallbackSink([terminal], f"as {browser}")
        case Wish.OFF:
            return FallbackSink([Silence])
        case _:
            return FallbackSink([terminal], why)
