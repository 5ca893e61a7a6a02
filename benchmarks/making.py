"""Routines made for a wish."""

from __future__ import annotations

import time

from benchmarks.table import Row
from stretchtui.core.making.choosing import Past
from stretchtui.core.making.make import RoutineMaker
from stretchtui.core.making.wish import read_wish
from stretchtui.store.paths import shipped
from stretchtui.store.routines import read_document

COUNT = 1_000

BUDGET_S = 1.0

WISHES = (
    "10 minutes for hips",
    "10 minutes for the lower back, gentle",
    "5 minutes for neck",
    "15 minutes for the whole body",
    "20 minutes for back and legs, on the floor",
    "8 minutes for shoulders, on a chair",
    "12 minutes for legs, without strap",
    "10 minutes",
)
"""Made one after the other."""


def measure() -> list[Row]:
    """The row about them: a thousand out of the shipped stretches, of which half were done."""
    document = read_document(shipped() / "routines.toml")
    stretches = {each.id: each for each in document.stretches}
    past = Past({id_: number % 20 for number, id_ in enumerate(stretches) if number % 2})
    wishes = [read_wish(each) for each in WISHES]
    began = time.perf_counter()
    maker = RoutineMaker(stretches)
    for number in range(COUNT):
        maker.make(wishes[number % len(wishes)], past, seed=number)
    seconds = time.perf_counter() - began
    budget = f"{BUDGET_S:.1f} s"
    return [Row(f"{COUNT:,} routines made", f"{seconds:.2f} s", budget, seconds <= BUDGET_S)]
