"""Faults of a file, in the rows of a routine as it was before."""

from __future__ import annotations

from msgspec.structs import replace

from stretchtui.core.routines.fault_places import marked_rows, marks_of
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Group, Routine, Step

A, B, C = (Step(stretch=each) for each in "abc")
OWN = Step(name="Own")
GROUP = Group(rounds=2, steps=(B, C))
ROUTINE = Routine(id="hips", name="Hips", steps=(A, GROUP, OWN))

HEAD = 'format = 1\n[[routine]]\nid = "hips"\nname = "Hips"\n'
STEP_A = '[[routine.step]]\nstretch = "a"\n'
STEP_OWN = '[[routine.step]]\nname = "Own"\n'
ROUNDS = "[[routine.step]]\nrounds = 2\n"
INNER = '[[routine.step.step]]\nstretch = "b"\n[[routine.step.step]]\nstretch = "c"\n'


def marks(toml: str, routine: Routine = ROUTINE) -> dict[int, str]:
    """What is wrong in which rows."""
    return marked_rows(routine, marks_of(decode(toml, "").faults, toml, routine))


def test_fault_is_in_the_row_of_its_step_or_group() -> None:
    toml = f'{HEAD}tag = 1\n{STEP_A}rest = -1\nholt = 3\n{ROUNDS}rest = "x"\n{INNER}hold = 0\n'
    found = marks(toml + STEP_OWN)
    assert list(found) == [0, 1, 3]
    assert found[0].startswith('unknown key "holt": did you mean hold?; rest: expected whole')
    assert found[1].startswith("rest: expected")
    assert found[3].startswith("hold: expected")


def test_steps_that_have_come_or_gone_move_the_rest() -> None:
    new = '[[routine.step]]\nstretch = "new"\nhold = 0\n'
    assert list(marks(f"{HEAD}{new}{STEP_A}{ROUNDS}{INNER}{STEP_OWN}rest = -1\n")) == [4]
    assert list(marks(f"{HEAD}{STEP_OWN}rest = -1\n")) == [4]


def test_step_that_was_moved_is_found() -> None:
    rest = "rest = -1\n"
    assert list(marks(f"{HEAD}{STEP_OWN}{rest}{STEP_A}{rest}{ROUNDS}{INNER}")) == [0, 4]


def test_other_step_in_the_place_of_one_marks_that() -> None:
    other = '[[routine.step]]\nstretch = "other"\nrest = -1\n'
    assert list(marks(f"{HEAD}{other}{ROUNDS}{INNER}{STEP_OWN}")) == [0]


def test_faults_elsewhere_mark_nothing() -> None:
    other = 'format = 1\n[[routine]]\nid = "other"\nname = "Other"\n'
    second = f"{other}{STEP_A}rest = -1\n{HEAD.removeprefix('format = 1')}{STEP_A}hold = 0\n"
    assert marks(second) == {0: marks(f"{HEAD}{STEP_A}hold = 0\n")[0]}
    assert marks(f"{other}{STEP_A}rest = -1\n") == {}
    assert marks("no TOML") == {}
    assert marks("format = 1\nroutine = 3\n") == {}
    assert marks(f"{HEAD}step = 3\n") == {}
    assert marks(f"{HEAD}{STEP_A}") == {}


def test_marks_stay_with_their_steps_and_go_when_these_are_changed() -> None:
    toml = f"{HEAD}{STEP_A}rest = -1\n"
    found = marks_of(decode(toml, "").faults, toml, ROUTINE)
    assert list(marked_rows(replace(ROUTINE, steps=(OWN, A)), found)) == [1]
    assert marked_rows(replace(ROUTINE, steps=(OWN, replace(A, rest=5))), found) == {}
    assert marked_rows(ROUTINE, ()) == {}
