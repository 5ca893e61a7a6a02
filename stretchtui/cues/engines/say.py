"""macOS' ``say``, a program that writes a sound to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.cues.engines.espeak import WORDS_A_MINUTE, run
from stretchtui.cues.scratch import ScratchFile
from stretchtui.cues.sounds import LONGEST_LINE_S, Sound, load

if TYPE_CHECKING:
    from stretchtui.cues.engines.choice import VoiceChoice


class Say:
    """Speaks through ``say``, one process a line."""

    def __init__(self, choice: VoiceChoice) -> None:
        self._command = ["say", "-f", "-", "--data-format=LEI16@22050"]
        if choice.rate != 100:
            self._command += ["-r", str(WORDS_A_MINUTE * choice.rate // 100)]

    def speak(self, text: str, limit: float) -> Sound:
        """Speak a line."""
        # It sees by the end of a file's name what to write.
        file = ScratchFile("line.wav")
        try:
            command = [*self._command, "-o", str(file.path)]
            run(command, text, limit, pass_fds=[file.descriptor])
            return load(file.path, LONGEST_LINE_S)
        finally:
            file.close()

    def rest(self) -> None:
        """It has nothing to let go of."""
