"""What ``plan`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchtui.cli.words import print_json

if TYPE_CHECKING:
    from stretchtui.cli.plan_state import PlanState
    from stretchtui.core.planning.schedule import PlanDay, Schedule
    from stretchtui.core.planning.suggestion import Followed
    from stretchtui.core.routines.library import PlanEntry
    from stretchtui.core.routines.training_plan import TrainingPlan


def print_list(found: PlanState, followed: Followed | None) -> None:
    from stretchtui.words.glyphs import UNICODE
    from stretchtui.words.planning import size

    width = max((len(each) for each in found.library.plans), default=0)
    for id_, entry in found.library.plans.items():
        mark = " (following)" if followed is not None and followed.plan.id == id_ else ""
        print(f"{id_:{width}}  {entry.plan.name}, {size(entry.plan, UNICODE)}{mark}")


def print_followed(followed: Followed, found: PlanState) -> None:
    from stretchtui.words.glyphs import UNICODE
    from stretchtui.words.planning import standing

    schedule = followed.schedule(found.records(), found.today)
    print(followed.plan.name)
    print(standing(schedule, followed.following, UNICODE))
    print(next_line(schedule, found))
    _print_days(schedule, found)


def print_preview(plan: TrainingPlan, found: PlanState) -> None:
    """Print a plan as it would be if it were started today."""
    from stretchtui.core.planning.following import Following
    from stretchtui.core.planning.schedule import schedule
    from stretchtui.words.glyphs import UNICODE
    from stretchtui.words.planning import size

    print(plan.name)
    for line in (plan.about, plan.caution):
        if line:
            print(line)
    print(size(plan, UNICODE))
    print("If you start today:")
    following = Following(plan=plan.id, started=found.today.day)
    _print_days(schedule(plan, following, (), found.today), found)


def _print_days(schedule: Schedule, found: PlanState) -> None:
    from stretchtui.core.planning.schedule import PlanMark
    from stretchtui.words.planning import MARKS, day_name

    shown = [each for each in schedule.days if each.mark is not PlanMark.PAUSED]
    week = 0
    for each in shown:
        if each.session.week != week:
            week = each.session.week
            part = each.session.part
            name = part.make or found.library.entries[part.routine or ""].routine.name
            print(f"\nWeek {week}: {name}")
        print(f"  {day_name(each.day):<10}  day {each.session.number:<3} {MARKS[each.mark]}")


def next_line(schedule: Schedule, found: PlanState) -> str:
    from stretchtui.words.planning import following_next

    waiting = schedule.waiting
    words = ""
    if waiting is not None:
        words = waiting.part.make or _routine(waiting.part.routine or "", found)
    return following_next(schedule, words, found.today.day)


def _routine(id_: str, found: PlanState) -> str:
    """``Five for the lower back, 6 min``."""
    from stretchtui.cli.journal import progress_of
    from stretchtui.cli.pacing import pace_of
    from stretchtui.core.duration import about_minutes

    entry = found.library.entries[id_]
    level = progress_of(entry, tuple(found.records()), found.today).level
    seconds = entry.total(pace_of(found.settings, found.folders), level)
    return f"{entry.routine.name}, {about_minutes(seconds)}"


def print_all(found: PlanState) -> None:
    """Print all plans, and how the one goes that is followed, for other programs."""
    followed = found.followed()
    plans = [_table(each, found) for each in found.library.plans.values()]
    now = None
    if followed is not None:
        now = _followed_table(followed, followed.schedule(found.records(), found.today))
    print_json({"plans": plans, "followed": now})


def _table(entry: PlanEntry, found: PlanState) -> dict[str, Any]:
    from stretchtui.core.routines.library import Source

    plan = entry.plan
    own = entry.source is Source.USER
    return {
        "id": plan.id,
        "name": plan.name,
        "about": plan.about,
        "weeks": sum(each.weeks for each in plan.sections),
        "days": len(plan.sessions),
        "source": str(entry.source),
        "file": str(found.folders.routines / entry.file if own else entry.file),
    }


def _followed_table(followed: Followed, schedule: Schedule) -> dict[str, Any]:
    following, next_ = followed.following, schedule.next
    return {
        "id": followed.plan.id,
        "name": followed.plan.name,
        "started": following.started.isoformat(),
        "paused": following.is_paused,
        "total": schedule.total,
        "done": schedule.done,
        "missed": schedule.missed,
        "next": _day(next_) if next_ is not None else None,
        "days": [_day(each) for each in schedule.days],
    }


def _day(each: PlanDay) -> dict[str, Any]:
    from stretchtui.core.planning.wishes import routine_id

    return {
        "day": each.day.isoformat(),
        "mark": str(each.mark),
        "number": each.session.number,
        "week": each.session.week,
        "routine": routine_id(each.session.part),
    }
