"""What a prompt and a shell ask for again and again is worked out only where it may be another."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli import choosing, repeating
from stretchtui.core.sessions.record import Moment
from stretchtui.store import answers, routines
from stretchtui.store.answers import kept_answer
from stretchtui.store.journal_file import connect
from stretchtui.store.journal_mark import JOURNAL
from tests.cli.past import DAY_S, NOW, did

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Library
    from stretchtui.store.paths import Folders
    from tests.cli.line import CommandLine

HOUR_S = 3600


class Clock:
    """The clock on the wall, and how often it was looked at to work an answer out."""

    def __init__(self) -> None:
        # Noon, and long after the files of the test were written.
        self.days_later = 100 * 366.0
        self.looks = 0

    def now(self) -> float:
        """Seconds since 1970."""
        return NOW.now + self.days_later * DAY_S

    def moment(self) -> Moment:
        """The same, for whatever works an answer out."""
        self.looks += 1
        return Moment(self.now(), time.localtime(self.now()).tm_gmtoff // 60)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that the commands go by."""
    clock = Clock()
    monkeypatch.setattr(choosing, "moment", clock.moment)
    monkeypatch.setattr(repeating, "kept_answer", partial(kept_answer, clock=clock.now))
    return clock


def test_what_was_done_today_is_worked_out_once(run: CommandLine, clock: Clock) -> None:
    did(run.home, -clock.days_later + 0.1)
    first = run("today")
    assert first == (0, "done today: Core and glutes; 7:00 held\n", "")
    assert [run("today") for _ in range(3)] == [first] * 3
    assert clock.looks == 1
    assert run("today", "--json").out.startswith('{\n  "day": ')
    assert run("today") == first
    assert clock.looks == 2


def test_a_session_is_seen_at_once(run: CommandLine, clock: Clock) -> None:
    assert run("today").out == "nothing done today\n"
    for number in (1, 2, 3):
        did(run.home, -clock.days_later + number / 100)
        assert run("today").out == f"done today: Core and glutes; {number * 7}:00 held\n"
    assert clock.looks == 4


def test_a_session_is_seen_while_another_program_has_the_journal_open(
    run: CommandLine, clock: Clock
) -> None:
    did(run.home, -clock.days_later + 0.2)
    database = connect(run.home / "data" / JOURNAL)
    try:
        assert run("today").out == "done today: Core and glutes; 7:00 held\n"
        did(run.home, -clock.days_later + 0.1)
        assert run("today").out == "done today: Core and glutes; 14:00 held\n"
    finally:
        database.close()


def test_a_new_day_is_a_new_question(run: CommandLine, clock: Clock) -> None:
    did(run.home, -clock.days_later)
    begun = clock.days_later
    # From four in the morning on it is the next day, and noon is eight hours later.
    offset = clock.moment().offset * 60
    for hours, status in ((0, 0), (15.9, 0), (16.1, 1), (39.9, 1)):
        clock.days_later = begun + (hours * HOUR_S - offset) / DAY_S
        assert run("today").status == status, hours
    assert run("today").out == "nothing done today; last done yesterday\n"


def test_another_beginning_of_the_day_is_another_question(run: CommandLine, clock: Clock) -> None:
    noon = -(clock.moment().offset / 60 / 24)
    clock.days_later += noon
    did(run.home, -clock.days_later + 10 / 24)
    assert run("today").status == 1, "two in the morning is still yesterday"
    settings = run.home / "config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('[history]\nday_starts = "01:00"\n')
    assert run("today").status == 0


def test_what_is_dated_in_the_future_counts_when_it_is_there(
    run: CommandLine, clock: Clock
) -> None:
    did(run.home, -clock.days_later - 0.01)
    assert run("today").status == 1
    clock.days_later += 0.01
    assert run("today").status == 0


def test_complaints_are_made_each_time(run: CommandLine, clock: Clock) -> None:
    settings = run.home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[history]\nday_starts = "4 am"\n')
    assert run("today").err == run("today").err != ""
    settings.unlink()
    did(run.home, -clock.days_later + 0.1)
    with connect(run.home / "data" / JOURNAL) as database:
        database.execute("UPDATE session SET seconds = 'long'")
    database.close()
    assert run("today").err == run("today").err == "stretchtui: 1 session could not be read\n"


def test_the_suggestion_is_worked_out_once(
    run: CommandLine, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs, packages = tmp_path / "programs", tmp_path / "packages"
    for folder in (programs, packages, run.home / "cache" / "voice"):
        folder.mkdir(parents=True)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr("sys.path", [*sys.path, str(packages)])
    first = run("next")
    assert first == (0, "Five for the lower back, 5 min, good first session\n", "")
    assert run("next") == first
    assert clock.looks == 1
    assert run("next", "--id").out == "five-for-lower-back\n"
    assert json.loads(run("next", "--json").out)["id"] == "five-for-lower-back"
    assert clock.looks == 3
    changes: list[Callable[[], object]] = [
        (programs / "espeak-ng").touch,
        (packages / "piper").mkdir,
        (run.home / "cache" / "voice" / "index").touch,
        lambda: monkeypatch.setenv("SSH_TTY", "/dev/pts/7"),
        lambda: monkeypatch.setenv("PULSE_SERVER", "tcp:10.0.0.1"),
        (run.routines / "mine.toml").touch,
        partial(run, "plan", "start", "desk-days"),
        partial(did, run.home, -clock.days_later + 0.1),
    ]
    for number, change in enumerate(changes, 4):
        change()
        for _ in range(2):
            run("next")
            assert clock.looks == number


def test_whether_a_voice_in_some_file_is_there_is_looked_at_each_time(
    run: CommandLine, clock: Clock
) -> None:
    settings = run.home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[voice]\npiper = "/media/stick/voice.onnx"\n')
    assert run("next") == run("next")
    assert clock.looks == 2


def test_names_are_read_once(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "SETTLED_S", -HOUR_S)
    reads: list[Folders] = []

    def read(folders: Folders) -> Library:
        reads.append(folders)
        return routines.read_stamped(folders)[0]

    monkeypatch.setattr(routines, "read_library", read)
    before = run("completion", "--names", "routines").out
    assert "hips\n" in before
    assert run("completion", "--names", "routines").out == before
    assert len(reads) == 1
    assert "cat-cow\n" in run("completion", "--names", "stretches").out
    (run.routines / "mine.toml").write_text('format = 1\n[[routine]]\nid = "mine"\nname = "Mine"\n')
    assert run("completion", "--names", "routines").out == f"mine\n{before}"
    (run.routines / "mine.toml").unlink()
    assert run("completion", "--names", "routines").out == before
