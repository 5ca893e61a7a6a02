"""What a step has to be cautioned of besides what its stretch says."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.cautions import HOLDING_BREATH, with_caution
from stretchtui.core.routines.model import Step, Stretch

PLAIN = Stretch(id="a", name="A")


@pytest.mark.parametrize(
    "step", [Step(hold=20), Step(reps=5), Step(breaths=5), Step(breaths=5, breath=(4, 6))]
)
def test_what_holds_no_breath_stays_what_it_is(step: Step) -> None:
    assert with_caution(step, PLAIN) is PLAIN


def test_to_hold_the_breath_carries_a_caution_beside_what_the_stretch_says() -> None:
    step = Step(breaths=5, breath=(4, 2, 6))
    assert with_caution(step, PLAIN).caution == HOLDING_BREATH
    dizzy = Stretch(id="a", name="A", caution="Stop if you feel dizzy.", breath=(4, 0, 6, 2))
    assert with_caution(Step(breaths=5), dizzy).caution == (
        f"Stop if you feel dizzy. {HOLDING_BREATH}"
    )
