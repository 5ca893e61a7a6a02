"""A session's length by arithmetic alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.length import length, shares
from stretchtui.core.routines.model import Ramp, Routine, Sides, Step, Stretch
from stretchtui.core.sessions.timeline import compile_routine
from tests.core.strategies import guidances, paces, playable

if TYPE_CHECKING:
    from stretchtui.core.routines.guidance import Guidance
    from stretchtui.core.routines.pace import Pace


def test_a_length_adds_up_what_a_session_takes() -> None:
    steps = (
        # ready; two sets on each side, a rest between them, and a switch between the sides
        Step(name="Knee", hold=20, sides=Sides.BOTH, times=2, rest=6),
        # that rest, ready; four sets, each of another side, a longer rest before the third
        Step(name="Calf", breaths=1, sides=Sides.ALTERNATE, times=2, rest=10),
        # that rest, ready; two sets and a rest between them
        Step(name="Bridge", reps=5, tempo=2, times=2, rest=3),
    )
    expected = (8 + 4 * 20 + 2 * 6 + 5) + (6 + 8 + 4 * 10 + 5 + 10 + 5) + (10 + 8 + 2 * 10 + 3)
    assert length(Routine(id="r", name="R", steps=steps), {}) == expected


def test_the_level_lengthens_a_ramp() -> None:
    routine = Routine(
        id="r", name="R", get_ready=0, steps=(Step(name="A", hold=Ramp(start=10, to=20, by=5)),)
    )
    assert [length(routine, {}, level=level) for level in range(4)] == [10, 15, 20, 20]
    assert length(routine, {}) == sum(shares(routine, {})) == 10, "where no level is told"


def test_sides_that_take_turns_without_a_rest_have_only_their_changes_between_them() -> None:
    step = Step(name="Calf", hold=10, sides=Sides.ALTERNATE, times=3)
    assert length(Routine(id="r", name="R", steps=(step,)), {}) == 8 + 6 * 10 + 5 * 5


def test_the_time_that_a_stretch_takes_to_get_into_and_to_change_sides_counts() -> None:
    knee = Stretch(id="knee", name="Knee", hold=20, sides=Sides.BOTH, setup=15, change=9)
    step = Step(stretch="knee")
    routine = Routine(id="r", name="R", steps=(step, step))
    assert length(routine, {"knee": knee}) == (15 + 20 + 9 + 20) + (8 + 20 + 9 + 20)


@given(playable(3600), paces, st.none() | guidances(), st.integers(0, 30))
def test_the_total_is_what_arithmetic_gives(
    made: tuple[Routine, dict[str, Stretch]], pace: Pace, guidance: Guidance | None, level: int
) -> None:
    routine, stretches = made
    pace = replace(pace, guidance=guidance)
    timeline = compile_routine(routine, stretches, pace, level)
    assert timeline.total == length(routine, stretches, pace, level)
    assert length(routine, stretches, pace, level) == sum(shares(routine, stretches, pace, level))


def test_a_step_has_its_lead_its_holds_and_the_rest_behind_it() -> None:
    steps = (Step(name="A", hold=20, rest=6, times=2), Step(name="B", hold=10, rest=3))
    assert shares(Routine(id="r", name="R", steps=steps), {}) == [8 + 20 + 6 + 20 + 6, 8 + 10]
    assert shares(Routine(id="r", name="R"), {}) == []
