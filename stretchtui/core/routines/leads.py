"""The time that leads to each hold: to get ready, to change sides, and to hear what comes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.routines.model import Routine, Side, Stretch, name_of, stretch_of
from stretchtui.core.routines.pace import Pace, get_ready
from stretchtui.core.routines.ramps import Ask, ask
from stretchtui.core.routines.rounds import Pass, Turn, passes
from stretchtui.core.routines.sided import OTHER
from stretchtui.core.routines.step_speech import (
    STANDING,
    Ends,
    StepSpeech,
    in_pieces,
    speech_of,
)

if TYPE_CHECKING:
    from stretchtui.core.routines.guidance import Guidance

AFTER_CUE_S = 0.7
"""What is said begins when the cue is over, and that takes at most so long, in seconds."""

BETWEEN_LINES_S = 0.4
"""From the end of a line to the beginning of the next, in seconds."""

SPARE_S = 0.2
"""A line ends so long before the next cue, in seconds."""

SETUP_S = 8
"""Seconds to get into a stretch that does not say how long that takes."""


class Lead(NamedTuple):
    """A step as it is come to, and the time that leads to its holds."""

    at: Pass
    """Which step it is, and in which round."""
    stretch: Stretch
    asked: Ask
    """What it asks for."""
    ready: int
    """Seconds to get ready for its first hold."""
    switch: int
    """Seconds to change its sides."""
    speech: StepSpeech | None
    """What is said of it; None where no voice leads."""

    @property
    def rest(self) -> int:
        """Seconds to rest behind it."""
        return max(self.asked.rest, self.at.rest)


def leads(
    routine: Routine,
    stretches: Mapping[str, Stretch],
    pace: Pace,
    credit: int,
    ends: Callable[[Pass, Ask], Ends | None] | None = None,
    order: Sequence[Turn] | None = None,
    notices: Sequence[str] = (),
) -> Iterator[Lead]:
    """Every step that is played, as often as it is, with the time that leads to its holds.

    Args:
        routine: The routine.
        stretches: The stretches that its steps ask for, by id.
        pace: The time between holds, and who guides.
        credit: How many sessions count for its ramps.
        ends: Gives the sides of the first and last hold that is played of a step as it is come
            to and what it asks for; None if none is. All are played, if it is not given.
        order: What is come to, in another order than the routine's own.
        notices: What is said before all else.
    """
    ready = get_ready(routine, pace)
    guidance, before = pace.guidance, _Before()
    if guidance is not None:
        before = _Before(notices=in_pieces(notices, guidance))
    for at in passes(routine, credit, order):
        step = at.step
        stretch = stretch_of(step, stretches)
        asked = ask(step, stretch, credit)
        sides = ends(at, asked) if ends else _ends(asked, pace.first_side)
        if sides is None:
            continue
        switch = pace.switch if stretch.change is None else stretch.change
        lead = Lead(at, stretch, asked, _ready(ready, stretch, before), switch, None)
        if guidance is not None:
            lead = _spoken(lead, before, sides, guidance, pace.countdown)
        yield lead
        before = before.then(lead, name_of(step, stretch))


def _ends(asked: Ask, first: Side) -> Ends:
    if asked.two_sided:
        return first, OTHER[first]
    return Side(asked.sides.value), Side(asked.sides.value)


class _Before(NamedTuple):
    """What was played before a step."""

    last: Lead | None = None
    names: frozenset[str] = frozenset()
    """The stretches that have come."""
    stood: bool = False
    """Whether one of them was done standing."""
    notices: tuple[str, ...] = ()
    """What is still to be said before all else."""

    def then(self, lead: Lead, name: str) -> _Before:
        """The same after one more step."""
        stood = self.stood or lead.stretch.position == STANDING
        return _Before(lead, self.names | {name}, stood)

    @property
    def unsaid(self) -> list[str]:
        """What is still to be said: before all else, or of how to come out of the last stretch."""
        last = self.last
        # Where the session waited it was said then.
        finish = last.speech.finish if last and last.speech and not last.asked.wait else ""
        return [*self.notices, *([finish] if finish else [])]

    def begins(self, at: Pass) -> tuple[int, int] | None:
        """The round that begins with a step, and of how many; None where none does, or the first.

        Where an interrupted session is resumed in a round, that round begins there.
        """
        last = self.last.at if self.last else None
        if at.round == 1 or (last is not None and (last.group, last.round) == (at.group, at.round)):
            return None
        return at.round, at.rounds

    def moves_to(self, stretch: Stretch) -> bool:
        """Whether another position, or other things, are needed for a stretch."""
        last = self.last.stretch if self.last else None
        return last is None or (last.position, last.needs) != (stretch.position, stretch.needs)


def _ready(ready: int, stretch: Stretch, before: _Before) -> int:
    return max(ready, stretch.setup or 0) if before.moves_to(stretch) else ready


def _spoken(lead: Lead, before: _Before, sides: Ends, guidance: Guidance, ticks: int) -> Lead:
    """A lead that lasts as long as what is said in it."""
    step, stretch, asked = lead.at.step, lead.stretch, lead.asked
    speech = speech_of(
        lead.at.place,
        step,
        stretch,
        asked,
        guidance,
        sides=sides,
        is_first=before.last is None,
        is_new=name_of(step, stretch) not in before.names,
        is_first_standing=not before.stood,
        round_begun=before.begins(lead.at),
    )
    ready, rest = lead.ready, before.last.rest if before.last else 0
    side = sides[0]
    place = speech.announcements(side)[-1]
    # How to come out of the last stretch is said in the rest, or else in the get-ready.
    unsaid = before.unsaid
    in_rest = unsaid if rest >= lead_s(unsaid, guidance) else []
    later = 0.0 if in_rest else sum(guidance.seconds(line) + BETWEEN_LINES_S for line in unsaid)
    if told := speech.told(side):
        setup = SETUP_S if stretch.setup is None else stretch.setup
        way = setup if before.moves_to(stretch) else 0
        ready = max(ready, math.ceil(lead_s(told, guidance) + later + max(way, ticks)))
    elif later or rest < lead_s([*in_rest, place], guidance):
        ready = max(ready, math.ceil(lead_s([place], guidance) + later))
    switch = lead.switch
    if asked.two_sided:
        said = max(lead_s([switch_to(each)], guidance) for each in OTHER)
        switch = max(switch, math.ceil(said))
    return lead._replace(ready=ready, switch=switch, speech=speech)


def switch_to(side: Side) -> str:
    """What has to be said before a change of sides."""
    return f"Switch to the {side}"


def lead_s(lines: Sequence[str], guidance: Guidance) -> float:
    """How long lines take that are said one after the other after a cue, in seconds."""
    spoken = sum(guidance.seconds(line) for line in lines)
    return AFTER_CUE_S + spoken + BETWEEN_LINES_S * (len(lines) - 1) + SPARE_S
