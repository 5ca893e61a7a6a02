"""Kill -9 at any moment: the journal is whole, and at most the last phase is missing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.store.journal import Journal
from tests.store.players import stands
from tests.store.sessions import NOW

KILLS = 100
OF_EACH = 5
"""How many times the same journal is met with: as it is made, and later."""


@pytest.fixture
def players() -> Iterator[subprocess.Popen[str]]:
    """What forks players; see there."""
    command = [sys.executable, "-m", "tests.store.players"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        yield run


def killed(
    players: subprocess.Popen[str], folder: Path, number: int, after: float
) -> dict[str, int]:
    """Let somebody play for so many seconds; the last phases that were handed over and kept."""
    assert players.stdin is not None
    assert players.stdout is not None
    players.stdin.write(f"{folder} {number}\n")
    players.stdin.flush()
    last = {"handed": -1, "kept": -1}
    for line in players.stdout:
        what, *count = line.split()
        if what == "ended":
            break
        if what == "player":
            time.sleep(after)
            os.kill(int(count[0]), signal.SIGKILL)
        else:
            last[what] = int(count[0])
    return last


def test_a_session_killed_at_any_moment_is_gone_on_with_where_it_was(
    tmp_path: Path, players: subprocess.Popen[str]
) -> None:
    moments = random.Random(7)
    most = 0
    for journal_number in range(KILLS // OF_EACH):
        folder = tmp_path / str(journal_number)
        places: dict[float, int] = {}
        for number in range(OF_EACH):
            last = killed(players, folder, number, moments.uniform(0, 0.03))
            journal = Journal(folder)
            assert journal.notice is None
            offered = journal.resumable(NOW)
            place = -1
            if offered is not None and offered.record.started == NOW + number:
                place = offered.standing.place.index
                assert offered.standing == stands(place)
            # What was kept is there; of what was handed over at most the last phase is not; and
            # the next may have been kept before anyone was told that it was handed over.
            assert max(last["kept"], last["handed"] - 1) <= place <= last["handed"] + 1
            most = max(most, place)
            if place >= 0:
                places[NOW + number] = place
            sessions = journal.sessions()
            assert {each.started: each.held for each in sessions} == places
            journal.close()
    assert most > 5
