"""Writes sessions for some seconds, as quickly as the disk allows: FOLDER ROUTINE SECONDS.

Prints how many, and how many writes that took.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from stretchtui.store.journal_writer import JournalWriter
from tests.store.sessions import NOW, record, standing


def main(folder: Path, routine: str, seconds: float) -> None:
    """Write."""
    lines: list[str] = []
    writer = JournalWriter(folder, lines.append)
    sessions = writes = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        page = writer.begin(record(routine=routine, started=NOW + sessions))
        sessions += 1
        for phase in range(1, 20):
            page.keep(standing(phase), NOW + phase)
            # So that every phase is written, and none in the stead of others.
            writer.ask(lambda journal: None).result()
            writes += 1
        page.end(NOW + 20, completed=True)
    if not writer.close(60.0) or lines:
        sys.exit(f"not kept: {lines}")
    sys.stdout.write(f"{sessions} {writes}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
