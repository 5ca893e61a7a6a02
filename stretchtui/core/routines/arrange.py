"""The order of a routine while it is made: adding, removing, moving, copying, grouping.

Each edit takes a draft and gives another one. Where rows are marked it acts on all of them.
"""

from __future__ import annotations

from msgspec.structs import replace

from stretchtui.core.routines.draft import ChosenEntries, Draft
from stretchtui.core.routines.edit import valid_step
from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.model import Group, Routine, Step

FIRST_ROUNDS = 2
"""How many rounds a new group has."""

Entries = tuple[Step | Group, ...]


def add(draft: Draft, step: Step) -> Draft:
    """With a step after the cursor, which goes to it: in a group behind one of its steps.

    ``Step(stretch="knee-to-chest")`` is a stretch as the library has it, and ``Step(name="…")``
    is one of one's own.

    Raises:
        Wrong: The step cannot be taken.
    """
    step = valid_step(step)
    if not draft.routine.steps:
        return Draft(replace(draft.routine, steps=(step,)))
    within, _, last = replace(draft, mark=None).chosen
    entries = _entries(draft.routine, within)
    return _with(draft, within, (*entries[: last + 1], step, *entries[last + 1 :]), last + 1)


def add_group(draft: Draft, made: Group) -> Draft:
    """With a group after the entry of the cursor, which goes to it.

    Raises:
        Wrong: One of its steps cannot be taken.
    """
    made = replace(made, steps=tuple(map(valid_step, made.steps)))
    entries = draft.routine.steps
    place = draft.rows[draft.cursor].entry + 1 if entries else 0
    return _with(draft, None, (*entries[:place], made, *entries[place:]), place)


def remove(draft: Draft) -> Draft:
    """Without what is at the cursor, or marked; a group goes with its steps."""
    if not draft.rows:
        return draft
    within, first, last = draft.chosen
    entries = _entries(draft.routine, within)
    left = entries[:first] + entries[last + 1 :]
    if within is not None and not left:
        return _with(draft, None, _without(draft.routine.steps, within), within)
    return _with(draft, within, left, min(first, len(left) - 1))


def duplicate(draft: Draft) -> Draft:
    """With what is at the cursor, or marked, once more after it; the copies are marked then."""
    if not draft.rows:
        return draft
    within, first, last = draft.chosen
    entries = _entries(draft.routine, within)
    copied = entries[: last + 1] + entries[first : last + 1] + entries[last + 1 :]
    found = _with(draft, within, copied, last + 1)
    return (
        found if draft.mark is None else _marked(found, within, last + 1, last + 1 + last - first)
    )


def move(draft: Draft, by: int) -> Draft:
    """With what is at the cursor, or marked, so many rows further down, or up.

    Steps go into a group that they come to, and leave it at its ends; a group stays whole.
    """
    for _ in range(abs(by)):
        if not draft.rows:
            break
        draft = _moved(draft, 1 if by > 0 else -1)
    return draft


def drag(draft: Draft, to: int) -> Draft:
    """With what is at the cursor moved to a row, or as near to it as it can come."""
    by = 1 if to > draft.cursor else -1
    while (to - draft.cursor) * by > 0:
        moved = move(draft, by)
        if moved is draft or (to - moved.cursor) * by < 0:
            break
        draft = moved
    return draft


def mark(draft: Draft) -> Draft:
    """With a mark at the cursor, from which on rows are edited together; or without the one."""
    if draft.mark is None and draft.rows:
        return replace(draft, mark=draft.cursor)
    return replace(draft, mark=None)


def group(draft: Draft) -> Draft:
    """With what is at the cursor, or marked, in rounds; a group is taken apart instead.

    Raises:
        Wrong: There is a group among the marked rows.
    """
    if not draft.rows:
        return draft
    within, first, last = draft.chosen
    if within is not None or (first == last and isinstance(draft.routine.steps[first], Group)):
        return _ungrouped(draft, first if within is None else within)
    steps: list[Step] = []
    for each in draft.routine.steps[first : last + 1]:
        if isinstance(each, Group):
            raise Wrong("a group can't be in another one: ungroup it first")
        steps.append(each)
    made = Group(rounds=FIRST_ROUNDS, steps=tuple(steps))
    entries = draft.routine.steps
    return _with(draft, None, (*entries[:first], made, *entries[last + 1 :]), first)


def _ungrouped(draft: Draft, place: int) -> Draft:
    entries = draft.routine.steps
    made = entries[place]
    assert isinstance(made, Group)
    return _with(draft, None, (*entries[:place], *made.steps, *entries[place + 1 :]), place)


def _moved(draft: Draft, by: int) -> Draft:
    within, first, last = draft.chosen
    entries = _entries(draft.routine, within)
    block, target = entries[first : last + 1], (last + 1 if by > 0 else first - 1)
    if not 0 <= target < len(entries):
        return draft if within is None else _leave(draft, block, by)
    beside = entries[target]
    single = tuple(each for each in block if not isinstance(each, Group))
    if isinstance(beside, Group) and len(single) == len(block):
        return _enter(draft, single, target, by)
    others = entries[:first] + entries[last + 1 :]
    place = first + by
    found = _with(draft, within, (*others[:place], *block, *others[place:]), place)
    return _kept(draft, found, within, place, place + last - first)


def _leave(draft: Draft, block: Entries, by: int) -> Draft:
    """Out of the group, to the place before it or behind."""
    within, first, last = draft.chosen
    assert within is not None
    whole = draft.routine.steps[within]
    assert isinstance(whole, Group)
    left = whole.steps[:first] + whole.steps[last + 1 :]
    kept: Entries = (replace(whole, steps=left),) if left else ()
    inner = (*kept, *block) if by > 0 else (*block, *kept)
    entries = draft.routine.steps
    place = within + (len(kept) if by > 0 else 0)
    found = _with(draft, None, (*entries[:within], *inner, *entries[within + 1 :]), place)
    return _kept(draft, found, None, place, place + len(block) - 1)


def _enter(draft: Draft, block: tuple[Step, ...], target: int, by: int) -> Draft:
    """Into the group beside."""
    whole = draft.routine.steps[target]
    assert isinstance(whole, Group)
    steps = (*block, *whole.steps) if by > 0 else (*whole.steps, *block)
    _, first, last = draft.chosen
    entries = draft.routine.steps
    entries = (*entries[:target], replace(whole, steps=steps), *entries[target + 1 :])
    place = target - len(block) if by > 0 else target
    inner = 0 if by > 0 else len(whole.steps)
    routine = replace(draft.routine, steps=entries[:first] + entries[last + 1 :])
    found = Draft(routine)
    found = found.at(found.row_of(place, inner))
    return _kept(draft, found, place, inner, inner + len(block) - 1)


def _entries(routine: Routine, within: int | None) -> Entries:
    if within is None:
        return routine.steps
    whole = routine.steps[within]
    assert isinstance(whole, Group)
    return whole.steps


def _without(entries: Entries, place: int) -> Entries:
    return entries[:place] + entries[place + 1 :]


def _with(draft: Draft, within: int | None, entries: Entries, place: int) -> Draft:
    """With other entries, of the routine or of a group, and the cursor on one of them."""
    if within is not None:
        whole = draft.routine.steps[within]
        assert isinstance(whole, Group)
        steps = tuple(each for each in entries if not isinstance(each, Group))
        all_ = draft.routine.steps
        entries = (*all_[:within], replace(whole, steps=steps), *all_[within + 1 :])
    found = Draft(replace(draft.routine, steps=entries))
    row = found.row_of(place) if within is None else found.row_of(within, place)
    return found.at(row)


def _kept(before: Draft, found: Draft, within: int | None, first: int, last: int) -> Draft:
    """With the same entries marked as before, and the cursor at the same end of them."""
    if before.mark is None:
        return found
    found = _marked(found, within, first, last)
    if before.cursor < before.mark:
        assert found.mark is not None
        return replace(found, cursor=found.mark, mark=found.cursor)
    return found


def _marked(draft: Draft, within: int | None, first: int, last: int) -> Draft:
    place = ChosenEntries(within, first, last)
    ends = (
        draft.row_of(each) if within is None else draft.row_of(within, each)
        for each in (place.first, place.last)
    )
    one, other = ends
    return replace(draft, cursor=other, mark=one)
