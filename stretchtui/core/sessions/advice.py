"""What would be a good choice today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.training_plan import PlanPlace

if TYPE_CHECKING:
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record

LATELY_DAYS = 28
"""What was done in so many days says what the person stretches for."""

USUAL_OF = 10
"""The usual length is the middle one of so many last sessions."""

SHORTEST, LONGEST = 0.5, 1.5
"""A routine fits if its length is between these parts of the usual one."""


class Advice(Struct, frozen=True):
    """A routine for today."""

    entry: Entry
    days: int | None
    """Days since it was last done; None if it never was."""
    first: bool = False
    """Whether nothing was ever done."""
    plan: PlanPlace | None = None
    """Which session of the person's plan it is; None if it is none."""

    @property
    def reason(self) -> str:
        """``not done for 9 days``, or ``day 5 of 12 of Four weeks for a stiff lower back``."""
        if self.plan is not None:
            return self.plan.words
        if self.first:
            return "good first session"
        match self.days:
            case None:
                return "new to you"
            case 0:
                return "done today"
            case 1:
                return "done yesterday"
            case days:
                return f"not done for {days} days"


def advise(entries: Iterable[Entry], records: Iterable[Record], today: Today) -> Advice | None:
    """The routine that was longest not done, among those that share a tag with what was lately.

    Its length is near the usual one, if any such routine's is. One that was never done comes
    only when all others were done today, and one that hurt the last time comes last.

    Args:
        entries: The routines in their order, which settles ties.
        records: All sessions, in the order in which they started.
        today: What they are looked back on from; what is dated later plays no part.
    """
    playable = [entry for entry in entries if entry.routine.steps]
    # Of what is hardly for this person something else is suggested.
    playable = [entry for entry in playable if entry.is_mostly_done] or playable
    done = [record for record in today.past(records) if record.done or record.hurt]
    if not done:
        shipped = [entry for entry in playable if entry.source is Source.SHIPPED] or playable
        return Advice(shipped[0], None, first=True) if shipped else None
    last = {record.routine: record for record in done}
    tags = _tags(playable, done, today)
    tagged = [entry for entry in playable if tags & set(entry.routine.tags)] or playable

    def days(entry: Entry) -> int | None:
        record = last.get(entry.routine.id)
        return max(0, _days_ago(record, today)) if record else None

    def rank(entry: Entry) -> tuple[bool, bool, bool, int]:
        ago = days(entry)
        hurt = ago is not None and bool(last[entry.routine.id].hurt)
        return hurt, ago == 0, ago is None, -(ago or 0)

    ranked = sorted(tagged, key=rank)
    lengths = sorted(record.seconds for record in done[-USUAL_OF:])
    usual = lengths[len(lengths) // 2]
    # One after the other: there may be ten thousand, and a length takes a while to work out.
    fits = (each for each in ranked if SHORTEST <= each.total() / max(1, usual) <= LONGEST)
    chosen = next(fits, ranked[0] if ranked else None)
    return Advice(chosen, days(chosen)) if chosen else None


def days_since(routine: str, records: Iterable[Record], today: Today) -> int | None:
    """Days since a routine was last done, or hurt; None if it never was.

    Args:
        routine: Its id.
        records: All sessions, in the order in which they started.
        today: What they are looked back on from.
    """
    done = [each for each in today.past(records) if each.routine == routine]
    last = [each for each in done if each.done or each.hurt][-1:]
    return max(0, _days_ago(last[0], today)) if last else None


def _days_ago(record: Record, today: Today) -> int:
    return (today.day - today.day_of(record)).days


def _tags(entries: Iterable[Entry], done: Sequence[Record], today: Today) -> set[str]:
    """The tags of what was done lately, or last."""
    lately = {record.routine for record in done if _days_ago(record, today) <= LATELY_DAYS}
    lately = lately or {done[-1].routine}
    return {tag for entry in entries if entry.routine.id in lately for tag in entry.routine.tags}
