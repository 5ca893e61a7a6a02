"""What a step is, before anything of it was done."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.model import Ramp, Side, Step, Stretch
from stretchtui.core.sessions.parts import not_begun
from stretchtui.core.sessions.phases import Kind, Phase

CAT = Stretch(id="cat", name="Cat-cow", targets=("spine",), breaths=5)


@pytest.mark.parametrize(
    ("step", "credit", "asked"),
    [
        (Step(name="Own"), 0, "30 s"),
        (Step(name="Own", hold=45), 9, "45 s"),
        (Step(name="Own", hold=Ramp(start=30, to=60, by=10)), 2, "50 s"),
        (Step(stretch="cat"), 0, "5 breaths"),
        (Step(stretch="cat", reps=10, tempo=3), 0, "10 × 3 s"),
    ],
)
def test_it_is_told_by_its_stretch_and_by_how_much_is_asked(
    step: Step, credit: int, asked: str
) -> None:
    part = not_begun(4, step, {"cat": CAT}, credit)
    assert (part.step, part.asked) == (4, asked)
    assert part.stretch == (step.stretch or "Own")
    assert part.targets == (CAT.targets if step.stretch else ())
    assert (part.seconds, part.done, part.holds) == (0, False, ())


def test_a_phase_belongs_to_the_hold_that_it_is_or_leads_to() -> None:
    assert Phase(Kind.SWITCH, 0, 5, 3, "Cat-cow", Side.LEFT, 2).hold == (3, Side.LEFT, 2, 1)
