"""Stretches of a person's own: made from a step, from another stretch, or from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.core.routines.dose_faults import GOES_WITH
from stretchtui.core.routines.edit import QUANTITIES
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.entry import FieldKind, Wrong
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Sides, Step, Stretch
from stretchtui.core.routines.search import Item, Search
from stretchtui.core.routines.search_words import plain

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure
    from stretchtui.core.routines.library import Entry

NEW = "new"
"""The id of a stretch that has none of its own yet."""


def of_step(step: Step) -> Stretch:
    """What a step of one's own is as a stretch, dose and all."""
    return Stretch(
        id=NEW,
        name=step.name or "New stretch",
        instructions=step.instructions,
        sides=step.sides or Sides.NONE,
        hold=step.hold,
        breaths=step.breaths,
        reps=step.reps,
        contract=step.contract,
        breath=step.breath,
        tempo=step.tempo,
    )


def step_of(step: Step, stretch: Stretch) -> Step:
    """The step of one's own that has become a stretch: it says the rest by itself."""
    return Step(stretch=stretch.id, times=step.times, rest=step.rest, wait=step.wait)


def reform(stretch: Stretch, **fields: Any) -> Stretch:
    """A stretch with other fields, as a form has read them.

    To set one of ``hold``, ``breaths`` and ``reps`` clears the others, and what does not go with
    it.

    Raises:
        Wrong: A value cannot be taken.
    """
    if any(fields.get(each) is not None for each in QUANTITIES):
        fields = {**dict.fromkeys(QUANTITIES), **fields}
        kind = next(each for each in QUANTITIES if fields[each] is not None)
        lost = [key for key, kinds in GOES_WITH.items() if kind not in kinds]
        fields = {**dict.fromkeys(lost), **fields}
    found = decode(encode((), [replace(stretch, **fields)]), "")
    for fault in found.faults:
        raise Wrong(fault.problem)
    return found.stretches[0]


def users(stretches: Mapping[str, Stretch], entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """The names of the routines that use each stretch, each once, in their order.

    Args:
        stretches: The stretches by their ids; a routine that has another one under an id does
            not use it.
        entries: The routines.
    """
    found: dict[str, dict[str, None]] = {id_: {} for id_ in stretches}
    for entry in entries:
        for step in entry.routine.single_steps:
            id_ = step.stretch
            if id_ is not None and id_ in found and entry.stretches.get(id_) == stretches[id_]:
                found[id_][entry.routine.name] = None
    return {id_: tuple(names) for id_, names in found.items()}


def instead_kind(stretches: Iterable[Stretch]) -> FieldKind:
    """How it is typed what takes a stretch's place: by names, with commas between them."""
    known = {each.id: each for each in stretches}
    by_name: dict[str, str] = {}
    for id_, each in known.items():
        by_name.setdefault(plain(each.name), id_)

    def read(typed: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for each in filter(None, map(str.strip, typed.split(","))):
            id_ = each if each in known else by_name.get(plain(each))
            if id_ is None:
                raise Wrong(f'no stretch is called "{each}"')
            found[id_] = None
        return tuple(found)

    def write(ids: tuple[str, ...]) -> str:
        return ", ".join(known[each].name if _is_told(each) else each for each in ids)

    def _is_told(id_: str) -> bool:
        """Whether its name means this one, as it is typed."""
        each = known.get(id_)
        if each is None or "," in each.name or each.name in known:
            return False
        return by_name[plain(each.name)] == id_

    return FieldKind(read, write, "names of stretches, with commas between them")


def figure_kind(stretches: Iterable[Stretch]) -> FieldKind:
    """How a figure is typed: by the name of a stretch that has it."""
    drawn = [each for each in stretches if each.figure is not None]
    search = Search(instructions=False)
    search.add(Item(each.name, stretches=(each,)) for each in drawn)

    def read(typed: str) -> Figure | None:
        if not typed.strip():
            return None
        same = (each for each in drawn if plain(each.name) == plain(typed))
        best = next(same, None) or next((drawn[number] for number in search.find(typed)), None)
        if best is None:
            raise Wrong("expected the name of a stretch that has a figure")
        return best.figure

    def write(figure: Figure | None) -> str:
        return next((each.name for each in drawn if each.figure == figure), "")

    return FieldKind(read, write, "the name of a stretch that looks the same")
