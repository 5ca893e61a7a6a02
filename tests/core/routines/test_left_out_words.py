"""What is said of a routine that a person does otherwise than it is written."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.leaving_out import Adaptation, Way
from stretchtui.core.routines.left_out_words import BECAUSE_OF, FEW, because_of, counts, notices
from stretchtui.core.routines.model import Condition

BONES, DISC, HEART = Condition.OSTEOPOROSIS, Condition.DISC, Condition.HEART


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ((BONES,), "because of osteoporosis"),
        ((BONES, DISC), "because of osteoporosis and a slipped disc"),
        (
            (BONES, DISC, HEART),
            "because of osteoporosis, a slipped disc and a heart condition",
        ),
    ],
)
def test_reasons_are_named_in_a_sentence(conditions: tuple[Condition, ...], words: str) -> None:
    assert because_of(conditions) == words


def test_every_condition_can_be_a_reason() -> None:
    assert list(BECAUSE_OF) == list(Condition)


def test_what_is_done_otherwise_is_told_way_by_way_and_once() -> None:
    found = [
        Adaptation(0, Way.WITHOUT_PUSH, "Hamstring", (HEART,)),
        Adaptation(1, Way.SWAPPED, "Twist", (DISC,), "Knee rolls"),
        Adaptation(2, Way.LEFT_OUT, "Plank", (BONES,)),
        Adaptation(3, Way.LEFT_OUT, "Curl-up", (BONES,)),
        Adaptation(4, Way.LEFT_OUT, "Plank", (BONES,)),
        Adaptation(5, Way.LEFT_OUT, "Arch", (DISC,)),
        Adaptation(6, Way.WITHOUT_BREATH_HOLDS, "Box breathing", (HEART,)),
    ]
    assert notices(found) == (
        "Left out because of osteoporosis: Plank, Curl-up",
        "Left out because of a slipped disc: Arch",
        "Swapped because of a slipped disc: Knee rolls instead of Twist",
        "Without the push because of a heart condition: Hamstring",
        "Without holding your breath because of a heart condition: Box breathing",
    )
    assert notices([]) == ()
    assert counts(found) == "4 left out, 1 swapped, 2 eased"
    assert counts([]) == ""


@pytest.mark.parametrize(
    ("count", "named"),
    [(1, "A"), (2, "A, B"), (3, "A, B, C"), (4, "A, B and 2 more"), (5, "A, B and 3 more")],
)
def test_where_there_is_little_room_some_are_named(count: int, named: str) -> None:
    found = [Adaptation(n, Way.LEFT_OUT, "ABCDE"[n], (DISC,)) for n in range(count)]
    assert notices(found, FEW) == (f"Left out because of a slipped disc: {named}",)
