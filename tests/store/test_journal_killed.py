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
from tests.amounts import amount
from tests.store.players import stands
from tests.store.sessions import NOW

KILLS = amount(100)
OF_EACH = 5
"""How many times the same journal is met with: as it is made, and later."""

MOST_PHASES = 8
LONGEST_S = 0.01
"""A player is killed so many phases after it has begun, at most, and so long after that."""


@pytest.fixture
def players() -> Iterator[subprocess.Popen[str]]:
    """What forks players; see there."""
    command = [sys.executable, "-m", "tests.store.players"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        yield run


def killed(
    players: subprocess.Popen[str], folder: Path, number: int, phases: int, seconds: float
) -> dict[str, int]:
    """Let somebody play for a while; the last phases that were handed over and kept.

    Args:
        players: What forks players.
        folder: Where the journal is.
        number: What tells the session from others.
        phases: How many are to be handed over.
        seconds: How much longer it plays.
    """
    assert players.stdin is not None
    assert players.stdout is not None
    players.stdin.write(f"{folder} {number}\n")
    players.stdin.flush()
    last = {"handed": -1, "kept": -1}
    player = 0
    for line in players.stdout:
        what, *count = line.split()
        if what == "ended":
            break
        if what == "player":
            player = int(count[0])
        else:
            last[what] = int(count[0])
        if player and last["handed"] >= phases - 1:
            time.sleep(seconds)
            os.kill(player, signal.SIGKILL)
            player = 0
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
            phases = moments.randint(0, MOST_PHASES)
            last = killed(players, folder, number, phases, moments.uniform(0, LONGEST_S))
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
    assert most >= MOST_PHASES - 2
