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


def amount(number: int, *, usual: float = SHARES[""]) -> int:
    """A share of what a thorough run tries.

    Args:
        number: How many those are.
        usual: The share of ``make test``, where that is not the one of most tests.
    """
    share = SHARE * usual / SHARES[""] if SHARE < 1 else SHARE
    return max(1, round(number * share))


def share_of(cases: Sequence[Case], turn: int) -> list[Case]:
    """A share of the cases, at least one: for each turn it begins with another."""
    return [cases[(turn + number) % len(cases)] for number in range(amount(len(cases)))]
