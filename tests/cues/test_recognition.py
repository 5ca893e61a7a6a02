"""What the voices say can be understood: a recogniser is asked which line it was."""

from __future__ import annotations

import pytest

from stretchtui.cues.engines.choice import ENGINES, VoiceChoice, find_choice
from stretchtui.cues.line_sound import finished
from stretchtui.cues.rendering import make_engine
from stretchtui.cues.sounds import Sound
from tests.cues.recognition import Listener, instructions

HERE = [choice for engine in ENGINES if (choice := find_choice(engine))]

UNDERSTOOD = {"espeak-ng": 0.5}
"""The share of lines that are understood at least; it is 0.95 with other engines."""


@pytest.mark.parametrize("choice", HERE, ids=lambda choice: choice.engine)
def test_instructions_are_understood(choice: VoiceChoice) -> None:
    lines = instructions("five-for-lower-back")
    assert len(lines) > 20
    listener = Listener(lines)
    engine = make_engine(choice)
    try:
        heard = {line: listener.hear(finished(engine.speak(line, 60))) for line in lines}
    finally:
        engine.rest()
    wrong = {line: what for line, what in heard.items() if what != line}
    assert len(wrong) <= (1 - UNDERSTOOD.get(choice.engine, 0.95)) * len(lines), wrong


def test_a_line_that_is_cut_off_is_not_understood() -> None:
    lines = instructions("five-for-lower-back")
    listener = Listener(lines)
    choice = HERE[0]
    engine = make_engine(choice)
    try:
        sound = finished(engine.speak(max(lines, key=len), 60))
    finally:
        engine.rest()
    half = Sound(sound.samples[: len(sound.samples) // 4 * 2], 1, sound.rate)
    assert listener.hear(half) != max(lines, key=len)
