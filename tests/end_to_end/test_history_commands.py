"""``history``, ``next``, ``today`` and ``show --level``, run as a person runs them."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest

from stretchtui.core.sessions.record import Feeling, Part, Record, Standing
from stretchtui.store.journal import FILE, Journal
from tests.end_to_end.terminal import run

DAY_S = 86400


def did(home: Path, days_ago: int, hurt: bool = False, **fields: Any) -> None:
    """A session with seven minutes held, at this time of the day."""
    journal = Journal(home / "data")
    started = time.time() - days_ago * DAY_S
    about: dict[str, Any] = {
        "started": started,
        "offset": time.localtime(started).tm_gmtoff // 60,
        "updated": started + 480,
        "ended": started + 480,
        "routine": "core-and-glutes",
        "name": "Core and glutes",
        "steps": 8,
        "phases": 30,
        "seconds": 730,
        "completed": True,
    }
    bridge = Part(5, "bridge", "Bridge", ("glutes",), 60.0, done=True)
    sore = Part(
        6, "cobra", "Cobra", ("lower back",), 2.5, skipped=True, hurt=started if hurt else None
    )
    standing = Standing(steps_done=7, skipped=1, phases_done=29, held=420.0, parts=(bridge, sore))
    journal.add(Record(**about | fields), standing)
    journal.close()


def test_without_a_journal_there_is_nothing_to_tell_and_nothing_is_made(home: Path) -> None:
    today = run("today", home=home)
    assert (today.returncode, today.stdout) == (1, "nothing done today\n")
    assert run("history", home=home).stdout == ""
    assert json.loads(run("history", "--json", home=home).stdout) == []
    assert run("next", home=home).stdout == (
        "Five for the lower back, 8 min, a good one to begin with\n"
    )
    assert not (home / "data" / FILE).exists()


def test_history_in_three_forms(home: Path) -> None:
    when = {"started": 1_790_000_000.0, "offset": -150}
    did(home, 400, hurt=True, feeling=Feeling.MORE, before=6, after=3, **when)
    did(home, 0, completed=False, ended=None, after=4, name="Café 膝, \x1b[31m")
    first, second = run("history", home=home).stdout.splitlines()
    facts = "Core and glutes · 7 of 8 · could do more · 6 to 3 · cobra hurt"
    assert first == f"2026-09-21 11:43     7:00  {facts}"
    assert second.endswith("     7:00  Café 膝, �[31m · 7 of 8 · not completed · ? to 4")
    old, _ = json.loads(run("history", "--json", home=home).stdout)
    assert old == {
        "id": 1,
        "started": "2026-09-21T11:43:20-02:30",
        "ended": old["ended"],
        "routine": "core-and-glutes",
        "name": "Core and glutes",
        "level": 0,
        "completed": True,
        "steps": 8,
        "steps_done": 7,
        "steps_skipped": 1,
        "phases": 30,
        "phases_done": 29,
        "planned_s": 730,
        "held_s": 420.0,
        "feeling": "more",
        "discomfort_before": 6,
        "discomfort_after": 3,
        "hurt": ["cobra"],
        "stretches": [
            {
                "step": 6,
                "stretch": "bridge",
                "name": "Bridge",
                "targets": ["glutes"],
                "held_s": 60.0,
                "done": True,
                "skipped": False,
                "hurt": False,
            },
            {
                "step": 7,
                "stretch": "cobra",
                "name": "Cobra",
                "targets": ["lower back"],
                "held_s": 2.5,
                "done": False,
                "skipped": True,
                "hurt": True,
            },
        ],
    }
    rows = list(csv.DictReader(io.StringIO(run("history", "--csv", home=home).stdout)))
    assert [set(row) | {"stretches"} for row in rows] == [set(old)] * 2
    assert [row["name"] for row in rows] == ["Core and glutes", "Café 膝, �[31m"]
    assert [row["discomfort_before"] for row in rows] == ["6", ""]


def test_history_since_a_day_as_it_was_lived(home: Path) -> None:
    # 23:30 on May 9th where it was; the 10th in UTC.
    did(home, 0, started=1_778_373_000.0, offset=-60)
    since = [("2026-05-09", 1), ("2026-05-10", 0)]
    for day, count in since:
        done = run("history", "--json", "--since", day, home=home)
        assert len(json.loads(done.stdout)) == count


def test_today_and_next_know_what_was_done(home: Path) -> None:
    did(home, 9)
    did(home, 3, name="Hips", routine="hips")
    today = run("today", home=home)
    assert (today.returncode, today.stdout) == (1, "nothing done today; last done 3 days ago\n")
    assert run("next", home=home).stdout == "Core and glutes, 12 min, not done for 9 days\n"
    assert run("next", "--id", home=home).stdout == "core-and-glutes\n"
    did(home, 0)
    today = run("today", home=home)
    assert (today.returncode, today.stdout) == (0, "done today: Core and glutes; 7:00 held\n")


def test_show_says_what_today_asks_for_and_why(home: Path) -> None:
    def shown(*more: str) -> list[str]:
        return run("show", "core-and-glutes", *more, home=home).stdout.splitlines()[3:5]

    for days_ago in (5, 4):
        did(home, days_ago)
    assert shown() == ["level 0 of 5: grows after 1 more session", "  Bridge: 5 movements"]
    did(home, 3)
    assert shown() == [
        "level 1 of 5: after 3 sessions; grows after 3 more sessions",
        "  Bridge: 10 movements, from today; was 5",
    ]
    assert shown("--level", "5") == ["level 5 of 5", "  Bridge: 30 movements"]
    at = [
        run("show", "core-and-glutes", "--json", *more, home=home) for more in ([], ["--level=0"])
    ]
    today, start = (json.loads(each.stdout) for each in at)
    assert (today["level"], start["level"]) == (1, 0)
    assert today["total_s"] == start["total_s"] + 5 * 24


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["show", "hips", "--level", "9"], "hips has levels 0 to 2"),
        (["show", "five-for-lower-back", "--level", "9"], "five-for-lower-back has levels 0 to"),
        (["show", "hips", "--level", "-1"], "argument --level: expected a whole number from 0"),
        (["history", "--since", "May"], "argument --since: expected a day like 2026-01-31"),
        (["history", "--csv", "--json"], "argument --json: not allowed with argument --csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    home: Path, arguments: list[str], line: str
) -> None:
    done = run(*arguments, home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"stretchtui: {line}")
    assert done.stderr.count("\n") == 1


def test_a_journal_that_cannot_be_read_is_said_and_show_goes_on(home: Path) -> None:
    (home / "data" / FILE).mkdir()
    line = f"stretchtui: {FILE}: expected a plain file\n"
    for command in ("today", "next", "history"):
        done = run(command, home=home)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", line)
    done = run("show", "hips", home=home)
    assert (done.returncode, done.stderr) == (0, line)
    assert "level 0 of 2" in done.stdout


def test_a_damaged_journal_is_set_aside_and_said(home: Path) -> None:
    (home / "data" / FILE).write_text("Dear diary")
    done = run("today", home=home)
    assert (done.returncode, done.stdout) == (1, "nothing done today\n")
    assert done.stderr.startswith(f"stretchtui: {FILE} was damaged: it is kept as journal-damaged-")
