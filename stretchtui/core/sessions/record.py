"""What is kept of a session: its record in the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from stretchtui.core.duration import whole
from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.plan import Plan

if TYPE_CHECKING:
    from stretchtui.core.sessions.phases import Set

Seconds = Annotated[float, Meta(ge=0, le=200_000_000_000)]
"""Seconds, and moments in seconds since 1970: up to the year 8307."""

WholeSeconds = Annotated[int, Meta(ge=0, le=200_000_000_000)]
"""Seconds as they are shown: what is added up is what is read."""

Minutes = Annotated[int, Meta(ge=-1439, le=1439)]
"""Minutes that local time is ahead of UTC."""

Discomfort = Annotated[int, Meta(ge=0, le=10)]
"""From none at all to the worst there is."""

Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]


ENOUGH_S = 60
"""A session that was not completed counts for its day from so many seconds held."""


DONE, GONE_PAST, NOT_COME_TO = "x", "-", "."
"""What became of a phase, as a character."""


class Feeling(StrEnum):
    """How a session felt, as answered at its end."""

    TOO_MUCH = "too-much"
    RIGHT = "right"
    MORE = "more"
    """Could do more."""


class Moment(Struct, frozen=True):
    """A moment, and what the clock on the wall showed there."""

    now: float
    """Seconds since 1970, UTC."""
    offset: int
    """Minutes that local time is ahead of UTC."""


class Place(Struct, frozen=True):
    """Where a session stands, or stood when it was last heard of."""

    index: Count = 0
    """The phase's place in the timeline, from 0."""
    step: Count = 0
    """The step's place among the routine's single steps, from 0."""
    side: Side = Side.NONE
    position: Seconds = 0.0
    """Seconds from the session's start, in its own time."""
    time: Count = 1
    """Which set on this side it is, from 1."""
    reached: Seconds = 0.0
    """Seconds into a hold that was come to for the first time; 0 elsewhere."""
    round: Count = 1
    """Which round of its group it is in, from 1."""


class Mark(Struct, frozen=True):
    """What became of one hold of a step. A hold that was not come to has none."""

    side: Side
    time: Count
    """Which set on this side it is, from 1."""
    done: bool
    """Whether it was done; if not, the session went past it."""
    round: Count = 1
    """Which round of its group it was in, from 1."""
    out: bool = False
    """Whether the person left it out: it was not asked for any more."""

    @property
    def set(self) -> Set:
        """What tells the hold from others of its step."""
        return self.side, self.time, self.round


class Part(Struct, frozen=True):
    """What was done of one step."""

    step: Count
    """The step's place among the routine's single steps, from 0."""
    stretch: str
    """The stretch's id in the library; for a stretch of one's own, its name."""
    name: str
    targets: tuple[str, ...] = ()
    """The parts of the body it was for."""
    seconds: Seconds = 0.0
    """Seconds held or moved."""
    done: bool = False
    """Whether all of its holds were done."""
    skipped: bool = False
    """Whether the session went past it without that."""
    hurt: Seconds | None = None
    """When it hurt, in seconds since 1970; None if it did not."""
    asked: str = ""
    """How much of it was asked: ``30 s``, ``5 breaths``; empty where that was not kept."""
    holds: tuple[Mark, ...] = ()
    """What became of its holds."""

    @property
    def left_out(self) -> bool:
        """Whether the person left all of it out."""
        return bool(self.holds) and all(mark.out for mark in self.holds)


class Standing(Struct, frozen=True):
    """All that is kept of a session while it runs."""

    place: Place = Place()
    marks: str = ""
    """One character for each phase: ``x`` done, ``-`` gone past, ``.`` not come to."""
    steps_done: int = 0
    skipped: int = 0
    """Steps that the session went past without doing all of them."""
    phases_done: int = 0
    held: float = 0.0
    """Seconds held or moved, without what leads up to it."""
    waited: float = 0.0
    """Seconds for which it waited for a key."""
    parts: tuple[Part, ...] = ()
    """The steps that were begun, skipped, left out, or hurt."""
    plan: Plan = Plan()
    """What the person has changed of what comes."""

    @property
    def left_out(self) -> int:
        """How many steps the person left out."""
        return sum(part.left_out for part in self.parts)


class Record(Struct, frozen=True, kw_only=True):
    """A session in the journal."""

    id: Count = 0
    """Its number in the journal; 0 before it has one."""
    started: Seconds
    """When, in seconds since 1970, UTC."""
    offset: Minutes
    """Minutes that local time was ahead of UTC, there and then."""
    updated: Seconds
    """When it was last heard of."""
    ended: Seconds | None = None
    """When it ended; None while it runs, and if it was interrupted."""
    routine: str
    """The routine's id, as it was."""
    name: str
    """The routine's name, as it was."""
    level: Count = 0
    """The level of progression it was played at."""
    steps: Count
    steps_done: Count = 0
    skipped: Count = 0
    """Steps that it went past without doing all of them."""
    phases: Count
    phases_done: Count = 0
    seconds: Count
    """How long it was meant to take."""
    held: WholeSeconds = 0
    """Seconds held or moved."""
    completed: bool = False
    """Whether its end was reached, and most of its holds were done."""
    feeling: Feeling | None = None
    before: Discomfort | None = None
    """The discomfort before it."""
    after: Discomfort | None = None
    """The discomfort after it."""
    hurt: tuple[str, ...] = ()
    """The stretches that hurt."""
    uid: str = ""
    """Tells it from the sessions of all machines; given when it is first kept."""
    note: str = ""
    """What the person wrote of it."""
    waited: Seconds = 0.0
    """Seconds for which it waited for a key."""
    logged: bool = False
    """Whether it was done elsewhere, and told of afterwards."""

    @property
    def done(self) -> bool:
        """Whether it counts as a day's stretching: it was completed, or held for a minute."""
        return self.completed or self.held >= ENOUGH_S

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of it: it was opened and closed again."""
        if self.held or self.hurt or self.note or self.logged:
            return False
        return self.feeling is None and self.before is None and self.after is None

    def standing(self, standing: Standing, now: float) -> Record:
        """The record of the same session at a moment when it stands like this."""
        return replace(
            self,
            updated=now,
            steps_done=standing.steps_done,
            skipped=standing.skipped,
            phases_done=standing.phases_done,
            held=whole(standing.held),
            waited=standing.waited,
            hurt=tuple(part.stretch for part in standing.parts if part.hurt is not None),
        )


class Unfinished(Struct, frozen=True):
    """A session that was interrupted, and what it takes to resume it."""

    record: Record
    standing: Standing


def local(moment: float, offset: int) -> datetime:
    """What the clock on the wall showed, ``offset`` minutes ahead of UTC."""
    return _EPOCH + timedelta(seconds=moment, minutes=offset)


def moment_of(shown: datetime, offset: int) -> float:
    """The moment at which the clock on the wall showed this: the other way round than ``local``."""
    return (shown - _EPOCH).total_seconds() - offset * 60


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
