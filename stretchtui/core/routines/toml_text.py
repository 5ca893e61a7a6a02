"""The text of a TOML file as tables; or why it is none."""

from __future__ import annotations

import re
from typing import Any

from stretchtui.core import text

_PLACE = re.compile(r"^(?P<problem>.*) \(at (?P<place>.*)\)$", re.DOTALL)
# tomllib takes time and memory with the square of a key's parts: one of 10,000 asks for half a
# gigabyte. Outside strings and comments, dots in a row are a key's.
_STRINGS = re.compile(
    r'''"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"{0,5}+'''
    r"""|'''[^']*+(?:'(?!'')[^']*+)*+'{0,5}+"""
    r"""|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+"""
    r"""|'[^'\n]*+'?+|#[^\n]*+""",
    re.DOTALL,
)
MANY_PARTS = 16
"""A key of more parts is not read."""

_LONG_KEY = re.compile(rf"(?:\.[^.=,\[\]{{}}\n]*+){{{MANY_PARTS}}}")


class NotTomlError(ValueError):
    """A text is no TOML; the message says why."""

    def __init__(self, problem: str, where: str = "") -> None:
        super().__init__(problem)
        self.where = where
        """The line and column, if known."""


def without_strings(toml: str) -> str:
    """The text with all that is in strings and comments blanked out, line by line as long."""
    return _STRINGS.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), toml)


def tables_of(toml: str) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises:
        NotTomlError: It is none.
    """
    if toml.count(".") >= MANY_PARTS and _LONG_KEY.search(_STRINGS.sub('""', toml)):
        raise NotTomlError("nested too deep")
    # Mostly every file is remembered, and the start does not wait for what reads them.
    import tomllib

    try:
        return tomllib.loads(toml)
    except RecursionError:
        raise NotTomlError("nested too deep") from None
    except ValueError as error:
        # tomllib.TOMLDecodeError is a ValueError; so are a number of 5000 digits and a 31 June.
        found = _PLACE.match(str(error))
        problem, place = (found["problem"], found["place"]) if found else (str(error), "")
        raise NotTomlError(f"not TOML: {text.shorten(problem, 120)}", place) from None
