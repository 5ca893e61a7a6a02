"""Plans on the screen: chosen, started, paused, stopped, and followed by today's suggestion."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.planning.following import Following, PlanPause
from stretchtui.store.following import keep_following, read_following
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library
from stretchtui.tui.dialogs.question import Question
from stretchtui.tui.plans.plan_calendar import PlanCalendar
from stretchtui.tui.plans.screen import PlansScreen
from stretchtui.words.planning import OVER
from tests.tui.past import Past, press
from tests.tui.stage import Stage, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

TODAY = date(2026, 9, 23)
"""A Wednesday; as ``past`` has it."""

ROUTINES = """\
format = 1
[[routine]]
id = "hips"
name = "Hips"
get_ready = 0
[[routine.step]]
name = "Hold"
hold = 60
"""

PLANS = (
    ROUTINES
    + """\
[[plan]]
id = "mine"
name = "My hips"
about = "For me."
days = "mon, wed, fri"
weeks = 2
routine = "hips"
[[plan]]
id = "long"
name = "A whole year"
days = "daily"
weeks = 52
routine = "hips"
[[plan]]
id = "made"
name = "Made"
days = "daily"
weeks = 1
make = "10 minutes for hips"
"""
)


def day(ago: int) -> date:
    return TODAY - timedelta(ago)


class Planned:
    """A home with plans of its own, and a past.

    Args:
        folder: Where it is.
        toml: The routine file.
    """

    def __init__(self, folder: Path, toml: str = PLANS) -> None:
        self.folders: Folders = folders(str(folder))
        self.folders.routines.mkdir(parents=True)
        (self.folders.routines / "mine.toml").write_text(toml)
        self.past = Past(self.folders.data)

    def follow(self, plan: str, ago: int, *pauses: PlanPause) -> None:
        """Have a plan be followed for so many days."""
        started = Following(plan=plan, started=day(ago), pauses=pauses)
        keep_following(self.folders, lambda now: started)

    def did(self, *days_ago: int, routine: str = "hips") -> None:
        """Have the routine be done on these days."""
        for ago in days_ago:
            self.past.session(ago, minutes=1, routine=routine, name="Hips")

    @property
    def followed(self) -> Following | None:
        """What is kept."""
        return read_following(self.folders).following

    def stage(self, **options: Any) -> Stage:
        """The program, in this home."""
        self.past.write()
        library = read_library(self.folders)
        return self.past.stage(library=library, folders=self.folders, **options)


@pytest.fixture
def home(tmp_path: Path) -> Planned:
    """A home with plans of its own."""
    return Planned(tmp_path / "home")


async def opened(stage: Stage, pilot: Pilot[Any]) -> PlansScreen:
    """The screen of plans, opened with its key."""
    await stage.settled(pilot)
    await press(pilot, "p")
    screen = stage.app.screen
    assert isinstance(screen, PlansScreen)
    await pilot.pause()
    return screen


async def test_the_plan_that_is_followed_is_shown_week_by_week(home: Planned) -> None:
    home.follow("mine", 9)
    home.did(9, 5, 2)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        assert stage.says("My hips", "◆ your plan", "For me.")
        assert stage.says("Day 4 of 6 · 1 missed · started Mon 14 Sep")
        assert stage.says("Next: today, Hips, 1 min")
        lines = [line.split() for line in stage.lines()]
        assert ["14", "Sep", "✓", "·", "–", "·", "✓", "·", "·", "days", "1–2", "·", "Hips"] in lines
        assert ["21", "Sep", "✓", "·", "●", "·", "○", "·", "·", "days", "3–5"] in lines
        assert ["28", "Sep", "○", "·", "·", "·", "·", "·", "·", "day", "6"] in lines
        assert stage.says("✓ done – missed ● today ○ to come")


async def test_on_a_day_without_a_session_the_next_one_is_said(home: Planned) -> None:
    home.follow("mine", 2)
    home.did(2, 0)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        assert stage.says("Day 3 of 6 · started Mon 21 Sep", "Next: Fri 25 Sep, Hips, 1 min")


async def test_starting_one_changes_what_is_suggested(home: Planned) -> None:
    home.did(1)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        screen = await opened(stage, pilot)
        assert stage.says("Enter starts it today · 2 weeks · mon, wed, fri · 6 days")
        assert stage.says("enter start plan")
        await press(pilot, "enter")
        assert home.followed == Following(plan="mine", started=TODAY)
        assert stage.says("Day 1 of 6", "Next: today, Hips, 1 min", "enter start session")
        assert stage.app.screen is screen
        await press(pilot, "escape")
        assert await stage.shows(pilot, "Day 1 of 6 of My hips · 1 min")


async def test_its_session_is_started_from_there(home: Planned) -> None:
    home.follow("mine", 2)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: stage.player.is_playing)
        assert stage.screen.browser.entry is not None
        assert stage.screen.browser.entry.routine.id == "hips"


async def test_a_pause_and_its_end(home: Planned) -> None:
    home.follow("mine", 2)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        await press(pilot, "p")
        assert home.followed is not None
        assert home.followed.pauses == (PlanPause(TODAY),)
        assert stage.says("Paused since Wed 23 Sep · 0 of 6 done", "When you resume: Hips, 1 min")
        assert stage.says("p resume", "= paused")
        await press(pilot, "p")
        assert home.followed == Following(plan="mine", started=day(2))
        assert stage.says("Day 1 of 6", "p pause")


async def test_stopping_asks_first(home: Planned) -> None:
    home.follow("mine", 2)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        await press(pilot, "x")
        assert isinstance(stage.app.screen, Question)
        assert stage.says("Stop My hips?", "Your sessions stay in your history.")
        await press(pilot, "escape")
        assert home.followed is not None
        await press(pilot, "x", "s")
        assert home.followed is None
        assert not stage.says("your plan")
        await press(pilot, "x", "p")
        assert isinstance(stage.app.screen, PlansScreen), "there is nothing to stop"


async def test_another_one_takes_its_place_only_if_that_is_wanted(home: Planned) -> None:
    home.follow("mine", 2)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        await press(pilot, "j", "enter")
        assert stage.says("Stop My hips?", "A whole year takes its place.")
        await press(pilot, "escape")
        assert home.followed == Following(plan="mine", started=day(2))
        await press(pilot, "enter", "s")
        assert home.followed == Following(plan="long", started=TODAY)


async def test_one_that_is_over_makes_way(home: Planned) -> None:
    home.follow("mine", 30)
    home.did(30, 28, 26, 23, 21, 19)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        assert stage.says("All 6 days done · started Mon 24 Aug")
        assert stage.says("You have finished this plan. Well done.")
        assert not stage.says("start session")
        await press(pilot, "enter", "p")
        assert isinstance(stage.app.screen, PlansScreen)
        await press(pilot, "j", "enter")
        assert home.followed == Following(plan="long", started=TODAY)


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_where_there_is_not_room_for_all_weeks_today_is_seen(
    home: Planned, size: tuple[int, int]
) -> None:
    home.follow("long", 70)
    stage = home.stage()
    async with stage.app.run_test(size=size) as pilot:
        await opened(stage, pilot)
        calendar = stage.app.screen.query_one(PlanCalendar)
        shown, more = calendar.window(calendar.size.height)
        assert calendar.weeks()[len(calendar.weeks()) - 1 - more] == shown[-1]
        assert stage.says("21 Sep", f"and {more} more weeks")


@pytest.mark.parametrize(
    ("did", "said"),
    [
        ((2,), "Day 2 of 6 of My hips: done."),
        ((14, 12, 9, 7, 5), f"Day 6 of 6 of My hips: done. {OVER}"),
    ],
    ids=["on the way", "the last"],
)
async def test_its_end_says_which_day_of_the_plan_is_done(
    home: Planned, did: tuple[int, ...], said: str
) -> None:
    home.follow("mine", max(did))
    home.did(*did)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: stage.player.is_playing)
        await stage.play_until(pilot, lambda: not stage.player.is_playing)
        assert await stage.shows(pilot, said)


async def test_another_routine_says_nothing_of_the_plan(home: Planned) -> None:
    home.follow("mine", 2)
    home.did(2, 0)
    stage = home.stage(play="two-minute-reset")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: stage.player.is_playing)
        await stage.play_until(pilot, lambda: not stage.player.is_playing)
        assert await stage.shows(pilot, "this week")
        assert not stage.says("of My hips")


async def test_what_is_made_for_a_plan_is_suggested_and_played(home: Planned) -> None:
    home.follow("made", 1)
    home.did(5)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        assert await stage.shows(pilot, "10 minutes for hips", "Day 1 of 7 of Made")
        assert stage.lines()[1].endswith("t start")
        await press(pilot, "p")
        assert stage.says("Next: today, 10 minutes for hips, 10 min")
        await press(pilot, "escape", "t")
        await until(pilot, lambda: stage.player.is_playing)
        assert stage.screen.browser.entry is not None
        assert stage.screen.browser.entry.routine.id == "made-10-minutes-for-hips"


async def test_what_cannot_be_made_is_said(tmp_path: Path) -> None:
    home = Planned(tmp_path / "home", PLANS.replace("10 minutes for hips", "9 minutes for soup"))
    home.follow("made", 1)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(stage, pilot)
        await press(pilot, "enter")
        assert await stage.shows(pilot, "No routine can be made: 9 minutes for soup.")
        assert not stage.player.is_playing


async def test_what_is_broken_is_said(home: Planned) -> None:
    home.folders.data.mkdir(parents=True, exist_ok=True)
    home.folders.plan.write_text("{}")
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(stage, pilot)
        assert await stage.shows(pilot, "plan.json: Object missing required field `plan`")


async def test_what_cannot_be_kept_is_said(home: Planned) -> None:
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(stage, pilot)
        home.folders.plan.mkdir()
        await press(pilot, "enter")
        assert await stage.shows(pilot, "your plan was not saved")


async def test_without_any_plan_it_says_where_they_come_from(
    home: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home.folders.routines / "mine.toml").write_text(ROUTINES)
    monkeypatch.setattr("stretchtui.store.paths.shipped", lambda: home.folders.data)
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        assert stage.says("There are no plans.", "docs/plans.md tells how")
        await press(pilot, "enter", "p", "x")
        assert isinstance(stage.app.screen, PlansScreen)


async def test_a_click_chooses_and_another_one_starts(home: Planned) -> None:
    stage = home.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        await pilot.click("PlanList", offset=(5, 1))
        await pilot.pause()
        assert stage.says("52 weeks · daily · 364 days")
        assert home.followed is None
        await pilot.click("PlanList", offset=(5, 1))
        await pilot.pause()
        assert home.followed == Following(plan="long", started=TODAY)
