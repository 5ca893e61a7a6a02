"""Units of ours, by systemd's user manager, and where there is none."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.core.reminders.reminder import Reminder
from stretchtui.core.reminders.units import MARK, service, timer
from stretchtui.store import user_units
from stretchtui.store.scheduling import NotScheduled
from tests.schedulers import script, user_manager

TIMER, SERVICE = timer(Reminder(7, 30)), service(["/bin/true"])


@pytest.fixture
def managed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A user manager runs for this home."""
    with user_manager(tmp_path) as bin_:
        monkeypatch.setenv("PATH", f"{bin_}:{os.environ['PATH']}")
        yield


def systemctl(*words: str) -> str:
    """What the manager says."""
    done = subprocess.run(["systemctl", "--user", *words], capture_output=True, check=False)
    return done.stdout.decode().strip()


def calendar() -> str:
    """When the timer runs, as the manager has it."""
    return systemctl("show", user_units.TIMER, "--property=TimersCalendar")


@pytest.mark.usefixtures("managed")
def test_a_timer_runs_until_it_is_removed() -> None:
    assert user_units.manager_answers()
    assert user_units.installed() is None
    assert not user_units.remove()
    user_units.install(TIMER, SERVICE)
    assert user_units.installed() == TIMER
    assert systemctl("is-enabled", user_units.TIMER) == "enabled"
    assert systemctl("is-active", user_units.TIMER) == "active"
    assert "*-*-* 07:30:00" in calendar()
    user_units.install(timer(Reminder(9, 5, (5,))), SERVICE)
    assert "Sat *-*-* 09:05:00" in calendar(), "it goes by the new time at once"
    assert user_units.remove()
    assert systemctl("is-active", user_units.TIMER) == "inactive"
    assert user_units.installed() is None
    left = [each for each in user_units.folder().rglob("*") if not each.is_dir()]
    assert left == []


@pytest.mark.usefixtures("managed")
def test_what_systemd_will_not_have_is_said_and_not_left_there() -> None:
    with pytest.raises(NotScheduled, match=r"systemd will not have the timer: .+"):
        user_units.install(TIMER.replace("OnCalendar=*-*-* 07:30:00", ""), SERVICE)
    assert user_units.installed() is None


def test_units_of_others_are_left_alone(tmp_path: Path) -> None:
    user_units.folder().mkdir(parents=True)
    mine = user_units.folder() / user_units.TIMER
    mine.write_text("[Timer]\n")
    assert user_units.installed() is None
    assert not user_units.remove()
    with pytest.raises(NotScheduled, match="was not written by us"):
        user_units.install(TIMER, SERVICE)
    mine.write_bytes(b"\xff")
    with pytest.raises(NotScheduled, match="was not written by us"):
        user_units.install(TIMER, SERVICE)
    assert mine.read_bytes() == b"\xff"


def test_the_folder_is_where_systemd_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path(os.environ["HOME"])
    assert user_units.folder() == home / ".config" / "systemd" / "user"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert user_units.folder() == home / ".config" / "systemd" / "user"
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    assert user_units.folder() == Path("/elsewhere/systemd/user")


# Systems that are not here, and faults that cannot be made


def test_without_systemd_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not user_units.manager_answers()
    script(tmp_path / "systemctl", "echo Failed to connect to bus >&2; exit 1")
    assert not user_units.manager_answers()
    (tmp_path / "systemctl").write_text("#!/nowhere\n")
    assert not user_units.manager_answers()


def test_a_timer_is_removed_where_no_manager_runs_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path / "systemctl", "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    user_units.install(TIMER, SERVICE)
    wanted = user_units.folder() / "timers.target.wants" / user_units.TIMER
    wanted.parent.mkdir()
    wanted.symlink_to(user_units.folder() / user_units.TIMER)
    script(tmp_path / "systemctl", "exit 1")
    assert user_units.remove()
    assert not os.path.lexists(wanted)
    assert user_units.installed() is None


def test_a_folder_that_cannot_be_written_is_said() -> None:
    Path(os.environ["HOME"], ".config").write_text("no folder")
    with pytest.raises(NotScheduled, match="/systemd/user: expected a folder"):
        user_units.install(TIMER, SERVICE)


def test_units_that_cannot_be_removed_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    user_units.folder().mkdir(parents=True)
    (user_units.folder() / user_units.TIMER).write_text(f"{MARK}\n")

    def unlink(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(NotScheduled, match=rf"{user_units.TIMER}: Permission denied"):
        user_units.remove()
