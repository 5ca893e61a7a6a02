"""JSON from anywhere, decoded and brought into shape; what is wrong is said in plain words."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from stretchtui.core import text
from stretchtui.core.routines.place import key_path, place_of

T = TypeVar("T")

_SHAPE = re.compile(r"^(?P<problem>.*?)(?: - at `\$(?P<place>.*)`)?$", re.DOTALL)
_MALFORMED = re.compile(r"^(?:JSON is malformed: )?(?P<problem>.*?)(?: \((?P<place>byte \d+)\))?$")
_MISSING = re.compile(r"^Object missing required field `(.*)`$")
_KINDS = {
    " | null": "",
    "`str`": "text",
    "`int`": "a whole number",
    "`float`": "a number",
    "`bool`": "true or false",
    "`array`": "a list",
    "`object`": "an object",
    "`null`": "nothing",
    "Number out of range": "expected a smaller number",
    "Integer value out of range": "expected a smaller number",
    "Invalid enum value": "expected a word that is known, found",
    "of length <= ": "of a length up to ",
    "got": "found",
    "Expected": "expected",
}


class Faulty(Exception):
    """Nothing can be made of a file."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(problem)
        self.where = where
        """The place in it, counted from 1: ``[3].name``; or nothing."""
        self.problem = problem
        """What was found, and what was expected."""


def decode_json(data: bytes, kind: Any = Any) -> Any:
    """The value that a JSON text stands for.

    Args:
        data: The text.
        kind: The type it is to be of, such as a list of structs.

    Raises:
        Faulty: It is not JSON, nested too deep, or has another shape.
    """
    try:
        data.decode()
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=kind)
    except RecursionError:
        raise Faulty("", "nested too deep") from None
    except UnicodeDecodeError as error:
        raise Faulty(f"byte {error.start}", "not JSON: expected UTF-8 text") from None
    except msgspec.ValidationError as error:
        raise _misshapen(error) from None
    except msgspec.DecodeError as error:
        problem, where = _told(_MALFORMED, str(error).partition(" - at ")[0])
        raise Faulty(where, f"not JSON: {problem[:1].lower()}{problem[1:]}") from None


def shaped(kind: type[T], found: Any, inside: str = "") -> T:
    """A decoded value as a struct, or a list of them.

    Args:
        kind: What it is to be.
        found: The value.
        inside: Its place in the file: ``workouts[2]``; or nothing if it is all of it.

    Raises:
        Faulty: It has another shape; the first place where it has is told.
    """
    try:
        return msgspec.convert(found, kind, strict=True)
    except msgspec.ValidationError as error:
        raise _misshapen(error, inside) from None


def _misshapen(error: msgspec.ValidationError, inside: str = "") -> Faulty:
    """What to say of a value of another shape."""
    problem, where = _told(_SHAPE, str(error))
    problem = _MISSING.sub(r"\1 is missing", problem)
    for technical, plain in _KINDS.items():
        problem = problem.replace(technical, plain)
    # A value of an object whose keys may be anything has no place of its own.
    return Faulty(key_path(inside, place_of(where.replace("[...]", ""))), problem)


def _told(form: re.Pattern[str], message: str) -> tuple[str, str]:
    """An error's problem and place."""
    found = form.match(message)
    return (found["problem"], found["place"] or "") if found else (message, "")


def listed(names: list[str]) -> str:
    """Names from a file as a message can list them, however many they are."""
    shown = [text.shorten(text.clean(name[:200]), 30) for name in dict.fromkeys(names)]
    return ", ".join([*shown[:8], "…"] if len(shown) > 8 else shown)
