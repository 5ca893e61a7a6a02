"""What a voice says of one step: its name, how much, how it is done, and how to come out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.routines.cautions import with_caution
from stretchtui.core.routines.model import Side, Step, Stretch, name_of
from stretchtui.core.routines.sided import sided
from stretchtui.core.routines.speech import (
    NAME_LIMIT,
    counted,
    cut,
    duration,
    number,
    pieces,
    sentence,
    sentences,
    speakable,
)

if TYPE_CHECKING:
    from stretchtui.core.routines.guidance import Guidance
    from stretchtui.core.routines.ramps import Ask

ANYWHERE = "anywhere"
"""The position of what needs none."""

STANDING = "standing"
"""The position in which closed eyes are a danger."""

EYES_OPEN = "Keep your eyes open"
"""Said before the first stretch that is done standing."""

_LYING = "Roll onto your side, then get up slowly."
_RISING = {
    "on your back": _LYING,
    "on your front": _LYING,
    "on your side": _LYING,
    "on all fours": "Get up slowly.",
    "kneeling": "Get up slowly.",
    "sitting on the floor": "Get up slowly.",
}
"""How to get up, by positions."""


Ends = tuple[Side, Side]
"""The sides of a step's first and of its last hold."""


class StepSpeech(Struct, frozen=True):
    """What is said of one step, in the words that a voice is given."""

    opening: str
    """What its announcement begins with: ``First`` or ``Next``."""
    name: str
    """Its name as within a sentence, or its number where the name cannot be spoken."""
    dose: str
    """How much is asked: ``Thirty seconds``, ``Three sets of ten``."""
    stay: str = ""
    """How much of it is the hold, where a push comes before that; empty where none does."""
    how: tuple[str, ...] = ()
    """How it is done, one line each, for its first side; empty where it is only named."""
    finish: str = ""
    """How to come out of it, for its last side; empty where that is not told."""
    last_side: Side = Side.NONE
    """The side of its last hold."""
    rising: str = ""
    """How to get up from it, if the session ends there."""
    reminder: str = ""
    """What is best said besides its name, however well it is known; empty for most."""
    round: str = ""
    """Which round begins with it: ``Round two of three``; empty where none does, or the first."""

    def place(self, side: Side) -> str:
        """Its name and a side: ``child's pose, left side``."""
        return ", ".join(filter(None, (self.name, side_words(side))))

    def coming(self, side: Side) -> str:
        """``Next, child's pose, left side``, or ``Round two of three. Child's pose, left side``."""
        return sentences(self.round, sentence("" if self.round else self.opening, self.place(side)))

    def announcements(self, side: Side) -> tuple[str, ...]:
        """The ways to announce it, the fullest first; the last one has to be said."""
        full, dose = self.coming(side), self.dose
        brief = sentences(self.round, sentence(self.place(side)))
        found = [f"{full}. {dose}", f"{brief}. {dose}", full, brief]
        if self.reminder:
            found[:0] = [f"{full}. {dose}. {self.reminder}", f"{full}. {self.reminder}"]
        return tuple(found)

    def told(self, side: Side) -> tuple[str, ...]:
        """The lines in which it is told how it is done, from its name on; empty if it is not."""
        return (self.coming(side), *self.how) if self.how else ()


def side_words(side: Side) -> str:
    """A side as it is said; empty where there is none."""
    return "" if side is Side.NONE else f"{side} side"


def speech_of(
    place: int,
    step: Step,
    stretch: Stretch,
    asked: Ask,
    guidance: Guidance,
    *,
    sides: Ends,
    is_first: bool,
    is_new: bool,
    is_first_standing: bool,
    round_begun: tuple[int, int] | None = None,
) -> StepSpeech:
    """What is said of a step.

    Args:
        place: Its place in the routine, from 0.
        step: The step.
        stretch: The stretch that it asks for.
        asked: What it asks for.
        guidance: How much is told.
        sides: The sides of its first and of its last hold.
        is_first: Whether the session begins with it.
        is_new: Whether its stretch has not come before in the session.
        is_first_standing: Whether nothing before it was done standing.
        round_begun: Which round begins with it, and of how many; None where that is not said.
    """
    tells = guidance.tells_how(name_of(step, stretch))
    stretch = with_caution(step, stretch)

    def spoken(text: str) -> str:
        return speakable(text, guidance.any_script)

    first, last = sides
    reminder = EYES_OPEN if is_first_standing and stretch.position == STANDING else ""
    how: tuple[str, ...] = ()
    if tells and is_new:
        hurt = name_of(step, stretch) in guidance.hurting
        lines = [_way_there(stretch, reminder), *_how(stretch, first, hurt=hurt)]
        lines.append(_dose(asked) + (" on each side" if first is not last else ""))
        how = in_pieces(lines, guidance)
    return StepSpeech(
        opening="First" if is_first else "Next",
        name=_name(spoken(stretch.name), place),
        dose=_dose(asked),
        stay=sentence(_amount(asked)) if asked.contract else "",
        how=how,
        finish=spoken(sided(stretch.finish or "", last)) if tells else "",
        last_side=last,
        rising=_RISING.get(stretch.position, ""),
        reminder=reminder,
        round="" if round_begun is None else sentence(_which(*round_begun)),
    )


def in_pieces(lines: Iterable[str], guidance: Guidance) -> tuple[str, ...]:
    """Lines of any length as a voice is given them."""
    return tuple(said for each in lines for said in _in_pieces(each, guidance.any_script))


@lru_cache(maxsize=2000)
def _in_pieces(line: str, any_script: bool) -> tuple[str, ...]:
    """A line of instructions as a voice is given it; lists ask for the same ones again."""
    return tuple(filter(None, (speakable(piece, any_script) for piece in pieces(line))))


def _way_there(stretch: Stretch, reminder: str) -> str:
    position = "" if stretch.position == ANYWHERE else sentence(stretch.position)
    needs = f"You need {_listed(stretch.needs)}" if stretch.needs else ""
    return sentences(position, needs, reminder)


def _how(stretch: Stretch, side: Side, *, hurt: bool) -> Iterator[str]:
    yield sided(stretch.caution or "", side)
    for line in stretch.instructions:
        yield sided(line, side)
    if hurt and stretch.easier:
        yield f"It hurt last time, so make it easier. {sided(stretch.easier, side)}"


def _listed(things: tuple[str, ...]) -> str:
    named = [_with_article(thing) for thing in things]
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _with_article(thing: str) -> str:
    if not thing[:1].isalpha() or thing.endswith("s") or " " in thing:
        return thing
    return f"{'an' if thing[0].lower() in 'aeiou' else 'a'} {thing}"


def _which(round: int, rounds: int) -> str:
    return f"round {number(round)} of {number(rounds)}"


def _dose(asked: Ask) -> str:
    if asked.contract:
        stays = "breathe" if asked.breaths else "hold"
        each = f"push for {duration(asked.contract)}, then {stays} for {_amount(asked)}"
        return sentences(sentence(_sets(asked)) if asked.times > 1 else "", sentence(each))
    each = _amount(asked)
    return sentence(each if asked.times == 1 else f"{_sets(asked)} of {each}")


def _sets(asked: Ask) -> str:
    return counted(asked.times, "set")


def _amount(asked: Ask) -> str:
    if asked.reps:
        return counted(asked.reps, "time") if asked.times == 1 else number(asked.reps)
    return counted(asked.breaths, "breath") if asked.breaths else duration(asked.hold)


def _name(spoken: str, place: int) -> str:
    name = cut(spoken, NAME_LIMIT).rstrip(" .,-")
    if not name:
        return f"step {number(place + 1)}"
    # As within a sentence: "child's pose", but "T-spine twist".
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
