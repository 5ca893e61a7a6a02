"""The plan that is followed: looked up, changed, and what it asks for today."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.making.choosing import NOTHING_DONE
from stretchtui.core.making.wish import read_wish
from stretchtui.core.planning.following import Following, PlanPause
from stretchtui.core.planning.suggestion import Followed
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.training_plan import TrainingPlan
from stretchtui.playing.journal_view import JournalView
from stretchtui.playing.plans import Plans, kept_if_made, maker
from stretchtui.store.made_routines import find_made
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library
from tests.playing.mat import played

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Library
    from tests.playing.mat import Mats

DAY = date(2026, 11, 2)


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    """A person's folders, none of which exists."""
    return folders(str(tmp_path / "home"))


@pytest.fixture
def library(home: Folders) -> Library:
    """What is built in."""
    return read_library(home)


def test_a_plan_is_started_paused_resumed_and_stopped(home: Folders, library: Library) -> None:
    plans = Plans(home, lambda: library)
    assert plans.followed() is None
    plan = next(each for each in plans.all if each.id == "desk-days")
    plans.start(plan, DAY)
    assert plans.followed() == Followed(plan, Following(plan="desk-days", started=DAY))
    plans.pause(date(2026, 11, 4))
    plans.resume(date(2026, 11, 6))
    found = plans.followed()
    assert found is not None
    assert found.following.pauses == (PlanPause(date(2026, 11, 4), date(2026, 11, 6)),)
    plans.stop()
    assert plans.followed() is None
    plans.pause(DAY)
    plans.resume(DAY)
    assert (plans.followed(), plans.fault) == (None, "")


def test_a_plan_that_is_gone_is_no_longer_followed(home: Folders, library: Library) -> None:
    plans = Plans(home, lambda: library)
    plans.start(TrainingPlan(id="gone", name="Gone", days="mon", weeks=1, routine="hips"), DAY)
    assert plans.followed() is None
    assert plans.fault == 'the plan you follow, "gone", is no longer in your library'
    home.plan.write_text("")
    assert plans.followed() is None
    assert plans.fault.startswith("plan.json: ")
    home.plan.unlink()
    assert plans.followed() is None
    assert plans.fault == ""


def test_what_is_made_is_kept_when_it_is_played(home: Folders, library: Library) -> None:
    make = maker(lambda: library, Pace, frozenset)
    found = make(read_wish("10 minutes for hips"), 1, NOTHING_DONE)
    assert found is not None
    assert abs(found.total() - 600) <= 15
    assert make(read_wish("10 minutes for soup"), 1, NOTHING_DONE) is None
    assert find_made(found.routine.id, library, home) is None
    assert kept_if_made(found, home) is found
    kept = find_made(found.routine.id, library, home)
    assert kept is not None
    assert kept.routine == found.routine
    assert kept_if_made(library.entries["hips"], home) is library.entries["hips"]
    assert [each.name for each in (home.data / "made").iterdir()] == [f"{found.routine.id}.toml"]


def followed(mats: Mats, plan: str, routine: str) -> JournalView:
    """The sessions of somebody who started a plan today."""
    mat = mats()
    view = mat.journal
    started = Following(plan=plan, started=view.now.day)
    what = TrainingPlan(id=plan, name="Each day", days="daily", weeks=1, routine=routine)
    return JournalView(
        mat.writer, lambda: [mat.entry], mat.moment, followed=lambda: Followed(what, started)
    )


async def test_the_suggestion_is_what_the_plan_asks_for(mats: Mats) -> None:
    view = followed(mats, "p", mats().entry.routine.id)
    await view.read()
    assert view.advice is not None
    assert view.advice.reason == "day 1 of 7 of Each day"
    played(mats)
    await view.read()
    assert view.advice is not None
    assert view.advice.reason == "done today"


async def test_where_the_plans_routine_is_missing_the_usual_one_is_suggested(mats: Mats) -> None:
    view = followed(mats, "p", "gone")
    await view.read()
    assert view.advice is not None
    assert view.advice.reason == "good first session"
    assert view.advice.plan is None
