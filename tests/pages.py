"""The pages about the program: their blocks, their links, and the commands they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]

PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
)
"""All of them."""

_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.M | re.S)
_INLINE = re.compile(r"`([^`]+)`")


class Block(NamedTuple):
    """What stands between two fences."""

    page: str
    """Its path as seen from the top."""
    kind: str
    """What the fence says of it; may be empty."""
    text: str

    @property
    def first(self) -> str:
        """Its first line, by which it is known."""
        return self.text.partition("\n")[0]


class Link(NamedTuple):
    """A link or a picture."""

    page: Path
    words: str
    to: str


def blocks(path: Path) -> list[Block]:
    """The blocks of a page."""
    name = path.relative_to(ROOT).as_posix()
    found = _BLOCK.findall(path.read_text(encoding="utf-8"))
    return [Block(name, kind, text) for _, kind, text in found]


def prose(path: Path) -> str:
    """A page without its blocks."""
    return _BLOCK.sub("", path.read_text(encoding="utf-8"))


def code(path: Path) -> Iterator[str]:
    """What is set as code in a page: the lines of its blocks, and what stands in its sentences."""
    for block in blocks(path):
        yield from block.text.splitlines()
    yield from (" ".join(each.split()) for each in _INLINE.findall(prose(path)))


def links(path: Path) -> list[Link]:
    """The links of a page, those of pictures included."""
    text = _INLINE.sub(lambda found: found[0].replace("[", " "), prose(path))
    return [Link(path, *each) for each in re.findall(r"\[([^\]]*)\]\(([^)\s]+)\)", text)]


def anchors(path: Path) -> set[str]:
    """What a link can name in a page: its headings, as GitHub spells them."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.*)$", prose(path), re.M):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number = sum(each == name or each.startswith(f"{name}-") for each in found)
        found.add(name if name not in found else f"{name}-{number}")
    return found


def shape(text: str) -> str:
    """A text without what differs from day to day: numbers, names of days, plurals, colours."""
    text = re.sub(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", "DAY", text)
    text = re.sub(r"\b(January|February|March|April|May|June|July)\b", "MONTH", text)
    text = re.sub(r"\b(August|September|October|November|December)\b", "MONTH", text)
    text = re.sub(r"\bsessions\b", "session", text)
    return re.sub(r"\d+", "0", text).strip()
