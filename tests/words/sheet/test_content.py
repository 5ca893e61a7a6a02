"""What stands on a sheet."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stretchtui.core.figures.figure import Figure
from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import (
    Condition,
    Group,
    Ramp,
    Routine,
    Side,
    Sides,
    Step,
    Stretch,
)
from stretchtui.core.routines.pace import Pace
from stretchtui.words.sheet.content import Sheet, sheet_of
from tests.core.figures.test_drawing import SHIPPED

KNEE = Stretch(
    id="knee",
    name="Knee to chest",
    instructions=("Draw the working knee in.", "Leave the other foot down."),
    caution="Stop if the working leg tingles.",
    needs=("strap",),
    hold=30,
    sides=Sides.BOTH,
    figure=SHIPPED["knee-to-chest"],
)
BRIDGE = Stretch(
    id="bridge", name="Bridge", reps=8, needs=("mat", "strap"), figure=SHIPPED["bridge"]
)


def sheet(*steps: Step | Group, level: int = 0, pace: Pace = Pace(), **more: object) -> Sheet:
    """The sheet of a routine of these steps."""
    routine = replace(Routine(id="r", name="Mine", steps=steps), **more)
    stretches = {each.id: each for each in (KNEE, BRIDGE)}
    return sheet_of(Entry(routine, stretches, Source.USER, "r.toml"), level, pace)


def test_it_says_what_the_routine_is_and_takes() -> None:
    found = sheet(
        Step(stretch="knee"),
        Step(stretch="bridge"),
        about="For the evening.",
        caution="Gently.",
        shuffle=True,
    )
    assert (found.name, found.about, found.caution) == ("Mine", "For the evening.", "Gently.")
    assert found.facts == ("2 min", "2 stretches", "you need: strap, mat", "in any order")
    assert found.level == ""
    bare = sheet(Step(name="Nod", hold=60))
    assert (bare.about, bare.caution, bare.facts) == ("", "", ("1 min", "1 stretch"))


def test_a_step_has_all_that_it_takes_to_do_it() -> None:
    (step,) = sheet(Step(stretch="knee", hold=Ramp(start=20, to=60, by=10))).steps
    assert (step.number, step.name) == (1, "Knee to chest")
    assert step.asked == "20 seconds, each side, growing to 60 seconds"
    assert step.how == ("Draw your left knee in.", "Leave your right foot down.")
    assert step.warning == "Stop if your left leg tingles."
    assert (step.side, step.both) == (Side.LEFT, True)


def test_it_is_told_at_the_level_that_is_asked_for() -> None:
    growing = Step(stretch="knee", hold=Ramp(start=20, to=40, by=10))
    assert [sheet(growing, level=level).level for level in (0, 2)] == [
        "level 0 of 2",
        "level 2 of 2",
    ]
    (step,) = sheet(growing, level=2).steps
    assert step.asked == "40 seconds, each side"


@pytest.mark.parametrize(
    ("sides", "first", "side", "knee"),
    [
        (Sides.BOTH, Side.RIGHT, Side.RIGHT, "your right knee"),
        (Sides.ALTERNATE, Side.LEFT, Side.LEFT, "your left knee"),
        (Sides.RIGHT, Side.LEFT, Side.RIGHT, "your right knee"),
        (Sides.LEFT, Side.RIGHT, Side.LEFT, "your left knee"),
        (Sides.NONE, Side.RIGHT, Side.NONE, "the working knee"),
    ],
)
def test_the_side_that_comes_first_is_the_one_that_is_told(
    sides: Sides, first: Side, side: Side, knee: str
) -> None:
    (step,) = sheet(Step(stretch="knee", sides=sides), pace=Pace(first_side=first)).steps
    assert step.side is side
    assert step.how[0] == f"Draw {knee} in."
    assert step.both == (sides in (Sides.BOTH, Sides.ALTERNATE))


def test_how_it_is_done_is_told_once_for_a_side() -> None:
    left, right = (Step(stretch="knee", sides=side) for side in (Sides.LEFT, Sides.RIGHT))
    first, other, again = sheet(left, right, replace(left, hold=60)).steps
    assert other.how == ("Draw your right knee in.", "Leave your left foot down.")
    assert again.how == ("As in step 1.",)
    assert (first.warning != "", again.warning) == (True, "")
    assert again.figures == first.figures
    nothing, again = sheet(Step(name="Nod"), Step(name="Nod")).steps
    assert (nothing.how, again.how) == ((), ("As in step 1.",))


def test_rounds_are_a_part_of_their_own() -> None:
    single = Step(stretch="knee")
    group = Group(rounds=3, rest=30, steps=(Step(stretch="bridge"), Step(name="Nod")))
    parts = sheet(single, single, group, group, single).parts
    assert [(each.rounds, [step.number for step in each.steps]) for each in parts] == [
        ("", [1, 2]),
        ("3 rounds, rest 30 seconds after each", [3, 4]),
        ("3 rounds, rest 30 seconds after each", [5, 6]),
        ("", [7]),
    ]


def test_a_movement_is_drawn_at_both_ends() -> None:
    held, moved, own = sheet(Step(stretch="knee"), Step(stretch="bridge"), Step(name="Nod")).steps
    assert held.figures == (replace(SHIPPED["knee-to-chest"], still=1),)
    assert [each.resting for each in moved.figures] == [1, 2]
    assert own.figures == ()
    assert all(isinstance(each, Figure) for each in moved.figures)


DISC, HEART = Condition.DISC, Condition.HEART
HIP, KNEE_JOINT = Condition.HIP_REPLACEMENT, Condition.KNEE_REPLACEMENT
ASK = "After a hip or knee replacement, ask."


@pytest.mark.parametrize(
    ("caution", "avoid", "said"),
    [
        (None, (), ""),
        ("Gently.", (), "Gently."),
        (None, (DISC, HEART), "Avoid with a slipped disc, with a heart condition."),
        (ASK, (HIP, KNEE_JOINT), ASK),
        ("With a disc problem, leave it out.", (DISC,), "With a disc problem, leave it out."),
        (
            "With a new hip, ask.",
            (HIP, HEART),
            "With a new hip, ask. Avoid with a heart condition.",
        ),
    ],
)
def test_who_should_leave_it_out_is_said_once(
    caution: str | None, avoid: tuple[Condition, ...], said: str
) -> None:
    stretch = replace(KNEE, caution=caution, avoid=avoid)
    routine = Routine(id="r", name="Mine", steps=(Step(stretch="knee"),))
    entry = Entry(routine, {"knee": stretch}, Source.USER, "r.toml")
    (step,) = sheet_of(entry, 0, Pace()).steps
    assert step.warning == said


def test_no_condition_is_forgotten() -> None:
    for each in Condition:
        stretch = replace(KNEE, caution=None, avoid=(each,))
        routine = Routine(id="r", name="Mine", steps=(Step(stretch="knee"),))
        entry = Entry(routine, {"knee": stretch}, Source.USER, "r.toml")
        (step,) = sheet_of(entry, 0, Pace()).steps
        assert step.warning.startswith("Avoid w")
