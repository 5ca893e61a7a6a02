"""Reminders by a real cron and a real systemd."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.store import user_units
from tests.end_to_end.terminal import PATIENCE_S, PROGRAM
from tests.schedulers import cron, own_crontab, script, user_manager

ODD = '50% of $HOME\'s "place"'
"""A folder's name that cron, a shell and systemd would each make something else of."""


MAIN = "from stretchtui.cli import main\nsys.exit(main())\n"


def stretchtui(*words: str, **variables: str) -> str:
    """What the program prints."""
    environment = {**os.environ, **variables}
    done = subprocess.run(
        [*PROGRAM, *words],
        capture_output=True,
        text=True,
        env=environment,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def wait_for(path: Path, seconds: float) -> str:
    """The text of a file as soon as it is there."""
    deadline = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return path.read_text()


@pytest.mark.long
@pytest.mark.once
def test_cron_sends_a_reminder_at_its_time(tmp_path: Path) -> None:
    bin_ = own_crontab(tmp_path)
    script(bin_ / "systemctl", "exit 1")
    path = f"{bin_}:{os.environ['PATH']}"
    # There is time for cron to start before that minute begins. It reads what is set already: what
    # is set in the second in which it starts it would miss.
    at = time.localtime(time.time() + 90)
    when = f"{at.tm_hour}:{at.tm_min:02}"
    stretchtui("--home", str(tmp_path / ODD), "remind", "--at", when, PATH=path)
    with cron(tmp_path) as mail:
        head, _, body = wait_for(mail, 180).partition("\n\n")
    assert "Subject: Cron <" in head
    first, second = body.strip().splitlines()
    assert first.startswith("Time to stretch: ")
    assert second.startswith("stretchtui play ")


def as_cron(line: str) -> str:
    """What a line of a crontab prints where cron carries it out."""
    command = line.split(None, 5)[5].replace("\\%", "%")
    environment = {"HOME": "/", "LOGNAME": "root", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_a_line_of_a_crontab_reminds_until_something_is_done(tmp_path: Path) -> None:
    # A program whose name env would take for a variable.
    program = tmp_path / f"a=b {ODD}" / "stretchtui"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nimport sys\n{MAIN}")
    program.chmod(0o755)
    home = tmp_path / ODD
    words = [str(program), "--home", str(home), "remind", "--at", "7:30", "--via", "print"]
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    line = printed.splitlines()[1]
    assert as_cron(line).startswith("Time to stretch: ")
    stretchtui("--home", str(home), "log", "five-for-lower-back")
    assert as_cron(line) == ""


@pytest.mark.parametrize("days", ["daily", "mon-fri", "sat,sun"])
def test_systemd_has_nothing_against_the_units(tmp_path: Path, days: str) -> None:
    words = ("--home", str(tmp_path / ODD), "remind", "--at", "07:30", "--days", days)
    printed = stretchtui(*words, "--via", "print")
    for name in (user_units.TIMER, user_units.SERVICE):
        _, _, rest = printed.partition(f"{name}:\n")
        (tmp_path / name).write_text(rest.partition("\n# For systemd")[0].partition("\n# Then")[0])
    analyze = ["systemd-analyze", "--user", "--man=no", "verify"]
    done = subprocess.run(
        [*analyze, tmp_path / user_units.TIMER, tmp_path / user_units.SERVICE],
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Path]:
    """The programs of a user manager that runs for this home; what it is shown is kept."""
    shown = tmp_path / "shown"
    lines = f'printf "%s\\n" "$@" >{shown}.new && mv {shown}.new {shown}'
    script(tmp_path / "bin" / "notify-send", lines)
    with user_manager(tmp_path) as bin_:
        yield bin_


@pytest.mark.long
@pytest.mark.once
def test_a_user_manager_notifies_at_its_time(manager: Path, tmp_path: Path) -> None:
    path, home = f"{manager}:{os.environ['PATH']}", str(tmp_path / ODD)
    at = time.localtime(time.time() + 90)
    when = f"{at.tm_hour}:{at.tm_min:02}"
    said = stretchtui("--home", home, "remind", "--at", when, PATH=path)
    assert said.startswith(f"Reminder set: {at.tm_hour:02}:{at.tm_min:02}, every day")
    assert "(systemd)" in stretchtui("remind", "--status", PATH=path)
    shown = tmp_path / "shown"
    *_, title, body = wait_for(shown, 180).splitlines()
    assert title == "Time to stretch"
    assert body == stretchtui("--home", home, "next").strip()
    # What runs says nothing once something was done.
    shown.unlink()
    stretchtui("--home", home, "log", "five-for-lower-back")
    start = [str(manager / "systemctl"), "--user", "start", user_units.SERVICE]
    subprocess.run(start, check=True, capture_output=True)
    assert not shown.exists()
    assert stretchtui("remind", "--off", PATH=path) == "Reminder removed\n"
