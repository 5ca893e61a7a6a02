"""How a plan goes: what is done, missed, due and to come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.planning.following import Following, PlanPause
from stretchtui.core.planning.schedule import PlanMark, Schedule, schedule
from stretchtui.core.planning.wishes import routine_id
from stretchtui.core.routines.training_plan import PlanPart, TrainingPlan
from stretchtui.core.sessions.days import Days, Today
from tests.core.sessions.journals import SESSION, noon

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Record

MONDAY = date(2026, 11, 2)
USUAL = Days()
LETTERS = {
    PlanMark.DONE: "x",
    PlanMark.MISSED: "m",
    PlanMark.PAUSED: "=",
    PlanMark.DUE: "!",
    PlanMark.COMING: "o",
}


def plan(days: str, weeks: int = 2, make: str | None = None) -> TrainingPlan:
    routine = "r" if make is None else None
    return TrainingPlan(id="p", name="P", days=days, weeks=weeks, routine=routine, make=make)


def day(number: int) -> date:
    return MONDAY + timedelta(number)


def records(done: Mapping[int, Collection[str]]) -> list[Record]:
    return [
        replace(SESSION, started=noon(day(each)).moment.now - 60, routine=routine, completed=True)
        for each, routines in done.items()
        for routine in routines
    ]


def seen(
    what: TrainingPlan,
    done: Collection[int] | Mapping[int, Collection[str]] = (),
    *,
    today: int,
    began: int = 0,
    pauses: tuple[tuple[int, int | None], ...] = (),
    days: Days = USUAL,
) -> Schedule:
    """How a plan is seen at noon of a day; days are counted from a Monday, 0."""
    lived = done if isinstance(done, Mapping) else dict.fromkeys(done, ("r",))
    breaks = tuple(PlanPause(day(a), None if b is None else day(b)) for a, b in pauses)
    following = Following(plan="p", started=day(began), pauses=breaks)
    at = Today(noon(day(today)).moment, days)
    return schedule(what, following, records(lived), at)


def line(found: Schedule) -> str:
    """The weeks of a schedule, a letter a day: ``m.x.o.. o.o.o..``."""
    if not found.days:
        return ""
    marks = {each.day: LETTERS[each.mark] for each in found.days}
    last = (found.days[-1].day - MONDAY).days
    letters = "".join(marks.get(day(n), ".") for n in range(last + 1))
    return " ".join(letters[at : at + 7] for at in range(0, len(letters), 7))


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        ([], 0, "!.o.o.. o.o.o"),
        ([0], 0, "x.o.o.. o.o.o"),
        ([0], 1, "x.o.o.. o.o.o"),
        # Missed: everything shifts, and one is due, not two.
        ([], 2, "m.!.o.. o.o.o.. o"),
        ([0], 3, "x.m.o.. o.o.o.. o"),
        ([0, 2, 4, 7, 9], 11, "x.x.x.. x.x.!"),
        ([0, 2, 4, 7, 9, 11], 30, "x.x.x.. x.x.x"),
        ([], 12, "m.m.m.. m.m.m.. o.o.o.. o.o.o"),
        # On another day: it stands in for the next one.
        ([0, 1], 2, "xx..o.. o.o.o"),
        ([1], 2, "mx!.o.. o.o.o"),
        ([1, 2, 3], 4, "mxxx... o.o.o"),
        # A week takes no more than it has.
        ([0, 1, 2, 3, 4, 5, 6], 6, "xxx.... o.o.o"),
        ([0, 2, 4, 5], 7, "x.x.x.. !.o.o"),
    ],
)
def test_weekdays(done: list[int], today: int, expected: str) -> None:
    assert line(seen(plan("mon, wed, fri"), done, today=today)) == expected


@pytest.mark.parametrize(
    ("done", "began", "today", "expected"),
    [
        ([], 0, 0, "!.o.o.. o.o.o"),
        ([], 0, 1, ".!.o.o. o.o.o"),
        ([0], 0, 1, "x.o.o.. o.o.o"),
        ([0, 1], 0, 2, "xx.o... o.o.o"),
        # Nothing is missed as long as the week has days enough.
        ([], 0, 3, "...!.oo .o.o.o"),
        ([], 0, 4, "....!oo .o.o.o"),
        ([], 0, 5, "....m!o .o.o.o. o"),
        ([], 0, 7, "....mmm !.o.o.. o.o.o"),
        ([6], 0, 7, "....mmx .o.o.o. o.o"),
        ([0, 1, 2, 3], 0, 4, "xxx.... o.o.o"),
        # Of its first week, as much is asked for as there is of it.
        ([], 3, 3, "...!.o. o.o.o.. o"),
        ([], 6, 7, "......m !.o.o.. o.o.o"),
        ([6], 6, 6, "......x .o.o.o. o.o"),
    ],
)
def test_so_many_a_week(done: list[int], began: int, today: int, expected: str) -> None:
    assert line(seen(plan("3 a week"), done, began=began, today=today)) == expected


def test_once_a_week() -> None:
    once = plan("1 a week", 3)
    assert line(seen(once, today=2)) == "..!.... ..o.... ..o"
    assert line(seen(once, [2], today=8)) == "..x.... ..o.... ..o"
    assert line(seen(once, today=7)) == "......m !...... o...... o"


def test_a_pause_stops_days_from_being_missed() -> None:
    three = plan("mon, wed, fri")
    assert line(seen(three, [0], today=6, pauses=((2, None),))) == "x.====="
    assert line(seen(three, [0], today=9, pauses=((2, 8),))) == "x.===== =.!.o.. o.o.o"
    assert line(seen(three, [], today=2, pauses=((2, None),))) == "m.="
    # What was done all the same counts.
    assert line(seen(three, [0, 2], today=3, pauses=((1, None),))) == "x=x="
    # Of a week with a pause, the rest is asked for.
    some = plan("3 a week")
    assert line(seen(some, [], today=7, pauses=((0, 5),))) == "=====.m !.o.o.. o.o.o"


def test_while_it_is_paused_there_is_no_next_day() -> None:
    found = seen(plan("mon, wed, fri"), [0], today=3, pauses=((1, None),))
    assert found.is_paused
    assert found.next is None
    assert found.due is None
    assert found.waiting is not None
    assert found.waiting.number == 2
    # One that begins later, and is paused now.
    assert seen(plan("mon"), began=9, today=3, pauses=((3, None),)).days == ()


def test_a_plan_that_begins_later_is_still_to_come() -> None:
    assert line(seen(plan("mon, wed", 1), began=3, today=0)) == "....... o.o"


def test_what_it_comes_to() -> None:
    found = seen(plan("mon, wed, fri"), [0, 7], today=9)
    assert (found.done, found.missed, found.total, found.is_over) == (2, 2, 6, False)
    assert found.next is not None
    assert (found.next.day, found.next.mark) == (day(9), PlanMark.DUE)
    assert found.due is found.waiting is found.plan.sessions[2]
    assert found.on(day(9)) is found.next
    assert found.on(day(8)) is None
    later = seen(plan("mon, wed, fri"), [0, 7], today=8)
    assert later.next is not None
    assert later.next.day == day(9)
    assert later.due is None
    assert later.waiting is later.plan.sessions[2]


def test_when_all_is_done_nothing_waits() -> None:
    found = seen(plan("mon", 1), [0], today=9)
    assert found.is_over
    assert found.next is None
    assert found.due is None
    assert found.waiting is None


def test_only_what_was_completed_counts_and_only_the_plans_routine() -> None:
    one = plan("daily", 1)
    assert line(seen(one, {0: ("other",)}, today=1)) == "m!ooooo o"
    following = Following(plan="p", started=MONDAY)
    stopped = [replace(each, completed=False) for each in records({0: ("r",)})]
    assert schedule(one, following, stopped, noon(MONDAY)).done == 0
    ahead = [replace(each, started=each.started + 86400) for each in records({0: ("r",)})]
    assert schedule(one, following, ahead, noon(MONDAY)).done == 0


def test_twice_on_one_day_counts_once() -> None:
    assert line(seen(plan("daily", 1), {0: ("r", "r")}, today=0)) == "xoooooo"


def test_parts_come_one_after_the_other() -> None:
    parts = (
        PlanPart(weeks=1, routine="a"),
        PlanPart(weeks=1, routine="b", days="mon-fri"),
    )
    two = TrainingPlan(id="p", name="P", days="mon, wed", parts=parts)
    found = seen(two, {0: ("a",), 2: ("b",), 3: ("a",)}, today=4)
    # A week that has had all of one part does not begin with the next one.
    assert line(found) == "x.mx... ooooo"
    assert [routine_id(each.session.part) for each in found.days] == ["a", "a", "a", *"bbbbb"]
    # On a day with both, only the one that was next.
    assert seen(two, {0: ("a", "b")}, today=0).done == 1


def test_the_next_part_begins_with_a_week_of_its_own() -> None:
    parts = (
        PlanPart(weeks=1, routine="r"),
        PlanPart(weeks=1, routine="r", days="4 a week"),
    )
    two = TrainingPlan(id="p", name="P", days="mon, wed, fri", parts=parts)
    assert line(seen(two, today=0)) == "!.o.o.. o.o.o.o"
    # What shifted leaves room for as much as both have.
    assert line(seen(two, today=2)) == "m.!.o.. o.o.o.. o.o"


def test_what_was_made_for_the_plan_counts() -> None:
    made = plan("mon", 1, make="10 min for my hips")
    assert routine_id(made.sessions[0].part) == "made-10-minutes-for-hips"
    assert seen(made, {0: ("made-10-minutes-for-hips",)}, today=1).is_over


def test_days_begin_when_the_persons_do() -> None:
    late = [
        replace(SESSION, started=noon(day(1)).moment.now - 9 * 3600, routine="r", completed=True)
    ]
    following = Following(plan="p", started=MONDAY)
    daily = plan("daily", 1)
    assert schedule(daily, following, late, noon(day(1))).days[0].mark is PlanMark.DONE
    midnight = Today(noon(day(1)).moment, Days(starts=0))
    assert schedule(daily, following, late, midnight).days[0].mark is PlanMark.MISSED


def test_weeks_begin_when_the_persons_do() -> None:
    sunday = Days(first_weekday=6)
    some = plan("3 a week")
    assert line(seen(some, [3, 5], began=3, today=6)) == "...x.x. o.o.o.. o"
    assert line(seen(some, [3, 5], began=3, today=6, days=sunday)) == "...x.x. o.o.o.o"


# Whatever was done

DAYS = st.sampled_from(["mon, wed, fri", "sat-tue", "daily", "1 a week", "3 a week", "5 a week"])
PLANS = st.one_of(
    st.builds(plan, DAYS, st.integers(1, 4)),
    st.builds(
        lambda one, other: replace(
            plan("daily", 1),
            weeks=None,
            routine=None,
            parts=(
                PlanPart(weeks=1, days=one, routine="r"),
                PlanPart(weeks=2, days=other, routine="r"),
            ),
        ),
        DAYS,
        DAYS,
    ),
)
DONE = st.frozensets(st.integers(0, 60), max_size=40)
PAUSES = (
    st.lists(st.integers(0, 60), max_size=6, unique=True)
    .map(sorted)
    .map(
        lambda cuts: tuple(
            (first, next(iter(cuts[at + 1 : at + 2]), None))
            for at, first in enumerate(cuts)
            if at % 2 == 0
        )
    )
)
WEEKS_BEGIN = st.builds(Days, first_weekday=st.integers(0, 6))


@given(PLANS, DONE, PAUSES, st.integers(0, 6), st.integers(0, 70), WEEKS_BEGIN)
def test_it_is_in_order_and_no_day_has_two(
    what: TrainingPlan,
    done: frozenset[int],
    pauses: tuple[tuple[int, int | None], ...],
    began: int,
    today: int,
    days: Days,
) -> None:
    found = seen(what, done, today=today, began=began, pauses=pauses, days=days)
    assert all(one.day < other.day for one, other in pairwise(found.days))
    took = [each for each in found.days if each.mark not in (PlanMark.MISSED, PlanMark.PAUSED)]
    numbers = [each.session.number for each in took]
    assert numbers == list(range(1, len(numbers) + 1))
    assert found.is_paused or len(numbers) == found.total, "missed days shift, and none is lost"
    for each in found.days:
        past = each.day < day(today)
        assert past or each.mark is not PlanMark.MISSED
        assert not past or each.mark not in (PlanMark.DUE, PlanMark.COMING)
        assert each.mark is not PlanMark.DUE or each.day == day(today)
        if each.mark is PlanMark.DONE:
            assert (each.day - MONDAY).days in done


@given(PLANS, DONE, PAUSES, st.integers(0, 6), WEEKS_BEGIN)
def test_what_a_day_was_does_not_change_and_less_is_never_done(
    what: TrainingPlan,
    done: frozenset[int],
    pauses: tuple[tuple[int, int | None], ...],
    began: int,
    days: Days,
) -> None:
    before: Schedule | None = None
    for today in range(began, 70, 3):
        # What was known by then.
        known = tuple(
            (first, None if until is None or until > today else until)
            for first, until in pauses
            if first <= today
        )
        lived = {each for each in done if each <= today}
        now = seen(what, lived, today=today, began=began, pauses=known, days=days)
        if before is not None:
            settled = [each for each in before.days if each.day < day(today - 3)]
            assert list(now.days[: len(settled)]) == settled
            assert now.done >= before.done
        before = now


@given(PLANS, DONE, st.integers(0, 60), PAUSES, st.integers(0, 6))
def test_doing_more_never_takes_away_from_what_is_done(
    what: TrainingPlan,
    done: frozenset[int],
    more: int,
    pauses: tuple[tuple[int, int | None], ...],
    began: int,
) -> None:
    less = seen(what, done, today=70, began=began, pauses=pauses)
    assert seen(what, done | {more}, today=70, began=began, pauses=pauses).done >= less.done
