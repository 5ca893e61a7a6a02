"""The process that renders lines: ``python -m stretchtui.cues.rendering CHOICE… FOLDER``.

It takes lines on its standard input, has the engine speak each, keeps it in the folder, and
answers with one line: ``ok KEY``, or ``no KEY REASON``. It ends when its input does. Whatever an
engine does, crash or hang, costs one line.
"""

from __future__ import annotations

import contextlib
import os
import select
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from stretchtui.cues.engines.choice import VoiceChoice
from stretchtui.cues.engines.engine import SpeechEngine, Unspoken
from stretchtui.cues.engines.espeak import EspeakNg
from stretchtui.cues.engines.nanotts import NanoTts
from stretchtui.cues.engines.piper import Piper
from stretchtui.cues.engines.say import Say
from stretchtui.cues.kept_lines import KeptLines
from stretchtui.cues.line_sound import finished
from stretchtui.cues.sounds import Unsuitable

EACH_S = 20.0
"""No line may take longer to render, …"""

ALL_S = 600.0
"""… nor all that are asked for at once: the longest session is spoken in less on a slow machine."""

IDLE_S = 3.0
"""After a pause of this length, what is asked for counts as another lot, and the engine lets go of
its memory."""

FIRST_LINES = 2
"""The first lines are waited for: what comes, and how to get into it. A cue must not wait for what
is said later; it is rendered while nobody else wants the processor."""


class Renderer:
    """Renders lines, and keeps them.

    Args:
        choice: What speaks.
        engine: Speaks.
        kept: Where they are kept.
        each: Seconds for one line.
        all_: Seconds for all that are asked for at once.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        choice: VoiceChoice,
        engine: SpeechEngine,
        kept: KeptLines,
        each: float = EACH_S,
        all_: float = ALL_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._choice = choice
        self._engine = engine
        self._kept = kept
        self._each = each
        self._all = all_
        self._clock = clock
        self._spent = 0.0
        self._ended = 0.0

    def take(self, line: str) -> str:
        """Render one line, unless it is there; the answer."""
        text = self._choice.words(line)
        key = self._choice.key(line)
        began = self._clock()
        if began - self._ended > IDLE_S:
            self._spent = 0.0
        try:
            self._keep(text, key)
        except (Unspoken, Unsuitable, OSError) as error:
            return f"no {key} {' '.join(str(error).split())[:100]}"
        finally:
            self._ended = self._clock()
            self._spent += self._ended - began
        return f"ok {key}"

    def rest(self) -> None:
        """Nothing was asked for in a while."""
        self._engine.rest()

    def _keep(self, text: str, key: str) -> None:
        if self._kept.find(key):
            return
        if not text:
            raise Unspoken("nothing to say")
        if self._spent >= self._all:
            raise Unspoken("too much at once")
        self._kept.add(key, finished(self._engine.speak(text, self._each)))


def make_engine(choice: VoiceChoice) -> SpeechEngine:
    """What speaks as it was chosen."""
    match choice.engine:
        case "say":
            return Say(choice)
        case "piper":
            return Piper(choice)
        case "py-nanotts":
            return NanoTts(choice)
        case _:
            return EspeakNg(choice)


def lines(descriptor: int, idle: Callable[[], None]) -> Iterator[str]:
    """The lines of an input, to its end.

    Args:
        descriptor: The input's.
        idle: Called once when none has come in a while.
    """
    rest: bytes = b""
    patience: float | None = None
    while True:
        if not select.select([descriptor], [], [], patience)[0]:
            idle()
            patience = None
            continue
        data = os.read(descriptor, 1 << 16)
        if not data:
            return
        *whole, rest = (rest + data).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace")
        patience = IDLE_S


def main(arguments: Sequence[str]) -> int:
    """Serve until the input ends.

    Args:
        arguments: Those of the choice, and the folder.
    """
    *chosen, folder = arguments
    choice = VoiceChoice.of_arguments(chosen)
    renderer = Renderer(choice, make_engine(choice), KeptLines(Path(folder)))
    try:
        for number, line in enumerate(lines(sys.stdin.fileno(), renderer.rest)):
            if number == FIRST_LINES:
                os.nice(10)
            answer = renderer.take(line)
            with contextlib.suppress(OSError):  # nobody may be listening
                os.write(sys.stdout.fileno(), f"{answer}\n".encode("utf-8", "replace"))
    finally:
        renderer.rest()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
