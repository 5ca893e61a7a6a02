"""How much is tried of what could be tried for ever: examples, flipped bits, keys of a monkey.

``make test`` tries some of it, and ``make thorough`` all; on other Pythons than the first a little
is enough.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

SHARES = {"brief": 0.1, "": 0.25, "thorough": 1.0}
SHARE = SHARES[os.environ.get("AMOUNT", "")]

Case = TypeVar("Case")


def amount(number: int, usual: int | None = None) -> int:
    """A share of what a thorough run tries.

    Args:
        number: So much a thorough run tries.
        usual: So much other runs try at most; what the share comes to, if left out.
    """
    share = max(1, round(number * SHARE))
    return share if usual is None or SHARE == 1 else min(share, usual)


def share_of(cases: Sequence[Case], turn: int, usual: int | None = None) -> list[Case]:
    """A share of the cases, at least one: for each turn it begins with another.

    Args:
        cases: What a thorough run tries.
        turn: Where the share begins.
        usual: How many other runs try at most.
    """
    return [cases[(turn + number) % len(cases)] for number in range(amount(len(cases), usual))]


def part_of(cases: Sequence[Case], turn: int) -> list[Case]:
    """A share of the cases, which begins where that of the turn before has ended."""
    return share_of(cases, turn * amount(len(cases)))
