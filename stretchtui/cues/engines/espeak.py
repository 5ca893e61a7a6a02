"""espeak-ng, a program that writes a sound to its output."""

from __future__ import annotations

import subprocess
from collections.abc import Collection

from stretchtui.cues.engines.choice import ENGINES, VoiceChoice
from stretchtui.cues.engines.engine import Unspoken
from stretchtui.cues.engines.script_markup import marked
from stretchtui.cues.sounds import LONGEST_LINE_S, Sound, parse

WORDS_A_MINUTE = 175
"""How fast it speaks by itself, as its manual says; ``say`` as well."""


class EspeakNg:
    """Speaks through ``espeak-ng``, one process a line."""

    def __init__(self, choice: VoiceChoice) -> None:
        self._command = ["espeak-ng", "--stdin", "--stdout", "-v", ENGINES[choice.engine]]
        if choice.rate != 100:
            self._command += ["-s", str(WORDS_A_MINUTE * choice.rate // 100)]

    def speak(self, text: str, limit: float) -> Sound:
        """Speak a line."""
        markup = [] if text.isascii() else ["-m"]
        said = text if text.isascii() else marked(text)
        return parse(run([*self._command, *markup], said, limit), LONGEST_LINE_S)

    def rest(self) -> None:
        """It has nothing to let go of."""


def run(command: list[str], text: str, limit: float, pass_fds: Collection[int] = ()) -> bytes:
    """Have a program speak a text.

    Args:
        command: The program and its arguments. The text is none of them, since it could be taken
            for an option.
        text: What it reads on its input.
        limit: Seconds that it may take.
        pass_fds: Descriptors that it needs besides.

    Returns:
        What it has written to its output.

    Raises:
        Unspoken: It failed, or took longer.
        OSError: It cannot be started.
    """
    try:
        done = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limit,
            pass_fds=pass_fds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise Unspoken(f"{command[0]} took more than {limit:g} s") from None
    except subprocess.CalledProcessError as error:
        raise Unspoken(f"{command[0]} ended with {error.returncode}") from None
    return done.stdout
