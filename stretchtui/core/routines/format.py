"""The routine file's text, decoded: what is good in it, and every fault.

A fault never hides what is right beside it: each table is read key by key, so that a person
who mends a file sees all there is to mend at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

import msgspec
from msgspec import Struct

from stretchtui.core import text
from stretchtui.core.figures.figure import MOST_FRAMES, Figure, Frame, Frames
from stretchtui.core.routines.document import Document, Fault, Wanted
from stretchtui.core.routines.dose_faults import dose_faults
from stretchtui.core.routines.fault_words import expected, named, quote
from stretchtui.core.routines.model import (
    FORMAT,
    BreathPattern,
    Group,
    Ramp,
    Routine,
    Step,
    Stretch,
    TempoPattern,
)
from stretchtui.core.routines.patterns import wrong_breath, wrong_tempo
from stretchtui.core.routines.place import key_path
from stretchtui.core.routines.tables import fields_of, is_group, text_of
from stretchtui.core.routines.toml_text import NotTomlError, tables_of

S = TypeVar("S", bound=Struct)
N = TypeVar("N", Stretch, Routine)

_LIST_ENTRY = re.compile(r" - at `\$\[\d+\]")


def decode(toml: str, file: str) -> Document:
    """Read a routine file's text.

    Args:
        toml: The text.
        file: The file's name, as the faults shall give it.

    Returns:
        Every stretch and routine that is whole, and every fault; it does not raise.
    """
    try:
        return _Reader(file).document(tables_of(toml))
    except NotTomlError as fault:
        return Document(file, faults=(Fault(file, fault.where, "", str(fault)),))


class _Reader:
    """Reads the tables of one file and collects the faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.wanted: list[Wanted] = []
        self.spoilt: list[str] = []

    def document(self, tables: Mapping[str, Any]) -> Document:
        self._known_keys(tables, ("format", "stretch", "routine"), "", "")
        found = tables.get("format")
        if found != FORMAT or isinstance(found, bool | float):
            self._fault("format", "", f"expected format = {FORMAT}, found {quote(found)}")
        stretches = [
            self._stretch(table, key_path("stretch", n))
            for n, table in self._tables(tables, "stretch", "", "")
        ]
        routines = [
            self._routine(table, key_path("routine", n))
            for n, table in self._tables(tables, "routine", "", "")
        ]
        own = self._unique(stretches, tables, "stretch")
        kept = self._unique(routines, tables, "routine")
        return Document(
            self.file,
            stretches=tuple(own.values()),
            routines=tuple(kept.values()),
            faults=tuple(self.faults),
            numbers=() if len(kept) == len(routines) else tuple(kept),
            wanted=tuple(self.wanted),
            spoilt=tuple(self.spoilt),
        )

    def _stretch(self, table: Any, path: str) -> Stretch | None:
        who = named("stretch", table)
        before = len(self.faults)
        stretch = self._struct(Stretch, table, path, who)
        self._dose(table, path, who)
        if len(self.faults) == before:
            return stretch
        if id_ := text_of(table, "id"):
            self.spoilt.append(id_)
        return None

    def _routine(self, table: Any, path: str) -> Routine | None:
        who = named("routine", table)
        before, wanted = len(self.faults), len(self.wanted)
        steps = [
            self._entry(step, key_path(path, "step", n), f"{who}, {named(f'step {n}', step)}")
            for n, step in self._tables(table, "step", path, who)
        ]
        routine = self._struct(Routine, table, path, who, skip=("step",))
        if routine is None or len(self.faults) > before:
            return None
        # Of a whole routine the library looks by itself.
        del self.wanted[wanted:]
        return msgspec.structs.replace(routine, steps=tuple(step for step in steps if step))

    def _entry(self, table: Any, path: str, who: str) -> Step | Group | None:
        """An entry of a routine: a group of steps, or else a step."""
        if not is_group(table):
            return self._step(table, path, who)
        before = len(self.faults)
        if found := [each for each in ("stretch", "name") if each in table]:
            # Whoever writes rounds for one stretch means its sets.
            hint = "" if "step" in table else "; a stretch is repeated with times"
            problem = f"expected a stretch or a group of steps, found {found[0]} in a group{hint}"
            self._fault(path, who, problem)
            table = {key: each for key, each in table.items() if key not in found}
        group = self._struct(Group, table, path, who, skip=("step",))
        steps = [
            self._inner(step, key_path(path, "step", n), f"{who}, {named(f'step {n}', step)}")
            for n, step in self._tables(table, "step", path, who)
        ]
        if not steps and len(self.faults) == before:
            self._fault(path, who, "expected a group of at least one step, found none")
        if group is None or len(self.faults) > before:
            return None
        return msgspec.structs.replace(group, steps=tuple(step for step in steps if step))

    def _inner(self, table: Any, path: str, who: str) -> Step | None:
        if not is_group(table):
            return self._step(table, path, who)
        self._fault(path, who, "expected a stretch, found a group inside a group")
        return None

    def _step(self, table: Any, path: str, who: str) -> Step | None:
        step = self._struct(Step, table, path, who)
        self._dose(table, path, who)
        if id_ := text_of(table, "stretch"):
            self.wanted.append(Wanted(key_path(path, "stretch"), who, id_))
        if step is None:
            return None
        if step.stretch is None and step.name is None:
            self._fault(path, who, 'expected stretch = "an-id", or name = "…"')
        elif step.stretch is not None and (step.name is not None or step.instructions):
            self._fault(path, who, "expected either stretch or name, found both")
        return step

    def _struct(
        self, kind: type[S], table: Any, path: str, who: str, skip: tuple[str, ...] = ()
    ) -> S | None:
        """Read one table, key by key; None where it has a fault of its own."""
        if not isinstance(table, dict):
            self._fault(path, who, f"expected a table, found {quote(table)}")
            return None
        before = len(self.faults)
        fields = fields_of(kind)
        self._known_keys(table, [each.encode_name for each in fields], path, who)
        values: dict[str, Any] = {}
        for each in fields:
            key = each.encode_name
            if key in table and key not in skip:
                values[each.name] = self._value(each.type, table[key], key_path(path, key), who)
            elif each.required:
                self._fault(path, who, f"{key} is missing: expected {expected(each.type)}")
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
                self._struct(Frame, each, key_path(path, n), who) for n, each in enumerate(found, 1)
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
            self._fault(path, who, f"expected {expected(kind, found)}, found {quote(found)}")
            return None
        return self._text(value, path, who)

    def _text(self, value: Any, path: str, who: str) -> Any:
        """Text on one line; text that could disturb a terminal is a fault."""
        if isinstance(value, tuple):
            return tuple(self._text(v, key_path(path, n), who) for n, v in enumerate(value, 1))
        if type(value) is not str:
            return value
        if character := text.unsafe(value):
            self._fault(path, who, f"expected plain text, found the control character {character}")
        folded = text.fold(value)
        if not folded:
            self._fault(path, who, "expected some text, found only spaces")
        return folded

    def _ramp(self, kind: Any, found: dict[str, Any], path: str, who: str) -> Ramp | None:
        ramp = self._struct(Ramp, found, path, who)
        if ramp is None:
            return None
        if ramp.start > ramp.to:
            self._fault(path, who, f"expected from ≤ to, found from {ramp.start} to {ramp.to}")
        quantity = get_args(kind)[0]
        for key, end in (("from", ramp.start), ("to", ramp.to)):
            try:
                msgspec.convert(end, quantity, strict=True)
            except msgspec.ValidationError:
                self._fault(key_path(path, key), who, f"expected {expected(kind)}, found {end}")
        return ramp

    def _pattern(self, kind: Any, found: Any, path: str, who: str) -> Any:
        wrong = wrong_breath if BreathPattern in get_args(kind) else wrong_tempo
        try:
            value = msgspec.convert(found, kind, strict=True)
        except msgspec.ValidationError:
            value = None
        if value is None or (isinstance(value, tuple) and wrong(value)):
            self._fault(path, who, f"expected {expected(kind)}, found {quote(found)}")
        return value

    def _figure(self, found: Any, path: str, who: str) -> Figure | None:
        from stretchtui.core.figures.plausible import implausible

        figure = self._struct(Figure, found, path, who)
        if figure is not None:
            for key, problem in implausible(figure):
                self._fault(key_path(path, key), who, problem)
        return figure

    def _dose(self, table: Any, path: str, who: str) -> None:
        if isinstance(table, dict):
            for key, problem in dose_faults(table):
                self._fault(key_path(path, key), who, problem)

    def _tables(self, table: Any, key: str, path: str, who: str) -> Iterable[tuple[int, Any]]:
        """The entries of an array of tables, counted from 1."""
        found = table.get(key, []) if isinstance(table, dict) else []
        if isinstance(found, list):
            return enumerate(found, 1)
        path = key_path(path, key) if path else key
        self._fault(path, who, f"expected [[{key}]] tables, found {quote(found)}")
        return ()

    def _known_keys(
        self, table: Mapping[str, Any], known: Iterable[str], path: str, who: str
    ) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(text.shorten(key), known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"expected {', '.join(known)}"
                self._fault(path, who, f"unknown key {quote(key)}: {hint}")

    def _unique(
        self, found: Iterable[N | None], tables: Mapping[str, Any], what: str
    ) -> dict[int, N]:
        """Those that are whole and the first such ones of their id, by their number in the file."""
        kept: dict[int, N] = {}
        first: dict[str, int] = {}
        whole: set[str] = set()
        for number, each in enumerate(found, 1):
            table = tables[what][number - 1]
            id_ = text_of(table, "id")
            if id_ in first:
                problem = f"{quote(id_)} is already the id of {key_path(what, first[id_])}"
                self._fault(key_path(what, number, "id"), named(what, table), problem)
            elif id_:
                first[id_] = number
            if each is not None and each.id not in whole:
                whole.add(each.id)
                kept[number] = each
        return kept

    def _fault(self, where: str, who: str, problem: str) -> None:
        self.faults.append(Fault(self.file, where, who, problem))
