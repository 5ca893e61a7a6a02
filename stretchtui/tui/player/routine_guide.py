"""What the pane that tells has to say of a routine that could be played, or of a broken file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from stretchtui.core.duration import about_minutes
from stretchtui.core.routines.model import stretch_of
from stretchtui.tui.player.guide_tables import Fact, table_of, title_line
from stretchtui.tui.player.step_paragraphs import StepParagraphs

if TYPE_CHECKING:
    from rich.console import RenderableType

    from stretchtui.core.routines.document import Fault
    from stretchtui.core.routines.library import Entry
    from stretchtui.words.glyphs import Glyphs

MOST_FAULTS = 20
"""So many faults of a file are shown."""


def of_routine(
    entry: Entry, total: int, done: str, today: Sequence[str], glyphs: Glyphs
) -> list[RenderableType]:
    """What there is to say of a routine.

    Args:
        entry: The routine.
        total: Its length in seconds.
        done: When it was last done; empty where that is not known.
        today: What it asks for today, and why, a line each, if it grows.
        glyphs: The characters to draw with.
    """
    routine = entry.routine
    length = about_minutes(total) if routine.steps else ""
    lines: list[RenderableType] = [title_line(routine.name, length)]
    if routine.about:
        lines.append(Text(routine.about))
    if routine.caution:
        lines.append(Text("caution  ", "dim").append(routine.caution, "not dim"))
    lines += map(Text, entry.notices)
    lines.append(Text(""))
    if not routine.steps and entry.notices:
        lines.append(Text("Nothing of this routine is left for you."))
        lines.append(Text("Settings say what to leave out, below Sessions.", "dim"))
    elif not routine.steps:
        lines.append(Text("This routine has no steps yet."))
        lines.append(
            Text(f"Edit it to add some, or add [[routine.step]] tables to {entry.file}.", "dim")
        )
    else:
        lines.append(StepParagraphs(entry, glyphs))
    needs = dict.fromkeys(
        need for step in routine.single_steps for need in stretch_of(step, entry.stretches).needs
    )
    facts: list[Fact] = []
    if today:
        facts.append(("today", "\n".join(today)))
    if done:
        facts.append(("last done", done))
    if routine.shuffle:
        facts.append(("order", "random, drawn anew for each session"))
    if needs:
        facts.append(("needs", ", ".join(needs)))
    if routine.tags:
        facts.append(("tags", ", ".join(routine.tags)))
    if facts:
        lines += [Text(""), table_of(facts)]
    return lines


def of_faults(file: str, faults: Sequence[Fault]) -> list[RenderableType]:
    """What is wrong with a file."""
    return [
        title_line(file, "has errors"),
        Text("These parts can't be read; the rest still works:"),
        Text(""),
        *(Text(line) for line in _fault_lines(faults)),
    ]


def _fault_lines(faults: Sequence[Fault]) -> list[str]:
    lines = [str(fault).removeprefix(f"{fault.file}: ") for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        lines.append(f"and {len(faults) - MOST_FAULTS} more: see stretchtui check")
    return lines
