"""Lines begin when they are asked for, and are as loud as the cues."""

from __future__ import annotations

import io
import math
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from stretchtui.cues.engines.choice import ENGINES, VoiceChoice, find_choice
from stretchtui.cues.engines.engine import Unspoken
from stretchtui.cues.line_sound import AFTER_S, BEFORE_S, LOUDNESS_DB, finished, loudness
from stretchtui.cues.sounds import Sound, load
from tests.cues.players import SOUNDS
from tests.cues.voices import RenderingProcess

RATE = 16_000

HERE = [choice for engine in ENGINES if (choice := find_choice(engine))]

TEXTS = (
    *("Hold", "Rest", "Ten", "Switch to the right side", "Next, child's pose, left side"),
    "Kneel on the floor, and let your big toes touch",
)


def a_weighted(sound: Sound) -> float:
    """The highest A-weighted level over 125 ms, in dB of full scale, by IEC 61672-1."""
    samples = np.frombuffer(sound.samples, np.int16) / 32_767
    squares = np.fft.rfftfreq(len(samples), 1 / sound.rate) ** 2
    poles = (squares + 20.6**2) * (squares + 12_194**2)
    poles *= np.sqrt((squares + 107.7**2) * (squares + 737.9**2))
    gain = 12_194**2 * squares**2 / poles * 10**0.1
    weighted = np.fft.irfft(np.fft.rfft(samples) * gain, len(samples))
    window = round(sound.rate * 0.125)
    energy = np.convolve(weighted**2, np.ones(window) / window)
    return 10 * math.log10(energy.max())


def tone(frequency: float, seconds: float, volume: float = 0.5) -> array[int]:
    turns = 2 * math.pi * frequency / RATE
    count = round(seconds * RATE)
    return array("h", (round(32_767 * volume * math.sin(turns * at)) for at in range(count)))


def silence(seconds: float) -> array[int]:
    return array("h", bytes(2 * round(seconds * RATE)))


@pytest.mark.parametrize("frequency", [100, 250, 500, 1000, 2000, 4000])
def test_loudness_is_that_of_the_standard(frequency: float) -> None:
    samples = silence(0.3) + tone(frequency, 0.5)
    wanted = a_weighted(Sound(samples.tobytes(), 1, RATE))
    assert loudness(samples, RATE) == pytest.approx(wanted, abs=1)


def test_silence_around_a_line_is_cut_off() -> None:
    samples = silence(0.3) + tone(400, 1.0) + silence(0.4)
    sound = finished(Sound(samples.tobytes(), 1, RATE))
    assert sound.seconds == pytest.approx(BEFORE_S + 1 + AFTER_S, abs=0.011)
    kept = array("h", sound.samples)
    assert kept[0] == kept[-1] == 0, "nothing clicks"
    assert max(map(abs, kept[: round(RATE * 2 * BEFORE_S)])) > 3000, "it begins at once"


@pytest.mark.parametrize("volume", [0.001, 0.05, 1.0])
def test_every_line_is_equally_loud_and_nothing_is_cut_at_the_top(volume: float) -> None:
    sound = finished(Sound(tone(1000, 1, volume).tobytes(), 1, RATE))
    assert loudness(array("h", sound.samples), RATE) == pytest.approx(LOUDNESS_DB, abs=0.5)
    # Little that is loud, and most of it low: the gain is more than there is room for.
    rumble = tone(60, 1, 0.9)
    levelled = array("h", finished(Sound(rumble.tobytes(), 1, RATE)).samples)
    assert 0.9 * 32_767 < max(levelled) <= 32_767


def test_shortest_of_sounds_are_lines_too() -> None:
    for samples in ([9000], [5000, -5000] * 30):
        sound = finished(Sound(array("h", samples).tobytes(), 1, RATE))
        assert len(sound.samples) == 2 * len(samples)


@pytest.mark.parametrize("samples", [b"", bytes(2000)])
def test_silence_is_no_line(samples: bytes) -> None:
    with pytest.raises(Unspoken, match="silence"):
        finished(Sound(samples, 1, RATE))


@pytest.mark.once
@pytest.mark.parametrize("choice", HERE, ids=lambda choice: choice.engine)
def test_every_engine_is_as_loud_as_the_cue_for_a_hold_and_begins_at_once(
    choice: VoiceChoice, tmp_path: Path
) -> None:
    hold = a_weighted(load(SOUNDS / "hold.wav"))
    with RenderingProcess(choice, tmp_path) as process:
        for text in TEXTS:
            sound = process.say(text)
            assert a_weighted(sound) == pytest.approx(hold, abs=2), text
            samples = np.abs(np.frombuffer(sound.samples, np.int16).astype(float))
            loud = np.nonzero(samples > samples.max() / 100)[0]
            assert loud[0] / sound.rate < 0.06, text
            # An engine may draw the noise of its breath anew each time.
            assert sound.seconds - loud[-1] / sound.rate < 0.2, text


def test_wav_of_a_line_is_pcm() -> None:
    with wave.open(io.BytesIO(finished(Sound(tone(500, 1).tobytes(), 1, RATE)).wav())) as reader:
        assert (reader.getcomptype(), reader.getsampwidth(), reader.getnchannels()) == (
            "NONE",
            2,
            1,
        )
