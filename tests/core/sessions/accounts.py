"""Sessions as journals have them, each with all that can be kept of it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.account import Account
from stretchtui.core.sessions.record import Feeling, Mark, Part, Place, Record, Standing

STARTED = 1_790_000_000.123456

KNEE = Part(
    0,
    "knee-to-chest",
    "Knee to chest",
    ("lower back", "glutes"),
    57,
    done=True,
    hurt=STARTED + 31.5,
    asked="30 s",
    holds=(Mark(Side.LEFT, 1, done=True), Mark(Side.RIGHT, 1, False, 2)),
)
CAT = Part(1, "Cat", "Cat", skipped=True)


def account(parts: tuple[Part, ...] = (KNEE, CAT), **fields: Any) -> Account:
    """A session of which everything is said that can be, or what ``fields`` have instead."""
    about: dict[str, Any] = {
        "started": STARTED,
        "offset": -210,
        "updated": STARTED + 300.7,
        "ended": STARTED + 300.7,
        "routine": "five-for-lower-back",
        "name": "Five: 膝を胸に",
        "level": 2,
        "steps": 5,
        "phases": 20,
        "seconds": 480,
        "completed": True,
        "feeling": Feeling.MORE,
        "before": 6,
        "after": 0,
        "uid": "4f1c",
        "note": "At the gym",
        "logged": True,
    }
    standing = Standing(
        Place(7, 1, Side.RIGHT, 101.5, 2, 3.25, 3),
        "xx-x..",
        steps_done=1,
        skipped=1,
        phases_done=3,
        held=57,
        waited=4.5,
        parts=parts,
    )
    record = Record(**about | fields)
    return Account(record.standing(standing, record.updated), standing)


def interrupted(**fields: Any) -> Account:
    """The same while it has no end."""
    return account(**{"ended": None, "completed": False} | fields)


def somewhere(found: Account) -> Account:
    """A session without the place at which it stood."""
    return replace(found, standing=replace(found.standing, place=Place(), marks=""))
