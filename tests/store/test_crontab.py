"""The person's crontab, by the crontab program that is installed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from stretchtui.store import crontab
from stretchtui.store.scheduling import NotScheduled
from tests.schedulers import own_crontab, script

LINE = b"30 7 * * * x # stretchtui reminder\n"
OTHERS = b"MAILTO=me@example.org\n\n# mine \xe4\n0 6 * * 1\t/bin/true % a\n"


@pytest.fixture
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{own_crontab(tmp_path)}:{os.environ['PATH']}")


def given(text: bytes) -> None:
    """Let the person have written this."""
    subprocess.run(["crontab", "-"], input=text, check=True)


def kept() -> bytes:
    """What is there."""
    return subprocess.run(["crontab", "-l"], check=True, capture_output=True).stdout


@pytest.mark.usefixtures("_own")
def test_a_line_of_ours_comes_and_goes_and_others_stay() -> None:
    assert crontab.is_there()
    given(OTHERS)
    assert crontab.entry() is None
    assert not crontab.remove_entry()
    crontab.set_entry(LINE)
    assert kept() == OTHERS + LINE
    assert crontab.entry() == LINE
    other = LINE.replace(b"30 7", b"5 9")
    crontab.set_entry(other)
    assert kept() == OTHERS + other
    assert crontab.remove_entry()
    assert kept() == OTHERS


@pytest.mark.usefixtures("_own")
def test_a_crontab_that_was_made_for_it_goes_with_it(tmp_path: Path) -> None:
    assert crontab.entry() is None
    assert not crontab.remove_entry()
    crontab.set_entry(LINE)
    assert kept() == LINE
    assert crontab.remove_entry()
    assert list((tmp_path / "spool").iterdir()) == []


@pytest.mark.usefixtures("_own")
def test_what_crontab_refuses_is_said_and_nothing_is_changed() -> None:
    given(OTHERS)
    with pytest.raises(NotScheduled, match="your crontab can't be written: errors in crontab"):
        crontab.set_entry(b"99 7 * * * x # stretchtui reminder\n")
    assert kept() == OTHERS


# Faults that cannot be made, and systems that are not here


def test_where_there_is_no_crontab_there_is_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not crontab.is_there()
    assert crontab.entry() is None
    assert not crontab.remove_entry()
    with pytest.raises(NotScheduled, match=r"^crontab: No such file or directory$"):
        crontab.set_entry(LINE)


def test_what_cannot_be_read_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    script(
        tmp_path / "crontab", f'[ "$1" = -l ] || touch {tmp_path}/written\necho torn >&2; exit 3'
    )
    with pytest.raises(NotScheduled, match=r"^your crontab can't be read: torn$"):
        crontab.set_entry(LINE)
    script(tmp_path / "crontab", f'[ "$1" = -l ] || touch {tmp_path}/written\nexit 3')
    with pytest.raises(NotScheduled, match=r"it ended with status 3$"):
        crontab.remove_entry()
    assert not (tmp_path / "written").exists()


def test_who_may_not_have_a_crontab_has_no_line_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    said = "You (me) are not allowed to use this program (crontab)"
    script(tmp_path / "crontab", f'echo "{said}" >&2; exit 1')
    assert crontab.entry() is None
    with pytest.raises(NotScheduled, match="not allowed to use"):
        crontab.set_entry(LINE)


def test_a_program_that_does_not_answer_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr("stretchtui.store.scheduling.PATIENCE_S", 0.01)
    script(tmp_path / "crontab", "exec sleep 60")
    with pytest.raises(NotScheduled, match="crontab does not answer"):
        crontab.entry()
