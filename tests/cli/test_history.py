"""``history``, ``next``, ``today`` and ``show --level``."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.cli import choosing, sessions, weekly
from stretchtui.core.sessions.record import Feeling, Moment
from stretchtui.playing import clock
from stretchtui.store.journal import FILE, Journal
from tests.cli.past import DAY_S, NOW, broke_off, did

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon."""
    set_clock(monkeypatch, NOW)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: Moment) -> None:
    """Have the commands find a moment on the wall."""
    for module in (clock, choosing, sessions, weekly):
        monkeypatch.setattr(module, "moment", lambda: moment)


def test_without_a_journal_there_is_nothing_to_tell_and_nothing_is_made(run: CommandLine) -> None:
    assert run("today") == (1, "nothing done today\n", "")
    assert run("history") == (0, "", "stretchtui: no sessions yet\n")
    assert json.loads(run("history", "--json").out) == []
    assert run("history", "--csv").out.count("\n") == 1
    assert run("next").out == "Five for the lower back, 5 min, good first session\n"
    assert not (run.home / "data").exists()


def test_history_in_three_forms(run: CommandLine) -> None:
    when = {"started": 1_790_000_000.0, "offset": -150}
    did(run.home, 400, hurt=True, feeling=Feeling.MORE, before=6, after=3, **when)
    did(
        run.home,
        -200,
        held=17.6,
        completed=False,
        ended=None,
        after=4,
        name="Café 膝, \x1b[31m",
    )
    first, second = run("history").out.splitlines()
    facts = "Core and glutes · 7 of 8 · could do more · 6 to 3 · cobra hurt · dated in the future"
    assert first == f"2026-09-21 11:43     7:00  {facts}"
    facts = "Café 膝, �[31m · 7 of 8 · not completed · ? to 4 · dated in the future"
    assert second.endswith(f"     0:18  {facts}")
    old, new = json.loads(run("history", "--json").out)
    assert old == {
        "id": 1,
        "day": "2026-09-21",
        "started": "2026-09-21T11:43:20-02:30",
        "ended": old["ended"],
        "in_future": True,
        "routine": "core-and-glutes",
        "name": "Core and glutes",
        "level": 0,
        "completed": True,
        "logged": False,
        "steps": 8,
        "steps_done": 7,
        "steps_skipped": 1,
        "phases": 30,
        "phases_done": 29,
        "planned_s": 730,
        "held_s": 420,
        "waited_s": 0.0,
        "feeling": "more",
        "discomfort_before": 6,
        "discomfort_after": 3,
        "hurt": ["cobra"],
        "note": "",
        "uid": old["uid"],
        "started_s": 1_790_000_000.0,
        "offset_min": -150,
        "updated_s": old["updated_s"],
        "ended_s": old["ended_s"],
        "place": None,
        "stretches": [
            {
                "step": 6,
                "stretch": "bridge",
                "name": "Bridge",
                "targets": ["glutes"],
                "held_s": 60,
                "done": True,
                "skipped": False,
                "left_out": False,
                "hurt": False,
                "hurt_s": None,
                "asked": "",
                "holds": [],
            },
            {
                "step": 7,
                "stretch": "cobra",
                "name": "Cobra",
                "targets": ["lower back"],
                "held_s": 3,
                "done": False,
                "skipped": True,
                "left_out": False,
                "hurt": True,
                "hurt_s": NOW.now - 400 * DAY_S,
                "asked": "",
                "holds": [],
            },
        ],
        "stretch_notes": [],
    }
    assert len(old["uid"]) == 32
    exact = {"uid", "started_s", "offset_min", "updated_s", "ended_s", "place"}
    deep = {"stretches", "stretch_notes"}
    assert (new["ended"], new["feeling"], new["hurt"]) == (None, None, [])
    rows = list(csv.DictReader(io.StringIO(run("history", "--csv").out)))
    assert [set(row) | exact | deep for row in rows] == [set(old)] * 2
    assert [row["held_s"] for row in rows] == ["420", "18"]
    assert [row["name"] for row in rows] == ["Core and glutes", "Café 膝, �[31m"]
    assert [row["discomfort_before"] for row in rows] == ["6", ""]
    assert [row["hurt"] for row in rows] == ["cobra", ""]


@pytest.mark.parametrize("form", ["--json", "--csv", None])
def test_history_since_a_day_as_it_was_lived(run: CommandLine, form: str | None) -> None:
    # 23:30 on May 9th where it was; the 10th in UTC.
    did(run.home, 0, started=1_778_373_000.0, offset=-60)
    forms = () if form is None else (form,)
    for day, is_there in (("2026-05-09", True), ("2026-05-10", False)):
        done = run("history", *forms, "--since", day)
        assert done.status == 0
        assert ("Core and glutes" in done.out) == is_there
        said = is_there or form is not None
        assert done.err == ("" if said else "stretchtui: no sessions since 2026-05-10\n")


def test_today_and_next_know_what_was_done(run: CommandLine) -> None:
    did(run.home, 9)
    did(run.home, 3, name="Hips", routine="hips")
    assert run("today") == (1, "nothing done today; last done 3 days ago\n", "")
    assert run("next").out == "Core and glutes, 11 min, not done for 9 days\n"
    assert run("next", "--id").out == "core-and-glutes\n"
    did(run.home, 0.25)
    did(run.home, 0.1, name="Hips", routine="hips")
    did(run.home, 0.05)
    assert run("today") == (0, "done today: Core and glutes, Hips; 21:00 held\n", "")


@pytest.mark.parametrize(
    ("now", "status", "line"),
    [
        (Moment(NOW.now, 0), 0, "done today: Core and glutes; 7:00 held"),
        (Moment(NOW.now + DAY_S, 0), 1, "nothing done today; last done yesterday"),
        # Fourteen hours back over the date line: it is yesterday evening here.
        (Moment(NOW.now + 3600, -14 * 60), 0, "done today: Core and glutes; 7:00 held"),
        # Clocks differ by a little, and one that was set back by more: that is still to come.
        (Moment(NOW.now - 864 - 60, 0), 0, "done today: Core and glutes; 7:00 held"),
        (Moment(NOW.now - 864 - 61, 0), 1, "nothing done today"),
        (Moment(NOW.now - 3600, 0), 1, "nothing done today"),
    ],
)
def test_today_is_the_day_where_the_person_is(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, now: Moment, status: int, line: str
) -> None:
    did(run.home, 0.01)
    set_clock(monkeypatch, now)
    assert run("today") == (status, f"{line}\n", "")


@pytest.mark.parametrize(
    ("day_starts", "day", "today"),
    [(None, "2026-05-19", 1), ("00:20", "2026-05-20", 0), ("00:21", "2026-05-19", 1)],
)
def test_what_is_done_after_midnight_is_of_the_evening_before(
    run: CommandLine, day_starts: str | None, day: str, today: int
) -> None:
    if day_starts is not None:
        set_to(run, f'[history]\nday_starts = "{day_starts}"\n')
    did(run.home, (11 * 60 + 40) / (24 * 60))
    did(run.home, 1.5, started=NOW.now - 40 * 3600)
    assert run("today").status == today
    (_, late) = json.loads(run("history", "--json").out)
    assert (late["day"], late["started"]) == (day, "2026-05-20T00:20:00+00:00")
    assert [row["day"] for row in csv.DictReader(io.StringIO(run("history", "--csv").out))] == [
        "2026-05-18",
        day,
    ]
    for form in ([], ["--csv"], ["--json"]):
        shown = run("history", *form, "--since", "2026-05-20").out
        assert ("Core and glutes" in shown) == (day == "2026-05-20")


def set_to(run: CommandLine, toml: str) -> None:
    """What the person has set."""
    path = run.home / "config" / "settings.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(toml)


def test_what_is_wrong_with_the_settings_is_said_and_the_default_is_taken(
    run: CommandLine,
) -> None:
    set_to(run, '[history]\nday_starts = "4 am"\n')
    did(run.home, 0.25)
    line = (
        "stretchtui: settings.toml: history.day_starts: expected a time from 00:00 to 12:00, like"
    )
    for words in (["today"], ["next", "--id"], ["history"], ["show", "hips"]):
        done = run(*words)
        assert (done.status, done.err) == (0, f'{line} 04:00, found "4 am"\n')


def test_a_routine_is_away_for_days_as_the_person_lives_them(run: CommandLine) -> None:
    # Completed three times; the last time at 03:00, fifteen days ago by the calendar on the wall.
    for days_ago in (17, 16, 14 + 9 / 24):
        did(run.home, days_ago)
    away = "level 0 of 4: after 15 days away"
    assert run("show", "core-and-glutes").out.splitlines()[3].startswith(away)
    set_to(run, '[history]\nday_starts = "00:00"\n')
    grown = "level 1 of 4: after 3 sessions"
    assert run("show", "core-and-glutes").out.splitlines()[3].startswith(grown)


def test_what_is_dated_in_the_future_is_listed_and_nothing_else(run: CommandLine) -> None:
    did(run.home, 3)
    before = {words: run(*words) for words in (("today",), ("next",), ("show", "core-and-glutes"))}
    for days_ahead in (0.1, 1, 30):
        did(run.home, -days_ahead)
    assert {words: run(*words) for words in before} == before
    lines = run("history").out.splitlines()
    assert [line.endswith(" · dated in the future") for line in lines] == [False, True, True, True]
    listed = json.loads(run("history", "--json").out)
    assert [each["in_future"] for each in listed] == [False, True, True, True]
    rows = csv.DictReader(io.StringIO(run("history", "--csv").out))
    assert [row["in_future"] for row in rows] == ["False", "True", "True", "True"]


def test_an_empty_session_is_nowhere(run: CommandLine) -> None:
    nothing = {words: run(*words) for words in (("today",), ("next",), ("history", "--csv"))}
    empty: dict[str, Any] = {"held": 0.0, "completed": False}
    did(run.home, 0.5, **empty)
    broke_off(run.home, 0.2, held=0.0)
    assert {words: run(*words) for words in nothing} == nothing
    assert run("history") == (0, "", "stretchtui: no sessions yet\n")
    assert json.loads(run("history", "--json").out) == []
    assert (
        run("resume").not_found == "nothing to resume: no session was interrupted in the last day"
    )
    # One of which there is something to tell is listed, though it does not count.
    did(run.home, 0.4, before=3, **empty)
    did(run.home, 0.3, note="The neighbours rang.", **empty)
    assert len(run("history").out.splitlines()) == 2
    assert run("today") == nothing["today",]


@pytest.mark.parametrize(
    ("held", "shown", "seconds"), [(17.6, "0:18", 18), (18.0, "0:18", 18), (59.5, "1:00", 60)]
)
def test_what_was_held_reads_the_same_everywhere_and_adds_up(
    run: CommandLine, held: float, shown: str, seconds: int
) -> None:
    for days_ago in (0.3, 0.2, 0.1):
        did(run.home, days_ago, held=held)
    assert [line.split()[2] for line in run("history").out.splitlines()] == [shown] * 3
    assert [each["held_s"] for each in json.loads(run("history", "--json").out)] == [seconds] * 3
    rows = csv.DictReader(io.StringIO(run("history", "--csv").out))
    assert [row["held_s"] for row in rows] == [str(seconds)] * 3
    total = {18: "0:54", 60: "3:00"}[seconds]
    assert run("today").out == f"done today: Core and glutes; {total} held\n"


@pytest.mark.parametrize(
    ("held", "completed", "status"),
    [(60, False, 0), (59.5, False, 0), (59.4, False, 1), (5, True, 0)],
)
def test_a_day_counts_with_a_whole_session_or_a_minute(
    run: CommandLine, held: float, completed: bool, status: int
) -> None:
    did(run.home, 0.1, held=held, completed=completed)
    assert run("today").status == status


def test_where_nothing_has_steps_there_is_no_next(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "advise", lambda *_: None)
    assert run("next").not_found == "no routine with steps found"


def test_show_says_what_today_asks_for_and_why(run: CommandLine) -> None:
    def shown(*more: str) -> list[str]:
        lines = run("show", "core-and-glutes", *more).out.splitlines()[3:]
        return lines[:1] + [line for line in lines if line.startswith("  Toe taps: ")]

    assert shown() == ["level 0 of 4: next level in 3 more sessions", "  Toe taps: 6 reps"]
    for days_ago in (5, 4):
        did(run.home, days_ago)
    assert shown() == ["level 0 of 4: next level in 1 more session", "  Toe taps: 6 reps"]
    did(run.home, 3)
    assert shown() == [
        "level 1 of 4: after 3 sessions; next level in 3 more sessions",
        "  Toe taps: 8 reps from today (was 6)",
    ]
    assert shown("--level", "4") == ["level 4 of 4", "  Toe taps: 12 reps"]
    at = [run("show", "core-and-glutes", "--json", *more).out for more in ([], ["--level=0"])]
    today, start = map(json.loads, at)
    assert (today["level"], start["level"]) == (1, 0)
    assert today["total_s"] == start["total_s"] + 2 * 5 + 2 * 8


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["show", "hips", "--level", "9"], "hips has levels 0 to 2"),
        (["show", "five-for-lower-back", "--level", "9"], "five-for-lower-back has levels 0 to"),
        (
            ["show", "{short}", "--level", "1"],
            "short has only level 0: nothing in it changes over time",
        ),
        (["show", "hips", "--level", "-1"], "--level: expected a whole number from 0"),
        (["history", "--since", "May"], "--since: expected a day like 2026-01-31"),
        (["history", "--csv", "--json"], "--json: not allowed with --csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    run: CommandLine, short: Path, words: list[str], line: str
) -> None:
    said = [word.replace("{short}", str(short)) for word in words]
    assert run(*said).complaint.startswith(line)


def test_a_journal_that_cannot_be_read_is_said_and_show_goes_on(run: CommandLine) -> None:
    (run.home / "data" / FILE).mkdir(parents=True)
    line = f"{FILE}: expected a plain file"
    for command in ("today", "history", "resume"):
        assert run(command).faulty == line
    for words, out in ((["show", "hips"], "level 0 of 2"), (["next"], "Five for the lower back")):
        done = run(*words)
        assert (done.status, done.err) == (0, f"stretchtui: {line}\n")
        assert out in done.out


def test_a_home_that_may_not_be_entered_is_said(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.home.mkdir()
    monkeypatch.setattr(run, "home", run.home / ("long" * 100))
    assert run("today").faulty == f"{FILE}: File name too long"


def test_sessions_that_make_no_sense_are_counted_in_one_line(run: CommandLine) -> None:
    for days_ago in (3, 2, 1, 0):
        did(run.home, days_ago, routine="hips", name=f"{days_ago} days ago")
    with contextlib.closing(sqlite3.connect(run.home / "data" / FILE)) as database:
        database.execute("UPDATE session SET offset = 5940 WHERE id IN (1, 2)")
        database.execute("UPDATE session_stretch SET targets = '?' WHERE session = 3")
        database.commit()
    line = "stretchtui: 2 sessions could not be read\n"
    for command, out in (
        (["today"], "done today: 0 days ago"),
        (["next"], "min"),
        (["history"], "1 days ago"),
        (["history", "--csv"], "0 days ago"),
        (["show", "hips"], "level 0 of 2"),
    ):
        done = run(*command)
        assert (done.status, done.err) == (0, line), command
        assert out in done.out
        assert "3 days ago" not in done.out
    done = run("history", "--json")
    assert done.err == "stretchtui: 2 sessions and 2 stretches could not be read\n"
    assert [each["id"] for each in json.loads(done.out)] == [3, 4]


def test_a_journal_that_is_gone_comes_back_from_its_copies(run: CommandLine) -> None:
    did(run.home, 0)
    with contextlib.closing(Journal(run.home / "data")) as journal:
        assert journal.copy(date(2026, 9, 21))
    (run.home / "data" / FILE).unlink()
    done = run("today")
    assert (
        done.err == f"stretchtui: {FILE} is missing its latest changes: 1 session was recovered\n"
    )
    assert done.out.startswith("done today: Core and glutes")


def test_a_damaged_journal_is_set_aside_and_said(run: CommandLine) -> None:
    (run.home / "data").mkdir(parents=True)
    (run.home / "data" / FILE).write_text("Dear diary")
    done = run("today")
    assert (done.status, done.out) == (1, "nothing done today\n")
    line = (
        f"stretchtui: {FILE} was damaged: no sessions could be recovered; the old file is kept as "
    )
    assert done.err.startswith(line)
    assert run("today").err == ""


# This week


def test_the_week_is_printed_as_bars_beside_what_studies_found(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert run("history", "--week").out == "This week, since Monday 18 May: nothing yet\n"
    for days_ago in (9, 2, 1, 0.1):
        did(run.home, days_ago)
    done = run("history", "--week")
    assert (done.status, done.err) == (0, "")
    first, numbers, *rows, last = done.out.splitlines()
    assert first == "This week, since Monday 18 May: 21:00 on 3 days"
    assert numbers.split() == ["5", "10", "min"]
    assert [row.split("━")[0].strip() for row in rows] == ["glutes", "lower back"]
    assert [row.split()[-1] for row in rows] == ["3:00", "0:09"]
    assert {row.index("│") for row in rows} == {numbers.index("5")}
    assert {len(row) for row in rows} == {59}
    assert last == "Gains begin at about 5 min a week and level off at 10."
    monkeypatch.setenv("COLUMNS", "3")
    assert max(map(len, run("history", "--week").out.splitlines()[1:])) == 39


def test_the_week_has_ascii_where_there_is_no_more(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    did(run.home, 0.1)
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr("sys.stdout", stream)
    run("history", "--week")
    stream.flush()
    shown = stream.buffer.getvalue().decode()
    assert "glutes     ==" in shown
    assert "|" in shown


def test_the_week_as_json_has_the_same_figures(run: CommandLine) -> None:
    nothing = json.loads(run("history", "--week", "--json").out)
    assert (nothing["days"], nothing["held_s"], nothing["areas"]) == (0, 0, [])
    for days_ago in (3, 1):
        did(run.home, days_ago)
    assert json.loads(run("history", "--week", "--json").out) == {
        "from": "2026-05-18",
        "day": "2026-05-20",
        "days": 1,
        "held_s": 420,
        "gains_from_s": 300,
        "level_off_s": 600,
        "areas": [{"area": "glutes", "held_s": 60}, {"area": "lower back", "held_s": 3}],
    }


@pytest.mark.parametrize(
    "words", [("--csv",), ("--since", "2026-05-01"), ("--import", "other.json")]
)
def test_the_week_is_no_choice_of_sessions(run: CommandLine, words: tuple[str, ...]) -> None:
    complaint = run("history", "--week", *words).complaint
    assert complaint == f"--week: not allowed with {words[0]}"
