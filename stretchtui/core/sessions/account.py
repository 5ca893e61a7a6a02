"""Sessions as two journals have them, made into one; neither loses what only it has recorded."""

from __future__ import annotations

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from stretchtui.core.sessions.plan import Plan
from stretchtui.core.sessions.record import Part, Place, Record, Seconds, Standing

SAID = ("feeling", "before", "after", "note")
"""What the person says of a session."""


class Account(Struct, frozen=True):
    """A session with all that a journal has of it."""

    record: Record
    standing: Standing

    @classmethod
    def of(
        cls,
        record: Record,
        parts: tuple[Part, ...],
        place: Place | None = None,
        marks: str = "",
        plan: Plan | None = None,
    ) -> Account:
        """The account that a whole record is of.

        Args:
            record: The session; what hurt is told by its parts.
            parts: What was done of its steps.
            place: Where it stood, if that is known.
            marks: What became of its phases.
            plan: What was changed of what came.
        """
        standing = Standing(
            place=Place() if place is None else place,
            marks=marks,
            steps_done=record.steps_done,
            skipped=record.skipped,
            phases_done=record.phases_done,
            held=record.held,
            waited=record.waited,
            parts=parts,
            plan=plan or Plan(),
        )
        return cls(record.standing(standing, record.updated), standing)


class StretchNote(Struct, frozen=True):
    """What the person wrote of a stretch."""

    stretch: str
    """As in ``Part``."""
    note: str
    updated: Seconds
    """When, in seconds since 1970."""


class Export(Struct, frozen=True):
    """All that a journal has, as another one takes it in."""

    accounts: tuple[Account, ...] = ()
    """In the order in which the sessions started."""
    notes: tuple[StretchNote, ...] = ()

    @property
    def without_empty(self) -> Export:
        """The same without the sessions of which there is nothing to tell."""
        kept = tuple(each for each in self.accounts if not each.record.is_empty)
        return replace(self, accounts=kept)


def uid_of(record: Record) -> str:
    """What tells a session from those of all machines: as it was given, or as it was before."""
    return record.uid or old_uid(record.started, record.routine)


def old_uid(started: float, routine: str) -> str:
    """The uid of a session from before they were given one: when it started, and what."""
    return f"{started:.6f} {routine}"


def merged(mine: Account, other: Account) -> Account:
    """What two journals have of one session, with its number in the first.

    The later one counts, or the one in which more was said. What only the other one has of what
    the person said, and of what was done of a step, is added: both journals come to the same.
    """
    number, uid = mine.record.id, uid_of(mine.record)
    one, two = (_known_by(each, number, uid) for each in (mine, other))
    if one == two:
        return one
    # Where neither is greater, what is here stays.
    earlier, later = sorted((two, one), key=_rank)
    parts = {part.step: part for each in (earlier, later) for part in each.standing.parts}
    standing = later.standing
    if len(parts) > len(standing.parts):
        standing = _with_parts(standing, tuple(parts[step] for step in sorted(parts)))
    said = {
        name: getattr(later.record if _says(later.record, name) else earlier.record, name)
        for name in SAID
    }
    record = later.record.standing(standing, later.record.updated)
    return Account(replace(record, **said), standing)


def _known_by(account: Account, number: int, uid: str) -> Account:
    return replace(account, record=replace(account.record, id=number, uid=uid))


def _rank(account: Account) -> tuple[float, bool, int, bytes]:
    """The greater of two is the later one, or the one of which more was said; or else either."""
    record = account.record
    said = sum(_says(record, name) for name in SAID)
    return record.updated, record.ended is not None, said, encode(record)


def _says(record: Record, name: str) -> bool:
    return getattr(record, name) not in (None, "")


def _with_parts(standing: Standing, parts: tuple[Part, ...]) -> Standing:
    return replace(
        standing,
        parts=parts,
        steps_done=max(standing.steps_done, sum(part.done for part in parts)),
        skipped=max(standing.skipped, sum(part.skipped for part in parts)),
        held=max(standing.held, sum(part.seconds for part in parts)),
    )
