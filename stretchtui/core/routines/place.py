"""Where in a file something stands, written the same way wherever it is told."""

from __future__ import annotations

import re

_INDEX = re.compile(r"\[(\d+)\]")


def key_path(*path: str | int) -> str:
    """A key path: ``routine[2].step[3].hold`` for ``"routine", 2, "step", 3, "hold"``.

    Args:
        path: The keys, and behind the key of a list the number in it, from 1. What is empty is
            left out, and a part may be a path by itself.
    """
    found = ""
    for each in path:
        if isinstance(each, int):
            found += f"[{each}]"
        elif each:
            found += f".{each}" if found and not each.startswith("[") else each
    return found


def place_of(path: str) -> str:
    """A path of JSON or of ``msgspec``, which counts from 0: ``$[2].name`` is ``[3].name``."""
    path = _INDEX.sub(lambda found: f"[{int(found[1]) + 1}]", path.removeprefix("$"))
    return path.lstrip(".")
