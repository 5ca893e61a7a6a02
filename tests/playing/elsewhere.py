"""Another program on the same journal: it resumes what it is offered, as ``resume`` would.

Given a folder and the moment, it prints the number of the session that it was offered, or
``nothing``; then it does what it is told, a line each, and prints that line again. It holds the
session until its standard input ends.
"""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec.structs import replace

from stretchtui.store.journal import Journal

HELD_S = 500.0
"""What it says was held in the session."""


def answer(line: str) -> None:
    """Say something."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Resume it, and play it on as told."""
    folder, moment = sys.argv[1:]
    now = float(moment)
    journal = Journal(Path(folder))
    found = journal.resumable(now)
    answer(str(found.record.id) if found else "nothing")
    for line in sys.stdin:
        assert found is not None
        now += 1
        standing = replace(found.standing, held=HELD_S)
        record = found.record.standing(standing, now)
        if line == "end\n":
            record = replace(record, ended=now, completed=True)
        assert journal.keep(record, standing)
        if line == "end\n":
            journal.let_go(record.id)
        answer(line.strip())
    journal.close()


if __name__ == "__main__":
    main()
