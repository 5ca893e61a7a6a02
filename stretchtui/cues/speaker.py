"""The helper process that plays sounds.

It is started as ``python -m stretchtui.cues.speaker [--voice=FOLDER] VOLUME FOLDER…``.

It takes the names of cues on its standard input, one a line, answers each with one line, and
ends when its input does. It is a process of its own because audio libraries crash, and hold the
interpreter's lock while a device opens; neither must reach a session.

Its first line is ``engine NAME``, or ``none REASON`` where there is nothing to play with. Then
``ok CUE`` or ``no CUE REASON``. A line ``say KEY`` has a phrase of the voice's folder said after
the cue that sounds: it is answered with ``ok say``, and later, unless a cue came first, with
``said KEY`` or ``unsaid KEY REASON``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.sounds import Sound, load_all
from stretchtui.cues.turns import Turns

AT_ONCE = 4
"""More sounds than this do not play at the same time: a new one is left out."""

DRAIN_S = 0.1
"""How long a device may still play after its last sample was handed over."""

PLAYERS = {
    "pw-play": ["pw-play"],
    "paplay": ["paplay"],
    "aplay": ["aplay", "-q"],
    "afplay": ["afplay"],
}
"""The system's own players, in the order they are looked for."""


class TooMany(Exception):
    """Enough sounds play already."""


def find_player() -> str | None:
    """The first of the system's players that is installed."""
    return next((name for name in PLAYERS if shutil.which(name)), None)


class Engine(Protocol):
    """Something that plays sounds."""

    name: str

    def play(self, cue: CueName) -> None:
        """Start a cue's sound and return at once.

        Raises:
            Busy: Enough sounds play already.
            Exception: It cannot be played, for whatever reason an audio library finds.
        """

    def say(self, phrase: Sound) -> None:
        """Start a phrase and return at once; it raises as ``play`` does."""

    def finish(self) -> None:
        """Wait until what plays has ended."""


class SimpleAudio:
    """Plays through simpleaudio, from memory, fire and forget.

    Raises:
        ImportError: It is not installed, or does not work here.
    """

    name = "simpleaudio"

    def __init__(self, sounds: Mapping[CueName, Sound]) -> None:
        import simpleaudio

        self._play_buffer = simpleaudio.play_buffer
        self._sounds = sounds
        self._ends: list[float] = []

    def play(self, cue: CueName) -> None:
        """Start a cue's sound."""
        self.say(self._sounds[cue])

    def say(self, phrase: Sound) -> None:
        """Start a phrase, or any sound."""
        now = time.monotonic()
        # simpleaudio's own is_playing is not safe to ask; the sounds' lengths are known anyway.
        self._ends = [end for end in self._ends if end > now]
        if len(self._ends) >= AT_ONCE:
            raise TooMany
        self._play_buffer(phrase.samples, phrase.channels, 2, phrase.rate)
        self._ends.append(now + phrase.seconds)

    def finish(self) -> None:
        """Wait until what plays has ended."""
        time.sleep(max([0.0, *(end - time.monotonic() for end in self._ends)]) + DRAIN_S)


class SystemPlayer:
    """Plays through a program of the system's, one process a sound."""

    def __init__(self, player: str, sounds: Mapping[CueName, Sound], folder: Path) -> None:
        self.name = player
        self._command = PLAYERS[player]
        self._files = {name: folder / f"{name}.wav" for name in sounds}
        for name, path in self._files.items():
            path.write_bytes(sounds[name].wav())
        self._phrase = folder / "phrase.wav"
        self._playing: list[subprocess.Popen[bytes]] = []
        self._failed = False

    def play(self, cue: CueName) -> None:
        """Start a cue's sound; raises where the player could not play the one before."""
        self._start(self._files[cue])
        if self._failed:
            self._failed = False
            # This sound may be heard, but the one before was not, and nothing else would tell.
            raise RuntimeError(f"{self.name} failed")

    def say(self, phrase: Sound) -> None:
        """Start a phrase."""
        # Another file of that name, in case the last phrase is still being read.
        self._phrase.unlink(missing_ok=True)
        self._phrase.write_bytes(phrase.wav())
        self._start(self._phrase)

    def _start(self, file: Path) -> None:
        states = [(each, each.poll()) for each in self._playing]
        self._playing = [each for each, status in states if status is None]
        self._failed = self._failed or any(status for _, status in states)
        if len(self._playing) >= AT_ONCE:
            raise TooMany
        nothing = subprocess.DEVNULL
        command = [*self._command, str(file)]
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


def choose_engine(sounds: Mapping[CueName, Sound], folder: Callable[[], Path]) -> Engine:
    """The engine at hand: the user's choice first, then the system's player.

    Args:
        sounds: What will be played.
        folder: Makes one for the files of the system's player, where it is needed.

    Raises:
        LookupError: There is none, or no place for its files.
    """
    try:
        return SimpleAudio(sounds)
    except ImportError:
        player = find_player()
        if player is None:
            raise LookupError("no simpleaudio and no player of the system's") from None
        try:
            return SystemPlayer(player, sounds, folder())
        except OSError:
            raise LookupError(f"{player} needs a folder for temporary files") from None


def main(arguments: Sequence[str]) -> int:
    """Serve until the input ends.

    Args:
        arguments: The voice's folder, if there is a voice; the volume from 0 to 100; and the
            folders with the sounds.
    """
    # ALSA writes lines of noise to the descriptor itself at every failed open.
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    voice, volume, *folders = arguments if _voice(arguments[0]) else ["", *arguments]
    sounds, _ = load_all([Path(each) for each in folders])
    sounds = {name: sound.at_volume(int(volume)) for name, sound in sounds.items()}
    with contextlib.ExitStack() as passing:

        def folder() -> Path:
            made = tempfile.TemporaryDirectory(prefix="stretchtui-")
            return Path(passing.enter_context(made))

        try:
            engine = choose_engine(sounds, folder)
        except LookupError as error:
            _answer(f"none {error}")
            return 1
        _answer(f"engine {engine.name}")
        lengths = {str(name): sound.seconds for name, sound in sounds.items()}
        turns = Turns(engine.say, _voice(voice), int(volume))
        for line in turns.lines(sys.stdin.fileno(), _answer):
            if line.startswith("say "):
                _answer(turns.ask(line.removeprefix("say ")))
                continue
            _answer(_play(engine, line))
            turns.cue_began(lengths.get(line, 0.0))
        engine.finish()
    return 0


def _voice(argument: str) -> Path | None:
    """The voice's folder, if that is what an argument names."""
    folder = argument.removeprefix("--voice=")
    return Path(folder) if folder != argument else None


def _play(engine: Engine, cue: str) -> str:
    """Play one cue; the answer."""
    try:
        engine.play(CueName(cue))
    except TooMany:
        return f"ok {cue} left out"
    except KeyError:
        return f"no {cue} there is no sound for it"
    except Exception as error:
        # "Error opening PCM device. -- CODE: -2 -- MSG: No such file": the first part says it.
        reason = " ".join(str(error).split()).split(". --")[0]
        return f"no {cue} {reason[:80] or type(error).__name__}"
    return f"ok {cue}"


def _answer(line: str) -> None:
    # Nobody may be listening any more; what was asked for is played to its end all the same.
    with contextlib.suppress(OSError):
        os.write(sys.stdout.fileno(), f"{line}\n".encode("utf-8", "replace"))


if __name__ == "__main__":
    status = main(sys.argv[1:])
    # Not a plain exit: an audio library's thread may still be about, and crash on the way out.
    os._exit(status)
