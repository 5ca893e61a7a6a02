"""What would be a good choice today."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Routine, Step
from stretchtui.core.sessions.advice import Advice, advise
from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.record import Moment, Record

NOON_S = (date(2025, 6, 1) - date(1970, 1, 1)).days * 86400.0 + 43200
TODAY = Today(Moment(NOON_S, 0))


def entry(
    id_: str, minutes: float, *tags: str, source: Source = Source.SHIPPED, empty: bool = False
) -> Entry:
    step = Step(name="Hold", hold=round(minutes * 60))
    routine = Routine(
        id=id_, name=id_.title(), tags=tags, get_ready=0, steps=() if empty else (step,)
    )
    return Entry(routine, {}, source, "file")


def done(id_: str, days_ago: float, minutes: float = 10, **fields: Any) -> Record:
    started = NOON_S - days_ago * 86400.0
    about: dict[str, Any] = {"started": started, "offset": 0, "updated": started}
    about |= {"routine": id_, "name": id_, "steps": 1, "phases": 1, "completed": True}
    about |= {"seconds": round(minutes * 60), "held": round(minutes * 60)}
    return Record(**about | fields)


BACK = entry("back", 10, "back", "gentle")
BED = entry("bed", 9, "gentle")
DESK = entry("desk", 8, "desk")
LONG = entry("long", 30, "back")
SHORT = entry("short", 2, "back")
NEW = entry("new", 11, "back")
EMPTY = entry("empty", 1, "back", empty=True)
ALL = (EMPTY, BACK, BED, DESK, LONG, SHORT, NEW)


def advice(*records: Record, entries: tuple[Entry, ...] = ALL) -> tuple[str, str]:
    in_order = sorted(records, key=lambda each: each.started)
    found = advise(entries, in_order, TODAY)
    assert found is not None
    return found.entry.routine.id, found.reason


def test_at_first_it_is_the_first_of_those_that_come_with_the_program() -> None:
    mine = entry("mine", 5, source=Source.USER)
    assert advice(entries=(mine, *ALL)) == ("back", "good first session")
    assert advice(entries=(mine,)) == ("mine", "good first session")
    # Opened and closed again is not done.
    assert advice(done("bed", 1, held=3, completed=False))[0] == "back"


def test_without_a_routine_there_is_nothing_to_say() -> None:
    assert advise((EMPTY,), [], TODAY) is None
    assert advise((EMPTY,), [done("back", 1)], TODAY) is None


@pytest.mark.parametrize(
    ("days", "reason"), [(0, "done today"), (1, "done yesterday"), (9, "not done for 9 days")]
)
def test_the_reason(days: int, reason: str) -> None:
    assert advice(done("back", days), entries=(BACK,)) == ("back", reason)


def test_the_longest_not_done_of_those_with_a_tag_of_what_was_done_lately() -> None:
    assert advice(done("back", 2), done("bed", 5)) == ("bed", "not done for 5 days")
    assert advice(done("back", 7), done("bed", 5), done("back", 1))[0] == "bed"
    # Nothing of the desk was done for weeks.
    assert advice(done("desk", 29), done("back", 2))[0] == "back"
    assert advice(done("desk", 28), done("back", 2))[0] == "desk"


def test_after_a_long_time_it_goes_by_what_was_done_last() -> None:
    assert advice(done("back", 99), done("desk", 98)) == ("desk", "not done for 98 days")


def test_a_routine_that_is_gone_has_no_tags() -> None:
    assert advice(done("gone", 1), done("desk", 40)) == ("desk", "not done for 40 days")


def test_a_new_one_comes_when_all_others_were_done_today() -> None:
    assert advice(done("back", 0), done("bed", 1))[0] == "bed"
    assert advice(done("back", 0), done("bed", 0)) == ("new", "new to you")


def test_the_length_is_near_the_usual_one() -> None:
    known = done("short", 5), done("long", 9), *[done("back", 1)] * 8
    assert advice(*known)[0] == "back"
    quick = [done("short", 1, minutes=2)] * 9
    assert advice(*quick, done("back", 4), done("long", 9))[0] == "short"
    # Where nothing fits, the longest not done.
    assert advice(done("long", 3), done("short", 5), entries=(SHORT, LONG))[0] == "short"


def test_one_that_hurt_comes_last_until_it_did_not() -> None:
    hurt = done("bed", 5, hurt=("cobra",), completed=False, held=10)
    assert advice(done("back", 2), hurt)[0] == "back"
    assert advice(done("back", 2), hurt, done("bed", 4))[0] == "bed"
    assert advice(hurt, entries=(BED,)) == ("bed", "not done for 5 days")


def test_a_day_lived_ahead_is_today() -> None:
    # Half an hour ago, where it was tomorrow already.
    assert advice(done("back", 1 / 48, offset=14 * 60), entries=(BACK,)) == ("back", "done today")


def test_what_is_dated_in_the_future_gives_no_advice() -> None:
    assert advice(done("bed", -1)) == ("back", "good first session")
    assert advice(done("back", 2), done("bed", 5), done("bed", -1))[0] == "bed"
    assert advice(done("back", 2), done("bed", 5), done("bed", -30 / 86400))[0] == "back"


def test_it_is_the_same_every_time_and_ties_go_by_the_librarys_order() -> None:
    records = [done("bed", 3), done("back", 3)]
    assert advise(ALL, records, TODAY) == Advice(BACK, 3) == advise(ALL, records, TODAY)
