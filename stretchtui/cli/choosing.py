"""What ``next`` and ``today`` answer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchtui.cli.journal import progress_of, sessions, sessions_if_readable
from stretchtui.cli.pacing import pace_of
from stretchtui.cli.words import Refused, complain, complaints, json_text, settings_of
from stretchtui.core.duration import about_minutes, clock
from stretchtui.core.sessions.advice import advise
from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.record import local
from stretchtui.playing.clock import moment
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import routines
from stretchtui.store.answers import CommandAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from stretchtui.core.planning.schedule import Schedule
    from stretchtui.core.routines.library import Library
    from stretchtui.core.routines.training_plan import PlanPlace
    from stretchtui.core.sessions.advice import Advice
    from stretchtui.core.sessions.record import Record
    from stretchtui.core.settings import Settings
    from stretchtui.store.paths import Folders


class TodaysChoice(NamedTuple):
    """A routine that would be a good choice today, as it would be done today."""

    advice: Advice
    level: int
    seconds: int
    """How long it takes."""

    @property
    def line(self) -> str:
        """``Hips, 11 min, not done for 9 days``."""
        name = self.advice.entry.routine.name
        return f"{name}, {about_minutes(self.seconds)}, {self.advice.reason}"


def as_of_today(
    advice: Advice,
    folders: Folders,
    settings: Settings,
    records: tuple[Record, ...],
    today: Today,
) -> TodaysChoice:
    """What a routine asks for today."""
    level = progress_of(advice.entry, records, today).level
    seconds = advice.entry.total(pace_of(settings, folders), level)
    return TodaysChoice(advice, level, seconds)


def suggested(
    folders: Folders, settings: Settings, records: tuple[Record, ...], today: Today
) -> Advice | None:
    """The routine that would be a good choice today; None if there is none with steps."""
    library = routines.read_library(folders).for_person(settings.care.leave_out)
    schedule = _schedule(folders, lambda: library, records, today)
    advice = None
    if schedule is not None:
        from stretchtui.cli.plan_state import planned_for

        advice = planned_for(schedule, library, records, today, settings, folders)
    advice = advice or advise(library.entries.values(), records, today)
    if advice is None:
        return None
    if advice.plan is not None:
        from stretchtui.playing.plans import kept_if_made

        # So that "stretchtui play" finds it.
        kept_if_made(advice.entry, folders)
    return advice


def next_answer(folders: Folders, *, only_id: bool = False, as_json: bool = False) -> CommandAnswer:
    """The routine that would be a good choice today.

    Args:
        folders: The person's folders.
        only_id: Whether only its id is asked for.
        as_json: Whether it is for other programs.

    Raises:
        Refused: There is none.
    """
    before = complaints()
    records, settings = sessions_if_readable(folders), settings_of(folders)
    today = Today(moment(), settings.days)
    advice = suggested(folders, settings, records, today)
    if advice is None:
        raise Refused("no routine with steps found", ExitStatus.NOT_FOUND)
    routine = advice.entry.routine
    if only_id:
        text = routine.id
    else:
        choice = as_of_today(advice, folders, settings, records, today)
        text = json_text(_choice_table(choice)) if as_json else choice.line
    # A voice's file may be anywhere, and nobody looks whether it is still there.
    holds = complaints() == before and not settings.voice.piper
    return _answer(text, ExitStatus.DONE, today, records, holds=holds)


def done_today(records: Iterable[Record], today: Today) -> list[Record]:
    """The sessions of today that count: completed, or with a minute held."""
    # Or of tomorrow, for who has flown home across the date line.
    return [each for each in today.past(records) if each.done and today.day_of(each) >= today.day]


def is_day_off(
    folders: Folders, settings: Settings, records: Sequence[Record], today: Today
) -> bool:
    """Whether the person follows a plan, and it asks for nothing today."""
    schedule = _schedule(
        folders,
        lambda: routines.read_library(folders).for_person(settings.care.leave_out),
        records,
        today,
    )
    if schedule is None or schedule.is_paused or schedule.is_over:
        return False
    return schedule.on(today.day) is None


def today_answer(folders: Folders, *, as_json: bool = False) -> CommandAnswer:
    """What was done today; the status is ``NO``, if nothing was done.

    A session counts if it was completed, or if a minute was held.

    Args:
        folders: The person's folders.
        as_json: Whether it is for other programs.
    """
    before = complaints()
    records, settings = sessions(folders), settings_of(folders)
    today = Today(moment(), settings.days)
    todays = done_today(records, today)
    done = [record for record in today.past(records) if record.done]
    last = today.day_of(done[-1]) if done else None
    plan = _plan_today(folders, records, today)
    if as_json:
        text = json_text(_table(todays, last, today) | {"plan": _plan_table(plan)})
    else:
        said = _done(todays) if todays else _nothing(last, today)
        text = f"{said}; your plan: {plan.words}" if plan is not None else said
    status = ExitStatus.DONE if todays else ExitStatus.NO
    return _answer(text, status, today, records, holds=complaints() == before)


def _answer(
    text: str, status: ExitStatus, today: Today, records: Iterable[Record], *, holds: bool
) -> CommandAnswer:
    """An answer that holds for today; for no time, if somebody has to be told something again."""
    until = today.holds_until(records) if holds else today.moment.now
    return CommandAnswer(f"{text}\n", status, today.moment.now, until)


def _schedule(
    folders: Folders, library: Callable[[], Library], records: Sequence[Record], today: Today
) -> Schedule | None:
    """How the person's plan goes; None if they follow none, or that cannot be known.

    Most people follow none: the library is read only for who does.
    """
    if not os.path.lexists(folders.plan):
        return None
    from stretchtui.playing.plans import Plans

    plans = Plans(folders, library)
    followed = plans.followed()
    if plans.fault:
        complain(plans.fault)
    return None if followed is None else followed.schedule(records, today)


def _plan_today(folders: Folders, records: Sequence[Record], today: Today) -> PlanPlace | None:
    """The session of the person's plan that was done today, or is due."""
    schedule = _schedule(folders, lambda: routines.read_library(folders), records, today)
    found = None if schedule is None else schedule.on(today.day)
    if schedule is None or found is None:
        return None
    from stretchtui.core.planning.schedule import PlanMark
    from stretchtui.core.planning.suggestion import place_of

    is_paused = found.mark is PlanMark.PAUSED
    return None if is_paused else place_of(schedule.plan, found.session)


def _choice_table(choice: TodaysChoice) -> dict[str, Any]:
    advice = choice.advice
    routine = advice.entry.routine
    table = {"id": routine.id, "name": routine.name, "level": choice.level}
    table |= {"total_s": choice.seconds, "reason": advice.reason, "days_since": advice.days}
    return table | {"plan": _plan_table(advice.plan)}


def _plan_table(place: PlanPlace | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"id": place.plan, "name": place.name, "day": place.number, "of": place.total}


def _done(records: list[Record]) -> str:
    names = ", ".join(dict.fromkeys(record.name for record in records))
    return f"done today: {names}; {clock(sum(record.held for record in records))} held"


def _nothing(last: date | None, today: Today) -> str:
    days = (today.day - last).days if last else 0
    when = {0: "", 1: "; last done yesterday"}.get(days, f"; last done {days} days ago")
    return f"nothing done today{when}"


def _table(records: list[Record], last: date | None, today: Today) -> dict[str, Any]:
    sessions = [
        {
            "routine": record.routine,
            "name": record.name,
            "started": local(record.started, record.offset).isoformat(timespec="seconds"),
            "held_s": record.held,
            "completed": record.completed,
        }
        for record in records
    ]
    return {
        "day": today.day.isoformat(),
        "done": bool(records),
        "held_s": sum(record.held for record in records),
        "last_done": last.isoformat() if last else None,
        "sessions": sessions,
    }
