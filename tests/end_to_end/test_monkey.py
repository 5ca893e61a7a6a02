"""Monkeys at the keyboard: ``make monkey`` lets one type for longer."""

from __future__ import annotations

import os
import random

import pytest

from tests.amounts import amount
from tests.end_to_end.monkey import play

MONKEYS = amount(2)
NUMBER = amount(5_000, usual=750)
"""What each types."""


@pytest.mark.long
@pytest.mark.parametrize("which", range(MONKEYS))
def test_program_stays_and_nothing_is_lost_whatever_is_typed(which: int) -> None:
    seed = int(os.environ.get("MONKEY_SEED") or random.randrange(1_000_000)) + which
    play(seed, NUMBER)
