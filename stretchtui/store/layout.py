"""A hand-written routine file with other content: comments and layout stay where nothing changed.

The text is cut at its headers. What stands above a header belongs to it, so that a step keeps its
comments when it moves. Pieces whose content is the same are taken as they are; in the others only
the keys that differ are changed, by ``tomlkit``. What comes out is read back: if it does not hold
exactly what it should, there is no way to keep the layout.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import tomlkit
from tomlkit.exceptions import TOMLKitError

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Group, Routine, Step, Stretch
from stretchtui.core.routines.toml_text import without_strings

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Document

Content = Stretch | Routine | Group | Step

_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*((?:stretch|routine|plan)(?:\.\w+)*)[ \t]*\]\]?[ \t\0]*")
_CHILD = {"routine": "routine.step", "routine.step": "routine.step.step"}
"""Whose pieces stand below which."""


class _Impossible(Exception):
    """The layout cannot be kept."""


class _Piece(NamedTuple):
    """A header, what stands above it and below."""

    path: str
    above: str
    header: str
    body: str


class _Part(NamedTuple):
    """A piece, with those that belong to it: steps, or tables of its own."""

    piece: _Piece
    below: tuple[_Part, ...]

    @property
    def text(self) -> str:
        own = self.piece.above + self.piece.header + self.piece.body
        return own + "".join(each.text for each in self.below)


def with_content(
    toml: str, before: Document, stretches: Sequence[Stretch], routines: Sequence[Routine]
) -> str | None:
    """A file's text with other content.

    Args:
        toml: The text.
        before: What it holds.
        stretches: The stretches it shall hold, in the order of those it held; new ones at the end.
        routines: The routines it shall hold.

    Returns:
        The new text; None if its layout cannot be kept.
    """
    try:
        found = _changed(toml, before, stretches, routines)
    except (_Impossible, TOMLKitError, tomllib.TOMLDecodeError):
        return None
    if "\r\n" in toml:
        found = re.sub(r"(?<!\r)\n", "\r\n", found)
    after = decode(found, before.file)
    wanted = tuple(stretches), tuple(routines), before.plans
    same = (after.stretches, after.routines, after.plans) == wanted
    return found if same and not after.faults else None


def _changed(
    toml: str, before: Document, stretches: Sequence[Stretch], routines: Sequence[Routine]
) -> str:
    head, pieces = _pieces(toml)
    parts = _parts(pieces)
    held: dict[str, list[_Part]] = {"stretch": [], "routine": [], "plan": []}
    for part in parts:
        if part.piece.path not in held:
            raise _Impossible
        held[part.piece.path].append(part)
    wanted = {
        id(part): each
        for kind, old, new in (
            ("stretch", before.stretches, stretches),
            ("routine", before.routines, routines),
        )
        for part, each in _paired(held[kind], old, new)
    }
    # Plans are made by hand alone, and stay as they are.
    kept = {id(part): part.text for part in held["plan"]}
    texts = [kept.get(id(part)) or wanted.pop(id(part), "") for part in parts]
    return head + "".join(texts) + "".join(wanted.values())


def _paired(
    parts: list[_Part], old: Sequence[Content], new: Sequence[Content]
) -> Iterable[tuple[_Part, str]]:
    """The parts of a kind, by ids, each with its text by now; new ones with parts of their own."""
    if len(parts) != len(old):
        raise _Impossible
    by_id = {getattr(each, "id"): each for each in new}  # noqa: B009  # both kinds have one
    for part, each in zip(parts, old, strict=True):
        then = by_id.pop(getattr(each, "id"), None)  # noqa: B009
        yield part, "" if then is None else _rewritten(part, each, then)
    for each in by_id.values():
        text = _canonical(each)
        yield _Part(_Piece("", "", "", text), ()), f"\n{text}"


def _rewritten(part: _Part, old: Content, new: Content) -> str:
    if old == new:
        return part.text
    if isinstance(old, Stretch) or isinstance(new, Stretch):
        return _without_steps(part, old, new) + "".join(each.text for each in part.below)
    child = _CHILD.get(part.piece.path)
    steps = [each for each in part.below if each.piece.path == child]
    others = [each for each in part.below if each.piece.path != child]
    was, now = _steps(old), _steps(new)
    if others or len(steps) != len(was) or isinstance(old, Group) is not isinstance(new, Group):
        raise _Impossible
    return _without_steps(part, old, new) + "".join(_aligned(steps, was, now, child or ""))


def _aligned(
    parts: list[_Part], was: Sequence[Content], now: Sequence[Content], path: str
) -> Iterable[str]:
    """The steps' texts: as they were where one is the same, or with other keys."""
    left = list(range(len(parts)))
    taken: dict[int, int] = {}

    def take(alike: Any) -> None:
        for place, each in enumerate(now):
            found = next((n for n in left if place not in taken and alike(was[n], each)), None)
            if found is not None:
                taken[place] = found
                left.remove(found)

    take(lambda old, new: old == new)
    take(lambda old, new: _name(old) == _name(new))
    take(lambda old, new: isinstance(old, Group) and isinstance(new, Group))
    for place, each in enumerate(now):
        number = taken.get(place)
        if number is None:
            yield f"\n{_canonical(each, path)}"
        else:
            yield _rewritten(parts[number], was[number], each)


def _without_steps(part: _Part, old: Content, new: Content) -> str:
    """A piece without its steps, with those keys changed that differ."""
    piece = part.piece
    was, now = _keys(old), _keys(new)
    document = tomlkit.parse(piece.body)
    indent = re.match(r"[ \t]*", piece.header)
    for key in was.keys() - now.keys():
        document.pop(key, None)
    for key, value in now.items():
        if was.get(key) == value:
            continue
        if key not in document and isinstance(value, dict) and not _is_ramp(value):
            raise _Impossible
        made = _item(value)
        is_new = key not in document
        document[key] = made
        if is_new:
            document[key].trivia.indent = indent[0] if indent else ""
    body = tomlkit.dumps(document)
    if was.keys() < now.keys():
        # New keys go before the blank lines at the end.
        body = _tidied(body)
    return piece.above + piece.header + body


def _tidied(body: str) -> str:
    lines = body.splitlines(keepends=True)
    said = [line if line.endswith("\n") else f"{line}\n" for line in lines if line.strip()]
    return "".join(said)


def _item(value: Any) -> Any:
    if not isinstance(value, dict):
        return tomlkit.item(value)
    table = tomlkit.inline_table()
    table.update(value)
    return table


def _is_ramp(value: dict[str, Any]) -> bool:
    return "from" in value


def _keys(content: Content) -> dict[str, Any]:
    """The keys of an entry and their values, but for its steps."""
    table = tomllib.loads(_canonical(content))
    kind = "stretch" if isinstance(content, Stretch) else "routine"
    keys = table[kind]["step"][0] if isinstance(content, Step | Group) else table[kind][0]
    return {key: value for key, value in keys.items() if key != "step"}


def _canonical(content: Content, path: str = "routine.step") -> str:
    """An entry as it is written anew."""
    match content:
        case Stretch():
            text = encode((), [content])
            return text[text.index("[[stretch]]") :]
        case Routine():
            text = encode([content])
            return text[text.index("[[routine]]") :]
    steps: tuple[Step | Group, ...] = (content,)
    header = "  [[routine.step]]"
    if path == "routine.step.step" and isinstance(content, Step):
        steps, header = (Group(rounds=1, steps=(content,)),), "    [[routine.step.step]]"
    text = encode([Routine(id="a", name="a", steps=steps)])
    return text[text.index(header) :]


def _steps(content: Content) -> tuple[Step | Group, ...]:
    return content.steps if isinstance(content, Routine | Group) else ()


def _name(content: Content) -> tuple[str | None, ...]:
    if isinstance(content, Group):
        return ("", *(each.stretch or each.name for each in content.steps))
    assert isinstance(content, Step)
    return (content.stretch, content.name)


def _pieces(toml: str) -> tuple[str, list[_Piece]]:
    """What stands before the first header's piece, and the pieces."""
    lines = toml.splitlines(keepends=True)
    masked = without_strings(toml).splitlines(keepends=True)
    headers = [n for n, line in enumerate(masked) if _HEADER.fullmatch(line.rstrip("\r\n"))]
    begins = [_begin(masked, number) for number in headers]
    ends = [*begins[1:], len(lines)] if begins else []
    pieces = [
        _Piece(
            _HEADER.match(masked[header])[1],  # type: ignore[index]  # it is one
            "".join(lines[begin:header]),
            _whole(lines[header]),
            "".join(map(_whole, lines[header + 1 : end])),
        )
        for begin, header, end in zip(begins, headers, ends, strict=True)
    ]
    first = begins[0] if begins else len(lines)
    return "".join(lines[:first]), pieces


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n"


def _begin(masked: Sequence[str], header: int) -> int:
    """The first line above a header that belongs to it."""
    first = header
    while first and not masked[first - 1].replace("\0", "").strip():
        first -= 1
    if first == 0 or first == header:
        return first
    # A remark right below a key is the key's, if a blank line follows it.
    after = first
    while after < header and masked[after].strip():
        after += 1
    return after if after < header else first


def _parts(pieces: Sequence[_Piece]) -> list[_Part]:
    """Pieces, each with those below it."""
    found: list[_Part] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and pieces[end].path.startswith(f"{pieces[at].path}."):
            end += 1
        found.append(_Part(pieces[at], tuple(_parts(pieces[at + 1 : end]))))
        at = end
    return found
