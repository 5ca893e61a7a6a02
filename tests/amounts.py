"""How much is tried of what could be tried for ever: examples, flipped bits, keys of a monkey.

``make test`` tries some of it, and ``make thorough`` all; on other Pythons than the first a little
is enough.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

SHARES = {"brief": 0.1, "": 0.4, "thorough": 1.0}
SHARE = SHARES[os.environ.get("AMOUNT", "")]

Case = TypeVar("Case")


def amount(number: int, part: float = 1.0) -> int:
    """A share of what a thorough run tries; where there is very much of it, a part of that."""
    return max(1, round(number * (SHARE if SHARE == 1 else SHARE * part)))


def share_of(cases: Sequence[Case], turn: int, part: float = 1.0) -> list[Case]:
    """A share of the cases, at least one: for each turn it begins with another."""
    return [cases[(turn + number) % len(cases)] for number in range(amount(len(cases), part))]
