"""A routine while it is made: how its steps are done, as pure functions.

Each edit takes a draft and gives another one, and each is valid: whatever is asked for stays
within the limits of the model. An edit that can change nothing gives back the very same draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from msgspec.structs import replace

from stretchtui.core.routines.dose_faults import GOES_WITH
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import (
    Breaths,
    Group,
    HoldSeconds,
    Ramp,
    Reps,
    RestSeconds,
    Rounds,
    Routine,
    Sides,
    Step,
    Stretch,
    Times,
    stretch_of,
)
from stretchtui.core.routines.ramps import DEFAULT_HOLD_S

if TYPE_CHECKING:
    from stretchtui.core.routines.draft import Draft

HOLD_STEP_S = 5
"""Seconds that one key press adds to a hold or a rest."""

TIMES_CYCLE = (1, 2, 3, 4, 5)
REST_CYCLE_S = (0, 5, 10, 15, 20, 30, 45, 60)
QUANTITIES = {"hold": HoldSeconds, "breaths": Breaths, "reps": Reps}

Stretches = Mapping[str, Stretch]


# How a step is done


def change(draft: Draft, **fields: Any) -> Draft:
    """With fields of the step at the cursor set, as a form has read them.

    To set one of ``hold``, ``breaths`` and ``reps`` clears the others, and what does not go with
    it: the tempo of a hold.

    Raises:
        Wrong: A value cannot be taken.
    """
    if draft.step is None:
        return draft
    if any(fields.get(each) is not None for each in QUANTITIES):
        fields = {**dict.fromkeys(QUANTITIES), **fields}
    step = replace(draft.step, **fields)
    if quantity := _quantity(step):
        lost = [key for key, kinds in GOES_WITH.items() if quantity[0] not in kinds]
        step = replace(step, **{key: None for key in lost if key not in fields})
    return _with_entry(draft, valid_step(step))


def exchange(draft: Draft, step: Step) -> Draft:
    """With another step at the cursor in place of the one there.

    Raises:
        Wrong: The step cannot be taken.
    """
    return draft if draft.step is None else _with_entry(draft, valid_step(step))


def regroup(draft: Draft, **fields: Any) -> Draft:
    """With fields of the group at the cursor set: rounds, rest.

    Raises:
        Wrong: A value cannot be taken.
    """
    if not isinstance(draft.entry, Group):
        return draft
    changed = replace(draft.entry, **fields)
    header = _read_back(Routine(id="draft", name="Draft", steps=(changed,)))
    return _with_entry(draft, header.steps[0])


def lengthen(draft: Draft, by: int, stretches: Stretches) -> Draft:
    """With more or less to do in the step: each of ``by`` is 5 seconds, a breath or a movement.

    A ramp moves as a whole: it grows by as much as before. What comes to the stretch's own
    quantity is not said again.
    """
    if draft.step is None:
        return draft
    step, stretch = draft.step, _stretch(draft.step, stretches)
    said, default = _quantity(step), _quantity(stretch) or ("hold", DEFAULT_HOLD_S)
    name, value = said or default
    unit = HOLD_STEP_S if name == "hold" else 1
    found = _moved(value, by * unit, QUANTITIES[name], unit)
    return change(draft, **{name: None if (name, found) == default else found})


def repeat(draft: Draft, by: int) -> Draft:
    """With so many times more, or fewer, on each side, or rounds; a ramp moves as a whole."""
    if isinstance(draft.entry, Group):
        return _with_group(draft, rounds=_moved(draft.entry.rounds, by, Rounds))
    return draft if draft.step is None else change(draft, times=_moved(draft.step.times, by, Times))


def cycle_times(draft: Draft) -> Draft:
    """With once more, and after five times just once; a ramp moves up as a whole."""
    if isinstance(draft.entry, Group) and not isinstance(draft.entry.rounds, Ramp):
        return _with_group(draft, rounds=_next(draft.entry.rounds, TIMES_CYCLE))
    if draft.step is None or isinstance(draft.step.times, Ramp):
        return repeat(draft, 1)
    return change(draft, times=_next(draft.step.times, TIMES_CYCLE))


def rest(draft: Draft, by: int) -> Draft:
    """With so many times five seconds more to rest, or less."""
    if isinstance(draft.entry, Group):
        return _with_group(draft, rest=_moved(draft.entry.rest, by * HOLD_STEP_S, RestSeconds))
    if draft.step is None:
        return draft
    return change(draft, rest=_moved(draft.step.rest, by * HOLD_STEP_S, RestSeconds))


def cycle_rest(draft: Draft) -> Draft:
    """With the next longer of the usual rests, and after the longest none."""
    if isinstance(draft.entry, Group):
        return _with_group(draft, rest=_next(draft.entry.rest, REST_CYCLE_S))
    if draft.step is None:
        return draft
    return change(draft, rest=_next(draft.step.rest, REST_CYCLE_S))


def cycle_sides(draft: Draft, stretches: Stretches) -> Draft:
    """With the next kind of sides; what the stretch says by itself is not said again."""
    if draft.step is None:
        return draft
    default = _stretch(draft.step, stretches).sides
    order = list(Sides)
    sides = order[(order.index(draft.step.sides or default) + 1) % len(order)]
    return change(draft, sides=None if sides is default else sides)


def describe(draft: Draft, **fields: Any) -> Draft:
    """With fields of the routine set: name, about, tags, caution, get_ready. Its id stays.

    Raises:
        Wrong: A value cannot be taken.
    """
    header = _read_back(replace(draft.routine, **fields, steps=()))
    return replace(draft, routine=replace(header, steps=draft.routine.steps))


def _with_entry(draft: Draft, entry: Step | Group) -> Draft:
    if entry == draft.entry:
        return draft
    place, inner = draft.rows[draft.cursor]
    entries = draft.routine.steps
    if inner is not None:
        whole = entries[place]
        assert isinstance(whole, Group)
        assert isinstance(entry, Step)
        entry = replace(whole, steps=(*whole.steps[:inner], entry, *whole.steps[inner + 1 :]))
    entries = (*entries[:place], entry, *entries[place + 1 :])
    return replace(draft, routine=replace(draft.routine, steps=entries))


def _with_group(draft: Draft, **fields: Any) -> Draft:
    assert isinstance(draft.entry, Group)
    return _with_entry(draft, replace(draft.entry, **fields))


def valid_step(step: Step) -> Step:
    """A step as it will be read back.

    Raises:
        Wrong: It would not be.
    """
    return _read_back(Routine(id="draft", name="Draft", steps=(step,))).single_steps[0]


def _read_back(routine: Routine) -> Routine:
    document = decode(encode([routine]), "")
    if document.faults:
        raise Wrong(document.faults[0].problem)
    return document.routines[0]


def _stretch(step: Step, stretches: Stretches) -> Stretch:
    """The step's stretch; one that says nothing, where the library has lost it."""
    try:
        return stretch_of(step, stretches)
    except KeyError:
        return Stretch(id="lost", name="Lost")


def _quantity(of: Step | Stretch) -> tuple[str, int | Ramp] | None:
    """What it says by itself: ``("hold", 30)``."""
    for name in QUANTITIES:
        value: int | Ramp | None = getattr(of, name)
        if value is not None:
            return name, value
    return None


def _moved(value: int | Ramp, by: int, kind: Any, unit: int = 1) -> int | Ramp:
    """A quantity so much more or less, as far as its limits let it."""
    limits = get_args(kind)[1]
    least: int = limits.ge
    most: int = limits.le
    if isinstance(value, Ramp):
        shift = max(least - value.start, min(most - value.to, by))
        return replace(value, start=value.start + shift, to=value.to + shift)
    if by > 0 and value < unit:
        value = 0  # 5 s, 1 s, and 5 s again
    return max(least, min(most, value + by))


def _next(value: int, cycle: tuple[int, ...]) -> int:
    return next((each for each in cycle if each > value), cycle[0])
