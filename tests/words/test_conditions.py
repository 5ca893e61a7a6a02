"""Who should leave a stretch out."""

from __future__ import annotations

from stretchtui.core.routines.model import Condition, Stretch
from stretchtui.words.conditions import avoided


def test_conditions_are_told_in_the_order_of_the_file_each_once() -> None:
    avoid = (Condition.PREGNANCY, Condition.DISC, Condition.PREGNANCY)
    assert avoided(Stretch(id="a", name="A", avoid=avoid)) == "when pregnant, with a slipped disc"
    assert avoided(Stretch(id="a", name="A")) == ""


def test_every_condition_has_words_of_its_own() -> None:
    told = [avoided(Stretch(id="a", name="A", avoid=(each,))) for each in Condition]
    assert all(told)
    assert len(set(told)) == len(told)
