"""The time between holds."""

from __future__ import annotations

from stretchtui.core.routines.model import Step
from stretchtui.core.routines.pace import Pace
from tests.core.sessions.examples import laid_out, shape


def test_the_routines_own_get_ready_wins_over_the_paces() -> None:
    assert shape(laid_out(Step(name="A", hold=9), get_ready=3)) == ["ready 3", "hold 9"]
    assert shape(laid_out(Step(name="A", hold=9), get_ready=0)) == ["hold 9"]
    assert shape(laid_out(Step(name="A", hold=9), pace=Pace(get_ready=0))) == ["hold 9"]
