"""What a routine takes along, and what it is called where it arrives."""

from __future__ import annotations

from hypothesis import given
from msgspec.structs import replace

from stretchtui.core.routines.model import Routine, Step, Stretch
from stretchtui.core.routines.sharing import rename, same_stretch, settle, used
from tests.core.strategies import libraries, playable

KNEE = Stretch(id="knee", name="Knee", hold=30)
CAT = Stretch(id="cat", name="Cat", reps=10)
ROUTINE = Routine(
    id="mine",
    name="Mine",
    steps=(Step(stretch="cat"), Step(name="Own"), Step(stretch="knee"), Step(stretch="cat")),
)


def test_what_is_used_is_there_once_in_the_order_of_its_use() -> None:
    assert used(ROUTINE, {"knee": KNEE, "cat": CAT, "other": KNEE}) == (CAT, KNEE)
    assert used(ROUTINE, {"knee": KNEE}) == (KNEE,)


def test_what_is_known_stays_behind_and_what_is_not_comes_along() -> None:
    assert settle([KNEE, CAT], {"knee": KNEE}) == ((CAT,), {})


def test_another_stretch_of_the_same_id_gets_an_id_of_its_own() -> None:
    theirs = replace(KNEE, hold=60)
    missing, renamed = settle([theirs], {"knee": KNEE, "knee-2": CAT})
    assert missing == (replace(theirs, id="knee-3"),)
    assert renamed == {"knee": "knee-3"}
    found = rename(ROUTINE, renamed)
    assert [step.stretch for step in found.single_steps] == ["cat", None, "knee-3", "cat"]
    assert found.single_steps[1] == ROUTINE.single_steps[1]
    assert rename(ROUTINE, {}) is ROUTINE


def test_a_stretch_that_was_given_another_id_before_is_known_by_it() -> None:
    theirs = replace(KNEE, hold=60)
    library = {"knee": KNEE, "knee-2": replace(theirs, id="knee-2")}
    assert same_stretch(theirs, library) == "knee-2"
    assert same_stretch(replace(theirs, hold=61), library) is None
    assert settle([theirs], library) == ((), {"knee": "knee-2"})


def test_two_stretches_of_one_library_never_get_the_same_id_in_another() -> None:
    missing, renamed = settle([replace(KNEE, hold=60), replace(CAT, id="knee-2")], {"knee": KNEE})
    assert [each.id for each in missing] == ["knee-2", "knee-2-2"]
    assert renamed == {"knee": "knee-2", "knee-2": "knee-2-2"}


@given(playable(), libraries())
def test_a_routine_means_the_same_beside_any_library(
    mine: tuple[Routine, dict[str, Stretch]], library: dict[str, Stretch]
) -> None:
    routine, stretches = mine
    missing, renamed = settle(used(routine, stretches), library)
    here = {**library, **{each.id: each for each in missing}}
    assert {id_: here[id_] for id_ in library} == library
    found = rename(routine, renamed)
    for before, after in zip(routine.single_steps, found.single_steps, strict=True):
        assert replace(after, stretch=before.stretch) == before
        if after.stretch is not None and before.stretch is not None:
            assert replace(here[after.stretch], id="") == replace(stretches[before.stretch], id="")
