"""The sessions of the history: each with all that is kept, and deleted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from stretchtui.core.sessions.record import Feeling
from stretchtui.core.settings import HistorySettings, Settings
from stretchtui.store.journal import Journal
from stretchtui.store.journal_errors import JournalError
from stretchtui.tui.history.screen import HistoryScreen
from stretchtui.tui.history.session_list import SessionList
from tests.tui.past import (
    PHONE,
    TODAY,
    USUAL,
    YEARS,
    Past,
    history_of,
    part,
    press,
)

WIDE = (200, 50)
"""Where there is room beside the calendar for what was done today."""

pytestmark = pytest.mark.usefixtures("patient")


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
        assert await stage.shows(pilot, "Wed 23 07:30 Five for the lower", "! 1 of 5", "1:12")
        await press(pilot, "enter")
        assert await stage.shows(
            pilot,
            "Five for the lower back Wednesday 23 September 2026, 07:30 "
            "1:12 held · 1 of 5 steps · 1 skipped · not completed · level 2 "
            "felt: too much · discomfort 6 to 3 "
            "Knee to chest 1:00 Cat-cow 0:12 hurt, partly done Child's pose 0:00 skipped",
            within="Vertical",
        )
        await press(pilot, "q")
        assert isinstance(stage.app.screen, HistoryScreen)


@pytest.mark.parametrize("size", [PHONE, USUAL])
async def test_session_that_is_dated_in_the_future_is_marked_and_counts_for_nothing(
    past: Past, size: tuple[int, int]
) -> None:
    past.session(0, minutes=10)
    past.session(-1, minutes=20, name="Tomorrow's", parts=(part(0, "Cat-cow", 1200),))
    past.session(-1, 13, minutes=20, name="This week's", before=9)
    stage = past.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, "1 day in a row")
        if size == PHONE:
            await press(pilot, "tab")
        else:
            assert stage.says("1 session in the past year · 10:00")
        assert await stage.shows(pilot, "Tomorrow's future", "This week's future")
        assert len(re.findall(" future ", stage.text())) == 2
        await press(pilot, "enter")
        assert await stage.shows(
            pilot, "This week's Thursday 24", "dated in the future, not counted", within="Vertical"
        )
        await press(pilot, "escape", "tab")
        assert await stage.shows(pilot, "this week 10:00")
        await press(pilot, "tab")
        assert not stage.says("Cat-cow", "spine")
        await press(pilot, "tab")
        assert await stage.shows(pilot, "No ratings yet.")


async def test_session_after_midnight_is_of_the_evening_before(past: Past) -> None:
    past.session(0, 0.25, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, "Wed 23 00:15 Five", "1 day in a row")
        await press(pilot, "enter")
        assert await stage.shows(pilot, "23 September 2026, 00:15 · counts for Tuesday")
        await press(pilot, "escape")
        rows = {line[1:4].strip(): line[5:61] for line in stage.lines()[2:9]}
        assert rows["Tu"].rstrip().endswith("█")
        assert rows["We"].startswith("·" * 53 + "◂")
        stage.settings.set(Settings(history=HistorySettings(day_starts="00:00")))
        await press(pilot)
        rows = {line[1:4].strip(): line[5:61] for line in stage.lines()[2:9]}
        assert rows["Tu"].rstrip().endswith("·")
        await pilot.resize_terminal(*PHONE)
        assert await stage.shows(pilot, "▸Year")
        await press(pilot, "tab")
        assert await stage.shows(pilot, "23 Sep 26 Five")
        stage.settings.set(Settings())
        assert await stage.shows(pilot, "22 Sep 26 Five")


@pytest.mark.parametrize(
    ("seconds", "shown", "sum_"),
    [(17.6, "0:18", "0:36"), (18, "0:18", "0:36"), (59.5, "1:00", "2:00")],
)
async def test_what_was_held_reads_the_same_everywhere_and_adds_up(
    past: Past, seconds: float, shown: str, sum_: str
) -> None:
    for hour in (7, 8):
        past.session(0, hour, parts=(part(0, "Cat-cow", seconds),))
    stage = past.stage()
    async with stage.app.run_test(size=WIDE) as pilot:
        await press(pilot, "h")
        assert await stage.shows(
            pilot,
            f"2 sessions in the past year · {sum_}",
            f"today {sum_}",
            f"this week {sum_}",
        )
        assert re.search(f"spine .* {sum_}", stage.text())
        assert len(re.findall(f"Five for the lower.* {shown}", stage.text())) == 2
        await press(pilot, "enter")
        assert await stage.shows(pilot, f"{shown} held", f"Cat-cow {shown}", within="Vertical")


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
        assert await stage.shows(
            pilot, "10:00 held", "sqlite3: the disk does not read it", within="Vertical"
        )


async def test_long_session_leaves_room_for_the_keys(past: Past) -> None:
    past.session(0, parts=tuple(part(n, f"Stretch {n}", 10) for n in range(200)))
    stage = past.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h", "tab", "enter")
        assert await stage.shows(pilot, "d delete esc back")
        await press(pilot, *["pagedown"] * 3)
        assert not stage.says("200 of 200 steps")
        await press(pilot, "end")
        assert await stage.shows(pilot, "Stretch 199")


async def test_session_is_deleted_after_a_question(past: Past) -> None:
    for days_ago, name in enumerate(("Newest", "Middle", "Oldest")):
        past.session(days_ago, minutes=10, name=name)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "j", "enter", "d")
        assert await stage.shows(
            pilot,
            "Delete this session? Middle Tuesday 22 September 2026, 07:30",
            "Streaks and progress will be recalculated. Press u to undo (until you quit).",
            within="Vertical",
        )
        await press(pilot, "escape")
        assert len(past.records()) == 3
        await press(pilot, "d", "d")
        assert [record.name for record in past.records()] == ["Oldest", "Newest"]
        assert await stage.shows(pilot, "1 day in a row")
        assert not stage.says("Middle")
        assert re.search("▸.*Oldest", stage.text())
        assert {record.name for record in stage.app.journal.records} == {"Oldest", "Newest"}
        await press(pilot, "d", "d", "d", "d")
        assert await stage.shows(pilot, "No sessions yet.")


async def test_session_that_cannot_be_deleted_stays(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.session(0, minutes=10)
    stage = past.stage()

    def refuse(journal: Journal, session: int) -> None:
        raise JournalError("journal.sqlite3: no permission to write it")

    monkeypatch.setattr(Journal, "delete", refuse)
    async with stage.app.run_test(size=USUAL, notifications=True) as pilot:
        await press(pilot, "h", "d", "d")
        assert await stage.shows(pilot, "Not deleted: journal.sqlite3:")
        assert await stage.shows(pilot, "Wed 23 07:30 Five for the lower back")


async def test_sessions_can_be_clicked(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        for _ in range(2):
            await pilot.click(SessionList, offset=(30, 2))
            await press(pilot)
        assert await stage.shows(pilot, "Monday 21 September 2026, 07:39", within="Vertical")


async def test_month_stands_on_the_first_line_that_is_seen(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "pagedown", "pagedown")
        months = [line[3:11] for line in stage.lines()[11:23]]
        assert months[0] == "Sep 2026"
        assert [each for each in months if each.strip()] == ["Sep 2026", "Aug 2026"]


@pytest.mark.usefixtures("each_frame")
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
        assert await stage.shows(pilot, f"{YEARS} days in a row", "261 weeks in a row")
        assert len(drawn) <= 24
        await press(pilot, "end")
        assert history_of(stage).query_one(SessionList).chosen == YEARS - 1
        assert await stage.shows(pilot, "Sep 2021", "Sat 25 07:30")
        assert len(drawn) <= 48
