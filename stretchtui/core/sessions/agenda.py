"""What a session is made of, in the order in which it is come to; what is over stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.sessions.timeline import Timeline, assemble

if TYPE_CHECKING:
    from stretchtui.core.routines.rounds import Turn


class AgendaItem(NamedTuple):
    """A step as it is come to, once or in one of its rounds."""

    turn: Turn
    out: bool = False
    """Whether it is left out."""


class Agenda(NamedTuple):
    """All that a session is made of, and what is left out of it."""

    items: tuple[AgendaItem, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All of it, in its order."""
        return tuple(item.turn for item in self.items)

    @property
    def out(self) -> frozenset[Turn]:
        """What is left out."""
        return frozenset(item.turn for item in self.items if item.out)

    def moved(self, place: int, to: int) -> Agenda:
        """The same with an item at another place; the places are those before it is moved."""
        items = [*self.items]
        items.insert(to, items.pop(place))
        return Agenda(tuple(items))

    def turned(self, place: int, here: int) -> Agenda:
        """The same without an item; or with one again that was left out.

        Args:
            place: The item's place.
            here: The item that the session is in: what stood before it comes behind it.
        """
        items = [*self.items]
        items[place] = AgendaItem(items[place].turn, not items[place].out)
        turned = Agenda(tuple(items))
        return turned.moved(place, here) if place < here else turned

    def with_added(self, turn: Turn, place: int) -> Agenda:
        """The same with one more item at a place."""
        return Agenda((*self.items[:place], AgendaItem(turn), *self.items[place:]))


class Free(NamedTuple):
    """Where a session can be changed."""

    place: int
    """The first item of the agenda that is still to come."""
    here: int
    """The item that the session is in: it can be changed, too, while nothing of it is begun."""

    @classmethod
    def of(cls, agenda: Agenda, timeline: Timeline, index: int) -> Free:
        """Where a session can be changed that is in a phase of its timeline."""
        here = agenda.turns.index(timeline.phases[index].turn)
        return cls(here + is_begun(timeline, index), here)


def is_begun(timeline: Timeline, index: int) -> bool:
    """Whether a session that is in a phase is, or was, in position for the step of that phase."""
    turn = timeline.phases[index].turn
    own = (phase for phase in timeline.phases[: index + 1] if phase.turn == turn)
    return any(phase.kind.in_position for phase in own)


class Change(NamedTuple):
    """A session in which another agenda takes effect."""

    timeline: Timeline
    kept: int
    """How many of its phases are those that there were."""


def changed(before: Timeline, index: int, fresh: Timeline) -> Change | None:
    """What another agenda makes of a session; None where nothing would be left of it.

    The step that the session is in stays as it is, unless nothing of it is begun and another one
    now comes before it.

    Args:
        before: The timeline so far.
        index: The phase that the session is in.
        fresh: All of the session by the other agenda, laid out from its beginning.
    """
    phases, turn = before.phases, before.phases[index].turn
    own = [n for n, phase in enumerate(phases) if phase.turn == turn]
    gone_by = {phase.turn for phase in phases[: own[0]]}
    coming = (phase.turn for phase in fresh.phases if phase.turn not in gone_by)
    stays = is_begun(before, index) or next(coming, None) == turn
    kept = own[-1] + 1 if stays else own[0]
    timeline = _joined(before, kept, fresh)
    return Change(timeline, kept) if kept < len(timeline.phases) or stays else None


def _joined(before: Timeline, kept: int, fresh: Timeline) -> Timeline:
    """So many phases of one timeline, and behind them what another has besides."""
    phases = [*before.phases[:kept]]
    over = {phase.turn for phase in phases}
    # What a key has made of a hold stays.
    lengths = {
        (phase.kind, phase.hold): phase.duration
        for phase in before.phases
        if phase.kind.in_position
    }
    for phase in fresh.phases:
        if phase.turn not in over:
            start = phases[-1].end if phases else 0
            duration = lengths.get((phase.kind, phase.hold), phase.duration)
            phases.append(replace(phase, start=start, duration=duration))
    script = fresh.script
    if script is not None and before.script is not None:
        said = {turn: each for turn, each in before.script.speeches.items() if turn in over}
        script = replace(script, speeches={**script.speeches, **said})
    return assemble(phases, before.countdown, script)
