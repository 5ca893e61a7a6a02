"""Stretch, Step, Group and Routine: what a routine file holds, with its limits.

The limits stand on the types, once: the decoder, its fault lines and the documentation all
read them from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from stretchtui.core.figures.figure import Figure

FORMAT = 1
"""The routine file's format number."""

LONGEST_ROUTINE_S = 12 * 60 * 60
"""The longest session a routine may ask for, in seconds; beyond it is a slip of the pen."""

Id = Annotated[
    str,
    Meta(
        pattern=r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
        max_length=80,
        description="lower-case letters, digits and single hyphens, at most 80",
    ),
]
Line = Annotated[
    str, Meta(min_length=1, max_length=2000, description="text of 1 to 2000 characters")
]
Word = Annotated[str, Meta(min_length=1, max_length=60, description="text of 1 to 60 characters")]
Words = Annotated[tuple[Word, ...], Meta(max_length=30, description="a list of at most 30 words")]
Lines = Annotated[tuple[Line, ...], Meta(max_length=60, description="a list of at most 60 lines")]

HoldSeconds = Annotated[
    int, Meta(ge=1, le=3600, description="whole seconds from 1 to 3600, or a ramp of them")
]
Breaths = Annotated[
    int, Meta(ge=1, le=60, description="a whole number from 1 to 60, or a ramp of them")
]
Reps = Annotated[
    int, Meta(ge=1, le=500, description="a whole number from 1 to 500, or a ramp of them")
]
Times = Annotated[
    int, Meta(ge=1, le=20, description="a whole number from 1 to 20, or a ramp of them")
]
Rounds = Annotated[
    int, Meta(ge=1, le=20, description="a whole number from 1 to 20, or a ramp of them")
]
RampStep = Annotated[int, Meta(ge=1, le=3600, description="a whole number from 1 to 3600")]
_TEMPO = "whole seconds from 1 to 120, or [up, stay, down] of 1 to 60, 0 to 60 and 1 to 60"
Tempo = Annotated[int, Meta(ge=1, le=120, description=_TEMPO)]
TempoPattern = Annotated[tuple[int, ...], Meta(min_length=3, max_length=3, description=_TEMPO)]
BreathPattern = Annotated[
    tuple[int, ...],
    Meta(
        min_length=2,
        max_length=4,
        description="[in, out], [in, hold, out] or [in, hold, out, hold], in and out of 1 to 60 "
        "seconds, holds of 0 to 30",
    ),
]
ContractSeconds = Annotated[
    int, Meta(ge=0, le=60, description="whole seconds from 1 to 60, or 0 for none")
]
RestSeconds = Annotated[int, Meta(ge=0, le=600, description="whole seconds from 0 to 600")]
LeadSeconds = Annotated[int, Meta(ge=0, le=120, description="whole seconds from 0 to 120")]


class Sides(StrEnum):
    """Which sides a step is done on. A side always gets its full hold."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    """All of the first side, then all of the other."""
    ALTERNATE = "alternate"
    """One of each in turn: left, right, left, right."""


class Condition(StrEnum):
    """What a stretch can be wrong for."""

    DISC = "disc"
    """A slipped disc."""
    OSTEOPOROSIS = "osteoporosis"
    PREGNANCY = "pregnancy"
    HIP_REPLACEMENT = "hip-replacement"
    KNEE_REPLACEMENT = "knee-replacement"
    HIGH_BLOOD_PRESSURE = "high-blood-pressure"
    HEART = "heart"


Ids = Annotated[tuple[Id, ...], Meta(max_length=10, description="a list of at most 10 ids")]
Conditions = Annotated[
    tuple[Condition, ...],
    Meta(max_length=len(Condition), description=f"a list of {', '.join(Condition)}"),
]


class Side(StrEnum):
    """The side of the body a phase is for."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"


class Ramp(Struct, frozen=True, forbid_unknown_fields=True):
    """A quantity that grows over weeks."""

    start: RampStep = field(name="from")
    """The quantity at level 0."""
    to: RampStep
    """The quantity it grows up to."""
    by: RampStep = 1
    """How much is added at each level."""
    every: RampStep = 1
    """How many completed sessions make a level."""


class Stretch(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pose or a movement, and how it is done where a step says nothing else."""

    id: Id
    name: Line
    targets: Words = ()
    """The parts of the body it is for."""
    position: Word = "anywhere"
    """How the body starts: "on your back", "standing", …"""
    needs: Words = ()
    """Things to have at hand: "strap", "wall", "chair", "cushion"."""
    instructions: Lines = ()
    """What to do, one short line each."""
    easier: Line | None = None
    """An easier variant."""
    caution: Line | None = None
    """When to stop, or not to begin."""
    avoid: Conditions = ()
    """Who should leave it out, or ask first."""
    instead: Ids = ()
    """The ids of stretches that take its place for who leaves it out, the best one first."""
    finish: Line | None = None
    """How to come out of it; said as its last hold ends."""
    setup: LeadSeconds | None = None
    """Seconds to get into it where position or props change."""
    change: LeadSeconds | None = None
    """Seconds between its sides, in place of the setting."""
    sides: Sides = Sides.NONE
    hold: HoldSeconds | Ramp | None = None
    """Seconds to stay."""
    breaths: Breaths | Ramp | None = None
    """Paced breaths to stay, instead of seconds."""
    reps: Reps | Ramp | None = None
    """Counted movements, instead of seconds."""
    contract: ContractSeconds | None = None
    """Contract-relax: seconds to push before each hold."""
    breath: BreathPattern | None = None
    """Seconds to breathe in and out, and to hold between, for each of the paced breaths."""
    tempo: Tempo | TempoPattern | None = None
    """Seconds for each of the counted movements, in all or up, stay, down."""
    figure: Figure | None = None
    """What it looks like."""


# The tags tell steps from groups in the cache; no routine file has them.
class Step(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="_", tag="s"):
    """One entry of a routine: a stretch of the library, or one's own, and how to do it."""

    stretch: Id | None = None
    """The id of a stretch in the library."""
    name: Line | None = None
    """The name of a stretch of one's own, in place of ``stretch``."""
    instructions: Lines = ()
    """What to do, for a stretch of one's own."""
    hold: HoldSeconds | Ramp | None = None
    breaths: Breaths | Ramp | None = None
    reps: Reps | Ramp | None = None
    contract: ContractSeconds | None = None
    breath: BreathPattern | None = None
    tempo: Tempo | TempoPattern | None = None
    sides: Sides | None = None
    times: Times | Ramp = 1
    """How often the hold is repeated on each side."""
    rest: RestSeconds = 0
    """Seconds between times, and before the next step."""
    wait: bool = False
    """Stay at the end of the step until a key is pressed, instead of moving on."""


class Group(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="_", tag="g"):
    """One entry of a routine: steps that are done one after the other, in rounds."""

    rounds: Rounds | Ramp
    """How often all of them are done."""
    rest: RestSeconds = 0
    """Seconds between rounds, and before the next step after the last one."""
    shuffle: bool = False
    """Whether the order of its steps is drawn anew for each session."""
    steps: tuple[Step, ...] = field(default=(), name="step")
    """At least one."""


class Routine(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An ordered list of steps."""

    id: Id
    name: Line
    about: Line | None = None
    tags: Words = ()
    caution: Line | None = None
    get_ready: LeadSeconds | None = None
    """Seconds to get ready before each step; ``None`` leaves it to the settings."""
    shuffle: bool = False
    """Whether the order of its steps and groups is drawn anew for each session."""
    steps: tuple[Step | Group, ...] = field(default=(), name="step")

    @property
    def single_steps(self) -> tuple[Step, ...]:
        """Its steps one by one, those of groups in their places: what a step's number counts."""
        found: list[Step] = []
        for entry in self.steps:
            if isinstance(entry, Group):
                found += entry.steps
            else:
                found.append(entry)
        return tuple(found)


def steps_in(entry: Step | Group) -> tuple[Step, ...]:
    """The steps that an entry of a routine is: those of a group, or itself."""
    return entry.steps if isinstance(entry, Group) else (entry,)


def with_each_step(routine: Routine, then: Callable[[Step], Iterable[Step]]) -> Routine:
    """A routine with other steps in place of each of its single steps, or with none.

    A group of which no step stays does not stay either.
    """

    def changed(entry: Step | Group) -> Iterable[Step | Group]:
        if not isinstance(entry, Group):
            return then(entry)
        steps = tuple(each for step in entry.steps for each in then(step))
        return (replace(entry, steps=steps),) if steps else ()

    return replace(routine, steps=tuple(each for entry in routine.steps for each in changed(entry)))


def name_of(step: Step, stretch: Stretch) -> str:
    """What a stretch is kept under: its id, or the name of one's own, which has no id."""
    return step.stretch or stretch.name


def stretch_of(step: Step, stretches: Mapping[str, Stretch]) -> Stretch:
    """The stretch a step asks for: the library's, or the step's own.

    Raises:
        KeyError: The library has no stretch of that id.
    """
    if step.stretch is not None:
        return stretches[step.stretch]
    return Stretch(id="own", name=step.name or "Stretch", instructions=step.instructions)
