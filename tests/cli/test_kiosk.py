"""``--kiosk``."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli import kiosk
from stretchtui.tui.start import Start
from tests.cli.line import STATUS

if TYPE_CHECKING:
    from tests.cli.line import CommandLine, Opened


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal's, with more in it than is good."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TEXTUAL_LOG", "/tmp/log-of-theirs")
    monkeypatch.setenv("TEXTUAL_PRESS", "q")


def test_the_screen_opens_without_a_way_out(run: CommandLine, opened: list[Opened]) -> None:
    assert run("--kiosk", "--cues", "off", "--no-mouse") == (STATUS, "", "")
    ((files, start, options),) = opened
    assert files.folders.config == run.home / "config"
    assert start == Start()
    assert options == {
        "cues": "off",
        "mouse": False,
        "motion": True,
        "suspends": False,
        "listen": None,
    }


@pytest.mark.usefixtures("opened")
def test_nothing_in_the_environment_leads_elsewhere(run: CommandLine) -> None:
    run("--kiosk")
    assert [name for name in os.environ if name.startswith("TEXTUAL")] == []
    for name in kiosk.TEMPORARY:
        assert os.environ[name] == str(run.home / "cache")
    assert (run.home / "cache").is_dir()
    for number in (signal.SIGTSTP, signal.SIGQUIT):
        assert signal.getsignal(number) is signal.SIG_IGN


@pytest.mark.usefixtures("opened")
def test_a_home_that_cannot_be_written_is_no_reason_to_put_files_elsewhere(
    run: CommandLine,
) -> None:
    run.home.write_text("")
    assert run("--kiosk").status == STATUS
    assert os.environ["TMPDIR"] == str(run.home / "cache")


@pytest.mark.parametrize(
    ("words", "variable", "home"),
    [
        (["--home", "{tmp}/named"], "{tmp}/set", "named"),
        ([], "{tmp}/set", "set"),
        ([], "", "account/stretchtui"),
    ],
)
def test_the_home_is_the_one_named_or_a_folder_of_the_accounts_own(
    run: CommandLine,
    opened: list[Opened],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    variable: str,
    home: str,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "account"))
    monkeypatch.setenv("STRETCHTUI_HOME", variable.replace("{tmp}", str(tmp_path)))
    run.only("--kiosk", *(word.replace("{tmp}", str(tmp_path)) for word in words))
    assert [each.files.folders.data for each in opened] == [tmp_path / home / "data"]


@pytest.mark.parametrize(
    "words", [["list"], ["play", "desk-break"], ["ssh"], ["export", "desk-break"], ["new"]]
)
def test_commands_are_refused_in_a_line(
    run: CommandLine, opened: list[Opened], words: list[str]
) -> None:
    complaint = run.only("--kiosk", *words).complaint
    assert complaint == f"expected no command with --kiosk, found {words[0]}"
    assert opened == []
