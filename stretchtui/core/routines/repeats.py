"""Steps that come again and again in the same order, as rounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.entry import limits_of
from stretchtui.core.routines.model import Group, Rounds

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Step

_MOST_ROUNDS = limits_of(Rounds)[1]


def in_rounds(steps: Sequence[Step]) -> Iterator[Step | Group]:
    """The steps, with two or more that are repeated as a group.

    They take as long: what is rested after each round is the group's rest. After the very last
    step nobody rests, so there it may differ.
    """
    place = 0
    while place < len(steps):
        size, rounds = _repeat_at(steps, place)
        if rounds < 2:
            yield steps[place]
            place += 1
            continue
        inside = steps[place : place + size]
        last = inside[-1]
        place += size * rounds
        once = (*inside[:-1], replace(last, rest=0))
        while rounds > 0:
            yield Group(rounds=min(rounds, _MOST_ROUNDS), rest=last.rest, steps=once)
            rounds -= _MOST_ROUNDS


def _repeat_at(steps: Sequence[Step], place: int) -> tuple[int, int]:
    """How many steps from a place on are repeated, and how often they are done."""
    for size in range(2, (len(steps) - place) // 2 + 1):
        once = list(steps[place : place + size])
        rounds, at = 1, place + size
        while _same(once, steps[at : at + size], at + size == len(steps)):
            rounds += 1
            at += size
        if rounds > 1:
            return size, rounds
    return 0, 1


def _same(once: Sequence[Step], again: Sequence[Step], is_last: bool) -> bool:
    if len(once) != len(again) or list(once[:-1]) != list(again[:-1]):
        return False
    return replace(again[-1], rest=once[-1].rest) == once[-1] and (
        is_last or again[-1].rest == once[-1].rest
    )
