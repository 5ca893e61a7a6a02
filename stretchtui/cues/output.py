"""The first engine that works, and where it fails the next.

An engine is tried with a little silence as soon as it is chosen, so that one that does not work
is known before the first cue.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.cues.sounds import Sound

if TYPE_CHECKING:
    from stretchtui.cues.playback import Engine, StartedSound

AT_ONCE = 4
"""More sounds than this do not play at the same time: a new one is left out."""

STUCK_S = 5.0
"""A sound that has not ended so long after it should have is stopped, and has failed."""

TRIAL_S = 3.0
"""So long may an engine take to play the silence that it is tried with."""

AGAIN_S = 1.0
"""A cue that failed is played again by the next engine, unless it is older than this."""

LOOK_S = 0.05
"""How often it is looked what became of the sounds that play, in seconds."""

SILENCE = Sound(bytes(2 * 2205), 1, 44100)
"""What an engine is tried with."""


class _Started(NamedTuple):
    """A sound that was started."""

    engine: Engine
    playing: StartedSound
    sound: Sound
    cue: str
    """The cue's name; empty for what is none."""
    began: float
    limit: float
    """How long it may take, in seconds."""


class Output:
    """Plays sounds through the first engine that works.

    Args:
        engines: Names of engines and what makes each, best first, as they are here by now; making
            one may raise anything.
        tell: Is told ``engine NAME`` when another one is tried, ``works`` when it has passed,
            ``none REASON`` when none is left, and then ``lost CUE`` for a cue that was not heard.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        engines: Callable[[], Iterable[tuple[str, Callable[[], Engine]]]],
        tell: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engines = engines
        self._tell = tell
        self._clock = clock
        self._engine: Engine | None = None
        self._failed: set[str] = set()
        self._why = "no simpleaudio and no player of the system's"
        self._started: list[_Started] = []
        self._trial: _Started | None = None

    def begin(self) -> None:
        """Choose an engine, also of those that have failed before."""
        self._failed.clear()
        self._choose()

    def play(self, cue: str, sound: Sound) -> str:
        """Start a cue's sound, through whichever engine takes it; the answer."""
        self.look()
        if self._is_full():
            return f"ok {cue} left out"
        while self._engine is not None:
            if self._start(self._engine, sound, cue):
                return f"ok {cue}"
        return f"no {cue} {self._why}"

    def say(self, sound: Sound) -> None:
        """Start a phrase.

        Raises:
            RuntimeError: It cannot be played.
        """
        if self._is_full():
            raise RuntimeError("too many sounds at once")
        if self._engine is None or not self._start(self._engine, sound):
            raise RuntimeError(self._why)

    def wait(self) -> float | None:
        """Seconds until it is to be looked what became of the sounds; None while none plays."""
        return LOOK_S if self._started else None

    def look(self) -> None:
        """See what became of the sounds; where one has failed, the next engine takes over."""
        for each in [*self._started]:
            why = each.playing.result()
            if why is None and self._clock() - each.began > each.limit:
                each.playing.stop()
                why = f"{each.engine.name} does not answer"
            if why is not None and each in self._started:
                self._started.remove(each)
                self._ended(each, why)

    def finish(self) -> None:
        """Wait until what plays has ended."""
        while self._started:
            self.look()
            time.sleep(LOOK_S)

    def _is_full(self) -> bool:
        sounding = [each for each in self._started if each.engine is self._engine]
        return len([each for each in sounding if each is not self._trial]) >= AT_ONCE

    def _choose(self) -> None:
        self._engine = self._trial = None
        for name, make in self._engines():
            if name in self._failed:
                continue
            try:
                self._engine = make()
            except Exception:  # it is not here after all
                self._failed.add(name)
                continue
            self._tell(f"engine {name}")
            if self._start(self._engine, SILENCE):
                self._trial = self._started[-1]
            return
        if self._engine is None:
            self._tell(f"none {self._why}")

    def _start(self, engine: Engine, sound: Sound, cue: str = "") -> bool:
        """Start a sound; where that fails, the next engine has been chosen."""
        began = self._clock()
        try:
            playing = engine.start(sound)
        except Exception as error:
            self._give_up(engine, reason(error))
            return False
        limit = TRIAL_S if sound is SILENCE else STUCK_S + sound.seconds
        self._started.append(_Started(engine, playing, sound, cue, began, limit))
        return True

    def _ended(self, each: _Started, why: str) -> None:
        if not why:
            if each is self._trial:
                self._trial = None
                self._tell("works")
            return
        if each.engine is self._engine:
            self._give_up(each.engine, why)
        if each.cue and self._clock() - each.began <= AGAIN_S:
            answer = self.play(each.cue, each.sound)
            if answer.startswith("no "):
                self._tell(f"lost {each.cue}")

    def _give_up(self, engine: Engine, why: str) -> None:
        self._failed.add(engine.name)
        self._why = why
        self._choose()


def reason(error: Exception) -> str:
    """Why something cannot be played, in a few words on one line."""
    # "Error opening PCM device. -- CODE: -2 -- MSG: No such file": the first part says it.
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    words = " ".join(said.split()).split(". --")[0]
    return words[:80] or type(error).__name__
