"""Groups of steps that are done in rounds: as they are written, and in which order they come."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.encode import encode, is_canonical
from stretchtui.core.routines.length import length, shares
from stretchtui.core.routines.library import Source, join
from stretchtui.core.routines.model import Group, Ramp, Routine, Step, Stretch, with_each_step
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.ramps import credit_at, ladder
from stretchtui.core.routines.rounds import names, numbered, passes, places
from tests.core.routines.files import GOOD, ROUTINE, lines, read
from tests.core.strategies import toml_of

BRIDGE = Step(stretch="bridge", reps=8)
PLANK = Step(name="Plank", hold=20, rest=5)
SIT = Step(name="Sit", hold=30)
HIPS = Routine(
    id="r", name="Hips", steps=(SIT, Group(rounds=3, rest=30, steps=(BRIDGE, PLANK)), PLANK)
)
KNOWN = {"bridge": Stretch(id="bridge", name="Bridge")}

TEXT = """\
format = 1

[[routine]]
id = "r"
name = "Hips"

  [[routine.step]]
  name = "Sit"
  hold = 30

  [[routine.step]]
  rounds = 3
  rest = 30

    [[routine.step.step]]
    stretch = "bridge"
    reps = 8

    [[routine.step.step]]
    name = "Plank"
    hold = 20
    rest = 5

  [[routine.step]]
  name = "Plank"
  hold = 20
  rest = 5
"""


# As they are written


def test_a_group_has_its_steps_inside() -> None:
    assert encode([HIPS]) == TEXT
    assert read(TEXT).routines == (HIPS,)
    assert is_canonical(TEXT)


def test_rounds_may_grow() -> None:
    grows = Group(rounds=Ramp(start=2, to=4, every=3), steps=(SIT,))
    routine = Routine(id="r", name="R", steps=(grows,))
    assert "  rounds = { from = 2, to = 4, every = 3 }\n" in encode([routine])
    assert read(encode([routine])).routines == read(toml_of([routine])).routines == (routine,)
    assert ladder(routine, {}) == (0, 3, 6)


GROUP = ROUTINE + "[[routine.step]]\n"
INSIDE = '[[routine.step.step]]\nname = "Plank"\n'
AT, WHO = "routine[1].step[1]", 'routine "Hips", step 1'
TWENTY = "a whole number from 1 to 20, or a ramp of them"


@pytest.mark.parametrize(
    ("toml", "faults"),
    [
        (
            "rounds = 21\n" + INSIDE,
            [f"{AT}.rounds ({WHO}): expected {TWENTY}, found 21"],
        ),
        (
            "rounds = { from = 1, to = 21 }\n" + INSIDE,
            [f"{AT}.rounds.to ({WHO}): expected {TWENTY}, found 21"],
        ),
        (
            INSIDE,
            [f"{AT} ({WHO}): rounds is missing: expected {TWENTY}"],
        ),
        (
            "rounds = 3\n",
            [f"{AT} ({WHO}): expected a group of at least one step, found none"],
        ),
        (
            'rounds = 3\nstretch = "bridge"\n',
            [
                f'{AT} ({WHO} "bridge"): expected a stretch or a group of steps, found stretch in '
                "a group; a stretch is repeated with times"
            ],
        ),
        (
            'rounds = 3\nname = "Core"\n' + INSIDE,
            [f'{AT} ({WHO} "Core"): expected a stretch or a group of steps, found name in a group'],
        ),
        (
            "rounds = 3\nstep = 5\n",
            [f"{AT}.step ({WHO}): expected [[step]] tables, found 5"],
        ),
        (
            "rounds = 3\nhold = 20\n" + INSIDE,
            [f'{AT} ({WHO}): unknown key "hold": expected rounds, rest, shuffle, step'],
        ),
        (
            "rounds = 3\n" + INSIDE + "hold = 0\nreps = 5\n",
            [
                f'{AT}.step[1].hold ({WHO}, step 1 "Plank"): expected whole seconds from 1 to '
                "3600, or a ramp of them, found 0",
                f'{AT}.step[1] ({WHO}, step 1 "Plank"): '
                "expected one of hold, breaths, reps, found hold and reps",
            ],
        ),
        (
            "rounds = 3\n" + INSIDE + "[[routine.step.step]]\nrounds = 2\n",
            [f"{AT}.step[2] ({WHO}, step 2): expected a stretch, found a group inside a group"],
        ),
        (
            "rounds = 3\nstep = [1]\n",
            [f"{AT}.step[1] ({WHO}, step 1): expected a table, found 1"],
        ),
    ],
)
def test_what_is_no_group_is_a_fault_at_its_place(toml: str, faults: list[str]) -> None:
    assert lines(GROUP + toml + GOOD) == faults
    assert [routine.id for routine in read(GROUP + toml + GOOD).routines] == ["good"]


def test_every_fault_of_a_group_is_told_at_once() -> None:
    toml = 'rounds = 0\nname = "Core"\n[[routine.step.step]]\nhold = 5\n'
    assert [line.partition(" (")[0] for line in lines(GROUP + toml)] == [
        AT,
        f"{AT}.rounds",
        f"{AT}.step[1]",
    ]


def test_a_stretch_that_is_missing_is_told_by_its_place_in_the_group() -> None:
    library = join([(Source.USER, read(TEXT))])
    (fault,) = library.faults
    assert fault.where == "routine[1].step[2].step[1].stretch"
    assert fault.who == 'routine "Hips", step 2, step 1 "bridge"'


def test_rounds_that_take_more_than_half_a_day_are_a_fault() -> None:
    def faults(rounds: int) -> list[str]:
        long = Group(rounds=rounds, steps=(Step(name="Sit", hold=3600),))
        toml = encode([Routine(id="r", name="R", get_ready=0, steps=(long,))])
        return [each.problem for each in join([(Source.USER, read(toml))]).faults]

    assert faults(12) == []
    assert faults(13) == ["expected at most 12 hours in all"]


# In which order they come


def test_each_round_has_all_of_the_steps() -> None:
    found = [(at.place, at.round, at.rounds, at.group, at.rest) for at in passes(HIPS, 0)]
    assert found == [
        (0, 1, 1, None, 0),
        (1, 1, 3, 1, 0),
        (2, 1, 3, 1, 30),
        (1, 2, 3, 1, 0),
        (2, 2, 3, 1, 30),
        (1, 3, 3, 1, 0),
        (2, 3, 3, 1, 30),
        (3, 1, 1, None, 0),
    ]
    assert [at.step for at in passes(HIPS, 0)][1:5] == [BRIDGE, PLANK] * 2


def test_rounds_that_have_grown_are_more() -> None:
    grows = Group(rounds=Ramp(start=1, to=3, by=2, every=2), steps=(SIT,))
    routine = Routine(id="r", name="R", steps=(grows,))
    assert [len(list(passes(routine, credit))) for credit in (0, 1, 2, 3)] == [1, 1, 3, 3]
    assert credit_at(routine, {}, 1) == 2
    assert length(routine, {}, Pace(get_ready=0), level=1) == 90


def test_a_step_has_the_time_of_all_its_rounds() -> None:
    # Behind a round it is rested for 30 s, also before the step that follows: 5 s are among them.
    assert shares(HIPS, KNOWN, Pace(get_ready=2)) == [2 + 30, 3 * (2 + 32), 3 * (2 + 20 + 30), 22]
    last = Routine(id="r", name="R", steps=(Group(rounds=2, rest=9, steps=(SIT,)),))
    assert shares(last, {}, Pace(get_ready=0)) == [30 + 9 + 30]


def test_a_step_is_numbered_within_its_group() -> None:
    assert [numbers for numbers, _ in numbered(HIPS)] == [(1,), (2, 1), (2, 2), (3,)]
    assert [step for _, step in numbered(HIPS)] == list(HIPS.single_steps)
    assert [each.first for each in places(HIPS)] == [0, 1, 1, 3]
    assert [each.group is not None for each in places(HIPS)] == [False, True, True, False]


def test_a_group_is_called_after_its_steps() -> None:
    def called(*steps: Step) -> str:
        return names(Group(rounds=2, steps=steps), KNOWN)

    assert called(BRIDGE) == "Bridge"
    assert called(BRIDGE, PLANK) == "Bridge and Plank"
    assert called(BRIDGE, PLANK, SIT) == "Bridge and 2 more"
    assert called(Step(stretch="gone"), SIT) == "gone and Sit"


def test_a_group_without_steps_does_not_stay() -> None:
    def but_of(*gone: Step) -> Routine:
        return with_each_step(HIPS, lambda step: () if step in gone else (step,))

    assert but_of() == HIPS
    assert but_of(BRIDGE).steps == (SIT, Group(rounds=3, rest=30, steps=(PLANK,)), PLANK)
    assert but_of(BRIDGE, PLANK).steps == (SIT,)
