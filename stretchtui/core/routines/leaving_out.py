"""A routine as a person does it who has said what to leave out.

A stretch that is wrong for them makes way for the one that it names ``instead``, as long as that is
not wrong for them as well and the routine does not have it already; where there is none, it is left
out. Whoever should not press their breath does breathing without holds, and contract–relax without
the push: both raise the blood pressure for a moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.model import (
    Condition,
    Group,
    Ramp,
    Routine,
    Sides,
    Step,
    Stretch,
    stretch_of,
)
from stretchtui.core.routines.patterns import breath_of
from stretchtui.core.routines.ramps import ask, grown, quantity_of

LeaveOut = Collection[Condition]
"""What a person wants to leave out: stretches that are wrong for any of these."""

PRESSING = (Condition.HIGH_BLOOD_PRESSURE, Condition.HEART)
"""With these, the breath is not held, and nothing pushed against."""

SHORTEST_BREATH_S = 8
"""A breath that has lost its holds takes no less than this, in seconds: it would be hurried."""


class Way(Enum):
    """What is done about a step that is wrong for a person."""

    LEFT_OUT = auto()
    SWAPPED = auto()
    """Another stretch takes its place."""
    WITHOUT_PUSH = auto()
    """It is held, and not pushed against before."""
    WITHOUT_BREATH_HOLDS = auto()
    """It is breathed in and out, without holding the breath."""


class Adaptation(Struct, frozen=True):
    """A step that a person does in another way than it is written, or not at all."""

    place: int
    """The step's place among the single steps of the routine as it is written."""
    way: Way
    name: str
    """What the stretch that is written is called."""
    conditions: tuple[Condition, ...]
    """What it is wrong for, of what the person has said."""
    instead: str = ""
    """What the stretch that takes its place is called."""


class Adapted(Struct, frozen=True):
    """A routine as a person does it."""

    routine: Routine
    """What they do; the very routine that is written, where nothing is wrong for them."""
    whole: Routine
    """The same, with what is left out still in its place; that does not grow, so that the levels of
    both are the same."""
    written: Routine
    """The routine as it is written."""
    adaptations: tuple[Adaptation, ...] = ()
    """What they do in another way, or not at all, in the order of the steps."""

    left_out: frozenset[str] = frozenset()
    """The ids of the stretches that are left out, wherever they come."""

    @property
    def is_mostly_done(self) -> bool:
        """Whether no more of it is left out than is done."""
        done, all_ = (len(each.single_steps) for each in (self.routine, self.written))
        return 2 * done >= all_

    def out(self, routine: Routine) -> frozenset[int]:
        """The places of what is left out among a routine's single steps.

        Args:
            routine: One of these, in any order.
        """
        steps = enumerate(routine.single_steps)
        return frozenset(place for place, step in steps if step.stretch in self.left_out)


def wrong_for(stretch: Stretch, leave_out: LeaveOut) -> tuple[Condition, ...]:
    """What of that which a person has said a stretch is wrong for."""
    return tuple(each for each in dict.fromkeys(stretch.avoid) if each in leave_out)


def is_left_out(stretch: Stretch, leave_out: LeaveOut) -> bool:
    """Whether a stretch is wrong for a person."""
    return bool(wrong_for(stretch, leave_out))


def stand_in(
    stretch: Stretch,
    stretches: Mapping[str, Stretch],
    leave_out: LeaveOut,
    taken: Collection[str] = (),
) -> Stretch | None:
    """The stretch that takes the place of one that is wrong for a person; None if there is none.

    Args:
        stretch: The one that is wrong.
        stretches: Those there are, by id.
        leave_out: What the person has said.
        taken: The ids of those that are done anyway.
    """
    known = (stretches[each] for each in stretch.instead if each in stretches)
    fit = (each for each in known if each.id not in taken and not is_left_out(each, leave_out))
    return next(fit, None)


def adapted(routine: Routine, stretches: Mapping[str, Stretch], leave_out: LeaveOut) -> Adapted:
    """A routine as a person does it.

    Args:
        routine: The routine, as it is written.
        stretches: The stretches that its steps ask for, and those that may take their places.
        leave_out: What the person has said.
    """
    if not leave_out or not _may_change(routine, stretches, leave_out):
        return Adapted(routine, routine, routine)
    return _Adapting(routine, stretches, leave_out).adapted


def _may_change(routine: Routine, stretches: Mapping[str, Stretch], leave_out: LeaveOut) -> bool:
    """Whether anything is wrong for a person; of ten thousand routines that is asked at a time."""
    presses = any(each in leave_out for each in PRESSING)
    for step in routine.single_steps:
        stretch = stretch_of(step, stretches)
        if (stretch.avoid and is_left_out(stretch, leave_out)) or (
            presses and _pressing(step, stretch)
        ):
            return True
    return False


class _Adapting:
    """Goes through a routine once.

    Args:
        routine: The routine.
        stretches: The stretches there are.
        leave_out: What the person has said.
    """

    def __init__(
        self, routine: Routine, stretches: Mapping[str, Stretch], leave_out: LeaveOut
    ) -> None:
        self._stretches = stretches
        self._leave_out = leave_out
        self._found: list[Adaptation] = []
        self._place = 0
        self._taken = {
            each.stretch
            for each in routine.single_steps
            if each.stretch is not None and not is_left_out(stretches[each.stretch], leave_out)
        }
        """The stretches that are done anyway."""
        self._swaps: dict[str, Stretch | None] = {}
        """What takes the place of each: of one that comes twice the same one, both times."""
        done: list[Step | Group] = []
        whole: list[Step | Group] = []
        for entry in routine.steps:
            if isinstance(entry, Group):
                kept, all_ = self._steps(entry.steps)
                # A group of which nothing is done grows no more: nothing of it is seen to grow.
                rounds = entry.rounds if kept else grown(entry.rounds, 0)
                done += [replace(entry, steps=kept)] if kept else []
                whole.append(replace(entry, steps=all_, rounds=rounds))
            else:
                kept, all_ = self._steps((entry,))
                done += kept
                whole += all_
        self.adapted = Adapted(
            replace(routine, steps=tuple(done)),
            replace(routine, steps=tuple(whole)),
            routine,
            tuple(self._found),
            frozenset(id_ for id_, other in self._swaps.items() if other is None),
        )

    def _steps(self, steps: Iterable[Step]) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """What of some steps is done, and all of them."""
        done: list[Step] = []
        whole: list[Step] = []
        for step in steps:
            stays, found = self._step(step)
            self._place += 1
            whole.append(found)
            if stays:
                done.append(found)
        return tuple(done), tuple(whole)

    def _step(self, step: Step) -> tuple[bool, Step]:
        """Whether a step is done, and how."""
        stretch = stretch_of(step, self._stretches)
        wrong = wrong_for(stretch, self._leave_out)
        if not wrong:
            return True, self._eased(step, stretch, stretch)
        if stretch.id not in self._swaps:
            found = stand_in(stretch, self._stretches, self._leave_out, self._taken)
            self._swaps[stretch.id] = found
            self._taken |= set() if found is None else {found.id}
        other = self._swaps[stretch.id]
        if other is None:
            self._note(Way.LEFT_OUT, stretch, wrong)
            return False, without_ramps(step, stretch)
        self._note(Way.SWAPPED, stretch, wrong, other.name)
        return True, self._eased(swapped(step, stretch, other), other)

    def _eased(self, step: Step, stretch: Stretch, named: Stretch | None = None) -> Step:
        """A step without what presses; ``named`` is the stretch it is to be told of, if it is."""
        wrong = tuple(each for each in PRESSING if each in self._leave_out)
        for way in _pressing(step, stretch) if wrong else ():
            if named is not None:
                self._note(way, named, wrong)
            if way is Way.WITHOUT_PUSH:
                step = replace(step, contract=0)
            else:
                said = stretch.breath if step.breath is None else step.breath
                inwards, _, out, _ = breath_of(said)
                step = replace(step, breath=(inwards, max(out, SHORTEST_BREATH_S - inwards)))
        return step

    def _note(
        self, way: Way, stretch: Stretch, wrong: tuple[Condition, ...], instead: str = ""
    ) -> None:
        self._found.append(Adaptation(self._place, way, stretch.name, wrong, instead))


def _pressing(step: Step, stretch: Stretch) -> tuple[Way, ...]:
    """What has to be done without in a step that presses the breath."""
    asked = ask(step, stretch)
    push = (Way.WITHOUT_PUSH,) if asked.contract else ()
    holds = asked.breaths and holds_breath(asked.pattern)
    return (*push, Way.WITHOUT_BREATH_HOLDS) if holds else push


def holds_breath(pattern: tuple[int, ...]) -> bool:
    """Whether the breath is held in a breath's pattern, which has four parts."""
    _, full, _, empty = pattern
    return bool(full or empty)


def swapped(step: Step, stretch: Stretch, other: Stretch) -> Step:
    """A step with another stretch in place of its own.

    What it asks for stays, if the other one is measured by the same: seconds, breaths or movements;
    otherwise it is done as the other one says, and as often as before.

    Args:
        step: The step.
        stretch: Its stretch.
        other: What takes its place.
    """
    kind, _ = quantity_of(step, stretch)
    other_kind, _ = quantity_of(Step(stretch=other.id), other)
    has_sides = Sides.NONE not in (step.sides, other.sides)
    sides = step.sides if has_sides else None
    as_before = replace(step, stretch=other.id, sides=sides)
    if kind == other_kind:
        return as_before
    return replace(
        as_before, hold=None, breaths=None, reps=None, contract=None, breath=None, tempo=None
    )


def without_ramps(step: Step, stretch: Stretch) -> Step:
    """A step as it begins, which does not grow."""
    kind, quantity = quantity_of(step, stretch)
    times = grown(step.times, 0)
    if not isinstance(quantity, Ramp):
        return replace(step, times=times)
    asked = ask(step, stretch)
    amounts = {"hold": asked.hold, "breaths": asked.breaths, "reps": asked.reps}
    return replace(
        step, **{key: amounts[key] if key == kind else None for key in amounts}, times=asked.times
    )
