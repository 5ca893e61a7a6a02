"""Bells on time, at a real pty's far end.

What else the machine does can only make a bell later, or have it give way to the next; so the best
of a few runs is what the program can do. How exact that is ``make bench`` measures, at a session's
real speed and on a quiet machine; here a bell has to ring nearer to its own moment than to another.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.bells import due as due_bells
from tests.end_to_end.terminal import PROGRAM, Terminal, run

SPEED = 2.5
"""Above 2 nobody is asked how it was, and the program ends at once."""
NEAR_S = 0.5 / SPEED
"""Half a second of the session: bells of the next number are further away."""


@pytest.mark.long
@pytest.mark.timed
def test_bells_of_a_session_stand_at_its_cues(home: Path, short: Path) -> None:
    shown = run("show", str(short), "--json", home=home)
    plan = json.loads(shown.stdout)
    assert len(plan["cues"]) >= 20
    due = [at / SPEED for at in due_bells(plan)]

    bells = _bells(home, short)
    assert len(bells) == len(due)
    lateness = [bell - moment for bell, moment in zip(bells, due, strict=True)]
    start = sorted(lateness)[len(lateness) // 2]
    assert max(abs(each - start) for each in lateness) <= NEAR_S, lateness


def _bells(home: Path, routine: Path) -> list[float]:
    command = [*PROGRAM, "play", str(routine), "--cues", "terminal", "--speed", str(SPEED)]
    with Terminal(command, home) as terminal:
        terminal.wait_for(lambda: terminal.process.poll() is not None, "the end", 120)
        return terminal.bells()
