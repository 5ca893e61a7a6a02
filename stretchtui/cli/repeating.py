"""Commands whose answers are asked for again and again: by prompts, scripts and shells.

An answer that was kept is printed without importing what works it out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cues.devices import devices
from stretchtui.store.answers import CommandAnswer, kept_answer
from stretchtui.store.sources import all_sources

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

_TELLING = ("PATH", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")
"""What in the environment says where a session is heard, beside what ``devices`` looks at."""


def answer(
    folders: Folders, question: str, make: Callable[[], CommandAnswer], *, by_voice: bool = False
) -> int:
    """Print the answer to a question.

    Args:
        folders: The person's folders.
        question: Its name, which is that of a file as well.
        make: Works it out.
        by_voice: Whether it makes a difference who could speak in a session here.

    Returns:
        The exit status.
    """
    sources, facts = all_sources(folders), [sys.stdout.encoding]
    if by_voice:
        # Whatever is installed or removed changes one of these folders.
        sources += map(Path, [*os.environ.get("PATH", "").split(os.pathsep), *sys.path])
        facts += [*map(os.environ.get, _TELLING), *devices(os.environ)]
    found = kept_answer(folders.cache.with_name(question), sources, facts, make)
    sys.stdout.write(found.text)
    return found.status
