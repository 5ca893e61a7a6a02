"""The helper process that plays sounds: ``python -m stretchtui.cues.speaker FOLDER…``.

It takes the names of cues on its standard input, one a line, answers each with one line, and
ends when its input does. It is a process of its own because audio libraries crash, and hold the
interpreter's lock while a device opens; neither must reach a session.

Its first line is ``engine NAME``, or ``none REASON`` where there is nothing to play with. Then
``ok CUE`` or ``no CUE REASON``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

AT_ONCE = 4
"""More sounds than this do not play at the same time: a new one is left out."""

PLAYERS = {
    "pw-play": ["pw-play"],
    "paplay": ["paplay"],
    "aplay": ["aplay", "-q"],
    "afplay": ["afplay"],
}
"""The system's own players, in the order they are looked for."""

Play = Callable[[str], None]
"""Starts a cue's sound and returns at once; raises when it cannot."""


class Busy(Exception):
    """Enough sounds play already."""


def find_player() -> str | None:
    """The first of the system's players that is installed."""
    return next((name for name in PLAYERS if shutil.which(name)), None)


def sound_files(folders: list[Path]) -> dict[str, Path]:
    """The sounds by name; of two with one name, the one of the earlier folder."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.wav")):
            files.setdefault(path.stem, path)
    return files


class _SimpleAudio:
    """Plays through simpleaudio, from memory."""

    def __init__(self, files: dict[str, Path]) -> None:
        import simpleaudio

        self._play_buffer = simpleaudio.play_buffer
        self._sounds = {}
        for name, path in files.items():
            with wave.open(str(path)) as sound:
                frames = sound.readframes(sound.getnframes())
                format_ = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
                self._sounds[name] = (frames, format_, sound.getnframes() / sound.getframerate())
        self._ends: list[float] = []

    def __call__(self, name: str) -> None:
        now = time.monotonic()
        # simpleaudio's own is_playing is not safe to ask: the sounds' lengths are known anyway.
        self._ends = [end for end in self._ends if end > now]
        if len(self._ends) >= AT_ONCE:
            raise Busy
        frames, format_, seconds = self._sounds[name]
        self._play_buffer(frames, *format_)
        self._ends.append(now + seconds)

    def finish(self) -> None:
        """Wait until what plays has ended."""
        time.sleep(max([0.0, *(end - time.monotonic() for end in self._ends)]) + 0.1)


class _SystemPlayer:
    """Plays through a program of the system's, one process a sound."""

    def __init__(self, player: str, files: dict[str, Path]) -> None:
        self._command = PLAYERS[player]
        self._files = files
        self._playing: list[subprocess.Popen[bytes]] = []

    def __call__(self, name: str) -> None:
        running = [each for each in self._playing if each.poll() is None]
        ended = [each for each in self._playing if each.poll() is not None]
        self._playing = running
        if any(each.returncode for each in ended):
            # It could not play the sound before; this one it may, so only the answer tells.
            self._start(name)
            raise RuntimeError(f"{self._command[0]} failed")
        if len(running) >= AT_ONCE:
            raise Busy
        self._start(name)

    def _start(self, name: str) -> None:
        nothing = subprocess.DEVNULL
        command = [*self._command, str(self._files[name])]
        self._playing.append(
            subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)
        )

    def finish(self) -> None:
        """Wait until what plays has ended; give up on a player that hangs."""
        for each in self._playing:
            try:
                each.wait(timeout=2)
            except subprocess.TimeoutExpired:
                each.kill()


def _engine(files: dict[str, Path]) -> tuple[str, _SimpleAudio | _SystemPlayer]:
    """The engine at hand: the user's choice first, then the system's player.

    Raises:
        LookupError: There is none.
    """
    try:
        return "simpleaudio", _SimpleAudio(files)
    except ImportError:
        player = find_player()
        if player is None:
            raise LookupError("no simpleaudio and no player of the system's") from None
        return player, _SystemPlayer(player, files)


def main(arguments: list[str]) -> int:
    """Serve until the input ends."""
    # ALSA writes lines of noise to the descriptor itself at every failed open.
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    files = sound_files([Path(each) for each in arguments])
    try:
        name, play = _engine(files)
    except LookupError as error:
        _answer(f"none {error}")
        return 1
    _answer(f"engine {name}")
    for line in sys.stdin:
        cue = line.strip()
        try:
            play(cue)
        except Busy:
            _answer(f"ok {cue} left out")
        except Exception as error:
            _answer(f"no {cue} {type(error).__name__}: {' '.join(str(error).split())[:100]}")
        else:
            _answer(f"ok {cue}")
    play.finish()
    return 0


def _answer(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    # Not a plain exit: an audio library's thread may still be about, and crash on the way out.
    os._exit(status)
