"""What somebody hears of a session: the lines of its script, in a recording of a sound server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from stretchtui.cues.sounds import Sound
from tests.cues.sound_server import RATE

if TYPE_CHECKING:
    from tests.cues.recognition import Listener

LOUD = 150
"""A sample beyond this is sound: the server's own silence is all zeros."""

EARLY_S, LATE_S = 0.05, 0.5
"""A line begins at most so much before or after its moment, in seconds."""

LAST_S = 8
"""The last line is over so soon after the program, in seconds."""

NEVER_OVER = (0.12, 0.03)
"""Before a cue it is quiet from so many seconds on, up to so many."""

APART_S = 0.05
"""What begins after so long a silence, in seconds, is another sound."""

FIRST_LATE_S = 0.6
"""The first cue may be so late, in seconds."""


class Heard(NamedTuple):
    """A line as it was heard."""

    text: str
    off: float | None
    """Seconds from its moment to where it began; None where nothing was heard."""
    understood: bool | None
    """Whether it was told from all other lines; None where it is too short for that."""


class Recording:
    """A recording of a session.

    Args:
        raw: 16 bits, one channel.
        cues: The moments of its cues, in seconds. Where in the recording the session begins is
            told by all of them: the first one alone may be late.
    """

    def __init__(self, raw: Path, cues: Sequence[float]) -> None:
        samples = np.fromfile(raw, dtype="<i2")
        loud = np.abs(samples.astype(int)) > LOUD
        self._samples = samples
        self._loud = loud
        first = int(np.argmax(loud))
        begins = np.flatnonzero(loud[1:] & ~loud[:-1]) + 1
        # The onsets after a silence.
        onsets = begins[np.diff(begins, prepend=-RATE) > APART_S * RATE]
        shifts = range(first - round(FIRST_LATE_S * RATE), first + 1, RATE // 200)

        def missed(shift: int) -> float:
            at = np.array([shift + round(cue * RATE) for cue in cues[1:]])
            near = np.clip(np.searchsorted(onsets, at), 1, len(onsets) - 1)
            off = np.minimum(np.abs(onsets[near] - at), np.abs(onsets[near - 1] - at))
            return float(np.minimum(off, RATE // 10).sum())

        self._start = min(shifts, key=missed)

    def _index(self, at: float) -> int:
        return max(0, self._start + round(at * RATE))

    def is_quiet(self, since: float, until: float) -> bool:
        """Whether nothing is heard between two moments, in seconds from the first sound."""
        return not self._loud[self._index(since) : self._index(until)].any()

    def line(self, at: float, until: float) -> tuple[float, Sound] | None:
        """What begins near a moment: how much later, in seconds, and the sound of it.

        Args:
            at: The moment.
            until: When the next sound comes at the earliest.
        """
        start = self._index(at - EARLY_S)
        loud = np.flatnonzero(self._loud[start : self._index(at + LATE_S)])
        if not len(loud):
            return None
        begins = start + int(loud[0])
        ends = self._index(until - EARLY_S)
        stretch = np.flatnonzero(self._loud[begins:ends])
        samples = self._samples[begins : begins + (int(stretch[-1]) if len(stretch) else 0)]
        return (begins - self._index(at)) / RATE, Sound(samples.tobytes(), 1, RATE)


def heard(recording: Recording, shown: Mapping[str, Any], listener: Listener) -> list[Heard]:
    """Every line of a script, as it was heard.

    Args:
        recording: Of the whole session.
        shown: What ``show --json --guide`` says of it.
        listener: Knows the lines that there are.
    """
    spoken: Sequence[Mapping[str, Any]] = shown["spoken"]
    moments = sorted([each["at_s"] for each in (*spoken, *shown["cues"])])
    found = []
    for line in spoken:
        after = next((at for at in moments if at > line["at_s"]), line["at_s"] + 20)
        sound = recording.line(line["at_s"], after)
        if sound is None:
            found.append(Heard(line["text"], None, None))
        else:
            said = listener.hear(sound[1]) == line["text"]
            long = len(line["text"].split()) > 2
            found.append(Heard(line["text"], sound[0], said if long else None))
    return found
