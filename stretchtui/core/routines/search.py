"""Finding routines and stretches by what a person types, the best first.

Every word has to be found somewhere: in the name, in the parts of the body it is for, in its tags
and place, in the names of its stretches, in what they need, in what is said of them. The earlier of
these it is found in, the higher it comes. Only a word that is found nowhere is taken for a slip.

Nothing but names and tags is looked through routine by routine: stretches are shared, so that ten
thousand routines take a few milliseconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.routines.model import Stretch, stretch_of
from stretchtui.core.routines.search_query import Span, Term, parse
from stretchtui.core.routines.search_words import haystack, meant, plain

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry

_SAME, _BEGINS, _HOLDS = -3_000.0, -2_000.0, -1_000.0
"""Where the name is what was typed, begins with it, or has it in it, whatever else it may mean."""
_NAME, _TARGET, _TAG, _STRETCH, _NEED, _TEXT, _LENGTH = 0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0
"""How far off each of these is; the last is a number that is found as a length only."""
_PLACE = 1.0
"""Who types "hips floor" looks for hips, and names the floor only as a condition."""
_FEW = 7.0
"""How much further off it is where hardly any of the stretches have it."""

_PLACES = ("floor", "chair", "standing")
_ON_THE_FLOOR = ("on your", "on all fours", "on hands and knees", "kneeling", "lying")
_MOSTLY = 0.5
"""A routine is done in a place if so much of it is."""

_RECENT = 20
"""So many words are remembered, with what was found by them."""


class Item(Struct, frozen=True):
    """What can be found."""

    name: str
    tags: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """What is said of it."""
    stretches: tuple[Stretch, ...] = ()
    """What it consists of, each as often as it comes."""


def item_of(entry: Entry) -> Item:
    """A routine, to be found."""
    routine = entry.routine
    about = tuple(filter(None, (routine.about, routine.caution)))
    stretches = tuple(stretch_of(step, entry.stretches) for step in routine.single_steps)
    return Item(routine.name, routine.tags, about, stretches)


class Search:
    """Looks for items; what it looks in is put together once, when they are added.

    Args:
        minutes: How long an item lasts as it is shown, by its number; None if it has no length.
        instructions: Whether words are looked for in the instructions of stretches as well, and
            slips in what they need: not where a person may be typing a name that is new.
    """

    def __init__(
        self,
        minutes: Callable[[int], int | None] = lambda number: None,
        instructions: bool = True,
    ) -> None:
        self._minutes = minutes
        self._instructions = instructions
        self._plain: list[str] = []
        self._names: list[str] = []
        self._tags: list[str] = []
        self._about: list[str] = []
        self._steps: list[int] = []
        # By what they are, not by what they hold: comparing stretches takes long.
        self._stretches: dict[int, _Looked] = {}
        self._places: dict[str, dict[int, float]] = {place: {} for place in _PLACES}
        self._phrases: set[str] = set()
        self._vocabulary = set(_PLACES)
        self._recent: dict[str, dict[int, float]] = {}

    def add(self, items: Iterable[Item]) -> None:
        """Look for these too; they are numbered as they come, from 0."""
        self._recent.clear()
        for number, item in enumerate(items, len(self._names)):
            name, tags = haystack([item.name]), haystack(item.tags)
            self._plain.append(plain(item.name))
            self._names.append(name)
            self._tags.append(tags)
            self._about.append(haystack(item.about))
            self._steps.append(len(item.stretches))
            self._learn(name, tags)
            places = Counter(self._look_at(each, number) for each in item.stretches)
            for place, steps in places.items():
                share = steps / len(item.stretches)
                if place and share >= _MOSTLY:
                    self._places[place][number] = share

    def _look_at(self, stretch: Stretch, number: int) -> str:
        """Take in a stretch of an item; gives the place it is done in."""
        looked = self._stretches.get(id(stretch))
        if looked is None:
            looked = self._stretches[id(stretch)] = _Looked(stretch, self._instructions)
            self._learn(looked.name, looked.targets)
            if self._instructions:
                self._learn(looked.facts)
        looked.items.append(number)
        return looked.place

    def _learn(self, name: str, *words: str) -> None:
        """Know words that may be meant by others, and which of them belong together."""
        self._vocabulary.update(name.split())
        for each in words:
            if each:
                self._vocabulary.update(each.split())
                lines = (line.strip() for line in each.split("\n"))
                self._phrases.update(line for line in lines if " " in line)

    def find(self, typed: str) -> list[int]:
        """The numbers of the items that are meant, best first; all of them if nothing is typed."""
        query = parse(typed, self._phrases)
        everything = range(len(self._names))
        if not query.text:
            return list(everything)
        found: dict[int, float] | None = None
        for term in query.terms:
            costs = self._costs(term, everything if found is None else found)
            found = costs if found is None else _both(found, costs)
        for span in query.spans:
            lengths = self._lengths(span, everything if found is None else found)
            found = lengths if found is None else _both(found, lengths)
        found = dict.fromkeys(everything, 0.0) if found is None else found
        found = found | self._named(query.text)
        # Where nothing tells them apart, in the order they came in.
        return sorted(sorted(found), key=found.__getitem__)

    def _named(self, text: str) -> dict[int, float]:
        """Items that have all that was typed in their names."""
        begin = f" {text}"
        named = {}
        for each, name in enumerate(self._names):
            if begin in name:
                own = self._plain[each]
                begins = _BEGINS if own.startswith(text) else _HOLDS
                named[each] = _SAME if own == text else begins
        return named

    def _costs(self, term: Term, among: Iterable[int]) -> dict[int, float]:
        """How far off each item is in which a term is found."""
        costs = self._meant(term.text)
        if term.span is None:
            return costs
        lengths = self._lengths(term.span, among)
        return {each: _LENGTH + off for each, off in lengths.items()} | costs

    def _meant(self, text: str) -> dict[int, float]:
        """How far off each item is in which a text is found, or what was meant by it."""
        if text not in self._recent:
            costs = self._literal(text)
            for word in () if costs else meant(text, self._vocabulary):
                others = self._literal(word)
                both = costs.keys() & others.keys()
                costs = costs | others | {each: min(costs[each], others[each]) for each in both}
            # Of several words only one is changed by the next letter.
            if len(self._recent) == _RECENT:
                self._recent.clear()
            self._recent[text] = costs
        return self._recent[text]

    def _lengths(self, span: Span, among: Iterable[int]) -> dict[int, float]:
        """How far off each item is that lasts as long as is wanted."""
        minutes = {each: self._minutes(each) for each in among}
        # There are few lengths, and many items.
        wanted = {
            length: span.off(length)
            for length in set(minutes.values())
            if length is not None and span.holds(length)
        }
        return {each: wanted[length] for each, length in minutes.items() if length in wanted}

    def _literal(self, text: str) -> dict[int, float]:
        """How far off each item is that has a text in it somewhere."""
        names = _found(text, self._names, _NAME)
        places: dict[int, float] = {}
        for where, shares in self._places.items():
            if where.startswith(text):
                places |= {each: _PLACE + _FEW * (1 - share) for each, share in shares.items()}
        # That a foot is on the floor, or a hand on a chair, is no place.
        if text.startswith(_PLACES):
            return places | _found(text, self._tags, _PLACE) | names
        tags = _found(text, self._tags, _TAG)
        return self._in_stretches(text) | tags | self._for_targets(text) | places | names

    def _in_stretches(self, text: str) -> dict[int, float]:
        costs = _found(text, self._about, _TEXT)
        found = [
            (cost, each)
            for each in self._stretches.values()
            if (cost := each.cost(text)) is not None
        ]
        # The last one that is put in stays.
        for cost, looked in sorted(found, key=lambda each: each[0], reverse=True):
            costs.update(dict.fromkeys(looked.items, cost))
        return costs

    def _for_targets(self, text: str) -> dict[int, float]:
        counts: Counter[int] = Counter()
        for looked in self._stretches.values():
            if text in looked.targets:
                counts.update(looked.items)
        steps = self._steps
        return {each: _TARGET + _FEW * (1 - count / steps[each]) for each, count in counts.items()}


class _Looked:
    """A stretch, and what is looked at in it."""

    def __init__(self, stretch: Stretch, instructions: bool) -> None:
        said = (*stretch.instructions, stretch.easier, stretch.caution, stretch.finish)
        self.stretch = stretch
        self.name = haystack([stretch.name])
        self.targets = haystack(stretch.targets)
        self.facts = haystack([stretch.position, *stretch.needs])
        self.text = haystack(filter(None, said)) if instructions else ""
        self.place = _place(plain(stretch.position))
        self.items: list[int] = []
        """The items it is in, each as often as it comes."""

    def cost(self, text: str) -> float | None:
        """How far off it is, found by its name, by what it needs, or by what is said of it."""
        fields = ((_STRETCH, self.name), (_NEED, self.facts), (_TEXT, self.text))
        found = (_found(text, [hay], field).get(0) for field, hay in fields)
        return next((cost for cost in found if cost is not None), None)


def _both(some: dict[int, float], others: dict[int, float]) -> dict[int, float]:
    """What is found by both, and how far off it is together."""
    return {each: cost + others[each] for each, cost in some.items() if each in others}


def _place(position: str) -> str:
    found = next((each for each in _PLACES if each in position), "")
    return found or ("floor" if position.startswith(_ON_THE_FLOOR) else "")


def _found(text: str, hays: Sequence[str], field: float) -> dict[int, float]:
    """Where a text is found: as a whole word, then as its beginning, then in its middle."""
    begin, whole = f" {text}", f" {text} "
    # In sentences short words are in the middle of too many others.
    sought = begin if field == _TEXT and text.isascii() else text
    return {
        each: field if whole in hay else field + 1 if begin in hay else field + 2
        for each, hay in enumerate(hays)
        if sought in hay
    }
