"""The sounds of the cues: the shipped ones, and the person's own in their place."""

from __future__ import annotations

import io
import os
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.text import clean
from stretchtui.store.files import Unreadable, read_bytes, reason
from stretchtui.store.paths import Folders, shipped

LONGEST_S = 5.0
"""A sound of the person's own may last this long, …"""

LARGEST = 2 * 1024 * 1024
"""… and be this large, in bytes."""


LONGEST_LINE_S = 40.0
"""What a voice says may last longer: 200 characters, spoken slowly."""


class Unsuitable(Exception):
    """A file cannot be used as a sound; the message says why, in a few words."""


class Sound(Struct, frozen=True):
    """Samples in memory: 16 bits, in this machine's byte order, channels taking turns."""

    samples: bytes
    channels: int
    rate: int
    """Samples a second, for each channel."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / (2 * self.channels * self.rate)

    def at_volume(self, percent: int) -> Sound:
        """The sound quieter: 50 sounds about half as loud as 100, and 0 is silence."""
        if percent >= 100:
            return self
        # Loudness is not linear: half the amplitude is far from half as loud.
        gain = (max(0, percent) / 100) ** 2
        quieter = array("h", (round(each * gain) for each in array("h", self.samples)))
        return Sound(quieter.tobytes(), self.channels, self.rate)

    def wav(self) -> bytes:
        """The sound as a WAV file."""
        import wave  # with the first sound: the first screen does not wait for it

        samples = array("h", self.samples)
        if sys.byteorder == "big":
            samples.byteswap()
        file = io.BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setnchannels(self.channels)
            writer.setsampwidth(2)
            writer.setframerate(self.rate)
            writer.writeframes(samples.tobytes())
        return file.getvalue()


def sound_folders(folders: Folders) -> list[Path]:
    """Where sounds are looked for: the person's own first."""
    return [folders.sounds, shipped() / "sounds"]


def load(path: Path, longest: float = LONGEST_S) -> Sound:
    """Read a WAV file.

    Args:
        path: The file.
        longest: The longest that it may last, in seconds.

    Raises:
        Unsuitable: It cannot be read, is no WAV file of 8 to 32 bits, or is too large or long.
    """
    try:
        return parse(read_bytes(path, LARGEST), longest)
    except Unreadable as error:
        raise Unsuitable(str(error)) from error


def parse(data: bytes, longest: float = LONGEST_S) -> Sound:
    """The sound in the bytes of a WAV file.

    Raises:
        Unsuitable: As ``load`` does.
    """
    import wave

    try:
        with wave.open(io.BytesIO(data)) as reader:
            width, channels = reader.getsampwidth(), reader.getnchannels()
            rate, frames = reader.getframerate(), reader.readframes(reader.getnframes())
    except (wave.Error, EOFError, ValueError, RuntimeError) as error:
        raise Unsuitable(f"expected a WAV file: {str(error) or 'it ends too soon'}") from error
    if channels not in (1, 2) or not 4000 <= rate <= 192_000:
        raise Unsuitable("expected 1 or 2 channels and 4,000 to 192,000 samples a second")
    whole = len(frames) - len(frames) % (width * channels)
    sound = Sound(_as_16_bits(frames[:whole], width), channels, rate)
    if not sound.samples:
        raise Unsuitable("expected some sound, found none")
    if sound.seconds > longest:
        raise Unsuitable(f"expected at most {longest:g} s, found {sound.seconds:.1f}")
    return sound


def load_all(folders: Sequence[Path]) -> tuple[dict[CueName, Sound], list[str]]:
    """The sound of each cue, and what was wrong with files that were passed over.

    Args:
        folders: Where to look, the person's own folder first; the first file that can be used
            is taken.
    """
    sounds: dict[CueName, Sound] = {}
    faults: list[str] = []
    for name in CueName:
        for folder in folders:
            path = folder / f"{name}.wav"
            if not os.path.lexists(path):
                continue
            try:
                sounds[name] = load(path)
            except Unsuitable as error:
                faults.append(f"{path}: {error}")
            else:
                break
    return sounds, faults


def folder_fault(folder: Path) -> str | None:
    """Why the person's own sounds cannot be looked for, in one line; None where they can be."""
    try:
        os.listdir(folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"{clean(str(folder))}: {reason(error)}"
    return None


def _as_16_bits(frames: bytes, width: int) -> bytes:
    """Little-endian samples of any width as 16 bits in this machine's order."""
    match width:
        case 1:  # the only unsigned one
            samples = array("h", ((each - 128) << 8 for each in frames))
        case 2:
            samples = array("h", frames)
            if sys.byteorder == "big":
                samples.byteswap()
        case _:  # the two most significant bytes
            high, low = frames[width - 1 :: width], frames[width - 2 :: width]
            samples = array(
                "h",
                (
                    (top << 8 | rest) - (65536 if top > 127 else 0)
                    for top, rest in zip(high, low, strict=True)
                ),
            )
    return samples.tobytes()
