"""A session that was killed, and resumed in plain lines."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.playing.ending import ExitStatus
from stretchtui.store.journal import FILE, Journal
from tests.end_to_end.terminal import COPIED, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchtui.core.sessions.record import Record


def sessions(home: Path) -> tuple[Record, ...]:
    """The sessions of the journal, whoever plays them."""
    if not (home / "data" / FILE).exists():
        return ()
    with contextlib.closing(Journal(home / "data")) as journal:
        return journal.sessions()


def lines(terminal: Terminal) -> list[str]:
    """The lines on the screen that are not empty."""
    return [line for line in map(str.strip, terminal.text.splitlines()) if line]


def now_and_then(looks: Callable[[], bool]) -> Callable[[], bool]:
    """Looks twice a second: to open a journal takes long."""
    following = 0.0

    def looked() -> bool:
        nonlocal following
        if time.monotonic() < following:
            return False
        following = time.monotonic() + 0.5
        return looks()

    return looked


def interrupt_in_the_second_step(home: Path) -> None:
    """Play the short routine, and be killed in its second step."""

    def is_kept() -> bool:
        return [record.steps_done for record in sessions(home)] == [1]

    with Terminal([*COPIED, "play", "short", "--plain", "--cues", "off"], home) as terminal:
        terminal.wait_for_text("Step 1 of 2 · Reach up")
        terminal.wait_for_text("Step 2 of 2 · Nod")
        terminal.wait_for(now_and_then(is_kept), "the second step in the journal")
        terminal.process.kill()
        terminal.process.wait()


LONG = """
format = 1
[[routine]]
id = "long"
name = "Long"
get_ready = 1
[[routine.step]]
name = "Lie"
hold = 3600
"""


@pytest.mark.long
def test_a_long_hold_that_was_killed_is_resumed_within_it(home: Path) -> None:
    routines = home / "config" / "routines"
    routines.mkdir(parents=True)
    (routines / "long.toml").write_text(LONG)
    command = [*COPIED, "play", "long", "--plain", "--cues", "off", "--speed", "2"]

    def held() -> float:
        return max((record.held for record in sessions(home)), default=0.0)

    with Terminal(command, home) as terminal:
        terminal.wait_for(now_and_then(lambda: held() >= 20), "twenty seconds in the journal")
        terminal.process.kill()
        terminal.process.wait()
    kept = held()
    with Terminal([*COPIED, "resume", "--plain", "--cues", "off"], home) as terminal:
        # So much is left, after the get-ready.
        left = 3600 - int(kept)
        terminal.wait_for_text(f"hold, {left // 60}:{left % 60:02} left, in 3 s · Lie")
        terminal.press("q")
        assert terminal.wait_for_exit() == ExitStatus.NO
    (session,) = sessions(home)
    assert session.held >= kept


@pytest.mark.parametrize(
    ("more", "term"), [(["--plain"], "xterm-256color"), ([], "dumb"), (["--plain"], "dumb")]
)
def test_a_session_that_was_killed_goes_on_in_lines(
    home: Path, begun: Path, more: list[str], term: str
) -> None:
    routines = home / "config" / "routines"
    routines.mkdir(parents=True)
    begun.rename(routines / "short.toml")
    interrupt_in_the_second_step(home)
    words = [*COPIED, "resume", *more, "--cues", "off"]
    with Terminal(words, home, environment={"TERM": term}) as terminal:
        terminal.wait_for_text("Step 2 of 2 · Nod")
        said = lines(terminal)
        assert said[0].startswith("Short and sweet · ")
        assert said[1].startswith("resumed")
        assert "step 2 of 2" in said[1]
        terminal.wait_for_text(", 100 reps")
        assert "Step 1" not in terminal.text
        assert "Reach up" not in terminal.text
        terminal.press("q")
        assert terminal.wait_for_exit() == ExitStatus.NO
    (session,) = sessions(home)
    assert session.ended is not None, "it is the same session, and over"
    with Terminal([*COPIED, "resume", *more], home, environment={"TERM": term}) as terminal:
        assert terminal.wait_for_exit() == ExitStatus.NOT_FOUND
        assert lines(terminal) == [
            "stretchtui: nothing to resume: no session was interrupted in the last day"
        ]


IN_ROUNDS = """
format = 1
[[routine]]
id = "core"
name = "Core"
get_ready = 1
[[routine.step]]
rounds = 2
rest = 1
[[routine.step.step]]
name = "Nod"
reps = 2
tempo = 1
wait = true
[[routine.step.step]]
name = "Bow"
hold = 4
"""


@pytest.mark.long
def test_a_session_that_was_killed_in_its_second_round_goes_on_there(home: Path) -> None:
    routines = home / "config" / "routines"
    routines.mkdir(parents=True)
    (routines / "core.toml").write_text(IN_ROUNDS)

    def all_but_the_last() -> bool:
        return [record.phases_done for record in sessions(home)] == [7]

    with Terminal([*COPIED, "play", "core", "--plain", "--cues", "off"], home) as terminal:
        terminal.wait_for_text("Step 1 of 2 · Nod · 2 reps · round 1 of 2")
        terminal.wait_for_text("press space when ready")
        terminal.press(" ")
        terminal.wait_for_text("Step 2 of 2 · Bow · 4 s · round 1 of 2")
        terminal.wait_for_text("Step 1 of 2 · Nod · 2 reps · round 2 of 2")
        terminal.wait_for_text("move 2 s, 2 reps · Nod, round 2 of 2")
        # At its end it waits.
        terminal.wait_for(now_and_then(all_but_the_last), "the second round in the journal")
        terminal.process.kill()
        terminal.process.wait()
    with Terminal([*COPIED, "resume", "--plain", "--cues", "off"], home) as terminal:
        terminal.wait_for_text("resumed: Core · step 1 of 2 · round 2")
        terminal.wait_for_text("Step 2 of 2 · Bow · 4 s · round 2 of 2")
        terminal.wait_for_text("All done.")
        terminal.wait_for_text("Core: 2 of 2 steps done, 0:12 held.")
        assert "round 1 of 2" not in terminal.text
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    (record,) = sessions(home)
    assert (record.completed, record.held, record.steps_done) == (True, 12, 2)


def test_a_routine_that_was_made_and_not_kept_is_resumed(home: Path) -> None:
    made = [*COPIED, "make", "5 minutes for hips", "--seed", "1", "--play"]

    def is_kept() -> bool:
        return any(record.steps_done for record in sessions(home))

    with Terminal([*made, "--plain", "--cues", "off", "--speed", "2"], home) as terminal:
        terminal.wait_for(now_and_then(is_kept), "the first step in the journal")
        terminal.process.kill()
        terminal.process.wait()
    with Terminal([*COPIED, "resume", "--plain", "--cues", "off"], home) as terminal:
        terminal.wait_for_text("5 minutes for hips")
        terminal.wait_for_text("Step 2 of")
    (record,) = sessions(home)
    assert record.routine == "made-5-minutes-for-hips"
