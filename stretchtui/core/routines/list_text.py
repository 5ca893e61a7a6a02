"""A routine as a list of lines, as one sends it in a message; ``step_texts`` reads it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stretchtui.core.routines.model import Group, Routine, Step, Stretch, stretch_of
from stretchtui.core.routines.round_lines import write_opening
from stretchtui.core.routines.step_line import write_line

INDENT = "  "


def to_text(routine: Routine, stretches: Mapping[str, Stretch]) -> str:
    """A routine in lines: its name, and a step a line.

    How stretches are done, and what the routine is about, is left out.

    Args:
        routine: The routine.
        stretches: The stretches that its steps ask for.
    """
    return "".join(f"{line}\n" for line in (f"# {routine.name}", "", *_lines(routine, stretches)))


def _lines(routine: Routine, stretches: Mapping[str, Stretch]) -> Iterator[str]:
    def line(step: Step) -> str:
        return write_line(step, stretch_of(step, stretches).name)

    for entry in routine.steps:
        if isinstance(entry, Group):
            yield write_opening(entry)
            yield from (f"{INDENT}{line(step)}" for step in entry.steps)
        else:
            yield line(entry)
