"""Somebody who hears what is said, out of sentences that are known: pocketsphinx with a grammar."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from pocketsphinx import Decoder

from stretchtui.store.paths import shipped

if TYPE_CHECKING:
    from stretchtui.cues.sounds import Sound

RATE = 16_000
"""Samples a second that the recogniser's model was made for."""

AROUND_S = 0.3
"""Silence before and after, in seconds."""


def instructions(routine: str) -> list[str]:
    """What a shipped routine's stretches are told in, line by line, each once."""
    shelf = tomllib.loads((shipped() / "routines.toml").read_text("utf-8"))
    (steps,) = (each["step"] for each in shelf["routine"] if each["id"] == routine)
    stretches = {each["id"]: each for each in shelf["stretch"]}
    lines = [line for step in steps for line in stretches[step["stretch"]]["instructions"]]
    return list(dict.fromkeys(lines))


class Listener:
    """Hears one of some sentences.

    Args:
        sentences: All that may be said.
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        self._by_words = {" ".join(_words(each)): each for each in sentences}
        known = {word for words in self._by_words for word in words.split() if _is_known(word)}
        choices = [
            " ".join(word for word in words.split() if word in known) for words in self._by_words
        ]
        self._by_known = dict(zip(choices, self._by_words.values(), strict=True))
        said = " | ".join(filter(None, choices))
        grammar = f"#JSGF V1.0;\ngrammar lines;\npublic <line> = {said};\n"
        # Each is heard by itself: what was said before it shall make no difference.
        self._decoder = Decoder(samprate=RATE, loglevel="FATAL", lm=None, cmn="batch")
        self._decoder.add_jsgf_string("lines", grammar)
        self._decoder.activate_search("lines")

    def hear(self, sound: Sound) -> str | None:
        """Which sentence was said; None where it was none."""
        samples = _resampled(sound)
        quiet = np.zeros(round(AROUND_S * RATE))
        data = np.concatenate([quiet, samples, quiet]).astype(np.int16).tobytes()
        self._decoder.start_utt()
        self._decoder.process_raw(data, full_utt=True)
        self._decoder.end_utt()
        heard = self._decoder.hyp()
        return None if heard is None else self._by_known.get(heard.hypstr)


@cache
def _dictionary() -> Decoder:
    return Decoder(samprate=RATE, loglevel="FATAL")


@cache
def _is_known(word: str) -> bool:
    return _dictionary().lookup_word(word) is not None


def words_wrong(said: str, heard: str | None) -> tuple[int, int]:
    """How many words were heard wrongly, left out or put in, and how many were said."""
    wanted, found = _words(said), _words(heard or "")
    costs = list(range(len(found) + 1))
    for row, word in enumerate(wanted, 1):
        above, costs[0] = costs[0], row
        for column, other in enumerate(found, 1):
            best = min(above + (word != other), costs[column] + 1, costs[column - 1] + 1)
            above, costs[column] = costs[column], best
    return costs[-1], len(wanted)


def _words(text: str) -> list[str]:
    return re.findall("[a-z']+", text.lower().replace("’", "'").replace("-", " "))


def _resampled(sound: Sound) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    samples = np.frombuffer(sound.samples, np.int16).astype(float)
    if sound.rate == RATE:
        return samples
    # Below the new rate's limit, so that nothing is mirrored into it.
    spectrum = np.fft.rfft(samples)
    size = round(len(samples) * RATE / sound.rate)
    return np.fft.irfft(spectrum[: size // 2 + 1], size) * size / len(samples)
