"""``log``: what was done elsewhere is in the journal as if it had been played here."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli import choosing
from stretchtui.core.sessions.record import Moment
from stretchtui.playing import clock
from stretchtui.playing.ending import ExitStatus
from stretchtui.store.journal import FILE
from tests.cli.past import DAY_S, NOW, did

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine

NOT_FOUND, USAGE = ExitStatus.NOT_FOUND, ExitStatus.USAGE

BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"
"""Two hours ahead of UTC in May; the clocks go forward on the last Sunday of March."""


@pytest.fixture(autouse=True)
def _noon_in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is two in the afternoon there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", BERLIN)
        time.tzset()
        monkeypatch.setattr(clock, "moment", lambda: Moment(NOW.now, 120))
        yield
    time.tzset()


def sessions(run: CommandLine) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("history", "--json").out)
    return found


def test_a_session_ends_now_if_nothing_is_said(run: CommandLine) -> None:
    done = run("log", "five-for-lower-back")
    assert done == (
        0,
        "Logged: Five for the lower back, Wednesday 20 May 2026, 13:55, 5 min\n",
        "",
    )
    (session,) = sessions(run)
    assert (session["ended"], session["completed"]) == ("2026-05-20T14:00:00+02:00", True)
    assert session["steps"] == session["steps_done"] == 4
    assert run("history").out.endswith("Five for the lower back · 4 of 4 · logged\n")


@pytest.mark.parametrize("at", ["2026-05-19 07:10", "2026-05-19T07:10"])
def test_it_began_when_the_person_says_and_was_as_the_person_says(
    run: CommandLine, at: str
) -> None:
    words = ("--at", at, "--feeling", "more", "--note", "at the\tgym\x1b")
    done = run("log", "hips", *words)
    assert done.out == "Logged: Hips, Tuesday 19 May 2026, 07:10, 10 min\n"
    (session,) = sessions(run)
    assert session["started"] == "2026-05-19T07:10:00+02:00"
    assert session["feeling"] == "more"


def test_the_offset_is_that_of_its_day(run: CommandLine) -> None:
    assert run("log", "hips", "--at", "2026-01-05 07:10").status == 0
    assert [each["started"] for each in sessions(run)] == ["2026-01-05T07:10:00+01:00"]


def test_it_is_done_at_the_level_of_today_and_counts(run: CommandLine, short: Path) -> None:
    for days_ago in (5, 4, 3):
        did(run.home, days_ago)
    assert run("log", "core-and-glutes", "--at", "2026-05-20 07:10").status == 0
    assert [each["level"] for each in sessions(run)] == [0, 0, 0, 1]
    assert "next level in 2 more sessions" in run("show", "core-and-glutes").out
    assert run("log", str(short)).status == 0
    assert [each["name"] for each in sessions(run)][-1] == "Short and sweet"


def test_it_takes_as_long_as_the_settings_say(run: CommandLine, short: Path) -> None:
    run.routines.parent.joinpath("settings.toml").write_text("[session]\nswitch = 50\n")
    assert run("log", str(short)).out.endswith(", 3 min\n")


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (
            "2026-03-29 02:30",
            "--at 2026-03-29 02:30: no such time: the clocks went forward",
        ),
        *(
            (at, f"--at {at}: expected a time in the past, 1970 or later")
            for at in ("2026-05-20 14:01", "9999-12-31 23:59", "1969-07-20 21:17")
        ),
        *(
            (at, '--at: expected a time like "2026-11-28 07:10"')
            for at in ("yesterday", "2026-05-20", "2026-02-30 07:10", "2026-05-20 25:00", "")
        ),
    ],
)
def test_a_moment_that_cannot_have_been_is_said(run: CommandLine, at: str, line: str) -> None:
    assert run("log", "hips", "--at", at).complaint.startswith(line)
    assert not (run.home / "data").exists()


def test_a_moment_that_is_out_of_the_clock_s_reach_is_said(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overflow(_: object) -> float:
        raise OverflowError

    monkeypatch.setattr(time, "mktime", overflow)
    assert "expected a time in the past" in run("log", "hips", "--at", "2026-05-19 07:10").complaint


def test_a_time_that_was_there_twice_is_taken(run: CommandLine) -> None:
    assert run("log", "hips", "--at", "2025-10-26 02:30").status == 0
    assert "2025-10-26T02:30:00+0" in str(sessions(run)[0]["started"])


@pytest.mark.parametrize(
    ("words", "status", "line"),
    [
        (("hips", "--feeling", "good"), USAGE, "--feeling: expected too-much, right or more, "),
        (("nowhere-to-be-found",), NOT_FOUND, "no routine"),
        ((), USAGE, "missing ROUTINE"),
        (("{empty}",), USAGE, "nothing has no steps to log"),
    ],
)
def test_what_cannot_be_logged_is_said_in_one_line(
    run: CommandLine, tmp_path: Path, words: tuple[str, ...], status: ExitStatus, line: str
) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text('format = 1\n[[routine]]\nid = "nothing"\nname = "Nothing"\n')
    said = [word.replace("{empty}", str(empty)) for word in words]
    assert run("log", *said).complaint_with(status).startswith(line)


def test_what_cannot_be_kept_is_said(run: CommandLine) -> None:
    (run.home / "data" / FILE).mkdir(parents=True)
    assert run("log", "hips").faulty == f"{FILE}: expected a plain file"


def test_it_is_in_the_streak(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "moment", lambda: Moment(NOW.now + DAY_S, 120))
    assert run("log", "hips").status == 0
    assert run("today").out == "nothing done today; last done yesterday\n"
