"""The keys that do something now, the most needed first, as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.actions import parse
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.tui.widgets.pens import Pens

Key = tuple[str, str, str, bool]
"""A key as it is shown, its label, its action, and whether it does something now."""

GAP: Key = ("", "", "", False)
"""Stands between keys that are for different things, where there is room."""


class KeyBar(Widget):
    """One row of keys, or two; each can be clicked."""

    DEFAULT_CSS = "KeyBar { height: 1; }"

    keys: reactive[Sequence[Key]] = reactive(())

    def on_resize(self) -> None:
        """Have messages stand above it; over a dialog they are elsewhere."""
        if not self.screen.is_modal:
            rows = self.screen.size.height - self.region.y
            for rack in self.screen.query("ToastRack"):
                rack.styles.margin = (0, 0, rows, 0)

    def render_line(self, y: int) -> Strip:
        """One row of keys."""
        width = self.size.width
        rows = flow(self.keys, width, self.size.height)
        segments: list[Segment] = []
        pens = Pens(self)
        strong = pens.pen("primary", bold=True)
        off = pens.pen("faint", dim=self.app.current_theme.ansi)
        for key, label, action, on in rows[y] if y < len(rows) else ():
            click = Style(meta={"@click": _of_whom(action)}) if on else Style()
            segments += [
                Segment(f" {key}", (strong if on else off) + click),
                Segment(f" {label} ", (pens.plain if on else off) + click),
            ]
        return Strip(segments).adjust_cell_length(width, pens.plain)


def _of_whom(action: str) -> str:
    """An action that the bar can run: the screen's, if it does not say whose it is."""
    return action if parse(action)[0] else f"screen.{action}"


def flow(keys: Sequence[Key], width: int, height: int) -> list[list[Key]]:
    """The keys in rows; of those that have no room, the ones that do nothing go first.

    What is for the same stays in one row where it can.
    """
    useful = [key for key in keys if key[3]]
    for wanted, together in ((keys, True), (keys, False), (useful, False)):
        rows = _rows(wanted, width, together)
        if len(rows) <= height:
            break
    return rows[:height]


def _rows(keys: Sequence[Key], width: int, together: bool) -> list[list[Key]]:
    rows: list[list[Key]] = [[]]
    used = 0
    for place, key in enumerate(keys):
        size = _size(key)
        if key == GAP:
            if not rows[-1]:
                continue
            if together:
                size += sum(map(_size, takewhile(GAP.__ne__, keys[place + 1 :])))
        if used + size > width and rows[-1]:
            rows.append([])
            used = 0
            if key == GAP:
                continue
        rows[-1].append(key)
        used += _size(key)
    return rows


def _size(key: Key) -> int:
    return cell_len(key[0]) + cell_len(key[1]) + 3
