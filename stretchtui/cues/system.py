"""What Linux and macOS do differently, all in one place; docs/macos.md says what was tried.

Everything else asks whether a thing is there, and takes what there is.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path


def is_macos() -> bool:
    """Whether this is macOS."""
    return sys.platform == "darwin"


def seconds_through_sleep() -> float:
    """Seconds on a clock that goes on while the machine sleeps."""
    # Linux' CLOCK_MONOTONIC stands still meanwhile, as Python's own monotonic clock does on
    # macOS; these two do not.
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def has_say() -> bool:
    """Whether macOS' own voice is here; elsewhere there are other programs of that name."""
    if not is_macos():
        return False
    import shutil  # slow to import

    return shutil.which("say") is not None


def memory_file(name: str) -> tuple[int, Path] | None:
    """A file in memory, which only Linux has.

    Args:
        name: What it is called where processes are looked at.

    Returns:
        Its descriptor, and the path by which whoever inherits that can open it; None where there
        are no such files, or where no path leads to them.
    """
    try:
        descriptor = os.memfd_create(name)
    except (AttributeError, OSError):
        return None
    path = Path(f"/proc/self/fd/{descriptor}")
    if not os.path.exists(path):  # a system without /proc
        os.close(descriptor)
        return None
    return descriptor, path


def read_pty(descriptor: int, at_most: int) -> bytes | None:
    """What came from the far end of a pty that does not wait.

    Returns:
        It; empty where nothing has come; None where nobody has the far end any more, of which
        Linux tells by an error, and macOS by an end.

    Raises:
        OSError: It cannot be read.
    """
    try:
        return os.read(descriptor, at_most) or None
    except BlockingIOError:
        return b""
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return None
