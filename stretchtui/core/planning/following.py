"""Which plan a person follows: since when, and when it was paused."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from stretchtui.core.routines.model import Id


class PlanPause(Struct, frozen=True, forbid_unknown_fields=True):
    """Days on which nothing is missed."""

    first: date
    """The day on which it was paused."""
    until: date | None = None
    """The day on which it was resumed, which is not one of them; None while it lasts."""

    def has(self, day: date) -> bool:
        """Whether it is one of its days."""
        return self.first <= day and (self.until is None or day < self.until)


Pauses = Annotated[tuple[PlanPause, ...], Meta(max_length=1000)]


class Following(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A plan that was started. What is done of it, the journal tells."""

    plan: Id
    """The plan's id."""
    started: date
    """The day on which it was started, as the person lives it."""
    pauses: Pauses = ()
    """In their order."""

    @property
    def is_paused(self) -> bool:
        """Whether it is paused now."""
        return bool(self.pauses) and self.pauses[-1].until is None

    def rests(self, day: date) -> bool:
        """Whether it was paused on a day."""
        return any(each.has(day) for each in self.pauses)

    def paused(self, day: date) -> Following:
        """It is paused from a day on, unless it is already."""
        if self.is_paused:
            return self
        return replace(self, pauses=(*self.pauses, PlanPause(day)))

    def resumed(self, day: date) -> Following:
        """It goes on with a day, if it was paused."""
        if not self.is_paused:
            return self
        *before, last = self.pauses
        kept = [replace(last, until=day)] if last.first < day else []
        return replace(self, pauses=(*before, *kept))
