"""The code on a sheet: another stretchtui takes the routine from it."""

from __future__ import annotations

import importlib.util

from stretchtui.cues.extras import install_line

MOST_VERSION = 20
"""No code is larger than this: 97 modules, which are 0.36 mm each on the sheet."""

NEEDS_MORE = f"the sheet has no code to scan: for one, {install_line('pdf')}"
"""What is said where codes cannot be made."""


def can_make_codes() -> bool:
    """Whether what makes codes is installed."""
    return importlib.util.find_spec("segno") is not None


def qr_svg(text: str) -> str:
    """A code as an ``<svg>`` without a size, with its margin; empty where it would be too large.

    Args:
        text: What it says; ``can_make_codes`` has to hold.
    """
    import segno

    for error in ("m", "l"):  # as much of it may be unreadable as there is room for
        try:
            found = segno.make(text, error=error, boost_error=False, micro=False)
        except segno.DataOverflowError:
            return ""
        if int(found.version) <= MOST_VERSION:
            drawn: str = found.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
            return drawn
    return ""
