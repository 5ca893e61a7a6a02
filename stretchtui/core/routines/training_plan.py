"""A plan: which routine is done on which days, week after week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from stretchtui.core.routines.fault_words import quote
from stretchtui.core.routines.model import Id, Line
from stretchtui.core.routines.plan_days import EXPECTED, PlanDays, read_days

MOST_WEEKS = 52
"""The longest plan."""

_WEEKS = f"a whole number of weeks from 1 to {MOST_WEEKS}"

PlanWeeks = Annotated[int, Meta(ge=1, le=MOST_WEEKS, description=_WEEKS)]
PlanDaysText = Annotated[str, Meta(min_length=1, max_length=80, description=EXPECTED)]


class PlanPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Some weeks of a plan."""

    weeks: PlanWeeks
    days: PlanDaysText | None = None
    """On which days; None: as the plan says."""
    routine: Id | None = None
    """The routine that is done; or"""
    make: Line | None = None
    """what it is made for, as a person would say it: ``10 minutes for hips``."""


class PlannedSession(NamedTuple):
    """One session of a plan."""

    number: int
    """Which one it is, from 1."""
    week: int
    """Which week of the plan it belongs to, from 1."""
    part: PlanPart
    """What is done."""
    days: PlanDays
    """On which days it can be."""


class PlanPlace(NamedTuple):
    """Which session of a plan one is."""

    plan: str
    """The plan's id."""
    name: str
    """The plan's name."""
    number: int
    """Which one it is, from 1."""
    total: int
    """How many there are."""

    @property
    def day(self) -> str:
        """``day 5 of 12``."""
        return f"day {self.number} of {self.total}"

    @property
    def words(self) -> str:
        """``day 5 of 12 of Four weeks for a stiff lower back``."""
        return f"{self.day} of {self.name}"


class TrainingPlan(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """Sessions over some weeks: all alike, or in parts."""

    id: Id
    name: Line
    about: Line | None = None
    caution: Line | None = None
    days: PlanDaysText
    weeks: PlanWeeks | None = None
    routine: Id | None = None
    make: Line | None = None
    parts: tuple[PlanPart, ...] = field(default=(), name="part")
    """Its weeks one after the other; empty where all are alike."""

    @cached_property
    def sections(self) -> tuple[PlanPart, ...]:
        """Its parts; one for all of it where it has none."""
        whole = PlanPart(weeks=self.weeks or 1, routine=self.routine, make=self.make)
        return self.parts or (whole,)

    @cached_property
    def sessions(self) -> tuple[PlannedSession, ...]:
        """All of its sessions, in their order."""
        return tuple(self._sessions())

    def _sessions(self) -> Iterator[PlannedSession]:
        number = week = 0
        for part in self.sections:
            days = read_days(part.days or self.days)
            assert days is not None, "the decoder has looked"
            for _ in range(part.weeks):
                week += 1
                for _ in range(days.count):
                    number += 1
                    yield PlannedSession(number, week, part, days)

    @property
    def routines(self) -> tuple[Id, ...]:
        """The ids of the routines that it asks for, each once."""
        return tuple(dict.fromkeys(each.routine for each in self.sections if each.routine))

    def with_routines(self, renamed: Mapping[str, str]) -> TrainingPlan:
        """The same plan with routines that have other ids, given by those they had."""
        parts = tuple(
            replace(each, routine=renamed.get(each.routine or "", each.routine))
            for each in self.parts
        )
        return replace(self, routine=renamed.get(self.routine or "", self.routine), parts=parts)


def plan_faults(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong in a plan's table beyond its single values: a key, and the problem."""
    yield from _faults_of_days(table)
    parts = table.get("part")
    if parts is None:
        if "weeks" not in table:
            yield "", f"weeks is missing: expected {_WEEKS}"
        yield from _faults_of_sessions(table)
        return
    for key in ("weeks", "routine", "make"):
        if key in table:
            yield key, f"expected {key} in each [[plan.part]], found it above them"
    tables = parts if isinstance(parts, list) else ()
    weeks = [each.get("weeks") for each in tables if isinstance(each, dict)]
    if sum(each for each in weeks if type(each) is int) > MOST_WEEKS:
        yield "part", f"expected at most {MOST_WEEKS} weeks in all"


def part_faults(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The same for a part of a plan."""
    yield from _faults_of_days(table)
    yield from _faults_of_sessions(table)


def _faults_of_days(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    days = table.get("days")
    if isinstance(days, str) and days.strip() and read_days(days) is None:
        yield "days", f"expected {EXPECTED}, found {quote(days)}"


def _faults_of_sessions(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if ("routine" in table) == ("make" in table):
        found = "both" if "routine" in table else "neither"
        choice = 'routine = "an-id" or make = "10 minutes for hips"'
        yield "", f"expected either {choice}, found {found}"
