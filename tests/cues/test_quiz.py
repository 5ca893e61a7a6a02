"""Which cues are asked, and which answers are right."""

from __future__ import annotations

from random import Random

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues import demonstration, quiz
from stretchtui.cues.quiz import QUESTIONS, Quiz
from stretchtui.cues.terminal import CLEAR_S, SECOND_S

ALL = list(CueName)


def rings_as(monkeypatch: pytest.MonkeyPatch, **times: int) -> None:
    """Have cues ring so often; the others once."""
    monkeypatch.setattr(quiz, "rings", lambda cue: times.get(cue, 1))


def test_a_few_different_ones_are_asked_at_random() -> None:
    asked = [tuple(Quiz(ALL, Random(seed), bells=False).questions) for seed in range(50)]
    assert all(len(set(each)) == QUESTIONS for each in asked)
    assert len(set(asked)) > 40
    assert {cue for each in asked for cue in each} == set(ALL)
    assert asked[7] == tuple(Quiz(ALL, Random(7), bells=False).questions)


def test_where_there_are_few_all_are_asked() -> None:
    few = [CueName.HOLD, CueName.END]
    assert sorted(Quiz(few, Random(1), bells=False).questions) == sorted(few)
    assert Quiz([], Random(1), bells=False).questions == []


def test_what_never_rings_is_not_asked_as_a_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    rings_as(monkeypatch, tick=0)
    assert CueName.TICK not in Quiz(ALL, Random(1), bells=True).cues
    assert CueName.TICK in Quiz(ALL, Random(1), bells=False).cues


@pytest.mark.parametrize(
    ("typed", "cue"),
    [
        ("1", ALL[0]),
        (" 13\n", ALL[12]),
        ("hold", CueName.HOLD),
        ("HOLD", CueName.HOLD),
        ("breath-in", CueName.BREATH_IN),
        ("Breath  in", CueName.BREATH_IN),
        ("sw", CueName.SWITCH),
        ("rest", CueName.REST),
        ("re", None),
        ("0", None),
        ("99", None),
        ("9" * 5000, None),
        ("", None),
        ("-", None),
        ("holder", None),
        ("²", None),
    ],
)
def test_an_answer_is_a_number_a_name_or_how_one_begins(typed: str, cue: CueName | None) -> None:
    assert Quiz(ALL[:13], Random(1), bells=False).read(typed) is cue


def test_what_sounds_the_same_is_right_only_among_bells(monkeypatch: pytest.MonkeyPatch) -> None:
    rings_as(monkeypatch, switch=3)
    bells, sounds = (Quiz(ALL, Random(1), bells=each) for each in (True, False))
    assert bells.is_right(CueName.HOLD, CueName.HALFWAY)
    assert not bells.is_right(CueName.SWITCH, CueName.HALFWAY)
    assert not sounds.is_right(CueName.HOLD, CueName.HALFWAY)
    assert sounds.is_right(CueName.HOLD, CueName.HOLD)


def test_a_cue_is_waited_for_until_another_number_can_ring() -> None:
    assert demonstration.lasts(CueName.HOLD) == demonstration.BETWEEN_S
    assert demonstration.lasts(CueName.FINISH) == 4 * SECOND_S + CLEAR_S
