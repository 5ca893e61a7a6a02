"""A home with a file of settings."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stretchtui.store.locking import take
from stretchtui.store.paths import Folders, folders


class Home:
    """A home, and the settings in it.

    Args:
        folder: Where it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folders: Folders = folders(str(folder))
        self.file = self.folders.config / "settings.toml"

    def write(self, toml: str) -> None:
        """Put a text into the file."""
        self.folders.config.mkdir(parents=True, exist_ok=True)
        self.file.write_text(toml, encoding="utf-8")

    def read(self) -> dict[str, Any]:
        """The file, as any TOML reader sees it."""
        return tomllib.loads(self.file.read_text(encoding="utf-8"))

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Another program saves meanwhile."""
        self.folders.config.mkdir(parents=True, exist_ok=True)
        descriptor = take(self.folders.config / ".settings.lock")
        try:
            yield
        finally:
            os.close(descriptor)
