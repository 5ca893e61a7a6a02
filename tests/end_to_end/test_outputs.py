"""The commands' outputs as shells make them: full, closed, cut off, or in ASCII alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.amounts import share_of
from tests.end_to_end.terminal import PATIENCE_S, crashes, environment_for


def shell(home: Path, line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a line in bash; it ends as the program in it does, not as what it is piped into."""
    return subprocess.run(
        [
            "bash",
            "-c",
            f"set -o pipefail; s() {{ '{sys.executable}' -m stretchtui \"$@\"; }}; {line}",
        ],
        capture_output=True,
        text=True,
        env=environment_for(home, variables),
        timeout=PATIENCE_S,
        check=False,
    )


FULL = "stretchtui: the output could not be written: No space left on device\n"


@pytest.mark.parametrize(
    ("line", "status", "error"),
    [
        ("s list >/dev/full", 2, FULL),
        ("s show full-body --json >/dev/full", 2, FULL),
        ("s --help >/dev/full", 2, FULL),
        ("s history --json >/dev/full", 2, FULL),
        ("s list 2>/dev/full >/dev/full", 2, ""),
        ("s show nowhere 2>/dev/full", 3, ""),
        ("s list >&-", 2, "stretchtui: standard output is closed\n"),
        ("s help >&-", 2, "stretchtui: standard output is closed\n"),
        ("s show nowhere 2>&-", 3, ""),
        ("s show full-body --guide full | head -1 >/dev/null", 141, ""),
        ("s import --help | true", 141, ""),
        ("s completion fish | head -1 >/dev/null", 141, ""),
    ],
)
def test_no_output_ends_in_a_traceback(home: Path, line: str, status: int, error: str) -> None:
    done = shell(home, line)
    # Into a pipe that is cut off late enough everything has gone already.
    assert done.returncode in ((141, 0) if status == 141 else (status,))
    assert (done.stdout, done.stderr) == ("", error)
    assert crashes(home) == ""


ASCII = [
    {"PYTHONIOENCODING": "ascii"},
    {"LANG": "C", "LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
]
LINES = [
    *("s show hips", "s list", "s help", "s doctor", "s figure bridge", "s next", "s history"),
    "s paths",
]


@pytest.mark.parametrize(
    ("line", "variables"),
    [(line, each) for turn, line in enumerate(LINES) for each in share_of(ASCII, turn)],
)
def test_without_letters_there_are_others(home: Path, line: str, variables: dict[str, str]) -> None:
    done = shell(home, line, **variables)
    assert (done.returncode, done.stderr.replace("stretchtui: no sessions yet\n", "")) == (0, "")
    assert bool(done.stdout) == (line != "s history")
    assert crashes(home) == ""
