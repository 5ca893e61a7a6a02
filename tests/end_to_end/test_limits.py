"""Where the system lets it open few files, or has no place for temporary ones."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stretchtui.store.journal import Journal
from tests.end_to_end.terminal import PROGRAM, Terminal, environment_for
from tests.store.sessions import rows_in

SHIPPED = Path(__file__).resolve().parents[2] / "routines.toml"
PLAY = ("play", "--plain", "--speed", "1000", "--cues", "off", "two-minute-reset")


def allowed(files: int, *words: str) -> list[str]:
    """The program, allowed to have so many files open."""
    return ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", *PROGRAM, *words]


def run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that is to end by itself, without a traceback."""
    done = subprocess.run(
        command,
        env=environment_for(home, {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.mark.parametrize("words", [("list",), ("today",), ("check", str(SHIPPED)), PLAY])
@pytest.mark.parametrize("files", [6, 10])
def test_with_too_few_files_a_command_says_so(
    tmp_path: Path, files: int, words: tuple[str, ...]
) -> None:
    done = run(allowed(files, *words), tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"stretchtui: 8 more open files are needed, but only {files - 3} are allowed; "
        "ulimit -n raises the limit\n"
    )


@pytest.mark.parametrize("words", [("list",), ("today",), ("check", str(SHIPPED))])
def test_where_a_command_begins_it_has_enough(tmp_path: Path, words: tuple[str, ...]) -> None:
    with contextlib.closing(Journal(tmp_path / "data")) as journal:
        assert journal.sessions() == ()
    few, many = (run(allowed(files, *words), tmp_path) for files in (11, 200))
    assert (few.returncode, few.stdout, few.stderr) == (many.returncode, many.stdout, "")


def test_with_too_few_files_nothing_is_played(tmp_path: Path) -> None:
    done = run(allowed(16, *PLAY), tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("stretchtui: 24 more open files are needed, but only 13 are")


@pytest.mark.parametrize("files", [10, 12, 16])
def test_with_too_few_files_the_screen_is_not_taken(tmp_path: Path, files: int) -> None:
    with Terminal(allowed(files), tmp_path) as terminal:
        assert terminal.wait_for_exit() == 2
        assert "more open files are needed" in terminal.text
        assert b"\x1b" not in terminal.output
        assert terminal.settings == terminal.settings_before


def test_with_as_many_as_are_asked_for_a_session_has_all_it_needs(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('[voice]\nguide = "names"\n')
    words = ("play", "two-minute-reset", "--cues", "speakers")
    with Terminal(allowed(27, *words), tmp_path, answers=True) as terminal:
        terminal.wait_for(lambda: "1 of 4" in terminal.text, "the first step")
        journal = tmp_path / "data" / "journal.sqlite3"
        terminal.wait_for(journal.exists, "the journal")
        terminal.process.terminate()
        assert terminal.wait_for_exit() == 128 + signal.SIGTERM
        assert b"Traceback" not in terminal.output
        assert b"Too many open files" not in terminal.output
    assert [each.name for each in rows_in(tmp_path / "data")] == ["Two-minute reset"]


NOWHERE = """
for folder in /tmp /var/tmp /usr/tmp; do
    if [ -d $folder ]; then
        mount --bind $folder $folder && mount -o remount,ro,bind $folder || exit 77
    fi
done
cd /proc
mount -t tmpfs none "$STRETCHTUI_HOME" || exit 77
"$@"
"""
"""Nothing can be written but in the home; the mounts are gone when it ends."""


def test_without_a_place_for_temporary_files_everything_goes_on(tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("nothing here takes a place away")
    inside = ["unshare", "--mount", "sh", "-c", NOWHERE, "sh"]
    proof = [sys.executable, "-c", "import tempfile; tempfile.gettempdir()"]
    found = subprocess.run(
        [*inside, *proof],
        env=environment_for(tmp_path, {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if "No usable temporary directory" not in found.stderr:
        pytest.skip("only root can take it away")
    assert run([*inside, *PROGRAM, "list"], tmp_path).returncode == 0
    assert run([*inside, *PROGRAM, "check", str(SHIPPED)], tmp_path).returncode == 0
    assert run([*inside, *PROGRAM, "today"], tmp_path).stdout == "nothing done today\n"
    done = run([*inside, *PROGRAM, *PLAY], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    with Terminal([*inside, *PROGRAM], tmp_path) as terminal:
        terminal.wait_for_text("Before you start")
        terminal.press(" ")
        terminal.wait_for_text("Can you hear")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "Can you hear" not in terminal.text, "the list")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert b"Traceback" not in terminal.output
