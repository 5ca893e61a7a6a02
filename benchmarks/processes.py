"""What the system knows about the processes of a terminal session (from ``/proc``)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")


def members(session: int) -> list[int]:
    """The processes of a session: its leader, and what that has started."""
    return [pid for pid, _ in _stats(session)]


def cpu_seconds(session: int) -> float | None:
    """User and system time of a session's processes so far; None on a system without /proc."""
    # utime, stime, and those of the children that have ended: fields 14 to 17 in proc(5)
    ticks = [sum(int(field) for field in fields[11:15]) for _, fields in _stats(session)]
    return sum(ticks) / os.sysconf("SC_CLK_TCK") if ticks else None


def _stats(session: int) -> Iterator[tuple[int, list[str]]]:
    """The processes of a session, each with its fields from the third of proc(5) on."""
    if not _PROC.is_dir():
        return
    for folder in _PROC.iterdir():
        if not folder.name.isdigit():
            continue
        try:
            text = (folder / "stat").read_text()
        except OSError:  # it has ended meanwhile
            continue
        # The second field, the name in brackets, may hold anything.
        fields = text.rpartition(")")[2].split()
        if int(fields[3]) == session:
            yield int(folder.name), fields
