"""What sounds are played with: simpleaudio, or a program of the system's."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from stretchtui.cues.scratch import ScratchFile

if TYPE_CHECKING:
    from stretchtui.cues.sounds import Sound

DRAIN_S = 0.1
"""How long a device may still play after its last sample was handed over."""


OTHER = "phrase"
"""What the file of a sound is called that is no cue's."""


class StartedSound(Protocol):
    """A sound that was started."""

    def result(self) -> str | None:
        """None while it plays; an empty text when it has been played; else why it was not."""

    def stop(self) -> None:
        """Play it no further."""


class Engine(Protocol):
    """Something that plays sounds."""

    name: str

    def start(self, sound: Sound) -> StartedSound:
        """Start a sound and return at once.

        Raises:
            Exception: It cannot be played, for whatever reason an audio library finds.
        """


class SimpleAudio:
    """Plays through simpleaudio, from memory, fire and forget.

    Raises:
        ImportError: It is not installed, or does not work here.
    """

    name = "simpleaudio"

    def __init__(self) -> None:
        import simpleaudio

        self._play_buffer = simpleaudio.play_buffer

    def start(self, sound: Sound) -> StartedSound:
        """Start a sound."""
        self._play_buffer(sound.samples, sound.channels, 2, sound.rate)
        return _Timed(time.monotonic() + sound.seconds + DRAIN_S)


class _Timed:
    """A sound of which only the length is known: simpleaudio's own ``is_playing`` is not safe."""

    def __init__(self, end: float) -> None:
        self._end = end

    def result(self) -> str | None:
        return "" if time.monotonic() >= self._end else None

    def stop(self) -> None:
        """It cannot be stopped."""


class SoundFiles:
    """Sounds as files, for programs that play nothing else.

    Args:
        names: Those that are played often, and what their files are called; each is written once.
    """

    def __init__(self, names: Mapping[Sound, str]) -> None:
        self._names = names
        self._written: dict[Sound, ScratchFile] = {}

    def file(self, sound: Sound) -> tuple[ScratchFile, bool]:
        """A file that holds a sound, and whether it is to be closed afterwards.

        Raises:
            OSError: There is no place for it.
        """
        if sound in self._written:
            return self._written[sound], False
        file = ScratchFile(f"{self._names.get(sound, OTHER)}.wav")
        try:
            file.write(sound.wav())
        except OSError:
            file.close()
            raise
        often = sound in self._names
        if often:
            self._written[sound] = file
        return file, not often

    def close(self) -> None:
        """Let go of all files."""
        for file in self._written.values():
            file.close()
        self._written.clear()


class SystemPlayer:
    """Plays through a program of the system's, one process a sound.

    Args:
        name: What it is called.
        command: How it is started; the file comes behind.
        files: Makes files of sounds.
    """

    def __init__(self, name: str, command: Sequence[str], files: SoundFiles) -> None:
        self.name = name
        self._command = command
        self._files = files

    def start(self, sound: Sound) -> StartedSound:
        """Start a sound."""
        file, passing = self._files.file(sound)
        nothing = subprocess.DEVNULL
        try:
            process = subprocess.Popen(
                [*self._command, str(file.path)],
                stdin=nothing,
                stdout=nothing,
                stderr=nothing,
                pass_fds=[file.descriptor],
            )
        except OSError:
            if passing:
                file.close()
            raise
        return _Process(self.name, process, file if passing else None)


class _Process:
    """A sound that a program plays."""

    def __init__(
        self, name: str, process: subprocess.Popen[bytes], file: ScratchFile | None
    ) -> None:
        self._name = name
        self._process = process
        self._file = file

    def result(self) -> str | None:
        status = self._process.poll()
        if status is None:
            return None
        self._close()
        return f"{self._name} failed" if status else ""

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
