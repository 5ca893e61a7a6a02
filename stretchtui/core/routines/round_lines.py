"""Steps in rounds as people write them in a list: ``3 rounds, rest 30 s:``, and the steps below.

The steps are those that stand further in than that line. Where none does, they are those up to
the next empty line; and below a heading, those up to the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from stretchtui.core.duration import write_seconds
from stretchtui.core.routines.entry import Wrong, limits_of, read_seconds
from stretchtui.core.routines.model import Group, Ramp, RampStep, RestSeconds, Rounds, Step

_BULLET = re.compile(r"\s*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?(?:\[[ xX]?\]\s*)?")
_TIME = (
    r"\d{1,2}:\d\d|\d{1,3}\s*(?:minutes?|mins?|m)\b(?:\s*\d{1,2}\s*(?:seconds?|secs?|s)\b)?"
    r"|\d{1,5}\s*(?:(?:seconds?|secs?|s)\b)?"
)
_ROUNDS = r"(?:rounds?|circuits?|supersets?)"
_OFF = r"(?:rest|pause|break)\b"
_REST = re.compile(
    rf"(?:\bwith\s+)?(?:\b{_OFF}\s*:?\s*(?:(?:of|for)\s+)?(?P<rest>{_TIME})"
    rf"|\b(?P<time>{_TIME})\s*(?:of\s+)?{_OFF})"
    r"(?:\s*(?:between|after)\s+(?:the\s+|each\s+|every\s+)?rounds?)?",
    re.IGNORECASE,
)
_SHUFFLE = re.compile(r"\b(?:in\s+)?(?:a\s+)?(?:random|any)\s+order\b|\bshuffled?\b", re.IGNORECASE)
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<start>\d{1,4})\s*(?:to|-|–)\s*(?P<to>\d{1,4})\s+rounds\s+by\s+(?P<by>\d{1,4})"
        r"(?:\s+every\s+(?P<every>\d{1,4}))?",
        rf"(?:do\s+|repeat\s+)?(?P<rounds>\d{{1,4}})\s*(?:x|×)?\s*{_ROUNDS}"
        r"(?:\s+of(?:\s+(?:the\s+following|these))?)?",
        rf"{_ROUNDS}\s*[,:(]?\s*(?:x|×)?\s*(?P<rounds>\d{{1,4}})"
        rf"\s*(?:x|×|times|{_ROUNDS})?\)?",
        r"repeat(?:\s+(?:the\s+following|these|this))?\s*(?:x|×)?\s*(?P<rounds>\d{1,4})"
        r"\s*(?:x|×|times)?",
    )
]
_EDGES = " \t,;:·–—-().*_"


class Opening(NamedTuple):
    """A line that says that steps are done in rounds."""

    rounds: int | Ramp
    rest: int = 0
    """Seconds between rounds; 0 where it does not say."""
    shuffle: bool = False
    """Whether their order is drawn anew for each session."""


def read_opening(text: str) -> Opening | None:
    """What a line says of the steps below it; None where it says nothing of rounds alone.

    Raises:
        Wrong: It does, with a number beyond what a group may have; the message says which.
    """
    text = _BULLET.sub("", text, count=1)
    rest, shuffle = _REST.search(text), _SHUFFLE.search(text)
    for cut in sorted(filter(None, (rest, shuffle)), key=lambda each: -each.start()):
        text = f"{text[: cut.start()].rstrip(_EDGES)} {text[cut.end() :].lstrip(_EDGES)}"
    text = text.strip(_EDGES + "=")
    found = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if found is None:
        return None
    seconds = 0
    if rest is not None:
        seconds = read_seconds(rest["rest"] or rest["time"], 0, 100_000)
        _within("rest", RestSeconds, seconds)
    named = found.groupdict()
    if "rounds" in named:
        rounds = _within("rounds", Rounds, int(named["rounds"]))
        return Opening(rounds, seconds, shuffle is not None)
    start, to = (_within("rounds", Rounds, int(named[end])) for end in ("start", "to"))
    if start > to:
        raise Wrong("rounds: expected the smaller number first")
    by, every = (_within(each, RampStep, int(named[each] or 1)) for each in ("by", "every"))
    ramp = Ramp(start=start, to=to, by=by, every=every)
    return Opening(ramp, seconds, shuffle is not None)


def _within(what: str, kind: object, number: int) -> int:
    least, most = limits_of(kind)
    if not least <= number <= most:
        raise Wrong(f"{what}: expected {least} to {most}, found {number}")
    return number


def write_opening(group: Group) -> str:
    """The line over the steps of a group, which ``read_opening`` reads back."""
    rounds = group.rounds
    if isinstance(rounds, Ramp):
        words = f"{rounds.start} to {rounds.to} rounds by {rounds.by} every {rounds.every}"
    else:
        words = f"{rounds} {'round' if rounds == 1 else 'rounds'}"
    order = " in random order" if group.shuffle else ""
    return f"{words}{order}{f', rest {write_seconds(group.rest)}' if group.rest else ''}:"


class _Span(NamedTuple):
    """Steps of a list, one behind the other, that are done in rounds."""

    opening: Opening
    first: int
    end: int


class RoundSpans:
    """Which steps of a list are done in rounds, as its lines come one after the other.

    Each call is told how many steps have come so far.
    """

    def __init__(self) -> None:
        self._opening: Opening | None = None
        self._first = 0
        self._indent = 0
        self._under_heading = False
        self._is_indented: bool | None = None
        """Whether the steps stand further in; None while none has come."""
        self._spans: list[_Span] = []
        self._where = ""
        self.idle: list[str] = []
        """The places of lines that no steps follow."""

    def opened(
        self,
        line: str,
        where: str,
        steps: int,
        leave_out: Callable[[str, str], None],
        *,
        heading: bool = False,
    ) -> bool:
        """Take a line that says that the steps below it are done in rounds; whether it does.

        Args:
            line: The line.
            where: Its place, as notes give it: ``line 3``.
            steps: How many steps have come so far.
            leave_out: Told the place and the reason, if it asks for what cannot be.
            heading: Whether it is a heading.
        """
        try:
            opening = read_opening(line)
        except Wrong as reason:
            self.close(steps)
            leave_out(where, str(reason))
            return True
        if opening is not None:
            self.open(opening, line, where, steps, heading=heading)
        return opening is not None

    def open(
        self, opening: Opening, line: str, where: str, steps: int, *, heading: bool = False
    ) -> None:
        """A line has said it of the steps that come; its place is as notes give it."""
        self.close(steps)
        self._opening, self._where = opening, where
        self._first, self._indent = steps, _indent_of(line)
        self._under_heading, self._is_indented = heading, None

    def close(self, steps: int) -> None:
        """What comes is not among them any more."""
        if self._opening is not None and steps > self._first:
            self._spans.append(_Span(self._opening, self._first, steps))
        elif self._opening is not None:
            self.idle.append(self._where)
        self._opening = None

    def blank(self, steps: int) -> None:
        """An empty line has come."""
        if self._is_indented is False and not self._under_heading:
            self.close(steps)

    def line(self, line: str, steps: int) -> None:
        """A line of another kind comes."""
        if self._opening is None or self._under_heading:
            return
        if self._is_indented is None:
            self._is_indented = _indent_of(line) > self._indent
        elif self._is_indented and _indent_of(line) <= self._indent:
            self.close(steps)

    def rest(self, seconds: int, steps: int) -> bool:
        """A line that only asks to rest has come; whether it was for the rounds before it."""
        if self._opening is not None or not self._spans or self._spans[-1].end != steps:
            return False
        last = self._spans.pop()
        self._spans.append(last._replace(opening=last.opening._replace(rest=seconds)))
        return True

    def entries(self, steps: Sequence[Step]) -> tuple[Step | Group, ...]:
        """All the steps, those in rounds in their groups."""
        self.close(len(steps))
        found: list[Step | Group] = []
        done = 0
        for opening, first, end in self._spans:
            inside = tuple(steps[first:end])
            found += steps[done:first]
            found.append(Group(**opening._asdict(), steps=inside))
            done = end
        return (*found, *steps[done:])


def _indent_of(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
