"""Steps typed as lines, a step each: by the grammar of lists, with stretches of the library.

What a line names is taken for a stretch only where it is its very name; all else is for the person
to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.line_rules import FOUND
from stretchtui.core.routines.model import Group, Ramp, Step, Stretch
from stretchtui.core.routines.round_lines import RoundSpans
from stretchtui.core.routines.search import Item, Search
from stretchtui.core.routines.search_words import plain
from stretchtui.core.routines.step_line import Pause, Said, read_line

NEAREST = 6
"""So many stretches are offered for a name that none has."""

GROWS_BY = {"hold": 5, "breaths": 1, "reps": 1}
"""How much a quantity grows at a time, where only its ends are given."""

GROWS_EVERY = 3
"""After how many sessions it does."""


class TypedStep(Struct, frozen=True):
    """A line, understood."""

    step: Step
    """With a name of its own as long as no stretch is known to be meant."""
    span: tuple[str, int, int] | None = None
    """The quantity and its ends, where a range was typed."""
    group: tuple[int, Group] | None = None
    """The rounds it is in: which of them, and how they are done; they have no steps yet."""

    @property
    def unknown(self) -> str | None:
        """The name that no stretch has; None if one has it."""
        return self.step.name

    def of(self, stretch: Stretch) -> TypedStep:
        """The same of a stretch of the library."""
        return replace(
            self, step=replace(self.step, name=None, stretch=stretch.id, instructions=())
        )

    def settled(self, value: int | Ramp) -> TypedStep:
        """The same with a range settled."""
        assert self.span is not None
        return replace(self, step=replace(self.step, **{self.span[0]: value}), span=None)


def choices(span: tuple[str, int, int]) -> tuple[int | Ramp, ...]:
    """What a range may mean: its lower end, its middle, its higher end, or to grow."""
    kind, least, most = span
    unit = GROWS_BY[kind]
    middle = (least + most) // 2 // unit * unit
    numbers = dict.fromkeys((least, max(least, middle), most))
    return (*numbers, Ramp(start=least, to=most, by=unit, every=GROWS_EVERY))


def read_lines(text: str, stretches: Mapping[str, Stretch]) -> tuple[TypedStep, ...]:
    """What lines say; a line that is a rest is one behind the step, or the rounds, before.

    Args:
        text: The lines; empty ones are passed over.
        stretches: The library.

    Raises:
        Wrong: A line cannot be a step; the message says which, and why.
    """
    names = {plain(each.name): each for each in stretches.values()}
    found: list[TypedStep] = []
    rounds = RoundSpans()

    def refuse(where: str, reason: str) -> None:
        raise Wrong(f"{where}: {reason}")

    for number, line in enumerate(text.splitlines(), 1):
        where = f"line {number}"
        if not line.strip():
            rounds.blank(len(found))
            continue
        if rounds.opened(line, where, len(found), refuse):
            continue
        rounds.line(line, len(found))
        try:
            said = read_line(line)
        except Wrong as error:
            raise Wrong(f"{where}: {error}") from None
        match said:
            case Said():
                found.append(_known(TypedStep(said.step, _span(line, said)), names))
            case Pause() if rounds.rest(said.seconds, len(found)):
                pass
            case Pause() if found:
                step = replace(found[-1].step, rest=said.seconds)
                found[-1] = replace(found[-1], step=step)
            case _:
                raise Wrong(f"{where}: expected the name of a stretch")
    return tuple(_in_rounds(found, rounds))


def _in_rounds(found: Sequence[TypedStep], rounds: RoundSpans) -> Iterator[TypedStep]:
    """The steps, those in rounds with how these are done."""
    steps = iter(found)
    for number, entry in enumerate(rounds.entries([each.step for each in found])):
        if isinstance(entry, Group):
            group = (number, replace(entry, steps=()))
            yield from (replace(next(steps), group=group) for _ in entry.steps)
        else:
            yield next(steps)


def read_typed(text: str, stretches: Mapping[str, Stretch]) -> TypedStep | None:
    """One line with a dose; None where it is a name and nothing else.

    Raises:
        Wrong: It is a step with a number beyond what one may have.
    """
    said = read_line(text)
    if not isinstance(said, Said) or said.step == Step(name=said.step.name):
        return None
    names = {plain(each.name): each for each in stretches.values()}
    return _known(TypedStep(said.step, _span(text, said)), names)


def _span(text: str, said: Said) -> tuple[str, int, int] | None:
    """The quantity and the ends of a range, of which the lower one was taken."""
    kind = next((each for each in GROWS_BY if isinstance(getattr(said.step, each), int)), None)
    found = FOUND["range"].search(text) if kind and said.notes else None
    if kind is None or found is None:
        return None
    most = read_line(f'"x" {found["most"]}')
    least = getattr(said.step, kind)
    top = getattr(most.step, kind) if isinstance(most, Said) else None
    return (kind, least, top) if top is not None and top > least else None


def _known(line: TypedStep, names: Mapping[str, Stretch]) -> TypedStep:
    stretch = names.get(plain(line.step.name or ""))
    return line if stretch is None else line.of(stretch)


class Nearest:
    """Finds the stretches that may be meant by a name.

    Args:
        stretches: The library's.
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches = tuple(stretches)
        self._search = Search(instructions=False)
        self._search.add(Item(each.name, stretches=(each,)) for each in self._stretches)

    def find(self, name: str) -> list[Stretch]:
        """The stretches that look most like it, best first."""
        found = [self._stretches[number] for number in self._search.find(name)]
        named = {plain(each.name): each for each in self._stretches}
        near = get_close_matches(plain(name)[:80], named, n=NEAREST, cutoff=0.4)
        both = dict.fromkeys(each.id for each in (*found, *(named[each] for each in near)))
        by_id = {each.id: each for each in self._stretches}
        return [by_id[id_] for id_ in both][:NEAREST]
