"""The process that renders phrases: ``python -m stretchtui.cues.rendering ENGINE FOLDER``.

It takes phrases on its standard input, one a line, has the engine speak each into a file, keeps
it in the folder, and answers with one line: ``ok KEY``, or ``no KEY REASON``. It ends when its
input does. Whatever an engine does, crash or hang, costs one phrase.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from stretchtui.core.routines.speech import speakable
from stretchtui.cues.sounds import Sound, Unsuitable, load
from stretchtui.cues.voice import ENGINES, key
from stretchtui.store.files import make_folder, write_atomically

EACH_S = 5.0
"""No phrase may take longer to render, …"""

ALL_S = 60.0
"""… nor all that are asked for at once."""

IDLE_S = 1.0
"""After a pause of this length, what is asked for counts as another lot."""

KEPT = 64 * 1024 * 1024
"""Bytes that phrases may take up together; those not used for longest go first."""

PEAK = 1 << 14
"""The highest sample: at -6 dBFS a voice sounds about as loud as the cues."""

NANOTTS_RATE = 16_000
"""Samples a second, as py-nanotts says in its documentation."""

_OURS = re.compile(r"\.?[0-9a-f]{32}\.wav(\..*)?")
"""A phrase, or what was left when writing one was broken off."""


class Unspoken(Exception):
    """A phrase was not rendered; the message says why."""


class Renderer:
    """Renders phrases, and keeps them.

    Args:
        engine: One of ``ENGINES``.
        folder: Where they are kept.
        scratch: A folder for what an engine writes.
        each: Seconds for one phrase.
        all_: Seconds for all that are asked for at once.
        kept: Bytes for all that are kept.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        engine: str,
        folder: Path,
        scratch: Path,
        each: float = EACH_S,
        all_: float = ALL_S,
        kept: int = KEPT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._raw = scratch / "raw.wav"
        self._each = each
        self._all = all_
        self._kept = kept
        self._clock = clock
        self._spent = 0.0
        self._ended = 0.0

    def take(self, line: str) -> str:
        """Render one phrase, unless it is there; the answer."""
        text = speakable(line)
        name = key(self._engine, text)
        began = self._clock()
        if began - self._ended > IDLE_S:
            self._spent = 0.0
        try:
            self._keep(text, self._folder / f"{name}.wav")
        except (Unspoken, Unsuitable, OSError) as error:
            return f"no {name} {' '.join(str(error).split())[:100]}"
        finally:
            self._ended = self._clock()
            self._spent += self._ended - began
        return f"ok {name}"

    def _keep(self, text: str, path: Path) -> None:
        with contextlib.suppress(Unsuitable):
            load(path)
            os.utime(path)  # it is in use
            return
        if not text:
            raise Unspoken("nothing to say")
        if self._spent >= self._all:
            raise Unspoken("too much at once")
        self._raw.unlink(missing_ok=True)
        if self._engine == "py-nanotts":
            speak_nanotts(text, self._raw, self._each)
        else:
            speak(self._engine, text, self._raw, self._each)
        write_atomically(path, level(load(self._raw)).wav())
        self._clear(path)

    def _clear(self, newest: Path) -> None:
        """Remove what was not used for longest, until the rest fits."""
        found = []
        for entry in os.scandir(self._folder):
            if _OURS.fullmatch(entry.name) and entry.name != newest.name:
                with contextlib.suppress(OSError):  # another process has removed it
                    status = entry.stat(follow_symlinks=False)
                    found.append((status.st_mtime_ns, status.st_size, entry.path))
        total = newest.stat().st_size
        for _, size, path in sorted(found, reverse=True):
            total += size
            if total > self._kept:
                with contextlib.suppress(OSError):
                    os.unlink(path)


def speak(engine: str, text: str, file: Path, limit: float) -> None:
    """Have a program of the system's speak into a file.

    Raises:
        Unspoken: It did not, or took longer than ``limit`` seconds.
        OSError: It cannot be started.
    """
    # The text is no argument: it could be taken for an option.
    if engine == "say":
        command = ["say", "-f", "-", "-o", str(file), "--data-format=LEI16@22050"]
    else:
        command = ["espeak-ng", "--stdin", "--stdout", "-v", ENGINES[engine]]
    with file.open("wb") as output:
        try:
            subprocess.run(
                command,
                input=text.encode(),
                stdout=output if engine == "espeak-ng" else subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=limit,
                check=True,
            )
        except subprocess.TimeoutExpired:
            raise Unspoken(f"{engine} took more than {limit:g} s") from None
        except subprocess.CalledProcessError as error:
            raise Unspoken(f"{engine} ended with {error.returncode}") from None


def speak_nanotts(text: str, file: Path, limit: float) -> None:
    """Have py-nanotts speak into a file.

    Raises:
        Unspoken: It did not, crashed, or took longer than ``limit`` seconds.
    """
    try:
        # Before the fork, so that it is read once.
        library = importlib.import_module("py_nanotts")
    except ImportError as error:
        raise Unspoken(str(error)) from None
    # It holds the interpreter's lock while it works, so that nothing in this process could end
    # it; in a copy of the process the kernel's alarm does.
    child = os.fork()
    if not child:
        try:
            signal.setitimer(signal.ITIMER_REAL, limit)
            samples = library.NanoTTS().speak(text, voice=ENGINES["py-nanotts"])
            file.write_bytes(Sound(samples, 1, NANOTTS_RATE).wav())
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if status:
        raise Unspoken(f"py-nanotts ended with {os.waitstatus_to_exitcode(status)}")


def level(sound: Sound) -> Sound:
    """The sound with its peak at ``PEAK``: the engines differ by half.

    Raises:
        Unspoken: It is silent.
    """
    samples = array("h", sound.samples)
    peak = max(max(samples), -min(samples))
    if not peak:
        raise Unspoken("silence")
    levelled = array("h", (each * PEAK // peak for each in samples))
    return Sound(levelled.tobytes(), sound.channels, sound.rate)


def _scratch(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder for what an engine writes; where there is no place for such, among what is kept."""
    try:
        return tempfile.TemporaryDirectory(prefix="stretchtui-")
    except OSError:
        make_folder(folder)
        return tempfile.TemporaryDirectory(prefix=".stretchtui-", dir=folder)


def main(arguments: Sequence[str]) -> int:
    """Serve until the input ends.

    Args:
        arguments: The engine, and the folder.
    """
    os.nice(10)  # a cue must not wait for what is said later
    engine, folder = arguments
    with _scratch(Path(folder)) as scratch:
        renderer = Renderer(engine, Path(folder), Path(scratch))
        for line in sys.stdin.buffer:
            answer = renderer.take(line.decode("ascii", "replace"))
            with contextlib.suppress(OSError):  # nobody may be listening
                os.write(sys.stdout.fileno(), f"{answer}\n".encode("ascii", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
