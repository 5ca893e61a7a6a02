"""What is left of a session that was interrupted, in its routine as it is by now.

Steps are told by what they are, and holds by their side, set and round: so nothing that was done
is asked again and nothing is left out, whatever was moved, added, or made longer since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.routines.ramps import credit_at
from stretchtui.core.sessions.parts import not_begun
from stretchtui.core.sessions.phases import Kind
from stretchtui.core.sessions.plan import Plan, is_out, turns_of
from stretchtui.core.sessions.record import DONE, NOT_COME_TO, Mark, Part
from stretchtui.core.sessions.timeline import timeline_of, turns_without

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.sessions.phases import Hold, Phase, Set
    from stretchtui.core.sessions.record import Standing, Unfinished
    from stretchtui.core.sessions.timeline import Timeline


class Remainder(NamedTuple):
    """What is left of a session, or all of it."""

    planned: Timeline
    """All that the routine asks for today."""
    timeline: Timeline
    """What is played: without what was done and would come again."""
    first: int
    """The phase of it to begin with."""
    reached: float
    """The seconds of that phase that are over."""
    parts: tuple[Part, ...]
    """What was done, by today's steps; what is no step any more comes behind them."""
    plan: Plan = Plan()
    """What the person has changed of what comes."""
    over: frozenset[Hold] = frozenset()
    """The holds that were done before, or gone past: they do not come again."""
    not_asked: frozenset[Hold] = frozenset()
    """The holds that were never asked of this person, who leaves them out as a rule."""


def all_of(timeline: Timeline, first: int = 0) -> Remainder:
    """All of a session that begins, from a phase on."""
    return Remainder(timeline, timeline, first, 0.0, ())


def all_that_is_asked(entry: Entry, pace: Pace, level: int, first_step: int = 0) -> Remainder:
    """All of a session that begins, but for what the person leaves out as a rule.

    Args:
        entry: What is played.
        pace: The time between holds.
        level: The level of progression.
        first_step: The step to begin with, from 0.
    """
    timeline, out = timeline_of(entry, pace, level), is_out(entry, Plan())
    if not out:
        return all_of(timeline, timeline.first_of(first_step))
    parts = _without((), _steps(entry, timeline, level), out)
    not_asked = frozenset(phase.hold for phase in timeline.phases if phase.step in out)
    turns = dict.fromkeys(phase.turn for phase in timeline.phases if phase.step not in out)
    timeline = timeline_of(entry, pace, level, order=tuple(turns))
    found = all_of(timeline, timeline.first_of(first_step))
    return found._replace(parts=parts, not_asked=not_asked)


class _Step(NamedTuple):
    """What tells a step from others."""

    part: Part
    """Nothing done of it yet."""
    holds: frozenset[Set]
    """The sides, sets and rounds that it asks for."""


def what_is_left(unfinished: Unfinished, entry: Entry, pace: Pace) -> Remainder | None:
    """What is left of a session; None if all that its routine asks for today is over.

    Args:
        unfinished: The session.
        entry: Its routine, as it is by now, with what the person has added.
        pace: The time between holds.
    """
    level, standing = unfinished.record.level, unfinished.standing
    order = turns_of(standing.plan, entry, level)
    planned = timeline_of(entry, pace, level, order=order)
    holds = [phase for phase in planned.phases if phase.kind.active]
    steps = _steps(entry, planned, level)
    numbers = _matched(standing.parts, steps)
    parts = _renumbered(_with_marks(unfinished, planned, numbers), numbers, len(steps))
    left_out = is_out(entry, standing.plan)
    parts = _without(_shared_out(parts, steps), steps, left_out)
    over = {(part.step, *mark.set) for part in parts for mark in part.holds}
    here, reached = _under_way(standing, numbers, steps)
    if here and here[0] in left_out:
        here = None
    if here and any(phase.hold == here and reached >= phase.duration for phase in holds):
        # It was made shorter than what was held of it.
        parts, over, here = _with_done(parts, here), over | {here}, None
    first = next((phase for phase in holds if phase.hold == here or phase.hold not in over), None)
    if first is None:
        return None
    again = over & {phase.hold for phase in holds if phase.start > first.start}
    out = {(part.step, *mark.set) for part in parts for mark in part.holds if mark.out}
    if out:
        order = turns_without(entry, pace, level, out, order)
        planned = timeline_of(entry, pace, level, out, order)
    timeline = timeline_of(entry, pace, level, again | out, order) if again else planned
    reached = reached if first.hold == here else 0.0
    begins = _beginning(timeline, first.hold, reached)
    done = frozenset(over - out)
    not_asked = frozenset(hold for hold in out if hold[0] in left_out)
    return Remainder(planned, timeline, begins, reached, parts, standing.plan, done, not_asked)


def _steps(entry: Entry, planned: Timeline, level: int) -> list[_Step]:
    credit = credit_at(entry.routine, entry.stretches, level)
    holds: defaultdict[int, set[Set]] = defaultdict(set)
    for phase in planned.phases:
        holds[phase.step].add(phase.set)
    return [
        _Step(not_begun(number, step, entry.stretches, credit), frozenset(holds[number]))
        for number, step in enumerate(entry.routine.single_steps)
    ]


def _matched(parts: Iterable[Part], steps: Sequence[_Step]) -> dict[int, int]:
    """The step of today that each part is of, by the step it was of; of some there is none."""
    found: dict[int, int] = {}
    free = dict(enumerate(steps))

    def has_its_stretch(part: Part, number: int) -> bool:
        return free[number].part.stretch == part.stretch

    def has_its_holds(part: Part, number: int) -> bool:
        own = {mark.set for mark in part.holds}
        return has_its_stretch(part, number) and own <= free[number].holds

    def is_the_same(part: Part, number: int) -> bool:
        return has_its_holds(part, number) and free[number].part.asked == part.asked

    def is_in_its_place(part: Part, number: int) -> bool:
        return part.step == number and is_the_same(part, number)

    # What is the same in every respect comes before what has only the stretch in common.
    for likeness in (is_in_its_place, is_the_same, has_its_holds, has_its_stretch):
        for part in parts:
            number = next((each for each in free if likeness(part, each)), None)
            if part.step not in found and number is not None:
                found[part.step] = number
                del free[number]
    return found


def _with_marks(
    unfinished: Unfinished, planned: Timeline, numbers: Mapping[int, int]
) -> list[Part]:
    """The parts of a session; those of an older version, without marks of holds, are given some."""
    record, standing = unfinished.record, unfinished.standing
    same = (len(planned.phases), planned.total) == (record.phases, record.seconds)
    marks = standing.marks.ljust(len(planned.phases), NOT_COME_TO) if same else ""
    found = []
    for part in standing.parts:
        holds = part.holds
        if not part.asked and part.step in numbers:
            phases = [
                (n, phase)
                for n, phase in enumerate(planned.phases)
                if phase.kind.active and phase.step == numbers[part.step]
            ]
            holds = tuple(
                Mark(phase.side, phase.time, part.done or marks[n : n + 1] == DONE, phase.round)
                for n, phase in phases
                if part.done or marks[n : n + 1] == DONE or (same and n < standing.place.index)
            )
        found.append(replace(part, holds=holds))
    return found


def _renumbered(parts: Iterable[Part], numbers: Mapping[int, int], steps: int) -> tuple[Part, ...]:
    """The parts by the steps of today, in their order; what is no step any more behind them."""
    kept = [replace(part, step=numbers[part.step]) for part in parts if part.step in numbers]
    gone = [part for part in parts if part.step not in numbers]
    gone = [part for part in gone if part.seconds or part.holds or part.hurt is not None]
    return (
        *sorted(kept, key=lambda part: part.step),
        *(replace(part, step=steps + n) for n, part in enumerate(gone)),
    )


def _shared_out(parts: tuple[Part, ...], steps: Sequence[_Step]) -> tuple[Part, ...]:
    """The parts; what was done of a stretch beyond what its step asks for is done of another."""
    found = {part.step: part for part in parts}
    spare: defaultdict[tuple[str, Set], list[tuple[int, Mark]]] = defaultdict(list)
    for part in parts:
        asked = steps[part.step].holds if part.step < len(steps) else ()
        for mark in part.holds:
            if mark.set not in asked:
                spare[part.stretch, mark.set].append((part.step, mark))
    for number, step in enumerate(steps):
        own = found.get(number, step.part)
        for hold in sorted(step.holds - {mark.set for mark in own.holds}):
            if spare[own.stretch, hold]:
                giver, mark = spare[own.stretch, hold].pop(0)
                left = tuple(each for each in found[giver].holds if each is not mark)
                found[giver] = replace(found[giver], holds=left)
                own = found[number] = replace(own, holds=(*own.holds, mark))
    return tuple(found[number] for number in sorted(found))


def _without(
    parts: tuple[Part, ...], steps: Sequence[_Step], out: Container[int]
) -> tuple[Part, ...]:
    """The parts, with all that was not done of some steps left out."""
    found = {part.step: part for part in parts}
    for number, step in enumerate(steps):
        if number in out:
            own = found.get(number, step.part)
            came = {mark.set for mark in own.holds}
            marks = (
                Mark(*each[:2], False, each[2], out=True) for each in sorted(step.holds - came)
            )
            found[number] = replace(own, holds=(*own.holds, *marks))
    return tuple(found[number] for number in sorted(found))


def _under_way(
    standing: Standing, numbers: Mapping[int, int], steps: Sequence[_Step]
) -> tuple[Hold | None, float]:
    """The hold that was interrupted, if it is one of today's; and its seconds that are over."""
    place = standing.place
    asked = next((part.asked for part in standing.parts if part.step == place.step), "")
    number = numbers.get(place.step)
    if number is None or not place.reached or _unit(asked) != _unit(steps[number].part.asked):
        return None, 0.0
    # The session's clock goes by whole seconds.
    return (number, place.side, place.time, place.round), float(int(place.reached))


def _unit(asked: str) -> str:
    return asked.partition(" ")[2]


def _with_done(parts: Iterable[Part], hold: Hold) -> tuple[Part, ...]:
    step, side, time, round_ = hold
    return tuple(
        replace(part, holds=(*part.holds, Mark(side, time, True, round_)))
        if part.step == step
        else part
        for part in parts
    )


def _beginning(timeline: Timeline, hold: Hold, reached: float) -> int:
    """The phase to begin with: the hold that was interrupted; or what leads to another."""
    phases: Sequence[Phase] = timeline.phases
    own = [n for n, phase in enumerate(phases) if phase.hold == hold]
    leads = (n for kind in (Kind.READY, Kind.PUSH) for n in own if phases[n].kind is kind)
    return own[-1] if reached else next(leads, own[-1])
