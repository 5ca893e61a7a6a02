"""Write the tables of ``docs/settings.md``: what there is to set, and the keys of all commands.

``--check`` writes nothing, and fails if they are not what they should be.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import tomli_w

from stretchtui.core.settings import TABLES, all_settings
from stretchtui.tui.commands.keymap import TABLES as COMMAND_TABLES

DOC = Path(__file__).resolve().parent.parent / "docs" / "settings.md"

SETTINGS = ("key", "takes", "default", "what it does")
COMMANDS = ("name", "default", "what it does")


def main(words: Sequence[str]) -> int:
    """Write the tables, or check them; the exit status."""
    before = DOC.read_text(encoding="utf-8")
    after = with_tables(before)
    if "--check" not in words:
        DOC.write_text(after, encoding="utf-8")
    elif after != before:
        print("docs/settings.md is not up to date: python scripts/make_settings_doc.py")
        return 1
    return 0


def with_tables(text: str) -> str:
    """The document with its tables as they should be."""
    for name in TABLES:
        text = put(text, f"`[{name}]`", table(SETTINGS, settings(name)))
    for where, commands in COMMAND_TABLES.items():
        rows = ((f"`{each.id}`", f"`{each.keys}`", each.help) for each in commands)
        text = put(text, where.capitalize() or "On the main screen", table(COMMANDS, rows))
    return text


def settings(name: str) -> Iterable[Sequence[str]]:
    """The rows of a table of settings."""
    for setting in all_settings().values():
        if setting.table == name:
            usual = tomli_w.dumps({"_": setting.write(setting.default)})[4:-1]
            yield f"`{setting.name}`", setting.expected, f"`{usual}`", setting.help


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).replace("| --- ", "|---")


def put(text: str, heading: str, table: str) -> str:
    """The text with a table in the place of the first one below a heading."""
    place = re.compile(rf"(?m)^(#+ {re.escape(heading)}\n(?:(?!\|).*\n)*?)(?:\|.*\n)+")
    found = place.search(text)
    if found is None:
        raise SystemExit(f"docs/settings.md: expected a heading {heading}, and a table below it")
    return text[: found.start()] + found[1] + table + text[found.end() :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
