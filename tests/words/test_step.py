"""What a line says of a step, and how much of the session it takes."""

from __future__ import annotations

from typing import TypeAlias

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import Group, Ramp, Routine, Side, Sides, Step, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.words.glyphs import ASCII, UNICODE
from stretchtui.words.step import (
    StepWords,
    dose_words,
    entry_words,
    for_side,
    group_words,
    playable,
    step_lengths,
    step_words,
)

Said: TypeAlias = tuple[str, str, str, str, str]
"""Name, amount, times, sides and rest."""

STRETCHES = {
    "knee": Stretch(id="knee", name="Knee to chest", hold=30, sides=Sides.BOTH),
    "cat": Stretch(id="cat", name="Cat and cow", reps=8),
    "pigeon": Stretch(id="pigeon", name="Pigeon", breaths=5, sides=Sides.ALTERNATE),
}


@pytest.mark.parametrize(
    ("step", "said", "in_one"),
    [
        (Step(stretch="knee"), ("Knee to chest", "30 s", "", "both", ""), "30 s both"),
        (Step(stretch="cat"), ("Cat and cow", "8 reps", "", "", ""), "8 reps"),
        (
            Step(stretch="pigeon", times=2, rest=90),
            ("Pigeon", "5 breaths", "×2", "alternate", "1:30"),
            "5 breaths ×2 alternate, rest 1:30",
        ),
        (
            Step(stretch="knee", breaths=1, sides=Sides.LEFT, rest=1),
            ("Knee to chest", "1 breath", "", "left", "1 s"),
            "1 breath left, rest 1 s",
        ),
        (
            Step(name="Mine", reps=1, sides=Sides.RIGHT, times=3),
            ("Mine", "1 rep", "×3", "right", ""),
            "1 rep ×3 right",
        ),
        (Step(name="Mine", hold=90), ("Mine", "1:30", "", "", ""), "1:30"),
        (
            Step(name="Mine", hold=Ramp(start=20, to=45, by=5, every=3)),
            ("Mine", "20-45 s", "", "", ""),
            "20-45 s",
        ),
        (
            Step(name="Mine", hold=Ramp(start=50, to=90), times=Ramp(start=1, to=3)),
            ("Mine", "50 s-1:30", "×1-3", "", ""),
            "50 s-1:30 ×1-3",
        ),
        (
            Step(name="Mine", reps=Ramp(start=5, to=30), times=2),
            ("Mine", "5-30 reps", "×2", "", ""),
            "5-30 reps ×2",
        ),
        (
            Step(name="Mine", hold=Ramp(start=200, to=240)),
            ("Mine", "3:20-4:00", "", "", ""),
            "3:20-4:00",
        ),
        (
            Step(name="Mine", hold=20, contract=6, rest=5),
            ("Mine", "20 s", "", "", "5 s"),
            "20 s, push 6 s first, rest 5 s",
        ),
        (
            Step(stretch="pigeon", contract=6, breath=(4, 0, 6, 2)),
            ("Pigeon", "5 breaths", "", "alternate", ""),
            "5 breaths alternate, push 6 s first, breath 4-0-6-2",
        ),
        (
            Step(stretch="pigeon", breath=(4, 2, 6)),
            ("Pigeon", "5 breaths", "", "alternate", ""),
            "5 breaths alternate, breath 4-2-6",
        ),
        (
            Step(stretch="cat", tempo=(2, 1, 4)),
            ("Cat and cow", "8 reps", "", "", ""),
            "8 reps, tempo 2-1-4",
        ),
        (Step(stretch="cat", tempo=9), ("Cat and cow", "8 reps", "", "", ""), "8 reps"),
        (
            Step(name="Mine", reps=Ramp(start=1, to=12)),
            ("Mine", "1-12 reps", "", "", ""),
            "1-12 reps",
        ),
        (
            Step(name="Mine", breaths=Ramp(start=4, to=4)),
            ("Mine", "4 breaths", "", "", ""),
            "4 breaths",
        ),
    ],
)
def test_a_step_in_words(step: Step, said: Said, in_one: str) -> None:
    words = step_words(step, STRETCHES, UNICODE)
    assert replace(words, manner="") == StepWords(*said)
    assert dose_words(words, UNICODE) == in_one
    plain = step_words(step, STRETCHES, ASCII)
    assert plain.times == said[2].replace("×", "x")


def test_a_step_that_the_library_has_no_stretch_for() -> None:
    words = step_words(Step(stretch="gone", times=2, rest=5), STRETCHES, UNICODE)
    assert words == StepWords("gone: no such stretch", "", "", "", "", lost=True)
    assert dose_words(words, UNICODE) == ""


ROUTINE = Routine(
    id="r",
    name="R",
    steps=(
        Step(stretch="knee", times=2, rest=10),
        Step(name="Mine", hold=20, rest=15),
        Step(stretch="pigeon", rest=40),
    ),
)


@pytest.mark.parametrize("own", [None, 0, 12])
def test_shares_of_steps_add_up_to_the_length(own: int | None) -> None:
    routine = Routine(id="r", name="R", get_ready=own, steps=ROUTINE.steps)
    pace = Pace(get_ready=3, switch=4)
    before = 3 if own is None else own
    shares = step_lengths(routine, STRETCHES, pace)
    # The last one's rest leads to nothing.
    knee = before + 4 * 30 + 2 * 10 + 4 + 10
    assert shares == [knee, before + 20 + 15, before + 2 * 50 + 4]
    assert sum(shares) == length(routine, STRETCHES, pace)


def test_a_step_that_cannot_be_played_takes_no_time() -> None:
    gone = Step(stretch="gone", rest=30)
    routine = Routine(id="r", name="R", steps=(gone, *ROUTINE.steps, gone))
    there = step_lengths(ROUTINE, STRETCHES, Pace())
    assert step_lengths(routine, STRETCHES, Pace()) == [0, *there, 0]
    assert step_lengths(Routine(id="r", name="R", steps=(gone,)), STRETCHES, Pace()) == [0]


def test_what_is_told_once_counts_for_the_step_that_it_is_told_before() -> None:
    cat = Stretch(id="cat", name="Cat and cow", reps=8, instructions=("Round your back.",) * 5)
    routine = Routine(id="r", name="R", steps=(Step(stretch="cat"), Step(stretch="cat")))
    pace = Pace(guidance=Guidance(familiar=frozenset()))
    first, again = step_lengths(routine, {"cat": cat}, pace)
    assert first > again + 5 * 16 / 12
    assert first + again == length(routine, {"cat": cat}, pace)


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_a_stretch_is_told_for_the_side_that_it_is_done_on(side: str, other: str) -> None:
    stretch = Stretch(
        id="knee",
        name="Knee to chest",
        instructions=("Draw in the working knee.", "Keep the other foot flat."),
        easier="Hold the working thigh.",
        caution="Stop if the working leg tingles.",
    )
    told = for_side(stretch, Side(side))
    assert told.instructions == (f"Draw in your {side} knee.", f"Keep your {other} foot flat.")
    assert told.easier == f"Hold your {side} thigh."
    assert told.caution == f"Stop if your {side} leg tingles."
    assert for_side(stretch, Side.NONE) == stretch
    bare = Stretch(id="bare", name="Bare")
    assert for_side(bare, Side(side)) == bare


# Groups


def test_a_group_is_one_entry_in_words() -> None:
    group = Group(rounds=3, rest=90, steps=(Step(stretch="knee"), Step(stretch="cat")))
    words = entry_words(group, STRETCHES, UNICODE)
    assert words == StepWords("Knee to chest and Cat and cow", "2 steps", "×3 rounds", "", "1:30")
    assert dose_words(words, UNICODE) == "2 steps ×3 rounds, rest 1:30"
    assert group_words(group) == "3 rounds, rest 1:30"
    assert group_words(replace(group, shuffle=True)) == "3 rounds in random order, rest 1:30"
    one = Group(rounds=1, steps=(Step(stretch="gone"),))
    assert entry_words(one, STRETCHES, ASCII) == StepWords("gone", "1 step", "x1 round", "", "")
    assert group_words(Group(rounds=Ramp(start=2, to=4), steps=one.steps)) == "2-4 rounds"
    step = Step(stretch="knee")
    assert entry_words(step, STRETCHES, UNICODE) == step_words(step, STRETCHES, UNICODE)


def test_a_group_takes_what_all_of_its_rounds_take() -> None:
    here, gone = Step(name="A", hold=10), Step(stretch="gone", hold=99)
    group = Group(rounds=2, rest=5, steps=(here, gone))
    routine = Routine(id="r", name="R", get_ready=0, steps=(here, group, here))
    assert step_lengths(routine, {}, Pace()) == [10, 2 * 15, 10]
    lost = replace(routine, steps=(here, Group(rounds=2, steps=(gone,)), here))
    assert step_lengths(lost, {}, Pace()) == [10, 0, 10]
    assert playable(lost, {}).steps == (here, here)
    assert playable(replace(routine, steps=(here,)), {}).steps == (here,)
