"""The routine file's text, decoded: what is good in it, and every fault.

A fault never hides what is right beside it: each table is read key by key, so that a person
who mends a file sees all there is to mend at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from stretchtui.core.routines.document import Document, Fault, Wanted
from stretchtui.core.routines.dose_faults import dose_faults
from stretchtui.core.routines.fault_words import named, quote
from stretchtui.core.routines.model import (
    FORMAT,
    Group,
    Routine,
    Step,
    Stretch,
)
from stretchtui.core.routines.place import key_path
from stretchtui.core.routines.plain_file import plain_document
from stretchtui.core.routines.table_reader import TableReader
from stretchtui.core.routines.tables import is_group, text_of
from stretchtui.core.routines.toml_text import NotTomlError, tables_of
from stretchtui.core.routines.training_plan import (
    PlanPart,
    TrainingPlan,
    part_faults,
    plan_faults,
)

N = TypeVar("N", Stretch, Routine, TrainingPlan)


def decode(toml: str, file: str) -> Document:
    """Read a routine file's text.

    Args:
        toml: The text.
        file: The file's name, as the faults shall give it.

    Returns:
        Every stretch, routine and plan that is whole, and every fault; it does not raise.
    """
    try:
        tables = tables_of(toml)
    except NotTomlError as fault:
        return Document(file, faults=(Fault(file, fault.where, "", str(fault)),))
    return plain_document(tables, file) or _Reader(file).document(tables)


class _Reader(TableReader):
    """Reads the tables of one file and collects the faults."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.wanted: list[Wanted] = []
        self.spoilt: list[str] = []

    def document(self, tables: Mapping[str, Any]) -> Document:
        self.known_keys(tables, ("format", "stretch", "routine", "plan"), "", "")
        found = tables.get("format")
        if found != FORMAT or isinstance(found, bool | float):
            self.fault("format", "", f"expected format = {FORMAT}, found {quote(found)}")
        stretches = [
            self._stretch(table, key_path("stretch", n))
            for n, table in self.tables(tables, "stretch", "", "")
        ]
        routines = [
            self._routine(table, key_path("routine", n))
            for n, table in self.tables(tables, "routine", "", "")
        ]
        plans = [
            self._plan(table, key_path("plan", n))
            for n, table in self.tables(tables, "plan", "", "")
        ]
        own = self._unique(stretches, tables, "stretch")
        kept = self._unique(routines, tables, "routine")
        planned = self._unique(plans, tables, "plan")
        return Document(
            self.file,
            stretches=tuple(own.values()),
            routines=tuple(kept.values()),
            faults=tuple(self.faults),
            numbers=() if len(kept) == len(routines) else tuple(kept),
            wanted=tuple(self.wanted),
            spoilt=tuple(self.spoilt),
            plans=tuple(planned.values()),
            plan_numbers=() if len(planned) == len(plans) else tuple(planned),
        )

    def _stretch(self, table: Any, path: str) -> Stretch | None:
        who = named("stretch", table)
        before = len(self.faults)
        stretch = self.struct(Stretch, table, path, who)
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
            for n, step in self.tables(table, "step", path, who)
        ]
        routine = self.struct(Routine, table, path, who, skip=("step",))
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
            self.fault(path, who, problem)
            table = {key: each for key, each in table.items() if key not in found}
        group = self.struct(Group, table, path, who, skip=("step",))
        steps = [
            self._inner(step, key_path(path, "step", n), f"{who}, {named(f'step {n}', step)}")
            for n, step in self.tables(table, "step", path, who)
        ]
        if not steps and len(self.faults) == before:
            self.fault(path, who, "expected a group of at least one step, found none")
        if group is None or len(self.faults) > before:
            return None
        return msgspec.structs.replace(group, steps=tuple(step for step in steps if step))

    def _inner(self, table: Any, path: str, who: str) -> Step | None:
        if not is_group(table):
            return self._step(table, path, who)
        self.fault(path, who, "expected a stretch, found a group inside a group")
        return None

    def _step(self, table: Any, path: str, who: str) -> Step | None:
        step = self.struct(Step, table, path, who)
        self._dose(table, path, who)
        if id_ := text_of(table, "stretch"):
            self.wanted.append(Wanted(key_path(path, "stretch"), who, id_))
        if step is None:
            return None
        if step.stretch is None and step.name is None:
            self.fault(path, who, 'expected stretch = "an-id", or name = "…"')
        elif step.stretch is not None and (step.name is not None or step.instructions):
            self.fault(path, who, "expected either stretch or name, found both")
        return step

    def _plan(self, table: Any, path: str) -> TrainingPlan | None:
        who = named("plan", table)
        before = len(self.faults)
        parts = [
            self.checked(PlanPart, part, key_path(path, "part", n), f"{who}, part {n}", part_faults)
            for n, part in self.tables(table, "part", path, who)
        ]
        plan = self.checked(TrainingPlan, table, path, who, plan_faults, skip=("part",))
        if plan is None or len(self.faults) > before:
            return None
        return msgspec.structs.replace(plan, parts=tuple(part for part in parts if part))

    def _dose(self, table: Any, path: str, who: str) -> None:
        if isinstance(table, dict):
            for key, problem in dose_faults(table):
                self.fault(key_path(path, key), who, problem)

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
                self.fault(key_path(what, number, "id"), named(what, table), problem)
            elif id_:
                first[id_] = number
            if each is not None and each.id not in whole:
                whole.add(each.id)
                kept[number] = each
        return kept
