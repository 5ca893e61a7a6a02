"""``remind``: what is set up, and what it says when the time has come."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from stretchtui.cli import choosing
from stretchtui.playing import clock
from stretchtui.store import user_units
from tests.cli.past import DAY_S, NOW, did
from tests.schedulers import own_crontab, script

if TYPE_CHECKING:
    from tests.cli.line import CommandLine

Programs = Callable[..., None]

NOTIFIER = "systemd reminds you while you are logged in"
MAILER = "no mail program (sendmail) was found"


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (clock, choosing):
        monkeypatch.setattr(module, "moment", lambda: NOW)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Says which programs there are to be found, each with the lines that it is made of."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    monkeypatch.setenv("PATH", str(bin_))
    monkeypatch.setattr("stretchtui.cli.reminding.MAILERS", ("sendmail",))

    def are(**found: str) -> None:
        for each in bin_.iterdir():
            each.unlink()
        for name, lines in found.items():
            script(bin_ / name.replace("_", "-"), f"PATH={os.defpath}\n{lines}")

    return are


@pytest.fixture
def cron(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is cron, with a crontab of its own, and no systemd."""
    bin_ = own_crontab(tmp_path)
    script(bin_ / "systemctl", "exit 1")
    script(bin_ / "sendmail", "exit 1")
    monkeypatch.setenv("PATH", f"{bin_}:{os.environ['PATH']}")


def line() -> str:
    """What the crontab has."""
    return subprocess.run(["crontab", "-l"], check=False, capture_output=True).stdout.decode()


# With cron


@pytest.mark.usefixtures("cron")
def test_a_reminder_comes_changes_and_goes(run: CommandLine) -> None:
    assert run("remind", "--status") == (1, "No reminder is set\n", "")
    done = run("remind", "--at", "7:30")
    said = "Reminder set: 07:30, every day, unless you have stretched that day\n"
    assert done == (0, said, "")
    assert run("remind", "--status").out == "Reminder at 07:30, every day (cron)\n"
    run("remind", "--at", "18:00", "--days", "mon-fri", "--via", "cron")
    assert line().count("\n") == 1
    assert line().startswith("0 18 * * 1,2,3,4,5 /usr/bin/env HOME=")
    assert run("remind", "--status") == (0, "Reminder at 18:00, Monday to Friday (cron)\n", "")
    assert run("remind", "--off") == (0, "Reminder removed\n", "")
    assert line() == ""
    assert run("remind", "--off") == (0, "No reminder was set\n", "")


@pytest.mark.usefixtures("cron")
def test_what_runs_is_this_program_with_whole_paths(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("TZ", "")
    run("remind", "--at", "7:30")
    assert f" {sys.executable} -m stretchtui remind --now --home {run.home} #" in line()
    assert "LC_ALL=de_DE.UTF-8 " in line()
    assert "TZ=" not in line()
    script(tmp_path / "my apps" / "stretchtui", "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["my apps/stretchtui"])
    monkeypatch.setenv("STRETCHTUI_HOME", "here")
    run.only("remind", "--at", "7:30")
    assert f" '{tmp_path}/my apps/stretchtui' remind --now --home {tmp_path}/here #" in line()


def test_a_path_that_env_would_take_for_a_variable_is_none(
    run: CommandLine, programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs()
    script(tmp_path / "a=b" / "stretchtui", "")
    monkeypatch.setattr("sys.argv", [str(tmp_path / "a=b" / "stretchtui")])
    line = run("remind", "--at", "7:30", "--via", "print").out.splitlines()[1]
    assert f'/bin/sh -c \'exec "$0" "$@"\' {tmp_path}/a=b/stretchtui remind --now' in line


@pytest.mark.usefixtures("cron")
def test_a_time_that_was_changed_by_hand_is_told_as_such(run: CommandLine) -> None:
    run("remind", "--at", "7:30")
    changed = line().replace("30 7", "*/30 7")
    subprocess.run(["crontab", "-"], input=changed.encode(), check=True)
    assert run("remind", "--status").out == "Reminder at a time that was set by hand (cron)\n"


def test_what_cron_cannot_take_is_refused(run: CommandLine, programs: Programs) -> None:
    programs(crontab=f"touch {run.home}-asked")
    complaint = run.only("--home", "back\\slash", "remind", "--at", "7:30").complaint
    assert complaint.startswith("cron can't take '")
    assert not Path(f"{run.home}-asked").exists()


def test_what_crontab_says_is_passed_on(run: CommandLine, programs: Programs) -> None:
    programs(crontab="echo it is broken >&2; exit 1")
    for words in (("--at", "7:30"), ("--off",), ("--status",)):
        assert run("remind", *words).complaint == "your crontab can't be read: it is broken"


def test_who_would_not_get_cron_s_mail_is_told(run: CommandLine, programs: Programs) -> None:
    programs(crontab="exit 0")
    done = run("remind", "--at", "7:30")
    assert done.status == 0
    assert MAILER in done.err


# With systemd; tests of the whole program have a real one


def test_systemd_comes_first(run: CommandLine, programs: Programs) -> None:
    programs(systemctl="exit 0", crontab="exit 0", notify_send="exit 0")
    done = run("remind", "--at", "7:30", "--days", "sat,sun")
    assert done.out.startswith("Reminder set: 07:30, Saturday and Sunday")
    assert NOTIFIER in done.err
    assert run("remind", "--status").out == "Reminder at 07:30, Saturday and Sunday (systemd)\n"
    service = (user_units.folder() / user_units.SERVICE).read_text()
    assert f'"remind" "--now" "--notify" "--home" "{run.home}"\n' in service
    # Another way takes the place of the first.
    assert run("remind", "--at", "8:00", "--via", "cron").status == 0
    assert user_units.installed() is None


def test_without_notify_send_there_is_a_hint(run: CommandLine, programs: Programs) -> None:
    programs(systemctl="exit 0")
    assert "notify-send was not found" in run("remind", "--at", "7:30").err


def test_a_way_that_is_not_here_is_refused(run: CommandLine, programs: Programs) -> None:
    programs()
    assert "neither systemd nor cron" in run("remind", "--at", "7:30").complaint
    assert "try --via cron" in run("remind", "--at", "7:30", "--via", "systemd").complaint
    assert "install cron" in run("remind", "--at", "7:30", "--via", "cron").complaint
    assert run("remind", "--status") == (1, "No reminder is set\n", "")
    assert run("remind", "--off") == (0, "No reminder was set\n", "")


def test_what_to_set_up_is_printed_and_nothing_done(run: CommandLine, programs: Programs) -> None:
    programs(systemctl="exit 0", crontab=f"touch {run.home}-asked")
    done = run("remind", "--at", "7:30", "--days", "mon", "--via", "print")
    assert (done.status, done.err) == (0, "")
    assert "\n30 7 * * 1 /usr/bin/env " in done.out
    assert "\nOnCalendar=Mon *-*-* 07:30:00\n" in done.out
    assert "\nExecStart=" in done.out
    assert user_units.installed() is None
    assert not Path(f"{run.home}-asked").exists()


# The words


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "missing --at --off --status --now; see stretchtui remind --help"),
        (("--at", "24:00"), "--at: expected a time from 00:00 to 23:59, like 07:30; see"),
        (("--at", "7:30", "--days", "1-5"), "--days: expected days like mon-fri, mon,wed,fri or"),
        (("--at", "7:30", "--via", "at"), '--via: expected systemd, cron or print, found "at"'),
        (("--at", "7:30", "--off"), "--off: not allowed with --at"),
        (("--off", "--days", "mon"), "--days: expected --at as well"),
        (("--status", "--via", "cron"), "--via: expected --at as well"),
    ],
)
def test_words_that_make_no_sense_are_refused(
    run: CommandLine, words: tuple[str, ...], complaint: str
) -> None:
    assert run("remind", *words).complaint.startswith(complaint)


# When the time has come


def test_nothing_done_is_a_reminder(run: CommandLine) -> None:
    did(run.home, 1, routine="five-for-lower-back")
    done = run("remind", "--now")
    assert (done.status, done.err) == (0, "")
    first, second = done.out.splitlines()
    assert first.startswith("Time to stretch: ")
    assert first.removeprefix("Time to stretch: ") == run("next").out.strip()
    assert second == f"stretchtui play {run('next', '--id').out.strip()}"


def test_something_done_is_none(run: CommandLine) -> None:
    did(run.home, 0.1)
    assert run("remind", "--now") == (0, "", "")
    assert run("remind", "--now", "--notify") == (0, "", "")


def test_a_notification_is_shown_or_else_printed(run: CommandLine, programs: Programs) -> None:
    shown = Path(f"{run.home}-shown")
    programs(notify_send=f'printf "%s\\n" "$@" >{shown}')
    assert run("remind", "--now", "--notify") == (0, "", "")
    assert shown.read_text().splitlines()[2:] == ["Time to stretch", run("next").out.strip()]
    programs()
    assert run("remind", "--now", "--notify").out.startswith("Time to stretch: ")


def test_without_any_routine_it_still_reminds(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "advise", lambda *known: None)
    assert run("remind", "--now") == (0, "Time to stretch: nothing done today\n", "")


def test_a_journal_that_cannot_be_read_is_said(run: CommandLine) -> None:
    data = run.home / "data"
    data.mkdir(parents=True)
    (data / "journal.sqlite3").mkdir()
    assert "journal" in run("remind", "--now").faulty


PLAN = """\
format = 1
[[routine]]
id = "short"
name = "Short"
get_ready = 0
[[routine.step]]
name = "Hold"
hold = 60
[[plan]]
id = "mine"
name = "Mine"
days = "mon, wed, fri"
weeks = 1
routine = "short"
"""


def test_a_plan_is_reminded_of_on_its_days(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run.routines / "mine.toml").write_text(PLAN)
    assert run("plan", "start", "mine").status == 0
    first, second = run("remind", "--now").out.splitlines()
    assert first.startswith("Time to stretch: Short, 1 min, ")
    assert "Mine" in first
    assert second == "stretchtui play short"
    # Thursday, a day off.
    thursday = replace(NOW, now=NOW.now + DAY_S)
    for module in (clock, choosing):
        monkeypatch.setattr(module, "moment", lambda: thursday)
    assert run("remind", "--now") == (0, "", "")
    # Without the plan any day is one.
    run("plan", "pause")
    assert run("remind", "--now").out.startswith("Time to stretch: ")
