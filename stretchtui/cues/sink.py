"""Where cues go."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName


class Timer(Protocol):
    """A call that was asked for and can be called off."""

    def cancel(self) -> None:
        """Call it off."""


class Never:
    """A call that was asked for in vain."""

    def cancel(self) -> None:
        """There is nothing to call off."""


class Outlet(NamedTuple):
    """What a sink needs of the program whose cues it sounds."""

    write: Callable[[str], None]
    """Writes to the terminal at once, ahead of the screen; or not at all, if it is stalled."""
    call_later: Callable[[float, Callable[[], None]], Timer]
    """Asks for a call after some seconds."""
    clock: Callable[[], float]
    """Monotonic seconds."""
    watch: Callable[[int, Callable[[], None]], Timer] = lambda descriptor, call: Never()
    """Asks for a call whenever something can be read from a descriptor, until called off."""


class Sink(Protocol):
    """Plays named cues. It never raises into a session and never blocks it."""

    @property
    def name(self) -> str:
        """What it is, in the words of the screen: "speakers (aplay)", "terminal bell"."""

    @property
    def failed(self) -> str | None:
        """Why nothing can be heard from it any more; None while all is well."""

    @property
    def speaks(self) -> bool:
        """Whether it can say something."""

    def open(self) -> None:
        """Get ready to sound the first cue without delay."""

    def play(self, cue: CueName) -> None:
        """Sound a cue now."""

    def say(self, text: str) -> None:
        """Say a few words after the cue that sounds, if that can be done."""

    def check(self) -> None:
        """Take notice of what became of the cues so far: ``name`` and ``failed`` tell it."""

    def close(self) -> None:
        """Let go of whatever it holds; what sounds already may end."""


@runtime_checkable
class SlowSink(Protocol):
    """A sink that needs a while to get ready."""

    @property
    def ready(self) -> bool:
        """Whether the next cue will be heard on time."""


def is_ready(sink: Sink) -> bool:
    """Whether the next cue will be heard on time through a sink."""
    return not isinstance(sink, SlowSink) or sink.ready


@runtime_checkable
class ReturningSink(SlowSink, Protocol):
    """A sink whose ``failed`` may be None again later, when it has been checked."""

    @property
    def unheard(self) -> CueName | None:
        """The cue that was sounded last, where it is not known to have been heard."""


class Silence:
    """No sound at all."""

    name = "sound off"
    failed: str | None = None
    speaks = False

    def open(self) -> None:
        """Nothing to get ready."""

    def play(self, cue: CueName) -> None:
        """Stay silent."""

    def say(self, text: str) -> None:
        """Stay silent."""

    def check(self) -> None:
        """Nothing to hear of."""

    def close(self) -> None:
        """Nothing to let go of."""


class SwitchableSink:
    """Another sink, which can be muted, wholly or for some cues, and give way to another.

    Args:
        sink: Where cues go while it is not.
        off: Cues that are never heard.
    """

    failed: str | None = None

    def __init__(self, sink: Sink, off: Collection[CueName] = ()) -> None:
        self._sink = sink
        self.off = frozenset(off)
        """Cues that are never heard."""
        self.muted = False

    @property
    def name(self) -> str:
        """The other sink's name, or that it is muted."""
        return "muted" if self.muted else self._sink.name

    @property
    def speaks(self) -> bool:
        """Whether the other sink can say something."""
        return self._sink.speaks

    @property
    def ready(self) -> bool:
        """Whether the next cue will be heard on time, if it is to be heard at all."""
        return is_ready(self._sink)

    def open(self) -> None:
        """Get the other sink ready."""
        self._sink.open()

    def play(self, cue: CueName) -> None:
        """Sound a cue, unless muted."""
        if not self.muted and cue not in self.off:
            self._sink.play(cue)

    def say(self, text: str) -> None:
        """Say a few words, unless muted."""
        if not self.muted:
            self._sink.say(text)

    def sample(self, cue: CueName) -> None:
        """Sound a cue that may be off, unless muted."""
        if not self.muted:
            self._sink.play(cue)

    def change(self, sink: Sink) -> None:
        """Let go of the other sink, and have cues go to this one from here on."""
        self._sink.close()
        self._sink = sink
        sink.open()

    def check(self) -> None:
        """Let the other sink take notice."""
        self._sink.check()

    def close(self) -> None:
        """Let go of the other sink."""
        self._sink.close()
