"""What a person leaves out, by the program itself: one line in its settings is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.playing.ending import ExitStatus
from tests.cli.test_leaving_out import FILE, NOTICES
from tests.end_to_end.terminal import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def careful(home: Path) -> Path:
    """The home of somebody who has said what to leave out."""
    for name, text in (
        ("settings.toml", '[care]\nleave_out = ["disc", "heart"]\n'),
        ("routines/trunk.toml", FILE),
    ):
        path = home / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return home


def test_a_session_says_it_once_and_goes_without(careful: Path) -> None:
    done = run("play", "trunk", "--plain", "--speed", "60", "--cues", "off", home=careful)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "\n".join(lines[1:4]) == "\n".join(NOTICES)
    steps = [line for line in lines if line.startswith("Step ")]
    assert [line.split(" · ")[:2] for line in steps] == [
        ["Step 1 of 2", "Small twist"],
        ["Step 2 of 2", "Push back"],
    ]
    assert not any(" push gently " in line for line in lines)
    assert any("2 of 2 steps done" in line for line in lines)


def test_nothing_is_started_of_which_nothing_is_left(careful: Path) -> None:
    done = run("play", "planks", "--plain", home=careful)
    assert (done.returncode, done.stdout) == (ExitStatus.USAGE, "")
    assert done.stderr == f"stretchtui: nothing of planks is left to play. {NOTICES[0]}\n"
