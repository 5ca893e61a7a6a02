"""py-nanotts, a library that speaks."""

from __future__ import annotations

import importlib
import os
import signal
from typing import Any

from stretchtui.cues.engines.choice import ENGINES, VoiceChoice
from stretchtui.cues.engines.engine import Unspoken
from stretchtui.cues.sounds import Sound

RATE = 16_000
"""Samples a second, as it says in its documentation."""


class NanoTts:
    """Speaks through py-nanotts, each line in a copy of this process.

    It holds the interpreter's lock while it works, so that nothing in this process could end it;
    in a copy of it the kernel's alarm does.
    """

    def __init__(self, choice: VoiceChoice) -> None:
        self._voice = ENGINES[choice.engine]
        self._speed = choice.rate / 100

    def speak(self, text: str, limit: float) -> Sound:
        """Speak a line."""
        try:
            # Before the fork, so that it is read once.
            library = importlib.import_module("py_nanotts")
        except ImportError as error:
            raise Unspoken(str(error)) from None
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            try:
                signal.setitimer(signal.ITIMER_REAL, limit)
                self._speak_into(writer, library, text)
                os._exit(0)
            finally:
                os._exit(1)
        os.close(writer)
        with open(reader, "rb") as samples:
            spoken = samples.read()
        _, status = os.waitpid(child, 0)
        if status:
            raise Unspoken(f"py-nanotts ended with {os.waitstatus_to_exitcode(status)}")
        return Sound(spoken, 1, RATE)

    def _speak_into(self, writer: int, library: Any, text: str) -> None:
        speed = {} if self._speed == 1 else {"speed": self._speed}
        with open(writer, "wb") as samples:
            samples.write(library.NanoTTS().speak(text, voice=self._voice, **speed))

    def rest(self) -> None:
        """It has nothing to let go of."""
