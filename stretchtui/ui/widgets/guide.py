"""The pane that tells what to do: the current step, or the chosen routine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from stretchtui.core.duration import about_minutes, clock
from stretchtui.core.model import Stretch, stretch_of
from stretchtui.core.timeline import Side, Timeline
from stretchtui.ui import wording

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.core.format import Fault
    from stretchtui.core.library import Entry
    from stretchtui.core.session import View
    from stretchtui.ui.glyphs import Glyphs

Row = tuple[str, str | Text]
"""A label, and the text beside it."""


class Guide(VerticalScroll):
    """Instructions, scrolled with the arrows when they are long.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._text = Static(markup=False)

    def compose(self) -> ComposeResult:
        """One text; everything in it is shown as it is, never read as markup."""
        yield self._text

    def show_step(self, entry: Entry, view: View, easier: bool) -> None:
        """Show what to do now."""
        routine, phase = entry.routine, view.phase
        stretch = stretch_of(routine.steps[phase.step], entry.stretches)
        number = f"step {phase.step + 1} of {len(routine.steps)}"
        side = Text()
        if phase.side is not Side.NONE:
            side.append(wording.side_words(phase.side, self._glyphs), f"bold {self._accent(view)}")
        if phase.of > 1:
            side.append("   " if side else "").append(f"time {phase.time} of {phase.of}")
        rows: list[Row] = []
        if easier and stretch.easier:
            rows.append(("easier", Text(stretch.easier, "bold")))
        if not easier and stretch.easier:
            rows.append(("easier", stretch.easier))
        if stretch.caution:
            rows.append(("care", stretch.caution))
        if stretch.needs:
            rows.append(("needs", ", ".join(stretch.needs)))
        lines: list[RenderableType] = [
            _title(stretch.name, number),
            *([side] if side else []),
            Text(""),
        ]
        first, rest = (rows[:1], rows[1:]) if easier and stretch.easier else ([], rows)
        self._show(
            *lines,
            *((_table(first), Text("")) if first else ()),
            _instructions(stretch, dim=bool(first)),
            Text(""),
            _table(rest),
        )

    def show_routine(self, entry: Entry, total: int) -> None:
        """Show a routine before it is played."""
        routine = entry.routine
        length = about_minutes(total) if routine.steps else ""
        lines: list[RenderableType] = [_title(routine.name, length)]
        if routine.about:
            lines.append(Text(routine.about))
        if routine.caution:
            lines.append(_table([("care", routine.caution)]))
        lines.append(Text(""))
        if not routine.steps:
            lines.append(Text("It has no steps yet, so there is nothing to play."))
            lines.append(Text(f"Add [[routine.step]] tables to {entry.file}.", "dim"))
        else:
            lines.append(self._steps(entry))
        lines.append(Text(""))
        needs = dict.fromkeys(
            need for step in routine.steps for need in stretch_of(step, entry.stretches).needs
        )
        facts: list[Row] = []
        if needs:
            facts.append(("needs", ", ".join(needs)))
        if routine.tags:
            facts.append(("tags", ", ".join(routine.tags)))
        lines.append(_table(facts))
        self._show(*lines)

    def show_faults(self, file: str, faults: Sequence[Fault]) -> None:
        """Show what is wrong with a file."""
        self._show(
            _title(file, "broken"),
            Text("What is right in it can be played; this cannot be read:"),
            Text(""),
            *(Text(line) for line in _fault_lines(faults)),
        )

    def show_words(self, title: str, *paragraphs: str) -> None:
        """Show plain text under a title."""
        self._show(
            _title(title, ""), *(line for each in paragraphs for line in (Text(""), Text(each)))
        )

    def show_end(self, entry: Entry, timeline: Timeline) -> None:
        """Show that a session is over."""
        number = sum(phase.kind.active for phase in timeline.phases)
        holds = f"{number} {wording.plural('hold', number)}"
        self._show(
            _title("Done. Well stretched.", ""),
            Text(""),
            Text(f"{entry.routine.name}: {holds} in {clock(timeline.total)}."),
            Text("Get up slowly, by way of your side."),
        )

    def _show(self, *lines: RenderableType) -> None:
        self._text.update(Group(*lines))
        if self.is_mounted:
            self.scroll_home(animate=False, immediate=True)

    def _accent(self, view: View) -> str:
        return self.app.theme_variables.get(f"phase-{view.phase.kind}", "")

    def _steps(self, entry: Entry) -> Table:
        table = Table.grid(padding=(0, 1), expand=True, pad_edge=False)
        table.add_column(justify="right", style="dim", no_wrap=True)
        table.add_column(ratio=1)
        table.add_column(justify="right", style="dim", no_wrap=True)
        for number, step in enumerate(entry.routine.steps, 1):
            stretch = stretch_of(step, entry.stretches)
            table.add_row(
                Text(str(number)),
                Text(stretch.name),
                Text(wording.dose(step, stretch, self._glyphs)),
            )
        return table


def _title(left: str, right: str) -> Table:
    table = Table.grid(expand=True, padding=(0, 1), pad_edge=False)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_row(Text(left, "bold"), Text(right, "dim"))
    return table


def _instructions(stretch: Stretch, dim: bool) -> Table:
    table = Table.grid(padding=(0, 1), expand=True, pad_edge=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1)
    for number, line in enumerate(stretch.instructions, 1):
        table.add_row(Text(str(number)), Text(line, "dim" if dim else ""))
    return table


def _table(rows: Iterable[Row]) -> Table:
    table = Table.grid(padding=(0, 1), expand=True, pad_edge=False)
    table.add_column(no_wrap=True, style="dim", min_width=6)
    table.add_column(ratio=1)
    for label, text in rows:
        table.add_row(Text(label), text if isinstance(text, Text) else Text(text))
    return table


def _fault_lines(faults: Sequence[Fault], most: int = 20) -> list[str]:
    lines = [str(fault).removeprefix(f"{fault.file}: ") for fault in faults[:most]]
    if len(faults) > most:
        lines.append(f"and {len(faults) - most} more: see stretchtui check")
    return lines
