"""The helper process that plays sounds.

It is started as ``python -m stretchtui.cues.speaker [OPTION…] VOLUME FOLDER…`` with the options
``--voice=FOLDER`` and ``--without=ENGINE``, which may be given for several.

It takes the names of cues on its standard input, one a line, answers each with one line, and
ends when its input does. It is a process of its own because audio libraries crash, and hold the
interpreter's lock while a device opens; neither must reach a session.

Beside the answers it says ``engine NAME`` when it has chosen what to play with, ``works`` when
that has played a little silence, and ``none REASON`` where there is nothing to play with; then it
waits to be told ``again``. ``lost CUE`` says that a cue was not heard after all, and that nothing
is left to play it with.

The answers are ``ok CUE`` or ``no CUE REASON``; ``ping`` and ``again`` are answered with ``ok``
as well. A line ``say KEY`` has a phrase of the voice's folder said after the cue that sounds: it
is answered with ``ok say``, and later, unless a cue came first, with ``said KEY`` or
``unsaid KEY REASON``.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.output import SILENCE, Output, reason
from stretchtui.cues.playback import Engine, SimpleAudio, SoundFiles, SystemPlayer
from stretchtui.cues.players import AGAIN, PING, PLAYERS
from stretchtui.cues.sounds import Sound, load_all
from stretchtui.cues.turns import Turns


def engines(
    files: SoundFiles, without: Sequence[str] = ()
) -> Iterator[tuple[str, Callable[[], Engine]]]:
    """The engines at hand and what makes each: the user's choice first, then the system's players.

    Args:
        files: Makes files of sounds, for the players.
        without: Engines that are not to be used.
    """
    if SimpleAudio.name not in without:
        yield SimpleAudio.name, SimpleAudio
    for name, command in PLAYERS.items():
        if name not in without and shutil.which(name):
            yield name, partial(SystemPlayer, name, command, files)


class SpeakerHelper:
    """Carries out what it is asked for.

    Args:
        output: Plays the sounds.
        sounds: The cues' sounds.
        turns: Says when it is a phrase's turn.
        tell: Takes answers.
    """

    def __init__(
        self,
        output: Output,
        sounds: Mapping[CueName, Sound],
        turns: Turns,
        tell: Callable[[str], None],
    ) -> None:
        self._output = output
        self._sounds = sounds
        self._turns = turns
        self._tell = tell

    def serve(self, descriptor: int) -> None:
        """Take requests from an input until it ends, and let what plays end."""
        self._output.begin()
        rest = b""
        while True:
            waits = [each.wait() for each in (self._turns, self._output)]
            wait = min((each for each in waits if each is not None), default=None)
            if select.select([descriptor], [], [], wait)[0]:
                data = os.read(descriptor, 4096)
                if not data:
                    break
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self._take(line.decode("utf-8", "replace").strip())
            elif said := self._turns.take():
                self._tell(said)
            self._output.look()
        self._see_out()
        self._output.finish()

    def _see_out(self) -> None:
        """Have what still waits said: at the end of a session that is how to get up."""
        while (wait := self._turns.wait()) is not None:
            time.sleep(wait)
            if said := self._turns.take():
                self._tell(said)

    def _take(self, line: str) -> None:
        if line in (AGAIN, PING):
            if line == AGAIN:
                self._output.begin()
            self._tell(f"ok {line}")
        elif line.startswith("say "):
            self._tell(self._turns.ask(line.removeprefix("say ")))
        else:
            self._play(line)

    def _play(self, line: str) -> None:
        try:
            sound = self._sounds[CueName(line)]
        except KeyError:
            self._tell(f"no {line} there is no sound for it")
        except ValueError as error:
            self._tell(f"no {line} {reason(error)}")
        else:
            self._tell(self._output.play(line, sound))
            self._turns.cue_began(sound.seconds)


def main(arguments: Sequence[str]) -> int:
    """Serve until the input ends.

    Args:
        arguments: The options; the volume from 0 to 100; and the folders with the sounds.
    """
    # ALSA writes lines of noise to the descriptor itself at every failed open.
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    voice = _option(arguments, "--voice=")
    without = _option(arguments, "--without=")
    volume, *folders = [each for each in arguments if not each.startswith("--")]
    sounds, _ = load_all([Path(each) for each in folders])
    sounds = {name: sound.at_volume(int(volume)) for name, sound in sounds.items()}
    files = SoundFiles({sound: str(name) for name, sound in sounds.items()} | {SILENCE: "silence"})
    with contextlib.closing(files):
        output = Output(lambda: engines(files, without), _answer)
        turns = Turns(output.say, Path(voice[0]) if voice else None, int(volume))
        SpeakerHelper(output, sounds, turns, _answer).serve(sys.stdin.fileno())
    return 0


def _option(arguments: Sequence[str], name: str) -> list[str]:
    """What was given with an option."""
    return [each.removeprefix(name) for each in arguments if each.startswith(name)]


def _answer(line: str) -> None:
    # Nobody may be listening any more; what was asked for is played to its end all the same.
    with contextlib.suppress(OSError):
        os.write(sys.stdout.fileno(), f"{line}\n".encode("utf-8", "replace"))


if __name__ == "__main__":
    status = main(sys.argv[1:])
    # Not a plain exit: an audio library's thread may still be about, and crash on the way out.
    os._exit(status)
