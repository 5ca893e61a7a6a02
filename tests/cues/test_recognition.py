"""What the voices say can be understood: a recogniser is asked which line it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.cues.engines.choice import ENGINES, VoiceChoice, find_choice
from stretchtui.cues.sounds import Sound
from tests.amounts import part_of
from tests.cues.recognition import Listener, instructions
from tests.cues.voices import RenderingProcess

pytestmark = pytest.mark.once

HERE = [choice for engine in ENGINES if (choice := find_choice(engine))]

UNDERSTOOD = {"espeak-ng": 0.5}
"""The share of lines that are understood at least; it is 0.95 with other engines.

Of these all lines are tried: few would say little about a share."""


@pytest.mark.long
@pytest.mark.parametrize(("turn", "choice"), [*enumerate(HERE)], ids=[each.engine for each in HERE])
def test_instructions_are_understood(turn: int, choice: VoiceChoice, tmp_path: Path) -> None:
    lines = instructions("five-for-lower-back")
    assert len(lines) >= 20
    # Whatever is said could be any of them.
    listener = Listener(lines)
    with RenderingProcess(choice, tmp_path) as process:
        tried = lines if choice.engine in UNDERSTOOD else part_of(lines, turn)
        heard = {line: listener.hear(process.say(line)) for line in tried}
        wrong = {line: what for line, what in heard.items() if what != line}
        if choice.engine not in UNDERSTOOD:
            # Piper says a line otherwise each time, and one of a hundred is not understood.
            wrong = {
                line: what for line in wrong if (what := listener.hear(process.say(line))) != line
            }
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
