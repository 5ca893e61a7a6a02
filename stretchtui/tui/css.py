"""Styles that stand in a file beside the module they are for."""

from __future__ import annotations

from pathlib import Path


def beside(module: str) -> str:
    """The styles of a screen, from the ``.tcss`` of its module's name.

    They are given to Textual as default styles, with ``SCOPED_CSS = False``: as ``CSS_PATH`` it
    would parse and apply all the styles of the program anew when the screen opens, which takes
    30 ms.

    Args:
        module: The module's ``__file__``.
    """
    return Path(module).with_suffix(".tcss").read_text(encoding="utf-8")
