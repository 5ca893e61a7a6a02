"""Sessions that two journals have come to the same in both, and nothing is lost."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.account import Account, Export, merged, uid_of
from stretchtui.core.sessions.record import Feeling
from tests.core.sessions.accounts import CAT, KNEE, STARTED, account, interrupted

NOTHING: dict[str, Any] = {"feeling": None, "before": None, "after": None, "note": ""}


def numbered(found: Account, number: int) -> Account:
    return replace(found, record=replace(found.record, id=number))


def both(one: Account, other: Account) -> Account:
    """What two journals come to; the same, whichever takes in the other's, and as often as."""
    here, there = merged(numbered(one, 3), other), merged(numbered(other, 8), one)
    assert here.record.id == 3
    assert numbered(there, 3) == here
    assert merged(here, other) == merged(here, there) == here
    assert numbered(merged(numbered(other, 8), here), 3) == here
    return numbered(here, 0)


def test_what_is_the_same_stays_as_it_is() -> None:
    assert both(account(), account()) == account()


def test_the_later_one_counts() -> None:
    old = interrupted(updated=STARTED + 100, feeling=None, note="As it was")
    assert both(old, account()) == account()
    assert both(interrupted(updated=STARTED + 900), account()).record.ended is None


def test_one_that_has_ended_counts_where_they_are_as_old() -> None:
    assert both(interrupted(), account(completed=False)) == account(completed=False)


@pytest.mark.parametrize("later", [0.0, 5.0])
def test_what_only_one_has_of_what_was_said_is_kept(later: float) -> None:
    silent = account(**NOTHING, updated=STARTED + 300.7 + later)
    whole = both(account(), silent).record
    assert (whole.feeling, whole.before, whole.after) == (Feeling.MORE, 6, 0)
    assert (whole.note, whole.updated) == ("At the gym", silent.record.updated)
    none = account(**NOTHING | {"before": 0})
    assert both(none, account(**NOTHING)).record.before == 0
    newer = account(**NOTHING, updated=STARTED + 999)
    assert both(account(**NOTHING), newer) == newer


def test_what_was_changed_later_counts() -> None:
    changed = account(note="At home", feeling=Feeling.RIGHT, updated=STARTED + 999)
    assert both(account(), changed) == changed


def test_steps_that_only_one_has_are_added_and_counted() -> None:
    extra = replace(CAT, step=4, done=True, skipped=False, seconds=30.0)
    longer = account(parts=(KNEE, extra), updated=STARTED + 200)
    whole = both(longer, account())
    assert whole.standing.parts == (KNEE, CAT, extra)
    assert whole.record.updated == account().record.updated
    assert (whole.record.held, whole.record.steps_done, whole.record.skipped) == (87, 2, 1)
    assert whole.record.hurt == ("knee-to-chest",)


def test_what_there_is_nothing_to_tell_of_is_left_out() -> None:
    whole = account()
    unsaid = replace(whole.record, feeling=None, before=None, after=None, note="", logged=False)
    empty = replace(whole, record=replace(unsaid, held=0, hurt=()))
    assert Export((empty, whole)).without_empty == Export((whole,))


def test_held_is_never_less_than_it_was() -> None:
    whole = both(account(parts=(CAT,)), account(parts=(replace(CAT, step=2),), note=""))
    assert whole.record.held == 57


def test_every_two_of_many_states_come_to_the_same_in_both() -> None:
    states = [
        account(updated=STARTED + at, ended=ended, feeling=feeling, note=note, parts=parts)
        for at, ended, feeling, note, parts in product(
            (300.0, 301.0), (None, STARTED + 300), (None, Feeling.MORE), ("", "a"), ((KNEE,), ())
        )
    ]
    for one, other in permutations(states, 2):
        both(one, other)


def test_sessions_of_before_are_known_by_start_and_routine() -> None:
    old = account(uid="")
    assert uid_of(account().record) == "4f1c"
    assert uid_of(old.record) == "1790000000.123456 five-for-lower-back"
    given = account(uid=uid_of(old.record))
    assert both(old, given) == given
