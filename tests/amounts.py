"""How much is tried of what could be tried for ever: examples, flipped bits, keys of a monkey.

``make test`` tries some of it, and ``make thorough`` all; on other Pythons than the first a little
is enough.
"""

from __future__ import annotations

import os

SHARES = {"brief": 0.1, "": 0.4, "thorough": 1.0}
SHARE = SHARES[os.environ.get("AMOUNT", "")]


def amount(number: int) -> int:
    """A share of what a thorough run tries."""
    return max(1, round(number * SHARE))
