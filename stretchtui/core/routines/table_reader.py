"""One table of a routine file, read key by key, so that every fault in it is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

import msgspec
from msgspec import Struct

from stretchtui.core import text
from stretchtui.core.figures.figure import MOST_FRAMES, Figure, Frame, Frames
from stretchtui.core.routines.document import Fault
from stretchtui.core.routines.fault_words import expected, quote
from stretchtui.core.routines.model import BreathPattern, Ramp, TempoPattern
from stretchtui.core.routines.patterns import wrong_breath, wrong_tempo
from stretchtui.core.routines.place import key_path
from stretchtui.core.routines.tables import fields_of

S = TypeVar("S", bound=Struct)

_LIST_ENTRY = re.compile(r" - at `\$\[\d+\]")


class TableReader:
    """Reads tables, and collects the faults.

    Args:
        file: The file's name, as the faults give it.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        """What is wrong so far."""

    def checked(
        self,
        kind: type[S],
        table: Any,
        path: str,
        who: str,
        faults_of: Callable[[dict[str, Any]], Iterable[tuple[str, str]]],
        skip: tuple[str, ...] = (),
    ) -> S | None:
        """Read one table, whose keys have to go together."""
        found = self.struct(kind, table, path, who, skip)
        if isinstance(table, dict):
            for key, problem in faults_of(table):
                self.fault(key_path(path, key), who, problem)
        return found

    def struct(
        self, kind: type[S], table: Any, path: str, who: str, skip: tuple[str, ...] = ()
    ) -> S | None:
        """Read one table, key by key; None where it has a fault of its own."""
        if not isinstance(table, dict):
            self.fault(path, who, f"expected a table, found {quote(table)}")
            return None
        before = len(self.faults)
        fields = fields_of(kind)
        self.known_keys(table, [each.encode_name for each in fields], path, who)
        values: dict[str, Any] = {}
        for each in fields:
            key = each.encode_name
            if key in table and key not in skip:
                values[each.name] = self._value(each.type, table[key], key_path(path, key), who)
            elif each.required:
                self.fault(path, who, f"{key} is missing: expected {expected(each.type)}")
        return kind(**values) if len(self.faults) == before else None

    def _value(self, kind: Any, found: Any, path: str, who: str) -> Any:
        if isinstance(found, dict) and Ramp in get_args(kind):
            return self._ramp(kind, found, path, who)
        if BreathPattern in get_args(kind) or TempoPattern in get_args(kind):
            return self._pattern(kind, found, path, who)
        if Figure in get_args(kind):
            return self._figure(found, path, who)
        if kind == Frames and isinstance(found, list) and 0 < len(found) <= MOST_FRAMES:
            return tuple(
                self.struct(Frame, each, key_path(path, n), who) for n, each in enumerate(found, 1)
            )
        try:
            value = msgspec.convert(found, kind, strict=True)
        except msgspec.ValidationError as error:
            inner = _LIST_ENTRY.search(str(error))
            if inner:
                entry = get_args(get_args(kind)[0])[0]
                for number, each in enumerate(found, 1):
                    self._value(entry, each, key_path(path, number), who)
                return None
            self.fault(path, who, f"expected {expected(kind, found)}, found {quote(found)}")
            return None
        return self._text(value, path, who)

    def _text(self, value: Any, path: str, who: str) -> Any:
        """Text on one line; text that could disturb a terminal is a fault."""
        if isinstance(value, tuple):
            return tuple(self._text(v, key_path(path, n), who) for n, v in enumerate(value, 1))
        if type(value) is not str:
            return value
        if character := text.unsafe(value):
            self.fault(path, who, f"expected plain text, found the control character {character}")
        folded = text.fold(value)
        if not folded:
            self.fault(path, who, "expected some text, found only spaces")
        return folded

    def _ramp(self, kind: Any, found: dict[str, Any], path: str, who: str) -> Ramp | None:
        ramp = self.struct(Ramp, found, path, who)
        if ramp is None:
            return None
        if ramp.start > ramp.to:
            self.fault(path, who, f"expected from ≤ to, found from {ramp.start} to {ramp.to}")
        quantity = get_args(kind)[0]
        for key, end in (("from", ramp.start), ("to", ramp.to)):
            try:
                msgspec.convert(end, quantity, strict=True)
            except msgspec.ValidationError:
                self.fault(key_path(path, key), who, f"expected {expected(kind)}, found {end}")
        return ramp

    def _pattern(self, kind: Any, found: Any, path: str, who: str) -> Any:
        wrong = wrong_breath if BreathPattern in get_args(kind) else wrong_tempo
        try:
            value = msgspec.convert(found, kind, strict=True)
        except msgspec.ValidationError:
            value = None
        if value is None or (isinstance(value, tuple) and wrong(value)):
            self.fault(path, who, f"expected {expected(kind)}, found {quote(found)}")
        return value

    def _figure(self, found: Any, path: str, who: str) -> Figure | None:
        from stretchtui.core.figures.plausible import implausible

        figure = self.struct(Figure, found, path, who)
        if figure is not None:
            for key, problem in implausible(figure):
                self.fault(key_path(path, key), who, problem)
        return figure

    def tables(self, table: Any, key: str, path: str, who: str) -> Iterable[tuple[int, Any]]:
        """The entries of an array of tables, counted from 1."""
        found = table.get(key, []) if isinstance(table, dict) else []
        if isinstance(found, list):
            return enumerate(found, 1)
        path = key_path(path, key) if path else key
        self.fault(path, who, f"expected [[{key}]] tables, found {quote(found)}")
        return ()

    def known_keys(
        self, table: Mapping[str, Any], known: Iterable[str], path: str, who: str
    ) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(text.shorten(key), known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"expected {', '.join(known)}"
                self.fault(path, who, f"unknown key {quote(key)}: {hint}")

    def fault(self, where: str, who: str, problem: str) -> None:
        self.faults.append(Fault(self.file, where, who, problem))
