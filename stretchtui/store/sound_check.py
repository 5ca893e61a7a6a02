"""Whether the person is still to be asked if the sounds can be heard."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from stretchtui.store.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from stretchtui.store.paths import Folders


def is_due(folders: Folders) -> bool:
    """Whether it is to be asked."""
    return os.path.lexists(_mark(folders))


def make_due(folders: Folders) -> None:
    """It is to be asked; where that cannot be kept, it is not."""
    with contextlib.suppress(OSError):
        write_atomically(_mark(folders), b"")


def settle(folders: Folders) -> None:
    """It is not to be asked any more; where that cannot be kept, it is asked again."""
    with contextlib.suppress(OSError):
        os.unlink(_mark(folders))


def _mark(folders: Folders) -> Path:
    return folders.data / "sound-check-due"
