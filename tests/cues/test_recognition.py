"""What the voices say can be understood: a recogniser is asked which line it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.cues.engines.choice import ENGINES, VoiceChoice, find_choice
from stretchtui.cues.sounds import Sound
from tests.cues.recognition import Listener, instructions
from tests.cues.voices import RenderingProcess

pytestmark = pytest.mark.once

HERE = [choice for engine in ENGINES if (choice := find_choice(engine))]

UNDERSTOOD = {"espeak-ng": 0.5}
"""The share of lines that are understood at least; it is 0.95 with other engines."""


@pytest.mark.long
@pytest.mark.parametrize("choice", HERE, ids=[each.engine for each in HERE])
def test_instructions_are_understood(choice: VoiceChoice, tmp_path: Path) -> None:
    lines = instructions("five-for-lower-back")
    assert len(lines) >= 20
    # Whatever is said could be any of them.
    listener = Listener(lines)
    with RenderingProcess(choice, tmp_path) as process:
        # All of them: of a few, a single one that is not understood would be too large a share.
        heard = {line: listener.hear(process.say(line)) for line in lines}
    wrong = {line: what for line, what in heard.items() if what != line}
    assert len(wrong) <= (1 - UNDERSTOOD.get(choice.engine, 0.95)) * len(heard), wrong


def test_a_line_that_is_cut_off_is_not_understood(tmp_path: Path) -> None:
    lines = instructions("five-for-lower-back")
    longest = max(lines, key=len)
    with RenderingProcess(HERE[0], tmp_path) as process:
        sound = process.say(longest)
    half = Sound(sound.samples[: len(sound.samples) // 4 * 2], 1, sound.rate)
    listener = Listener(lines)
    assert listener.hear(sound) == longest
    assert listener.hear(half) != longest
