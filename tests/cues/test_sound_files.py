"""The person's own sounds: any WAV file that can be played, and a clear word about any other."""

from __future__ import annotations

import struct
import wave
from array import array
from pathlib import Path

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.sounds import LARGEST, Sound, Unsuitable, load, load_all
from stretchtui.store.paths import shipped
from tests.odd import PLACED, place
from tests.permissions import unprivileged

SHIPPED = shipped() / "sounds"


def _write(path: Path, frames: bytes, width: int = 2, channels: int = 1, rate: int = 8000) -> Path:
    with wave.open(str(path), "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(width)
        writer.setframerate(rate)
        writer.writeframes(frames)
    return path


@pytest.mark.parametrize(
    ("width", "frames"),
    [
        (1, bytes([0, 128, 255])),
        (2, struct.pack("<3h", -32768, 0, 32512)),
        (3, b"\x00\x00\x80" + b"\x00\x00\x00" + b"\x00\x00\x7f"),
        (4, struct.pack("<3i", -(2**31), 0, 32512 << 16)),
    ],
)
def test_samples_of_every_width_mean_the_same(tmp_path: Path, width: int, frames: bytes) -> None:
    sound = load(_write(tmp_path / "x.wav", frames, width))
    assert list(array("h", sound.samples)) == [-32768, 0, 32512]


def test_every_cue_has_a_shipped_sound() -> None:
    sounds, faults = load_all([SHIPPED])
    assert set(sounds) == set(CueName)
    assert faults == []


def test_the_persons_own_sound_takes_the_shipped_ones_place(tmp_path: Path) -> None:
    own = load(_write(tmp_path / "hold.wav", b"\x01\x02" * 100, channels=2))
    sounds, faults = load_all([tmp_path, SHIPPED])
    assert sounds[CueName.HOLD] == own
    assert sounds[CueName.REST] == load(SHIPPED / "rest.wav")
    assert faults == []


def _silence(path: Path, seconds: float) -> Path:
    return _write(path, bytes(2 * round(8000 * seconds)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "expected a WAV file: it ends too soon"),
        (b"nonsense that is no WAV file", "expected a WAV file: "),
        (b"RIFF\xff\xff\xff\x7fWAVEfmt ", "expected a WAV file: "),
        (bytes(LARGEST + 1), "expected at most 2 MiB"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_shipped_one_is_taken(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "hold.wav"
    path.write_bytes(content)
    sounds, faults = load_all([tmp_path, SHIPPED])
    assert sounds[CueName.HOLD] == load(SHIPPED / "hold.wav")
    assert len(faults) == 1
    assert faults[0].startswith(f"{path}: {reason}")


def test_a_sound_may_last_five_seconds_and_no_more(tmp_path: Path) -> None:
    assert load(_silence(tmp_path / "a.wav", 5)).seconds == 5
    with pytest.raises(Unsuitable, match=r"at most 5 s, found 5\.1"):
        load(_silence(tmp_path / "b.wav", 5.1))


def test_no_sound_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unsuitable, match="found none"):
        load(_write(tmp_path / "a.wav", b""))
    with pytest.raises(Unsuitable, match="plain file"):
        load(tmp_path)


def test_channels_and_rates_are_those_that_devices_play(tmp_path: Path) -> None:
    for channels, rate in ((6, 44100), (1, 100), (1, 1_000_000)):
        with pytest.raises(Unsuitable, match="1 or 2 channels"):
            load(_write(tmp_path / "a.wav", b"\0\0" * 6, channels=channels, rate=rate))


def test_volume_goes_from_as_it_is_to_silence() -> None:
    sound = Sound(array("h", [-32768, -100, 0, 100, 32767]).tobytes(), 1, 8000)
    assert sound.at_volume(100) == sound
    assert list(array("h", sound.at_volume(50).samples)) == [-8192, -25, 0, 25, 8192]
    assert set(array("h", sound.at_volume(0).samples)) == {0}
    peaks = [max(array("h", sound.at_volume(percent).samples)) for percent in range(0, 101, 10)]
    assert peaks == sorted(set(peaks))


def test_a_sound_survives_as_a_file(tmp_path: Path) -> None:
    sound = load(SHIPPED / "switch.wav")
    (tmp_path / "copy.wav").write_bytes(sound.wav())
    assert load(tmp_path / "copy.wav") == sound
    assert (tmp_path / "copy.wav").read_bytes() == (SHIPPED / "switch.wav").read_bytes()


@pytest.mark.parametrize("kind", PLACED)
def test_something_odd_in_the_place_of_a_sound_is_said(tmp_path: Path, kind: str) -> None:
    place(kind, tmp_path / "hold.wav")
    with unprivileged():
        sounds, faults = load_all([tmp_path, SHIPPED])
    assert sounds[CueName.HOLD] == load(SHIPPED / "hold.wav")
    assert len(faults) == 1
    assert faults[0].startswith(f"{tmp_path / 'hold.wav'}: ")
