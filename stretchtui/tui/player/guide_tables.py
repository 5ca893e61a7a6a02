"""What the pane that tells is put together from."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

Fact = tuple[str, str | Text]
"""A label, and the text beside it."""


def title_line(left: str, right: str) -> Table:
    """A title, and what stands at the other end of its line."""
    table = Table.grid(expand=True, padding=(0, 1), pad_edge=False)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_row(Text(left, "bold"), Text(right, "dim"))
    return table


def table_of(facts: Iterable[Fact]) -> Table:
    """Facts, each with its label."""
    table = Table.grid(padding=(0, 1), expand=True, pad_edge=False)
    table.add_column(no_wrap=True, style="dim", min_width=6)
    table.add_column(ratio=1)
    for label, text in facts:
        table.add_row(Text(label), text if isinstance(text, Text) else Text(text))
    return table
