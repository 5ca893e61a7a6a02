"""Adds steps to a routine, one by one, while another program does the same: HOME NAME STEPS.

Where the routine has been changed meanwhile it takes what is there and adds its step to that.
"""

from __future__ import annotations

import sys

from msgspec.structs import replace

from stretchtui.core.routines.model import Step
from stretchtui.store import locking
from stretchtui.store.keeping import Changed, open_entry, save
from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library

PATIENCE_S = 60.0
"""On a busy machine the other may be the quicker one for a long time."""


def main(home: str, name: str, count: int) -> None:
    """Add so many steps; says how often another was quicker."""
    locking.PATIENCE_S = PATIENCE_S
    where = folders(home)
    library = read_library(where)
    kept = open_entry(library.entries["mine"], where)
    collisions = 0
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for number in range(count):
        step = Step(name=f"{name} {number}", hold=5)
        while True:
            longer = replace(kept.routine, steps=(*kept.routine.steps, step))
            try:
                kept = save(longer, kept.origin, where, library.stretches)
                break
            except Changed as error:
                if error.theirs is None:
                    raise
                kept = error.theirs
                collisions += 1
    sys.stdout.write(f"{collisions}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
