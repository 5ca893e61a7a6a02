"""What the quiz about the cues says."""

from __future__ import annotations

from stretchtui.core.sessions.cues import CueName
from stretchtui.words.quiz import not_one, opening, right, score, wrong


def test_it_begins_with_what_can_be_answered() -> None:
    cues = [CueName.HOLD, CueName.BREATH_IN]
    lines = list(opening(cues, bells=False))
    assert lines[:2] == ["  1  hold         The hold begins", "  2  breath in    Breathe in"]
    assert "bells" not in "".join(lines)
    assert "number of rings" in "".join(opening(cues, bells=True))


def test_a_cue_is_told_with_its_meaning_unless_that_is_its_name() -> None:
    assert wrong(CueName.SWITCH) == "No, that was switch: change sides."
    assert wrong(CueName.MORE) == "No, that was more: you made it longer."
    assert wrong(CueName.WAITING) == "No, that was waiting: press space to continue."
    assert wrong(CueName.REST) == "No, that was rest."
    assert right(CueName.REST, CueName.REST) == "Correct."
    assert right(CueName.HOLD, CueName.REST) == "Correct: they sound the same. This one was rest."


def test_what_was_typed_is_safe_to_show() -> None:
    assert "\x1b" not in not_one("\x1b[31m" + "x" * 500, 13)
    shown = not_one("x" * 500, 13).split('"')[1]
    assert shown == "x" * 29 + "…"


def test_the_score_says_what_to_do_about_it() -> None:
    assert score(5, 5) == "5 of 5 correct."
    assert score(3, 5) == "3 of 5 correct. To hear them all: stretchtui cues"
    assert score(0, 0) == "Stopped."
