"""Mosh, over a real sshd: what a person would type, made into words."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.end_to_end.sshd import Machines


def mosh(far: Machines, host: str, port: int, command: list[str]) -> list[str]:
    """The words that run a command on a machine through mosh.

    Args:
        far: The machines there are.
        host: What ssh calls this one.
        port: Of UDP, which the two ends of mosh talk on.
        command: What is run there.
    """
    assert shutil.which("mosh-server"), "install mosh"
    return [
        *("mosh", f"--ssh={shlex.join(far.ssh)}", "--experimental-remote-ip=remote"),
        *(f"--port={port}", "--family=inet", host, "--", *command),
    ]


def environment(home: Path) -> dict[str, str]:
    """What mosh needs besides: a locale of its own, and a terminal that is known."""
    return {"LC_ALL": "C.UTF-8", "HOME": str(home)}
