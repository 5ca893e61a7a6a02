"""The history screen: what it shows, how one gets about in it, what it does to the journal."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.sessions.record import Feeling
from stretchtui.core.settings import ScreenSettings, Settings
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_file import JournalError, SetAside
from stretchtui.tui.app import StretchApp
from stretchtui.tui.commands.builder import BUILDER_COMMANDS
from stretchtui.tui.commands.history import HISTORY_COMMANDS
from stretchtui.tui.commands.keymap import unknown_commands
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.history import screen as history
from stretchtui.tui.history.review_panel import axis, months
from stretchtui.tui.history.screen import HistoryScreen
from stretchtui.tui.history.session_list import SessionList
from stretchtui.tui.history.week_bars import column, top_of
from tests.tui.past import TODAY, YEARS, Past, part, press

if TYPE_CHECKING:
    from tests.tui.stage import Stage

PHONE, USUAL, LARGE = (40, 15), (80, 24), (120, 40)
PLAIN = {"LANG": "C"}
COLOURLESS = {"LANG": "C.UTF-8", "NO_COLOR": "1"}

HOSTILE = "[b]bold[/b] [@click=app.quit]x[/] \x1b]2;owned\x07\x9b31m\u202eevil\n膝😀"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, the screen is shown with what the journal says."""
    monkeypatch.setattr(history, "PATIENCE_S", 60.0)


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return Past(tmp_path / "data")


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """Written once; for tests that only look at it."""
    past = Past(tmp_path_factory.mktemp("two-years"))
    past.two_years()
    past.write()
    return past


@pytest.fixture(scope="session")
def five_years(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """Written once; for tests that only look at it."""
    past = Past(tmp_path_factory.mktemp("five-years"))
    past.five_years()
    past.write()
    return past


def screen(stage: Stage) -> HistoryScreen:
    """The history that is open."""
    return next(each for each in stage.app.screen_stack if isinstance(each, HistoryScreen))


def keys(stage: Stage) -> list[str]:
    """What the last row says of the keys."""
    return re.findall(r"\S+ \S+", stage.lines()[-1])


# What it shows


async def test_everything_at_once_where_there_is_room(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await press(pilot, "h")
        assert stage.says("History", "in a year 272 sessions · 36:57 h")
        assert stage.says("32 days in a row longest 32", "22 weeks with 3 sessions longest 43")
        assert stage.says("Minutes a week", "this week 27 · usually 42")
        assert stage.says("Body time in the last year", "lower back", "18:50 h", "and 2 more")
        assert stage.says("Discomfort ○ before ● after")
        assert stage.says("Sessions", "Sep 2026 Wed 23 07:37 Desk break", "Tue 22 08:03 Five")


async def test_days_are_as_dark_as_they_were_long(past: Past) -> None:
    for days_ago, minutes in enumerate((3, 7, 15, 25)):
        past.session(days_ago, minutes=minutes)
    past.session(20, minutes=11)
    past.session(20, 21, minutes=11)
    stage = past.stage(environment=PLAIN)
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        rows = {line[1:4].strip(): line[5:60] for line in stage.lines()[2:9]}
        assert list(rows) == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        assert rows["We"][:54].endswith(".-<"), "today is marked"
        assert rows["Tu"].startswith("." * 52 + "+")
        assert rows["Mo"].startswith("." * 52 + "x")
        assert rows["Su"].rstrip().endswith(".#"), "a day that is to come is none without sessions"
        assert rows["Th"].rstrip() == "." * 49 + "#..", "a day's sessions count together"


async def test_weeks_begin_as_the_person_has_set(past: Past) -> None:
    past.session(0, minutes=10)
    stage = past.stage(settings=Settings(screen=ScreenSettings(week_start="sunday")))
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        assert [line[1:4].strip() for line in stage.lines()[2:4]] == ["Su", "Mo"]
        assert stage.lines()[5].split()[:1] == ["We"]
        assert "◂" in stage.lines()[5]


async def test_first_days_have_a_week_on_its_way_and_no_discomfort(past: Past) -> None:
    for days_ago in (0, 1):
        past.session(days_ago, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await press(pilot, "h")
        assert stage.says("2 days in a row longest 2", "2 of 3 sessions this week")
        assert stage.says("Minutes a week this week 20", "Nothing was said of it yet.")


async def test_discomfort_keeps_to_the_rows_of_its_values(past: Past) -> None:
    past.session(0, before=9, after=2)
    past.session(7, before=10, after=10)
    past.session(14, after=0)
    stage = past.stage(environment=PLAIN)
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h", "left")
        rows = [line[3:].rstrip() for line in stage.lines()[2:13]]
        marked = {10 - n: row.lstrip(" |510") for n, row in enumerate(rows) if row.strip(" 510")}
        assert marked == {10: "@", 9: "o", 2: "*", 0: "*"}
        assert rows[1].endswith("o")
        assert rows[0].index("@") == rows[1].index("o") - 1


async def test_empty_journal_has_a_friendly_word(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h")
        assert stage.says("Nothing here yet. Every session you do is kept, and shown here")
        assert keys(stage) == ["esc back", "? help"]
        await press(pilot, "enter", "d", "j", "tab", "right", "end", "q")
        assert stage.app.screen is stage.screen


async def test_no_journal_is_said(past: Past) -> None:
    stage = past.stage(writer=None)
    async with stage.app.run_test() as pilot:
        await press(pilot, "h")
        assert stage.says("There is no journal: sessions are not kept.")


async def test_journal_that_cannot_be_used_is_one_line(past: Past) -> None:
    (past.folder / FILE).mkdir(parents=True)
    stage = past.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "h")
        assert stage.says(f"History {FILE}: expected a plain file")
        assert keys(stage) == ["esc back", "? help"]


async def test_damage_that_is_met_is_said_and_the_new_journal_shown(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = past.stage()
    read, damage = Journal.sessions, [SetAside("journal.sqlite3 was damaged: set aside")]

    def sessions(journal: Journal, *about: Any, **more: Any) -> Any:
        if (
            damage
            and isinstance(stage.app.screen, HistoryScreen | type(stage.screen))
            and more == {}
        ):
            raise damage.pop()
        return read(journal, *about, **more)

    async with stage.app.run_test(notifications=True) as pilot:
        await pilot.app.workers.wait_for_complete()
        monkeypatch.setattr(Journal, "sessions", sessions)
        await press(pilot, "h")
        assert stage.says("Nothing here yet.", "journal.sqlite3 was damaged:")


async def test_journal_that_takes_long_does_not_hold_the_screen_up(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.session(0, minutes=10)
    stage = past.stage()
    gate = threading.Event()
    async with stage.app.run_test(size=LARGE) as pilot:
        await pilot.app.workers.wait_for_complete()
        monkeypatch.setattr(history, "PATIENCE_S", 0.0)
        assert stage.app.journal.writer is not None
        stage.app.journal.writer.ask(lambda journal: gate.wait(60))
        await pilot.press("h")
        await pilot.pause()
        assert stage.says("History reading the journal", within="#head")
        gate.set()
        await press(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert stage.says("in a year 1 session")


async def test_names_cannot_do_anything(past: Past) -> None:
    parts = (part(0, HOSTILE, 60, targets=(HOSTILE,), hurt=TODAY.now),)
    past.session(0, parts=parts, name=HOSTILE, routine=HOSTILE)
    stage = past.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h")
        seen = ""
        for _ in range(5):
            seen += stage.text()
            await press(pilot, "tab")
        screen(stage).action_show("Sessions")
        await press(pilot, "enter")
        seen += stage.text()
        await press(pilot, "d")
        seen += stage.text()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", seen)
        assert "[b]bold[/b]" in seen
        assert stage.says("[b]bold[/b] [@click=app.quit]x[/]", within="Vertical")


@pytest.mark.parametrize(
    ("size", "environment"), [(PHONE, PLAIN), (LARGE, PLAIN), (USUAL, COLOURLESS)]
)
async def test_shades_differ_without_colours(
    past: Past,
    size: tuple[int, int],
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if environment is COLOURLESS:
        monkeypatch.setenv("NO_COLOR", "1")
    for days_ago, minutes in enumerate((3, 7, 15, 25)):
        past.session(days_ago, minutes=minutes, before=6, after=4)
    stage = past.stage(environment=environment)
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "h")
        assert set(".-+x#" if environment is PLAIN else "·░▒▓█") <= set(stage.text())
        for _ in range(5 if environment is PLAIN else 0):
            assert stage.text().isascii()
            await press(pilot, "tab")


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_any_size_will_do(two_years: Past, size: tuple[int, int]) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "h")
        for _ in range(5):
            assert len(stage.text().strip()) > 20
            await press(pilot, "tab")


async def test_as_many_weeks_as_fit_when_the_size_changes(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await press(pilot, "h")
        assert screen(stage).tab is None
        await pilot.resize_terminal(*PHONE)
        await press(pilot)
        assert stage.lines()[0].startswith("▸Year", 1)
        assert "Sep" in stage.lines()[2]
        assert "Feb" not in stage.lines()[2]
        await pilot.resize_terminal(*USUAL)
        await press(pilot)
        assert stage.says("▸Sessions Weeks Body Discomfort", "Feb", "Before bed")


# Getting about


async def test_views_follow_one_another(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h")
        seen = [screen(stage).tab]
        for key in ("tab", "right", "tab", "tab", "tab", "left", "shift+tab"):
            await press(pilot, key)
            seen.append(screen(stage).tab)
        names = ["Year", "Sessions", "Weeks", "Body", "Discomfort", "Year", "Discomfort", "Body"]
        assert seen == names
        assert stage.says("Body time in the last year")


async def test_only_the_keys_that_do_something_are_named(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        assert keys(stage) == ["enter open", "tab view", "esc back", "d delete", "? help"]
        await press(pilot, "tab", "enter", "d")
        assert keys(stage) == ["tab view", "esc back", "? help"]
        assert isinstance(stage.app.screen, HistoryScreen)
        await pilot.click("TabLine", offset=(stage.lines()[10].index("Body"), 0))
        assert stage.says("▸Body", "time in the last year")


async def test_back_to_the_list_of_routines(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test() as pilot:
        for key in ("escape", "q", "h"):
            await press(pilot, "h")
            assert len(stage.app.screen_stack) == 2
            await press(pilot, key)
            assert stage.app.screen_stack == [stage.screen]


async def test_keys_that_come_at_once_all_count(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        for key in ("h", "tab", "j", "j", "enter"):
            stage.app.simulate_key(key)
        await press(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert stage.says("Hips, long and slow Monday 21 September 2026, 07:39")


async def test_h_is_a_letter_in_the_filter_and_nothing_while_playing(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "slash", "h")
        assert stage.app.screen is stage.screen
        await press(pilot, "escape", "enter")
        assert stage.screen.has_class("-playing")
        await press(pilot, "h")
        assert stage.app.screen is stage.screen


async def test_help_and_palette_have_every_command(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=(90, 50)) as pilot:
        opening = {each.title for each in stage.app.get_system_commands(stage.screen)}
        assert "In the list: what you did, and how it goes" in opening
        await press(pilot, "h")
        found = {each.title: each.help for each in stage.app.get_system_commands(screen(stage))}
        assert all(each.help in found for each in HISTORY_COMMANDS)
        await press(pilot, "question_mark")
        for each in HISTORY_COMMANDS:
            assert stage.says(f"{each.shown} {each.help}")


def test_commands_have_names_of_their_own_and_actions() -> None:
    others = {each.id for each in (*COMMANDS, *BUILDER_COMMANDS)}
    ids = [each.id for each in HISTORY_COMMANDS]
    assert len({*ids, *others}) == len(ids) + len(others)
    assert not list(unknown_commands(ids))
    used = [key for each in HISTORY_COMMANDS for key in each.keys.split(",")]
    assert len(set(used)) == len(used)
    for each in HISTORY_COMMANDS:
        whose = StretchApp if each.action.startswith("app.") else HistoryScreen
        assert callable(getattr(whose, f"action_{each.call[0]}"))


async def test_what_was_done_meanwhile_is_there_when_it_is_shown_again(past: Past) -> None:
    past.session(1, minutes=10, name="Yesterday's")
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "question_mark")
        past.session(0, minutes=10, name="Today's")
        past.write()
        await press(pilot, "escape")
        assert stage.says("Wed 23 07:30 Today's", "2 days in a row")
        assert re.search("▸.*Yesterday's", stage.text()), "what was chosen stays so"
        await press(pilot, "q", "h")
        assert re.search("▸.*Today's", stage.text())


# Sessions


async def test_session_has_all_that_is_kept(past: Past) -> None:
    past.session(
        0,
        parts=(
            part(0, "Knee to chest", 60),
            part(1, "Cat-cow", 12, done=False, hurt=TODAY.now),
            part(2, "Child's pose", 0, done=False, skipped=True),
        ),
        steps=5,
        level=2,
        completed=False,
        feeling=Feeling.TOO_MUCH,
        before=6,
        after=3,
    )
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        assert stage.says("Wed 23 07:30 Five for the lower", "! 1 of 5", "1 min")
        await press(pilot, "enter")
        assert stage.says(
            "Five for the lower back Wednesday 23 September 2026, 07:30 "
            "1:12 held · 1 of 5 stretches · 1 skipped · not completed · level 2 "
            "felt: too much · discomfort 6 to 3 "
            "Knee to chest 1:00 Cat-cow 0:12 hurt, in part Child's pose 0:00 skipped",
            within="Vertical",
        )
        await press(pilot, "q")
        assert isinstance(stage.app.screen, HistoryScreen)


async def test_steps_that_cannot_be_read_are_said(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.session(0, minutes=10)
    stage = past.stage()

    def parts(journal: Journal, session: int) -> None:
        raise JournalError("journal.sqlite3: the disk does not read it")

    monkeypatch.setattr(Journal, "parts", parts)
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "enter")
        assert stage.says("10:00 held", "sqlite3: the disk does not read it", within="Vertical")


async def test_long_session_leaves_room_for_the_keys(past: Past) -> None:
    past.session(0, parts=tuple(part(n, f"Stretch {n}", 10) for n in range(200)))
    stage = past.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h", "tab", "enter")
        assert stage.says("d delete esc back")
        await press(pilot, *["pagedown"] * 3)
        assert not stage.says("200 of 200 stretches")
        await press(pilot, "end")
        assert stage.says("Stretch 199")


async def test_session_is_deleted_after_a_question(past: Past) -> None:
    for days_ago, name in enumerate(("Newest", "Middle", "Oldest")):
        past.session(days_ago, minutes=10, name=name)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "j", "enter", "d")
        assert stage.says(
            "Delete this session? Middle Tuesday 22 September 2026, 07:30",
            "out of the journal for good: this cannot be undone",
            within="Vertical",
        )
        await press(pilot, "escape")
        assert len(past.records()) == 3
        await press(pilot, "d", "d")
        assert [record.name for record in past.records()] == ["Oldest", "Newest"]
        assert stage.says("1 day in a row")
        assert not stage.says("Middle")
        assert re.search("▸.*Oldest", stage.text())
        assert {record.name for record in stage.app.journal.records} == {"Oldest", "Newest"}
        await press(pilot, "d", "d", "d", "d")
        assert stage.says("Nothing here yet.")


async def test_session_that_cannot_be_deleted_stays(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.session(0, minutes=10)
    stage = past.stage()

    def refuse(journal: Journal, session: int) -> None:
        raise JournalError("journal.sqlite3: it may not be written")

    monkeypatch.setattr(Journal, "delete", refuse)
    async with stage.app.run_test(size=USUAL, notifications=True) as pilot:
        await press(pilot, "h", "d", "d")
        assert stage.says("not deleted: journal.sqlite3: it may")
        assert stage.says("Wed 23 07:30 Five for the lower back")


async def test_sessions_can_be_clicked(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        for _ in range(2):
            await pilot.click(SessionList, offset=(30, 2))
            await press(pilot)
        assert stage.says("Monday 21 September 2026, 07:39", within="Vertical")


async def test_month_stands_on_the_first_line_that_is_seen(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "pagedown", "pagedown")
        months = [line[3:11] for line in stage.lines()[11:23]]
        assert months[0] == "Sep 2026"
        assert [each for each in months if each.strip()] == ["Sep 2026", "Aug 2026"]


# Five years of it


async def test_of_five_years_only_what_is_seen_is_drawn(
    five_years: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: set[int] = set()
    parts = SessionList.parts

    def seen(self: SessionList, place: int, width: int) -> Any:
        drawn.add(place)
        return parts(self, place, width)

    monkeypatch.setattr(SessionList, "parts", seen)
    stage = five_years.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        assert stage.says(f"{YEARS} days in a row", "261 weeks in a row")
        assert len(drawn) <= 24
        await press(pilot, "end")
        assert screen(stage).query_one(SessionList).chosen == YEARS - 1
        assert stage.says("Sep 2021", "Sat 25 07:30")
        assert len(drawn) <= 48


@pytest.mark.timed
async def test_five_years_are_open_soon_and_hold_nothing_up(
    five_years: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = 0.0
    parts = SessionList.parts

    def seen(self: SessionList, place: int, width: int) -> Any:
        nonlocal drawn
        drawn = time.perf_counter()
        return parts(self, place, width)

    monkeypatch.setattr(SessionList, "parts", seen)
    stage = five_years.stage()
    took: list[float] = []
    held_up: list[float] = []
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot)
        for _ in range(5):
            beats = asyncio.create_task(_longest_gap())
            began = time.perf_counter()
            await press(pilot, "h")
            took.append(drawn - began)
            assert stage.says(f"{YEARS} days in a row")
            beats.cancel()
            held_up.append(await beats)
            await press(pilot, "q")
    assert min(took) < 0.15
    assert min(held_up) < 0.05


async def _longest_gap() -> float:
    longest, last = 0.0, time.perf_counter()
    try:
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    except asyncio.CancelledError:
        return longest


# The parts it is drawn with


@given(st.integers(0, 300))
def test_weeks_have_the_room_there_is(width: int) -> None:
    weeks, pitch = axis(width)
    assert 0 <= weeks <= 53
    assert weeks * pitch <= max(0, width)
    assert pitch == 1 or weeks == 53


@given(st.dates(date(1970, 1, 5), date(2300, 1, 1)), st.integers(0, 53), st.sampled_from([1, 2]))
def test_months_stand_where_they_begin(first: date, count: int, pitch: int) -> None:
    starts = [first + timedelta(7 * number) for number in range(count)]
    row = months(starts, pitch)
    assert len(row) == count * pitch
    for found in re.finditer("[A-Z][a-z]+", row):
        place, past_end = divmod(found.start(), pitch)
        assert not past_end
        days = [starts[place] + timedelta(each) for each in range(7)]
        assert found.group() in {f"{day:%b}" for day in days if day.day == 1 or place == 0}


@given(st.floats(0, 100_000))
def test_top_is_no_lower_than_what_stands_under_it(minutes: float) -> None:
    assert top_of(minutes) >= minutes
    assert top_of(minutes) > 0


@given(st.floats(0, 1), st.integers(1, 12), st.sampled_from(["▁▂▃▄▅▆▇█", "_#", "▄█"]))
def test_bars_are_as_high_as_what_they_stand_for(fraction: float, rows: int, heights: str) -> None:
    bar = [column(fraction, row, rows, heights) for row in range(rows)]
    cells = sum((heights.index(each) + 1) / len(heights) for each in bar if each != " ")
    assert abs(cells - fraction * rows) <= 1 / len(heights)
    assert (bar[0] == " ") == (fraction == 0), "what was done is seen, however little it is"
    assert "".join(bar).rstrip().count(" ") == 0
