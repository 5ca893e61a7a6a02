"""Another program on the same journal: it resumes what it is offered, as ``resume`` would.

Given a folder and the moment, the program prints the number of the session that it was offered,
or ``nothing``; then it does what it is told, a line each, and prints that line again. It holds
the session until its standard input ends.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.store.journal import Journal

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE_S = 20.0
"""So long a test waits for a thread or another process before it fails."""

HELD_S = 500.0
"""What the other program says was held in the session."""


class Elsewhere:
    """Another program that resumes the session that was interrupted, if it is offered one.

    Args:
        folder: The data folder.
        now: The moment, in seconds since 1970.
    """

    def __init__(self, folder: Path, now: float) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.playing.elsewhere", str(folder), str(now)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        offered = self._answer()
        self.offered: int | None = None if offered == "nothing" else int(offered)
        """The number of the session that it was offered."""

    def __enter__(self) -> Elsewhere:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=PATIENCE_S)

    def tell(self, command: str) -> None:
        """Have it play the session on, ``hold``, or end it, ``end``; done when this returns."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()
        assert self._answer() == command

    def _answer(self) -> str:
        assert self._process.stdout is not None
        answer = self._process.stdout.readline().strip()
        assert answer, "the other program has failed"
        return answer


def main() -> None:
    """Resume it, and play it on as told."""
    folder, moment = sys.argv[1:]
    now = float(moment)
    journal = Journal(Path(folder))
    found = journal.resumable(now)
    _print(str(found.record.id) if found else "nothing")
    for line in map(str.strip, sys.stdin):
        assert found is not None
        now += 1
        standing = replace(found.standing, held=HELD_S)
        record = found.record.standing(standing, now)
        if line == "end":
            record = replace(record, ended=now, completed=True)
        assert journal.keep(record, standing)
        if line == "end":
            journal.let_go(record.id)
        _print(line)
    journal.close()


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
