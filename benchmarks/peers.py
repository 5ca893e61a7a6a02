"""The programs to stand beside: each in a virtual environment of its own, kept in a cache.

So their dependencies disturb neither ours nor each other's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

INSTALL_S = 180
"""How long an installation may take."""


@dataclass(frozen=True)
class Peer:
    """A program to stand beside."""

    name: str
    """What the table calls it."""
    package: str
    words: tuple[str, ...]
    """The arguments that make it count down for ten minutes."""


PEERS = (
    Peer("termdown", "termdown", ("600",)),
    Peer("tclock", "tclock", ("timer", "--no-millis", "--duration", "10m")),
    Peer("tclock, tenths", "tclock", ("timer", "--duration", "10m")),
)


class NotInstalled(Exception):
    """A peer that cannot be had here; the message is one line."""


def command(peer: Peer) -> list[str]:
    """The words that start a peer, which is installed if need be.

    Raises:
        NotInstalled: It cannot be.
    """
    requirement = _requirement(peer.package)
    folder = _cache() / requirement
    program = folder / "bin" / peer.package
    if not program.exists():
        _install(requirement, folder)
    if not program.exists():
        raise NotInstalled(f"{requirement} has no program {peer.package}")
    return [str(program), *peer.words]


def _install(requirement: str, folder: Path) -> None:
    pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    for words in ([sys.executable, "-m", "venv", str(folder)], [*pip, requirement]):
        try:
            subprocess.run(words, check=True, capture_output=True, text=True, timeout=INSTALL_S)
        except (OSError, subprocess.SubprocessError) as error:
            # Half an installation would be taken for a whole one the next time.
            shutil.rmtree(folder, ignore_errors=True)
            raise NotInstalled(f"{requirement} could not be installed: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    said = getattr(error, "stderr", None)
    lines = said.strip().splitlines() if isinstance(said, str) else []
    return (lines[-1] if lines else str(error))[:80]


def _requirement(package: str) -> str:
    """The version that the project names, so that figures can be compared over time."""
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    groups = tomllib.loads(project.read_text("utf-8")).get("dependency-groups", {})
    pinned = [each for each in groups.get("bench", ()) if each.startswith(f"{package}==")]
    return pinned[0] if pinned else package


def _cache() -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "stretchtui-bench"
