"""Asking the system's programs to do something later, and what keeps them from it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence

from stretchtui.core.text import clean

PATIENCE_S = 20.0
"""How long such a program may take, in seconds."""


class NotScheduled(Exception):
    """It was not done; the message is one clear line."""


def ask(command: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a program, and have its answer in English.

    Args:
        command: The program and its words.
        given: What it reads.

    Raises:
        NotScheduled: It is not there, or takes too long.
    """
    try:
        # Not a pipe: a program that ends without reading it would end this one.
        with tempfile.TemporaryFile() as file:
            file.write(given)
            file.seek(0)
            return subprocess.run(
                command,
                stdin=file,
                capture_output=True,
                env={**os.environ, "LC_ALL": "C"},
                timeout=PATIENCE_S,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise NotScheduled(f"{command[0]} does not answer") from None
    except OSError as error:
        raise NotScheduled(f"{command[0]}: {error.strerror}") from None


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a program that failed said, in one line."""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return clean(lines[-1]) if lines else f"it ended with status {done.returncode}"
