"""How much is asked, in whole words: nobody is there to ask what ``30 s ×2`` means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.routines.model import Group, Sides
from stretchtui.core.routines.patterns import parts
from stretchtui.core.routines.ramps import grown
from stretchtui.words.session import PART_WORDS, plural

if TYPE_CHECKING:
    from stretchtui.core.routines.ramps import Ask

_SIDES = {
    Sides.NONE: "",
    Sides.LEFT: "left side",
    Sides.RIGHT: "right side",
    Sides.BOTH: "each side",
    Sides.ALTERNATE: "each side, taking turns",
}

LONG_REST_S = 15
"""A shorter rest behind a step goes without saying on paper."""

_CLOCK_FROM_S = 120
"""From so many seconds on they are told in minutes."""


def dose(asked: Ask) -> str:
    """What is asked: ``2 sets of 30 seconds, each side``, ``10 times``, ``Push gently …``."""
    words = ", ".join(filter(None, (_sets(asked), _SIDES[asked.sides])))
    return words[:1].upper() + words[1:]


def grows_to(now: Ask, top: Ask) -> str:
    """What it grows to: ``60 seconds``, ``3 sets``, ``3 sets of 15``; empty if to nothing more."""
    if (now.times, now.seconds) == (top.times, top.seconds):
        return ""
    if top.contract:
        times = f"{top.times} times" if now.times != top.times else ""
        holding = f"holding {_held(top)}" if now.seconds != top.seconds else ""
        return ", ".join(filter(None, (times, holding)))
    if now.seconds == top.seconds:
        return f"{top.times} sets"
    if now.times > 1 and now.times == top.times:
        return str(top.reps or _held(top))
    return _sets(top)


def details(asked: Ask) -> str:
    """How each breath or movement goes, and the rests; nothing for most steps."""
    rest = ""
    if asked.between and asked.times > 1:
        rest = f"rest {seconds(asked.between)} between sets"
    elif asked.rest >= LONG_REST_S:
        rest = f"rest {seconds(asked.rest)} afterwards"
    return "; ".join(filter(None, (_pattern(asked), rest)))


def rounds(group: Group, credit: int, top: int) -> str:
    """What stands over the steps of a group: ``3 rounds, growing to 5, rest 30 seconds``.

    Args:
        group: The group.
        credit: How many sessions count today.
        top: How many do when nothing grows any more.
    """
    now, then = grown(group.rounds, credit), grown(group.rounds, top)
    return ", ".join(
        filter(
            None,
            (
                f"{now} {plural('round', now)}",
                f"growing to {then}" if now != then else "",
                "in any order" if group.shuffle else "",
                f"rest {seconds(group.rest)} after each" if group.rest else "",
            ),
        )
    )


def seconds(number: int) -> str:
    """``45 seconds``, ``2 minutes``, ``2 minutes 30 seconds``."""
    if number < _CLOCK_FROM_S:
        return f"{number} {plural('second', number)}"
    minutes, rest = divmod(number, 60)
    return f"{minutes} minutes{f' {seconds(rest)}' if rest else ''}"


def _sets(asked: Ask) -> str:
    """``3 sets of 10``, or what is done once."""
    if asked.contract:
        stay = "breathe" if asked.breaths else "hold"
        how = f"push gently {seconds(asked.contract)}, let go, then {stay} {_held(asked)}"
        return f"{asked.times} times: {how}" if asked.times > 1 else how
    once = f"{asked.reps} {plural('time', asked.reps)}" if asked.reps else _held(asked)
    return once if asked.times == 1 else f"{asked.times} sets of {asked.reps or once}"


def _held(asked: Ask) -> str:
    """How long it is stayed: ``30 seconds``, ``6 breaths``."""
    breaths = asked.breaths
    return f"{breaths} {plural('breath', breaths)}" if breaths else seconds(asked.hold)


def _pattern(asked: Ask) -> str:
    """``breathe in 4 seconds, breathe out 6``, ``4 seconds each``; nothing for a plain hold."""
    if not asked.pattern:
        return ""
    begins = parts(asked.pattern)
    if not begins:
        return f"{seconds(asked.beat)} each"
    ends = [*(at for at, _ in begins[1:]), asked.beat]
    told = [f"{PART_WORDS[part]} {end - at}" for (at, part), end in zip(begins, ends, strict=True)]
    return f"{', '.join(told)} seconds"
