"""Routines and stretches as the text of a routine file: one form, and always the same one.

The form is that of the shipped file: keys in the order of the model, what goes without saying left
out, one ``[[routine.step]]`` a step, lists on one line where they fit. Only its layout is made
here; each value is spelled by ``tomli_w``, which by itself would write a ramp as a table of its own
and short steps as a list of inline tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import tomli_w
from msgspec import NODEFAULT, Struct

from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import FORMAT, Ramp, Routine, Stretch
from stretchtui.core.routines.tables import fields_of

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Document
    from stretchtui.core.routines.training_plan import TrainingPlan

WIDTH = 100
"""A list that would make a longer line than this has one line for each entry."""

_INDENT = "  "


def encode(
    routines: Iterable[Routine] = (),
    stretches: Iterable[Stretch] = (),
    plans: Iterable[TrainingPlan] = (),
) -> str:
    """The canonical text of a routine file that holds these: stretches first, plans last."""
    tables = [
        *(_table(("stretch",), each, "") for each in stretches),
        *(_table(("routine",), each, "") for each in routines),
        *(_table(("plan",), each, "") for each in plans),
    ]
    return "\n".join([f"format = {FORMAT}\n", *tables])


def encode_all(document: Document) -> str:
    """The canonical text of a routine file that holds what another one does."""
    return encode(document.routines, document.stretches, document.plans)


def is_canonical(toml: str) -> bool:
    """Whether a file's text is just what would be written for what it holds.

    Where it is not, writing the file anew takes away its comments, or at least its layout.
    """
    document = decode(toml, "")
    return not document.faults and encode_all(document) == toml


def _table(path: tuple[str, ...], value: Struct, indent: str) -> str:
    """One entry of an array of tables, and the tables inside it."""
    return "".join(_lines(f"[[{'.'.join(path)}]]", path, value, indent))


# A step that an edit leaves alone need not be spelled again: drafts are written at every edit.
_inner_table = lru_cache(maxsize=4096)(_table)


def _lines(header: str, path: tuple[str, ...], value: Struct, indent: str) -> Iterator[str]:
    yield f"{indent}{header}\n"
    inner: list[tuple[str, Any]] = []
    for key, each in _said(value):
        if _is_table(each):
            inner.append((key, each))
        else:
            yield _line(key, each, indent)
    # In TOML a key that stood after these tables would belong to the last of them.
    for key, each in inner:
        below = (*path, key)
        if isinstance(each, Struct):
            yield "\n"
            yield from _lines(f"[{'.'.join(below)}]", below, each, indent + _INDENT)
        else:
            for entry in each:
                yield "\n" + _inner_table(below, entry, indent + _INDENT)


def _said(value: Struct) -> Iterator[tuple[str, Any]]:
    """The keys that say more than their absence would."""
    for field in fields_of(type(value)):
        said = getattr(value, field.name)
        if field.default is NODEFAULT or said != field.default:
            yield field.encode_name, said


def _is_table(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and isinstance(value[0], Struct)
    return isinstance(value, Struct) and not isinstance(value, Ramp)


def _line(key: str, value: Any, indent: str) -> str:
    line = f"{indent}{key} = {_spelled(value)}"
    if len(line) > WIDTH and isinstance(value, tuple):
        entries = "".join(f"{indent}{_INDENT}{_spelled(each)},\n" for each in value)
        return f"{indent}{key} = [\n{entries}{indent}]\n"
    return f"{line}\n"


def _spelled(value: Any) -> str:
    """A value on one line."""
    match value:
        case tuple():
            return f"[{', '.join(_spelled(each) for each in value)}]"
        case Ramp():
            pairs = (f"{key} = {_spelled(each)}" for key, each in _said(value))
            return f"{{ {', '.join(pairs)} }}"
        case float() if value.is_integer():
            # Or two equal figures could have two forms: 1.0 is 1.
            return str(int(value))
        case _:
            return tomli_w.dumps({"_": value})[4:-1]
