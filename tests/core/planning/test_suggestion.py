"""Today's suggestion, for who follows a plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.planning.following import Following
from stretchtui.core.planning.suggestion import Followed, done_on, entry_of, place_of, planned
from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Routine, Step
from stretchtui.core.routines.training_plan import PlanPart, TrainingPlan
from tests.core.sessions.journals import SESSION, noon

if TYPE_CHECKING:
    from stretchtui.core.making.choosing import Past
    from stretchtui.core.making.wish import RoutineWish
    from stretchtui.core.sessions.advice import Advice
    from stretchtui.core.sessions.record import Record

MONDAY = date(2026, 11, 2)


def entry(id_: str, *steps: Step) -> Entry:
    return Entry(Routine(id=id_, name=id_.title(), steps=steps), {}, Source.SHIPPED, "f")


BACK = entry("back", Step(name="Bend", hold=20))
EMPTY = entry("empty")
ENTRIES = {"back": BACK, "empty": EMPTY}
PLAN = TrainingPlan(id="p", name="Four weeks", days="mon, wed, fri", weeks=4, routine="back")
FOLLOWED = Followed(PLAN, Following(plan="p", started=MONDAY))


def made(wish: RoutineWish, seed: int, past: Past) -> Entry | None:
    return entry(f"{wish.id}-{seed}", Step(name="Bend", hold=20)) if wish.minutes < 50 else None


def session(days: int) -> Record:
    at = noon(MONDAY + timedelta(days)).moment.now - 60
    return replace(SESSION, started=at, routine="back", completed=True)


def advice(*records: Record, days: int) -> Advice | None:
    today = noon(MONDAY + timedelta(days))
    return planned(FOLLOWED.schedule(records, today), ENTRIES, records, today, made)


def test_what_is_due_and_why() -> None:
    first = advice(days=0)
    assert first is not None
    assert (first.entry, first.days, first.reason) == (BACK, None, "day 1 of 12 of Four weeks")
    later = advice(session(0), days=3)
    assert later is None, "nothing is due on a Thursday"
    missed = advice(session(0), days=4)
    assert missed is not None
    assert (missed.days, missed.reason) == (4, "day 2 of 12 of Four weeks")
    assert missed.plan is not None
    assert missed.plan.day == "day 2 of 12"


def test_when_it_is_done_nothing_more_is_asked_for() -> None:
    assert advice(session(0), days=0) is None


def test_what_was_done_on_a_day_is_told() -> None:
    schedule = FOLLOWED.schedule((session(0), session(2)), noon(MONDAY + timedelta(2)))
    done = [done_on(schedule, MONDAY + timedelta(days)) for days in range(4)]
    first, second = place_of(PLAN, PLAN.sessions[0]), place_of(PLAN, PLAN.sessions[1])
    assert done == [("back", first), None, ("back", second), None]


def test_what_hurt_was_begun_on_that_day() -> None:
    hurt = replace(session(0), completed=False, hurt=("cobra",))
    found = advice(hurt, days=2)
    assert found is not None
    assert found.days == 2
    opened = replace(session(0), completed=False)
    again = advice(opened, days=2)
    assert again is not None
    assert again.days is None


def test_a_routine_that_cannot_be_played_is_not_suggested() -> None:
    for routine in ("empty", "gone"):
        plan = replace(PLAN, routine=routine)
        assert entry_of(plan.sessions[0], ENTRIES, made) is None
        today = noon(MONDAY)
        found = Followed(plan, FOLLOWED.following).schedule((), today)
        assert planned(found, ENTRIES, (), today, made) is None


def test_what_is_made_differs_from_session_to_session() -> None:
    parts = (PlanPart(weeks=1, make="10 min hips"), PlanPart(weeks=1, make="55 min hips"))
    plan = TrainingPlan(id="p", name="P", days="2 a week", parts=parts)
    found = [entry_of(each, ENTRIES, made) for each in plan.sessions]
    ids = [each and each.routine.id for each in found]
    assert ids == ["made-10-minutes-for-hips-1", "made-10-minutes-for-hips-2", None, None]
