"""The order of a routine: rows that go into groups and out of them, alone or several together."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.arrange import (
    add,
    add_group,
    drag,
    duplicate,
    group,
    mark,
    move,
    remove,
)
from stretchtui.core.routines.draft import Draft
from stretchtui.core.routines.edit import change, regroup
from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.model import Group, Ramp, Routine, Step


def draft(line: str, cursor: int = 0, mark: int | None = None) -> Draft:
    """``a (b c) d``: steps of one letter, and groups of them."""
    entries: list[Step | Group] = []
    inside: list[Step] | None = None
    for letter in line.replace(" ", ""):
        match letter:
            case "(":
                inside = []
            case ")":
                assert inside is not None
                entries.append(Group(rounds=2, steps=tuple(inside)))
                inside = None
            case _:
                (entries if inside is None else inside).append(Step(name=letter))
    return Draft(Routine(id="mine", name="Mine", steps=tuple(entries)), cursor, mark)


def shown(found: Draft) -> str:
    """The same line, with the row at the cursor in capitals, and ``[`` at one that is marked."""
    said: list[str] = []
    for number, (entry, inner) in enumerate(found.rows):
        whole = found.routine.steps[entry]
        is_group = isinstance(whole, Group)
        step = None if is_group and inner is None else found.at(number).step
        word = "(" if step is None else step.name or ""
        word = word.upper() if number == found.cursor else word
        word = f"[{word}" if number in found.marked else word
        if isinstance(whole, Group) and inner == len(whole.steps) - 1:
            word += ")"
        said.append(word)
    return " ".join(said)


ALL = "a (b c) d"


def test_rows_are_the_steps_and_one_over_those_of_a_group() -> None:
    assert shown(draft(ALL, 1)) == "a ( b c) d"
    assert [draft(ALL, n).first_step for n in range(5)] == [0, 1, 1, 2, 3]
    assert isinstance(draft(ALL, 1).entry, Group)
    assert draft(ALL, 1).step is None
    assert draft(ALL, 3).step == Step(name="c")
    assert (draft("").entry, draft("").marked, draft("").rows) == (None, range(0), ())
    assert draft(ALL).at(99).cursor == 4
    assert draft(ALL).row_of(9) == 5


@pytest.mark.parametrize(
    ("cursor", "then"),
    [(0, "a X ( b c) d"), (1, "a ( b c) X d"), (2, "a ( b X c) d"), (3, "a ( b c X) d")],
)
def test_step_is_added_where_the_cursor_is(cursor: int, then: str) -> None:
    assert shown(add(draft(ALL, cursor), Step(name="x"))) == then


def test_group_is_added_behind_what_the_cursor_is_in() -> None:
    made = Group(rounds=2, steps=(Step(name=" x "),))
    assert add_group(draft(ALL, 2), made).routine == draft("a (b c) (x) d").routine
    assert add_group(draft(""), made).routine == draft("(x)").routine


@pytest.mark.parametrize(
    ("before", "then"),
    [
        (draft(ALL, 0), "( b c) d"),
        (draft(ALL, 1), "a D"),
        (draft(ALL, 2), "a ( C) d"),
        (draft(ALL, 3), "a ( B) d"),
        (draft("a (b) c", 2), "a C"),
        (draft("(b)", 1), ""),
        (draft(ALL, 2, mark=0), "D"),
        (draft(ALL, 3, mark=2), "a D"),
        (draft(""), ""),
    ],
)
def test_what_is_chosen_is_removed(before: Draft, then: str) -> None:
    assert shown(remove(before)) == then


@pytest.mark.parametrize(
    ("before", "then"),
    [
        (draft(ALL, 2), "a ( b B c) d"),
        (draft("a b c", 1, mark=0), "a b [a [B c"),
        (draft(""), ""),
    ],
)
def test_copies_stand_behind_what_is_copied(before: Draft, then: str) -> None:
    assert shown(duplicate(before)) == then
    both = duplicate(draft(ALL, 1))
    assert both.routine == draft("a (b c) (b c) d").routine
    assert both.cursor == 4


@pytest.mark.parametrize(
    ("before", "by", "then"),
    [
        (draft(ALL, 0), 1, "( A b c) d"),
        (draft(ALL, 0), 3, "( b c A) d"),
        (draft(ALL, 0), 4, "( b c) A d"),
        (draft(ALL, 0), 9, "( b c) d A"),
        (draft(ALL, 4), -1, "a ( b c D)"),
        (draft(ALL, 4), -4, "a D ( b c)"),
        (draft(ALL, 2), -1, "a B ( c) d"),
        (draft(ALL, 3), 1, "a ( b) C d"),
        (draft("(a) b", 1), 1, "A b"),
        (draft("(a) b", 1), -1, "A b"),
        (draft("(a) (b)", 0), 1, "( b) ( a)"),
        (draft(ALL, 1), 1, "a d ( b c)"),
        (draft(ALL, 1), -1, "( b c) a d"),
        (draft("a b c d", 1, mark=0), 1, "c [a [B d"),
        (draft("a b c d", 2, mark=3), -1, "a [C [d b"),
        (draft("a b (c)", 1, mark=0), 1, "( [a [B c)"),
        (draft("a (b c d)", 3, mark=2), -1, "a [b [C ( d)"),
        (draft("a (b c) d", 3, mark=0), 1, "d [a [( [b [c)"),
        (draft(""), 1, ""),
    ],
)
def test_rows_move_through_groups_and_groups_as_one(before: Draft, by: int, then: str) -> None:
    found = shown(move(before, by))
    if before.entry is not None and isinstance(before.entry, Group):
        assert found.lower() == then.lower()
        assert isinstance(move(before, by).entry, Group)
    elif "[(" in then:
        assert found.lower() == then.lower()
    else:
        assert found == then


@pytest.mark.parametrize(
    ("before", "to", "then"),
    [
        (draft("a b c d", 0), 2, "b c A d"),
        (draft("a b c d", 3), 1, "a D b c"),
        (draft("a b", 1), 9, "a B"),
        (draft("(a b) (c d)", 0), 1, "( a b) ( c d)"),
    ],
)
def test_row_is_dragged_to_a_place(before: Draft, to: int, then: str) -> None:
    assert shown(drag(before, to)) == then


def test_marked_steps_become_a_group_and_a_group_steps_again() -> None:
    marked = mark(draft("a b c")).at(1)
    assert shown(marked) == "[a [B c"
    made = group(marked)
    assert made.routine == draft("(a b) c").routine
    assert made.mark is None
    assert group(made).routine == group(made.at(2)).routine == draft("a b c").routine
    assert group(draft("a")).routine == draft("(a)").routine
    assert group(draft("")) == mark(draft("")) == draft("")
    assert mark(marked).mark is None


def test_group_cannot_be_in_another_one() -> None:
    with pytest.raises(Wrong, match="ungroup it first"):
        group(draft(ALL, 1, mark=0))


def test_group_and_its_steps_are_changed_in_place() -> None:
    ramp = Ramp(start=2, to=4, every=3)
    found = regroup(draft(ALL, 1), rounds=ramp, rest=30)
    assert found.entry == Group(rounds=ramp, rest=30, steps=(Step(name="b"), Step(name="c")))
    assert regroup(draft(ALL), rounds=3) == draft(ALL)
    with pytest.raises(Wrong):
        regroup(draft(ALL, 1), rounds=21)
    changed = change(draft(ALL, 3), hold=45)
    assert changed.step == Step(name="c", hold=45)
    assert changed.cursor == 3
