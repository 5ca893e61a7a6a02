"""What a crash leaves behind: its traceback in a file of the person's, for whoever mends it."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

MOST = 5
"""So many files are kept, the newest."""

_NAME = "crash-%Y%m%d-%H%M%S"


def keep_crash(folders: Folders, text: str, at: float) -> Path:
    """Keep a text in a file that nobody else can read.

    Args:
        folders: The person's folders.
        text: What there is to know of the crash.
        at: When it happened, in seconds since 1970.

    Returns:
        The file.

    Raises:
        OSError: It cannot be written.
    """
    folder = folders.data / "crashes"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = time.strftime(_NAME, time.localtime(at))
    # Two programs can crash in one second.
    path = folder / f"{stamp}-{os.getpid()}.txt"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    for old in sorted(folder.glob("crash-*.txt"))[:-MOST]:
        with contextlib.suppress(OSError):
            old.unlink()
    return path
