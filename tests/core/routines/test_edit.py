"""Making a routine: every edit gives a valid draft, and every edit can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.arrange import add, duplicate, move, remove
from stretchtui.core.routines.draft import Draft, History
from stretchtui.core.routines.edit import (
    change,
    cycle_rest,
    cycle_sides,
    cycle_times,
    describe,
    lengthen,
    repeat,
    rest,
)
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Group, Ramp, Routine, Sides, Step, Stretch, steps_in
from tests.amounts import amount
from tests.core.strategies import playable, quantities, words

STRETCHES = {
    "knee": Stretch(id="knee", name="Knee", sides=Sides.BOTH, hold=30),
    "cat": Stretch(id="cat", name="Cat", reps=10, tempo=6),
    "deep": Stretch(id="deep", name="Deep", breaths=Ramp(start=3, to=6)),
    "plain": Stretch(id="plain", name="Plain"),
}


def draft(*steps: Step | Group, cursor: int = 0) -> Draft:
    return Draft(Routine(id="mine", name="Mine", steps=steps), cursor)


def of(stretch: str, **fields: Any) -> Step:
    return Step(stretch=stretch, **fields)


def names(found: Draft) -> str:
    """The steps in a line, the one at the cursor in capitals."""

    def shown(entry: Step | Group) -> str:
        return " ".join(step.stretch or step.name or "" for step in steps_in(entry))

    entries = [
        f"({shown(each)})" if isinstance(each, Group) else shown(each)
        for each in found.routine.steps
    ]
    chosen = found.rows[found.cursor].entry if found.rows else None
    return " ".join(each.upper() if n == chosen else each.lower() for n, each in enumerate(entries))


THREE = draft(of("knee"), of("cat"), of("deep"), cursor=1)
EMPTY = draft()


# The sequence


def test_a_step_is_added_after_the_cursor_and_says_nothing_of_its_own() -> None:
    assert names(add(EMPTY, of("knee"))) == "KNEE"
    assert names(add(THREE, of("plain"))) == "knee cat PLAIN deep"
    assert add(THREE, of("plain")).step == Step(stretch="plain")
    assert add(EMPTY, Step(name=" Shake \t it ")).step == Step(name="Shake it")


def test_a_step_that_could_not_be_read_back_is_not_added() -> None:
    with pytest.raises(Wrong, match=r"control character U\+001B"):
        add(THREE, Step(name="\x1b[2J"))
    with pytest.raises(Wrong, match="found both"):
        add(THREE, Step(stretch="knee", name="Knee"))


def test_a_step_is_removed_and_the_cursor_stays_or_goes_to_the_last() -> None:
    assert names(remove(THREE)) == "knee DEEP"
    assert names(remove(THREE.at(2))) == "knee CAT"
    last = remove(draft(of("knee")))
    assert (last.routine.steps, last.cursor, last.step) == ((), 0, None)


def test_a_step_moves_with_the_cursor_as_far_as_it_can() -> None:
    assert names(move(THREE, -1)) == "CAT knee deep"
    assert names(move(THREE, 1)) == "knee deep CAT"
    assert names(move(THREE, -9)) == "CAT knee deep"
    assert names(move(THREE, 9)) == "knee deep CAT"
    assert move(THREE.at(0), -1) == THREE.at(0)


def test_a_step_is_done_twice() -> None:
    assert names(duplicate(THREE)) == "knee cat CAT deep"


def test_the_cursor_stays_on_a_step() -> None:
    assert [THREE.at(n).cursor for n in (-5, 0, 2, 3)] == [0, 0, 2, 2]
    assert EMPTY.at(4).cursor == 0


# How much


@pytest.mark.parametrize(
    ("step", "by", "after"),
    [
        (of("knee"), 1, of("knee", hold=35)),
        (of("knee"), -1, of("knee", hold=25)),
        (of("knee", hold=35), -1, of("knee")),
        (of("knee", hold=5), -1, of("knee", hold=1)),
        (of("knee", hold=1), 1, of("knee", hold=5)),
        (of("knee", hold=3598), 1, of("knee", hold=3600)),
        (of("plain"), 1, of("plain", hold=35)),
        (Step(name="Own"), -1, Step(name="Own", hold=25)),
        (of("gone"), 1, of("gone", hold=35)),
        (of("cat"), 1, of("cat", reps=11)),
        (of("cat", reps=1), -1, of("cat", reps=1)),
        (of("cat", hold=60), 1, of("cat", hold=65)),
        (of("knee", breaths=3), 2, of("knee", breaths=5)),
        (of("knee", breaths=60), 1, of("knee", breaths=60)),
        (of("deep"), 1, of("deep", breaths=Ramp(start=4, to=7))),
        (of("deep", breaths=Ramp(start=4, to=7)), -1, of("deep")),
        (of("knee", reps=Ramp(start=2, to=499, by=5)), 3,
         of("knee", reps=Ramp(start=3, to=500, by=5))),
        (of("knee", hold=Ramp(start=3, to=60)), -1, of("knee", hold=Ramp(start=1, to=58))),
    ],
)  # fmt: skip
def test_more_and_less(step: Step, by: int, after: Step) -> None:
    assert lengthen(draft(step), by, STRETCHES).step == after


@pytest.mark.parametrize(
    ("edit", "step", "after"),
    [
        (cycle_times, of("knee"), of("knee", times=2)),
        (cycle_times, of("knee", times=5), of("knee")),
        (cycle_times, of("knee", times=12), of("knee")),
        (cycle_times, of("knee", times=Ramp(start=1, to=3)),
         of("knee", times=Ramp(start=2, to=4))),
        (lambda d: repeat(d, -1), of("knee"), of("knee")),
        (lambda d: repeat(d, 3), of("knee", times=19), of("knee", times=20)),
        (cycle_rest, of("knee"), of("knee", rest=5)),
        (cycle_rest, of("knee", rest=7), of("knee", rest=10)),
        (cycle_rest, of("knee", rest=60), of("knee")),
        (lambda d: rest(d, 1), of("knee", rest=598), of("knee", rest=600)),
        (lambda d: rest(d, -1), of("knee", rest=3), of("knee")),
    ],
)  # fmt: skip
def test_times_and_rests(edit: Callable[[Draft], Draft], step: Step, after: Step) -> None:
    assert edit(draft(step)).step == after


def test_sides_go_round_and_the_stretchs_own_are_not_said_again() -> None:
    one = draft(of("knee"))
    seen = []
    for _ in Sides:
        one = cycle_sides(one, STRETCHES)
        assert one.step is not None
        seen.append(one.step.sides)
    assert seen == [Sides.ALTERNATE, Sides.NONE, Sides.LEFT, Sides.RIGHT, None]
    assert cycle_sides(draft(Step(name="Own")), STRETCHES).step == Step(
        name="Own", sides=Sides.LEFT
    )


# Forms


def test_one_quantity_takes_the_place_of_the_others() -> None:
    one = change(draft(of("knee", hold=60, rest=5)), breaths=3)
    assert one.step == of("knee", breaths=3, rest=5)
    assert change(one, reps=4, tempo=2, wait=True).step == of(
        "knee", reps=4, tempo=2, rest=5, wait=True
    )
    assert change(one, breaths=None).step == of("knee", rest=5)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"hold": 3601}, "whole seconds from 1 to 3600"),
        ({"rest": -1}, "whole seconds from 0 to 600"),
        ({"reps": Ramp(start=9, to=3)}, "from ≤ to"),
        ({"name": "Own"}, "found both"),
        ({"instructions": ("\x9b2J",)}, "control character"),
    ],
)
def test_a_step_never_gets_what_it_cannot_have(fields: dict[str, Any], told: str) -> None:
    with pytest.raises(Wrong, match=told):
        change(THREE, **fields)


def test_the_routine_is_described_and_keeps_its_id_and_steps() -> None:
    found = describe(THREE, name="  膝を 胸に ", tags=("floor",), get_ready=0, about=None)
    assert found.routine == replace(THREE.routine, name="膝を 胸に", tags=("floor",), get_ready=0)
    assert found.cursor == 1
    with pytest.raises(Wrong, match="1 to 2000 characters"):
        describe(THREE, name="")


@pytest.mark.parametrize(
    "edit",
    [
        remove, duplicate, cycle_times, cycle_rest,
        lambda d: move(d, 1), lambda d: change(d, hold=3), lambda d: repeat(d, 1),
        lambda d: rest(d, 1), lambda d: lengthen(d, 1, STRETCHES),
        lambda d: cycle_sides(d, STRETCHES),
    ],
)  # fmt: skip
def test_where_there_is_no_step_nothing_happens(edit: Callable[[Draft], Draft]) -> None:
    assert edit(EMPTY) == EMPTY


def test_an_edit_that_can_change_nothing_gives_back_the_same_draft() -> None:
    one = draft(of("knee", hold=3600, times=20, rest=600))
    assert lengthen(one, 1, STRETCHES) is one
    assert repeat(one, 1) is one
    assert rest(one, 1) is one


# Undo


def test_undo_brings_the_cursor_back_too() -> None:
    history = History(THREE).after(THREE.at(2))
    assert history.past == ()
    history = history.after(move(history.now, -2))
    assert names(history.now) == "DEEP knee cat"
    history = history.undo()
    assert history.now == THREE.at(2)
    assert history.undo() is history
    history = history.after(history.now.at(0)).redo()
    assert names(history.now) == "DEEP knee cat"
    assert history.redo() is history


def test_after_another_edit_there_is_nothing_to_redo() -> None:
    history = History(THREE).after(remove(THREE)).undo()
    history = history.after(duplicate(history.now))
    assert history.future == ()


Edit = Callable[[Draft, Mapping[str, Stretch]], Draft]

_by = st.integers(-3, 3)
_own = st.builds(lambda name: Step(name=name), words)
edits: st.SearchStrategy[Edit] = st.one_of(
    st.sampled_from([
        lambda d, _: remove(d),
        lambda d, _: duplicate(d),
        lambda d, _: cycle_times(d),
        lambda d, _: cycle_rest(d),
        cycle_sides,
    ]),
    st.builds(lambda step: lambda d, _: add(d, step), _own),
    st.builds(lambda pick: lambda d, known: add(d, of(sorted(known)[pick % len(known)]))
              if known else d, st.integers(0, 9)),
    st.builds(lambda by: lambda d, _: move(d, by), _by),
    st.builds(lambda by: lambda d, known: lengthen(d, 40 * by, known), _by),
    st.builds(lambda by: lambda d, _: repeat(d, 7 * by), _by),
    st.builds(lambda by: lambda d, _: rest(d, 90 * by), _by),
    st.builds(lambda hold: lambda d, _: change(d, hold=hold), quantities(3600)),
    st.builds(lambda name: lambda d, _: describe(d, name=name), words),
    st.builds(lambda cursor: lambda d, _: d.at(cursor), st.integers(-1, 9)),
)  # fmt: skip


@settings(max_examples=amount(30))
@given(playable(), st.lists(edits, max_size=30))
def test_any_edits_are_valid_undone_to_the_start_and_redone_to_the_end(
    start: tuple[Routine, dict[str, Stretch]], made: list[Edit]
) -> None:
    routine, library = start
    history = History(Draft(routine))
    for edit in made:
        history = history.after(edit(history.now, library))
        document = decode(encode([history.now.routine]), "")
        assert document.routines == (history.now.routine,)
        assert history.now.at(history.now.cursor) == history.now
    end = history.now
    count = len(history.past)
    assert count <= len(made)
    for _ in range(count):
        history = history.undo()
    assert history.now.routine == routine
    assert history.undo() is history
    for _ in range(count):
        history = history.redo()
    assert history.now.routine == end.routine
    assert history.redo() is history


@pytest.mark.once
def test_a_thousand_edits_can_be_undone() -> None:
    history = History(EMPTY)
    for number in range(1000):
        history = history.after(add(history.now, Step(name=f"Step {number}")))
    for _ in range(1000):
        history = history.undo()
    assert history.now == EMPTY


# A group is one entry of the sequence

ROUNDS = Group(rounds=3, rest=30, steps=(of("cat"), of("plain")))
GROUPED = draft(of("knee"), ROUNDS, of("deep"), cursor=1)


def test_a_group_moves_and_is_copied_and_removed_as_one() -> None:
    assert names(GROUPED) == "knee (CAT PLAIN) deep"
    assert GROUPED.entry == ROUNDS
    assert GROUPED.step is None
    assert names(move(GROUPED, 1)) == "knee deep (CAT PLAIN)"
    assert names(duplicate(GROUPED)) == "knee (cat plain) (CAT PLAIN) deep"
    assert names(remove(GROUPED)) == "knee DEEP"
    assert names(add(GROUPED, of("knee"))) == "knee (cat plain) KNEE deep"
    assert [GROUPED.at(place).first_step for place in range(5)] == [0, 1, 1, 2, 3]


def test_the_rounds_of_a_group_and_its_rest_are_changed_in_place() -> None:
    def rounds(found: Draft) -> int | Ramp:
        assert isinstance(found.entry, Group)
        return found.entry.rounds

    def rested(found: Draft) -> int:
        assert isinstance(found.entry, Group)
        return found.entry.rest

    assert [rounds(repeat(GROUPED, by)) for by in (1, -1, -9, 99)] == [4, 2, 1, 20]
    assert [rounds(cycle_times(repeat(GROUPED, by))) for by in (0, 1, 2)] == [4, 5, 1]
    assert [rested(rest(GROUPED, by)) for by in (1, -1, -9)] == [35, 25, 0]
    assert [rested(cycle_rest(rest(GROUPED, by))) for by in (0, 6, 7)] == [45, 0, 0]
    grows = draft(replace(ROUNDS, rounds=Ramp(start=2, to=4)))
    assert rounds(cycle_times(grows)) == Ramp(start=3, to=5)
    assert repeat(draft(replace(ROUNDS, rounds=20)), 1).entry == replace(ROUNDS, rounds=20)


def test_what_only_a_step_has_is_not_changed_of_a_group() -> None:
    assert lengthen(GROUPED, 1, STRETCHES) is GROUPED
    assert cycle_sides(GROUPED, STRETCHES) is GROUPED
    assert change(GROUPED, hold=30) is GROUPED


def test_what_does_not_go_with_a_quantity_is_cleared_unless_it_is_asked_for() -> None:
    one = draft(of("cat", reps=8, tempo=3))
    assert change(one, hold=20).step == of("cat", hold=20)
    assert change(one, reps=9).step == of("cat", reps=9, tempo=3)
    with pytest.raises(Wrong, match="tempo goes with reps, found hold"):
        change(one, hold=20, tempo=4)
