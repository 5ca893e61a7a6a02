"""Steps in rounds in a list: how people write them, and that what is printed reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.list_text import to_text
from stretchtui.core.routines.model import Group, Ramp, Routine, Step, Stretch
from stretchtui.core.routines.round_lines import Opening, read_opening, write_opening
from stretchtui.core.routines.step_texts import from_text
from tests.core.strategies import groups, quantities, steps, words

BRIDGE = Step(name="Bridge", reps=8)
PLANK = Step(name="Plank", hold=20)
SIT = Step(name="Sit", hold=30)


@pytest.mark.parametrize(
    ("line", "rounds", "rest"),
    [
        ("3 rounds", 3, 0),
        ("3 rounds:", 3, 0),
        ("- 3 rounds:", 3, 0),
        ("2) [ ] 3 Rounds of:", 3, 0),
        ("1 round:", 1, 0),
        ("**3 rounds**", 3, 0),
        ("3 x rounds", 3, 0),
        ("3 rounds of the following:", 3, 0),
        ("do 3 rounds of these", 3, 0),
        ("3 rounds, rest 30 s:", 3, 30),
        ("3 rounds, rest 30:", 3, 30),
        ("3 rounds (rest 1:30 between rounds)", 3, 90),
        ("3 rounds with 1 min rest", 3, 60),
        ("3 rounds, 30 s of rest between each round:", 3, 30),
        ("rest 2 min after each round, 4 rounds", 4, 120),
        ("4 rounds, pause: 45 seconds between the rounds", 4, 45),
        ("Circuit x 3", 3, 0),
        ("Circuit (3 rounds), break for 1 m 30 s", 3, 90),
        ("Superset: 4x", 4, 0),
        ("Rounds: 5", 5, 0),
        ("Repeat 3 times:", 3, 0),
        ("repeat these x3", 3, 0),
        ("Repeat the following 2x", 2, 0),
        ("2 to 4 rounds by 1 every 3, rest 20 s:", Ramp(start=2, to=4, by=1, every=3), 20),
        ("2-4 rounds by 2:", Ramp(start=2, to=4, by=2), 0),
        ("3 rounds in random order, rest 30 s:", (3, True), 30),
        ("rest 30 s, 3 rounds, shuffled", (3, True), 30),
        ("3 rounds (any order)", (3, True), 0),
        # These name a stretch, or no number.
        ("Bridge 3 rounds", None, 0),
        ("3 rounds of Bridge", None, 0),
        ("Circuit", None, 0),
        ("Rounds", None, 0),
        ("rest 30", None, 0),
        ("3", None, 0),
        ("", None, 0),
    ],
)
def test_a_line_that_says_how_many_rounds(
    line: str, rounds: int | Ramp | tuple[int, bool] | None, rest: int
) -> None:
    found = None
    if isinstance(rounds, tuple):
        found = Opening(rounds[0], rest, shuffle=rounds[1])
    elif rounds is not None:
        found = Opening(rounds, rest)
    assert read_opening(line) == found


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("21 rounds:", "rounds: expected 1 to 20, found 21"),
        ("0 rounds:", "rounds: expected 1 to 20, found 0"),
        ("3 rounds, rest 20 min", "rest: expected 0 to 600, found 1200"),
        ("4 to 2 rounds by 1", "rounds: expected the smaller number first"),
        ("2 to 30 rounds by 1", "rounds: expected 1 to 20, found 30"),
        ("2 to 3 rounds by 0", "by: expected 1 to 3600, found 0"),
        ("2 to 3 rounds by 1 every 3601", "every: expected 1 to 3600, found 3601"),
    ],
)
def test_more_than_a_group_may_have_is_refused(line: str, reason: str) -> None:
    with pytest.raises(Wrong, match=f"^{reason}$"):
        read_opening(line)


@pytest.mark.parametrize(
    ("rounds", "rest", "line"),
    [
        (1, 0, "1 round:"),
        (3, 90, "3 rounds, rest 1:30:"),
        (Ramp(start=2, to=4, by=1, every=3), 0, "2 to 4 rounds by 1 every 3:"),
    ],
)
def test_how_many_rounds_stands_over_their_steps(rounds: int | Ramp, rest: int, line: str) -> None:
    assert write_opening(Group(rounds=rounds, rest=rest, steps=(SIT,))) == line


@given(quantities(20), st.integers(0, 600), st.booleans())
def test_what_is_written_over_a_group_reads_back(
    rounds: int | Ramp, rest: int, shuffle: bool
) -> None:
    group = Group(rounds=rounds, rest=rest, shuffle=shuffle, steps=(SIT,))
    assert read_opening(write_opening(group)) == Opening(rounds, rest, shuffle)


def entries(*lines: str) -> tuple[Step | Group, ...]:
    routine, notes, _ = from_text("\n".join(lines), "x", {})
    assert notes == [] or notes[0].startswith("not in your library")
    return routine.steps


CORE = Group(rounds=3, steps=(BRIDGE, PLANK))


def test_the_steps_that_stand_further_in_are_done_in_rounds() -> None:
    assert entries(
        "Sit 30 s",
        "3 rounds:",
        "",
        "  Bridge 8 reps",
        "",
        "\tPlank 20 s",
        "Sit 30 s",
    ) == (SIT, CORE, SIT)
    assert entries(
        "- Sit 30 s",
        "- 3 rounds",
        "  - Bridge 8 reps",
        "  - Plank 20 s",
        "- Sit 30 s",
    ) == (SIT, CORE, SIT)


def test_where_none_stands_further_in_they_go_on_to_an_empty_line() -> None:
    assert entries("3 rounds", "Bridge 8 reps", "Plank 20 s", "", "Sit 30 s") == (CORE, SIT)
    assert entries("3 rounds", "Bridge 8 reps", "Plank 20 s", "---", "Sit 30 s") == (CORE, SIT)
    assert entries("Sit 30 s", "3 rounds", "Bridge 8 reps", "  Plank 20 s") == (SIT, CORE)


def test_below_a_heading_they_go_on_to_the_next_heading() -> None:
    assert entries(
        "# Morning",
        "Sit 30 s",
        "## 3 rounds",
        "Bridge 8 reps",
        "",
        "  Plank 20 s",
        "## 2 rounds, rest 5 s",
        "Sit 30 s",
    ) == (SIT, CORE, Group(rounds=2, rest=5, steps=(SIT,)))
    routine, notes, _ = from_text("# 3 rounds\nSit 30 s\n# Morning\nSit 30 s\n", "x", {})
    assert routine.name == "Morning"
    assert routine.steps == (Group(rounds=3, steps=(SIT,)), SIT)
    assert len(notes) == 1


def test_rounds_follow_on_rounds() -> None:
    assert entries("3 rounds:", "  Bridge 8 reps", "  Plank 20 s", "2 rounds:", "  Sit 30 s") == (
        CORE,
        Group(rounds=2, steps=(SIT,)),
    )


def test_a_rest_behind_the_rounds_is_theirs_and_one_among_them_is_of_its_step() -> None:
    rested = replace(BRIDGE, rest=10)
    assert entries(
        "3 rounds:", "  Bridge 8 reps", "  rest 10", "  Plank 20 s", "rest 60", "Sit 30 s"
    ) == (Group(rounds=3, rest=60, steps=(rested, PLANK)), SIT)
    # Of two, the later counts, as everywhere.
    assert entries("2 rounds, rest 5 s:", "  Sit 30 s", "rest 7 s") == (
        Group(rounds=2, rest=7, steps=(SIT,)),
    )
    assert entries("2 rounds:", "  Sit 30 s", "Bridge 8 reps", "rest 10") == (
        Group(rounds=2, steps=(SIT,)),
        rested,
    )


def test_rounds_without_steps_are_none() -> None:
    routine, _, left_out = from_text("3 rounds:\n2 rounds:\n  Sit 30 s\n4 rounds:\n", "x", {})
    assert routine.steps == (Group(rounds=2, steps=(SIT,)),)
    assert [(each.where, each.problem) for each in left_out] == [
        ("line 1", "no steps follow it"),
        ("line 4", "no steps follow it"),
    ]


def test_too_many_rounds_are_left_out_and_their_steps_are_not() -> None:
    routine, _, (fault,) = from_text(
        "2 rounds:\n  Sit 30 s\n25 rounds:\n  Bridge 8 reps\n", "x", {}
    )
    assert routine.steps == (Group(rounds=2, steps=(SIT,)), BRIDGE)
    assert (fault.where, fault.problem) == ("line 3", "rounds: expected 1 to 20, found 25")


# What is printed


def test_a_routine_in_lines() -> None:
    routine = Routine(
        id="core",
        name="Core",
        steps=(SIT, Group(rounds=3, rest=30, steps=(Step(stretch="b", reps=8), PLANK)), SIT),
    )
    known = {"b": Stretch(id="b", name="Bridge")}
    assert to_text(routine, known) == (
        "# Core\n\nSit 30 s\n3 rounds, rest 30 s:\n  Bridge 8 reps\n  Plank 20 s\nSit 30 s\n"
    )
    assert from_text(to_text(routine, known), "x", known)[0] == routine


def test_a_name_that_looks_like_a_heading_is_none() -> None:
    steps = (SIT, Step(name="# 1", hold=30), Step(name="## Two", reps=8))
    routine = Routine(id="r", name="R", steps=steps)
    text = to_text(routine, {})
    assert '"# 1" 30 s' in text
    assert from_text(text, "r", {})[0] == routine


def _with_dose(step: Step) -> Step:
    step = replace(step, instructions=())
    said = (step.hold, step.breaths, step.reps) != (None, None, None)
    return step if said else replace(step, hold=30)


own_steps = steps(text=words).map(_with_dose)


@given(st.lists(own_steps | groups(own_steps), min_size=1, max_size=4).map(tuple))
def test_what_is_printed_as_lines_reads_back_the_same(steps: tuple[Step | Group, ...]) -> None:
    routine = Routine(id="r", name="R", steps=steps)
    again, _, _ = from_text(to_text(routine, {}), "x", {})
    assert again == routine
