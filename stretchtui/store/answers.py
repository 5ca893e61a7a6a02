"""Answers that are asked for again and again, kept for as long as all they were made from stays.

A prompt asks ``today`` before every line, and a shell asks for names at every tab. Most of what an
answer takes is importing what works it out: here next to nothing is imported.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from stretchtui import __version__
from stretchtui.store.files import Unreadable, read_bytes, write_private
from stretchtui.store.sealing import seal, unseal

LARGEST = 16 * 1024 * 1024
"""A larger answer is not read, in bytes; names of 10,000 routines, and their files, take two."""

SETTLED_S = 2.0
"""Two changes of a file can bear the same time if they come in such a short time, in seconds."""

FOR_EVER = float("inf")
"""No moment makes another answer of it."""


class CommandAnswer(NamedTuple):
    """What a command prints, and when it would print the same."""

    text: str
    status: int = 0
    """The exit status."""
    since: float = 0.0
    """The moment it was made for, in seconds since 1970."""
    until: float = 0.0
    """From this moment on it has to be made anew; it is not kept, if that is over."""


def kept_answer(
    place: Path,
    sources: Iterable[Path],
    facts: Iterable[object],
    make: Callable[[], CommandAnswer],
    clock: Callable[[], float] = time.time,
) -> CommandAnswer:
    """The answer that was kept, or a new one.

    Args:
        place: The file that keeps it.
        sources: All files and folders that it is made from; none of them need exist.
        facts: What else it is made from.
        make: Makes it.
        clock: Gives seconds since 1970.
    """
    sources = list(sources)
    now = clock()
    made_from = _made_from(sources, facts, now)
    if (kept := _read(place, made_from)) is not None and kept.since <= now < kept.until:
        return kept
    answer = make()
    settled = now < answer.until and _are_settled(sources, now)
    # What changed meanwhile may be in the answer already, or not.
    if settled and _made_from(sources, facts, now) == made_from:
        with contextlib.suppress(OSError, UnicodeEncodeError):
            write_private(place, seal(_written(answer, made_from)), lasting=False)
    return answer


def _made_from(sources: Iterable[Path], facts: Iterable[object], now: float) -> str:
    """One line that becomes another one with whatever could make another answer."""
    offset = time.localtime(now).tm_gmtoff
    return ascii((__version__, offset, *facts, *((str(each), _stamp(each)) for each in sources)))


def _stamp(path: Path) -> tuple[int, ...]:
    """What tells a file from itself after a change: nobody can set when that was."""
    try:
        status = os.stat(path)
    except OSError as error:
        return (error.errno or 0,)
    return status.st_size, status.st_ctime_ns, status.st_ino, status.st_mode


def _are_settled(sources: Iterable[Path], now: float) -> bool:
    """Whether the last change of each is so long ago that the next bears another time."""
    newest = max((stamp[1] for each in sources if len(stamp := _stamp(each)) > 1), default=0)
    return newest < (now - SETTLED_S) * 1e9


def _written(answer: CommandAnswer, made_from: str) -> bytes:
    numbers = f"{answer.status:d} {answer.since!r} {answer.until!r}"
    return f"{made_from}\n{numbers}\n{answer.text}".encode()


def _read(place: Path, made_from: str) -> CommandAnswer | None:
    """The answer that a file keeps; None where it was made from something else, or is damaged."""
    try:
        content = unseal(read_bytes(place, LARGEST, follow=False, own=True)).decode()
        before, numbers, text = content.split("\n", 2)
        status, since, until = numbers.split()
        kept = CommandAnswer(text, int(status), float(since), float(until))
    except (Unreadable, ValueError):
        return None
    return kept if before == made_from else None
