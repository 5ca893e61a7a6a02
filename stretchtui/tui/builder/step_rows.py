"""What the table of steps says: a row a step, and one over those of a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.duration import clock
from stretchtui.core.routines.entry import write
from stretchtui.core.routines.model import Group, Ramp, Routine, Step, Stretch, stretch_of
from stretchtui.words.session import plural
from stretchtui.words.step import StepWords, group_words, step_lengths, step_words

if TYPE_CHECKING:
    from stretchtui.core.routines.pace import Pace
    from stretchtui.words.glyphs import Glyphs

QUANTITIES = ("hold", "breaths", "reps")


class RowWords(NamedTuple):
    """What a row says."""

    number: int | None
    """The step's number; None over a group."""
    words: StepWords
    time: str
    """Its length; nothing for the steps of a group, which has its own."""
    bracket: str = ""
    """What holds the rows of a group together."""
    wider: str = ""
    """Its amount where there is room for more words."""
    shorter: str = ""
    """Its amount where there is room for hardly any."""
    waits: bool = False
    """Whether it stays until a key is pressed."""

    @property
    def rest(self) -> str:
        """The rest behind it, and that it waits: ``20 s, wait``."""
        return ", ".join(filter(None, (self.words.rest, "wait" if self.waits else "")))

    @property
    def short_rest(self) -> str:
        """The same in fewer cells: ``20+wait``."""
        if not self.waits or not self.words.rest:
            return self.rest
        return f"{self.words.rest.removesuffix(' s')}+wait"


def row_words(
    routine: Routine, stretches: Mapping[str, Stretch], pace: Pace, glyphs: Glyphs
) -> list[RowWords]:
    """All rows of a routine.

    Args:
        routine: The routine.
        stretches: All that its steps may ask for.
        pace: The time a session leaves between holds.
        glyphs: The characters to draw with.
    """
    lengths = step_lengths(routine, stretches, pace)
    return list(_rows(routine, stretches, lengths, glyphs))


def _rows(
    routine: Routine, stretches: Mapping[str, Stretch], lengths: list[int], glyphs: Glyphs
) -> Iterator[RowWords]:
    number = 0
    for entry, length in zip(routine.steps, lengths, strict=True):
        if not isinstance(entry, Group):
            number += 1
            yield _row(number, entry, stretches, glyphs, clock(length))
            continue
        top, middle, bottom = glyphs.bracket
        words = StepWords(group_words(entry) + _growth(entry.rounds, "rounds"), "", "", "", "")
        yield RowWords(None, words, clock(length), top)
        for step in entry.steps:
            number += 1
            bracket = bottom if step is entry.steps[-1] else middle
            yield _row(number, step, stretches, glyphs, "", bracket)


def _row(
    number: int,
    step: Step,
    stretches: Mapping[str, Stretch],
    glyphs: Glyphs,
    time: str,
    bracket: str = "",
) -> RowWords:
    words = step_words(step, stretches, glyphs)
    if words.lost:
        return RowWords(number, words, time, bracket)
    stretch = stretch_of(step, stretches)
    kind, said = (_kind(step), step) if _kind(step) else (_kind(stretch), stretch)
    ramp = getattr(said, kind) if kind else None
    short, long, least = _growth(ramp, kind, narrow=True), _growth(ramp, kind), words.amount
    if step.tempo is not None and kind == "reps":
        tempo = write("tempo", step.tempo)
        short, long, least = f"{short} @{tempo}", f"{long}, {tempo} each", f"{least} @{tempo}"
    times = f"{words.times}{_growth(step.times, 'times', narrow=True)}"
    amount, wider = f"{words.amount}{short}", f"{words.amount}{long}"
    found = replace(words, amount=amount, times=times)
    return RowWords(number, found, time, bracket, wider, least, step.wait)


def _kind(of: Step | Stretch) -> str | None:
    return next((each for each in QUANTITIES if getattr(of, each) is not None), None)


def _growth(quantity: object, kind: str | None, *, narrow: bool = False) -> str:
    """How a quantity grows: ``, +5 every 3`` sessions, or ``+5/3``."""
    if not isinstance(quantity, Ramp) or kind is None:
        return ""
    if narrow:
        return f" +{quantity.by}/{quantity.every}"
    every = f" every {quantity.every}" if quantity.every > 1 else ""
    return f", +{quantity.by}{every}"


def growth_words(entry: Step | Group | None, stretches: Mapping[str, Stretch]) -> str:
    """How a step or a group grows: ``+5 s every 3 sessions``; nothing, if it does not."""
    grows: list[tuple[str, object]] = []
    match entry:
        case Group():
            grows = [("rounds", entry.rounds)]
        case Step() if entry.stretch is None or entry.stretch in stretches:
            stretch = stretch_of(entry, stretches)
            said = entry if _kind(entry) else stretch
            grows = [(kind, getattr(said, kind)) for kind in QUANTITIES]
            grows.append(("times", entry.times))
    words = []
    for kind, ramp in grows:
        if isinstance(ramp, Ramp):
            name = {"times": "set"}.get(kind, kind.removesuffix("s"))
            unit = "" if kind == "hold" else f" {plural(name, ramp.by)}"
            often = f"{ramp.every} sessions" if ramp.every > 1 else "session"
            words.append(f"+{write(kind, ramp.by)}{unit} every {often}")
    return ", ".join(words)
