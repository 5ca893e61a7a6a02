"""The form of a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.routines.entry import write_seconds
from stretchtui.tui.dialogs.fields import LineField
from stretchtui.tui.dialogs.form import Form, Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchtui.core.routines.model import Routine
    from stretchtui.core.routines.pace import Pace
    from stretchtui.words.glyphs import Glyphs


def routine_form(
    routine: Routine, pace: Pace, glyphs: Glyphs, keep: Callable[[Values], None]
) -> Form:
    """The form of a routine.

    Args:
        routine: The routine.
        pace: What the settings say, where it says nothing.
        glyphs: The characters to draw with.
        keep: Takes the fields that were changed.
    """
    rows = [
        LineField("name", "name", routine.name, long=True),
        LineField("about", "about", routine.about, "one line, shown in the list", long=True),
        LineField("tags", "tags", routine.tags, "words, with commas", long=True),
        LineField(
            "caution",
            "caution",
            routine.caution,
            "who should not do it, or when to stop",
            long=True,
        ),
        LineField(
            "get_ready",
            "get ready",
            routine.get_ready,
            f"{write_seconds(pace.get_ready)} as it comes",
        ),
    ]
    return Form("The routine", rows, glyphs, keep)
