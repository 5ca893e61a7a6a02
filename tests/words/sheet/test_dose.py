"""How much is asked, in whole words."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.model import Group, Ramp, Sides, Step, Stretch
from stretchtui.core.routines.ramps import ask
from stretchtui.words.sheet.dose import details, dose, grows_to, rounds, seconds

KNEE = Stretch(id="knee", name="Knee to chest", hold=30, sides=Sides.BOTH)
BARE = Stretch(id="bare", name="Bare")


@pytest.mark.parametrize(
    ("step", "stretch", "said"),
    [
        (Step(), KNEE, "30 seconds, each side"),
        (Step(times=2), KNEE, "2 sets of 30 seconds, each side"),
        (Step(sides=Sides.LEFT, hold=1), KNEE, "1 second, left side"),
        (Step(sides=Sides.RIGHT, hold=120), KNEE, "2 minutes, right side"),
        (Step(sides=Sides.ALTERNATE), KNEE, "30 seconds, each side, taking turns"),
        (Step(breaths=6), BARE, "6 breaths"),
        (Step(breaths=1, times=3), BARE, "3 sets of 1 breath"),
        (Step(reps=10), BARE, "10 times"),
        (Step(reps=1), BARE, "1 time"),
        (Step(reps=10, times=3), KNEE, "3 sets of 10, each side"),
        (Step(contract=6), BARE, "Push gently 6 seconds, let go, then hold 30 seconds"),
        (
            Step(contract=6, breaths=4, times=2),
            KNEE,
            "2 times: push gently 6 seconds, let go, then breathe 4 breaths, each side",
        ),
    ],
)
def test_a_dose_reads_as_one_would_say_it(step: Step, stretch: Stretch, said: str) -> None:
    assert dose(ask(step, stretch)) == said


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(hold=30), ""),
        (Step(hold=Ramp(start=20, to=60)), "60 seconds"),
        (Step(hold=Ramp(start=20, to=360)), "2 sets of 3 minutes"),
        (Step(times=Ramp(start=1, to=3)), "3 sets"),
        (Step(hold=Ramp(start=20, to=60), times=2), "60 seconds"),
        (Step(hold=Ramp(start=20, to=60), times=Ramp(start=1, to=2)), "2 sets of 60 seconds"),
        (Step(reps=Ramp(start=5, to=10)), "10 times"),
        (Step(reps=Ramp(start=5, to=10), times=3), "10"),
        (Step(breaths=Ramp(start=5, to=10), times=3), "10 breaths"),
        (Step(hold=Ramp(start=20, to=40), contract=6), "holding 40 seconds"),
        (Step(times=Ramp(start=2, to=4), contract=6), "4 times"),
        (
            Step(hold=Ramp(start=20, to=40), times=Ramp(start=2, to=4), contract=6),
            "4 times, holding 40 seconds",
        ),
    ],
)
def test_what_it_grows_to_is_said_as_far_as_it_differs(step: Step, said: str) -> None:
    assert grows_to(ask(step, BARE), ask(step, BARE, 1000)) == said
    assert grows_to(ask(step, BARE, 1000), ask(step, BARE, 1000)) == ""


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(hold=30), ""),
        (Step(reps=8), "4 seconds each"),
        (Step(reps=8, tempo=(2, 1, 4)), "up 2, stay 1, down 4 seconds"),
        (Step(reps=8, tempo=(2, 0, 4)), "up 2, down 4 seconds"),
        (Step(breaths=6), "breathe in 4, breathe out 6 seconds"),
        (
            Step(breaths=6, breath=(4, 2, 6, 1)),
            "breathe in 4, hold your breath 2, breathe out 6, hold your breath 1 seconds",
        ),
        (Step(hold=30, rest=30), "rest 30 seconds afterwards"),
        (Step(hold=30, rest=14), ""),
        (Step(hold=30, rest=5, times=2), "rest 5 seconds between sets"),
        (Step(reps=8, rest=60), "4 seconds each; rest 60 seconds afterwards"),
    ],
)
def test_details_are_how_it_goes_and_the_rests_that_matter(step: Step, said: str) -> None:
    assert details(ask(step, BARE)) == said


STEPS = (Step(stretch="knee"),)


@pytest.mark.parametrize(
    ("group", "credit", "said"),
    [
        (Group(rounds=3, steps=STEPS), 0, "3 rounds"),
        (Group(rounds=1, rest=30, steps=STEPS), 0, "1 round, rest 30 seconds after each"),
        (Group(rounds=Ramp(start=2, to=4), steps=STEPS), 0, "2 rounds, growing to 4"),
        (Group(rounds=Ramp(start=2, to=4), steps=STEPS), 2, "4 rounds"),
        (Group(rounds=2, shuffle=True, steps=STEPS), 0, "2 rounds, in any order"),
    ],
)
def test_rounds_are_said_over_their_steps(group: Group, credit: int, said: str) -> None:
    assert rounds(group, credit, 1000) == said


def test_from_two_minutes_on_it_is_minutes() -> None:
    said = ["1 second", "119 seconds", "2 minutes", "2 minutes 1 second", "10 minutes 30 seconds"]
    assert [seconds(each) for each in (1, 119, 120, 121, 630)] == said
