"""Saves a routine over and over in forked processes, and kills each of them: HOME ROUNDS SEED.

Prints for each round what the process had said was saved, and what it found afterwards.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time

from msgspec.structs import replace

from stretchtui.core.routines.model import Step
from stretchtui.store.keeping import open_entry, save
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library

MOST_SAVES = 4
LONGEST_S = 0.005
"""A saver is killed so many saves after it has begun, at most, and so long after that."""


def main(home: str, rounds: int, seed: int) -> None:
    """Let so many processes save, and kill them."""
    where = folders(home)
    moments = random.Random(seed)
    commented = (where.routines / "mine.toml").read_text()
    for _ in range(rounds):
        (where.routines / "mine.toml").write_text(commented)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _save_for_ever(where, writing)
        os.close(writing)
        with open(reading, "rb", buffering=0) as said:
            saves = moments.randint(0, MOST_SAVES)
            # The first byte says that it has begun.
            for _ in range(1 + saves):
                assert said.read(1)
            time.sleep(moments.uniform(0, LONGEST_S))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            saved = saves + len(said.read())
        text = (where.routines / "mine.toml").read_text()
        sys.stdout.write(f"{saved} {text!r}\n")


def _save_for_ever(where: Folders, said: int) -> None:
    library = read_library(where)
    kept = open_entry(library.entries["mine"], where)
    os.write(said, b".")
    for number in range(1, 10**9):
        steps = (Step(name=f"Number {number}", hold=1 + number % 60),) * 20
        kept = save(replace(kept.routine, steps=steps), kept.origin, where, library.stretches)
        os.write(said, b".")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
