"""What a person would like to do, as they would say it: ``10 minutes for hips, on the floor``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from stretchtui.core.making.places import SPELLINGS, place_of
from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.naming import LONGEST, slug
from stretchtui.core.routines.search_words import plain
from stretchtui.core.text import unsafe

SHORTEST_MIN, LONGEST_MIN = 1, 60
"""The fewest and the most minutes that can be asked for."""

MOST_WORDS = 12
"""So many areas, places or things can be named."""

LONGEST_WORD = 60
"""None of them has more characters."""

_MADE = "made-"
"""What the ids of routines begin with that were made and not kept."""

_MINUTES = re.compile(
    r"(?<![\w.,-])(?P<number>\d{1,4})(?:\s*-?\s*(?:m|mins?|minutes?))?(?![\w.]|,\d)"
)
_BETWEEN = re.compile(r"[,;]")
_WITHOUT = re.compile(r"\b(?:without|no)\b")
_FOR = re.compile(r"\s*for\b")
_GENTLE = re.compile(r"\b(?:gentle|gently|easy)\b")
_PLACE = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(SPELLINGS, key=len, reverse=True)))})(?!\w)"
)
_PLACE_ONLY = re.compile(_PLACE.pattern.replace("(?:", "(?!(?:chair|floor|bed)(?!\\w))(?:", 1))
"""The same where things are listed: a chair is one."""
_AND = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bor\b)\s*")
_ARTICLE = re.compile(r"\A(?:(?:for|of|in|the|my|your|an?|any)\s+)+|\A(?:for|of|in)\Z")


class RoutineWish(Struct, frozen=True):
    """What a routine is to be made for."""

    minutes: int = 10
    """How long it shall last."""
    areas: tuple[str, ...] = ()
    """The parts of the body that it is for; anything, if none is named."""
    positions: tuple[str, ...] = ()
    """Where it is done, as ``place_of`` calls it; anywhere, if nothing is said."""
    without: tuple[str, ...] = ()
    """Things that are not at hand."""
    gentle: bool = False
    """Whether it shall be easier than usual."""

    @property
    def text(self) -> str:
        """As a person would type it; ``read_wish`` understands it."""
        return minutes_text(self.minutes) + self.what

    @property
    def what(self) -> str:
        """What stands behind the minutes: `` for hips, standing``; nothing if anything will do."""
        areas = (f"the {each}" if each.endswith(" body") else each for each in self.areas)
        parts = [f" for {listed(areas)}" if self.areas else ""]
        parts += [listed(self.positions, "or")] if self.positions else []
        parts += ["gentle"] if self.gentle else []
        parts += [f"without {listed(self.without, 'or')}"] if self.without else []
        return ", ".join(parts)

    @property
    def id(self) -> str:
        """The id of a routine that was made for it and not kept: the same for the same wish."""
        return (_MADE + slug(self.text))[:LONGEST].rstrip("-")


def is_made(routine: str) -> bool:
    """Whether a routine's id is that of one that was made and not kept."""
    return routine.startswith(_MADE)


def minutes_text(minutes: int) -> str:
    """``10 minutes``."""
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """``hips``, ``hips and neck``, ``hips, neck and calves``."""
    *others, end = words
    return f"{', '.join(others)} {last} {end}" if others else end


def read_wish(typed: str) -> RoutineWish:
    """What was typed: ``10 minutes for hips and lower back``, ``8 min neck, gentle, no strap``.

    Raises:
        Wrong: No minutes are in it, too few or many, or too much of anything else.
    """
    text = plain(typed)
    found = _MINUTES.search(text)
    if found is None:
        raise Wrong("expected minutes, and what for: 10 minutes for hips")
    areas: list[str] = []
    positions: list[str] = []
    without: list[str] = []
    gentle = is_list_of_things = False
    for part in _BETWEEN.split(f"{text[: found.start()]},{text[found.end() :]}"):
        part, *things = _WITHOUT.split(part, maxsplit=1)
        gentle |= bool(_GENTLE.search(part))
        place = _PLACE_ONLY if is_list_of_things else _PLACE
        positions += place.findall(part)
        words = place.sub(",", _GENTLE.sub(",", part))
        # "Without strap, wall or chair": what follows are things, unless it says what it is for.
        is_list_of_things &= _FOR.match(words) is None
        (without if is_list_of_things else areas).append(words)
        if things:
            is_list_of_things = True
            without += things
    return wish_of(int(found["number"]), _words(areas), positions, _words(without), gentle)


def wish_of(
    minutes: int,
    areas: Iterable[str] = (),
    positions: Iterable[str] = (),
    without: Iterable[str] = (),
    gentle: bool = False,
) -> RoutineWish:
    """A wish out of words, which may be spelled in any way.

    Raises:
        Wrong: The minutes are too few or many, or there is too much of anything else.
    """
    if not SHORTEST_MIN <= minutes <= LONGEST_MIN:
        raise Wrong(f"expected {SHORTEST_MIN} to {LONGEST_MIN} minutes")
    parts, places, things = (
        tuple(dict.fromkeys(filter(None, each)))
        for each in (map(plain, areas), map(place_of, positions), map(plain, without))
    )
    for words in (parts, places, things):
        if len(words) > MOST_WORDS or any(len(each) > LONGEST_WORD for each in words):
            raise Wrong(f"expected at most {MOST_WORDS} words of {LONGEST_WORD} characters")
        if any(unsafe(each) for each in words):
            raise Wrong("expected plain text, found a control character")
    return RoutineWish(minutes, parts, places, things, gentle)


def _words(texts: Iterable[str]) -> list[str]:
    """What is listed in some texts, without articles."""
    words = (each for text in texts for each in _AND.split(text))
    return [_ARTICLE.sub("", each.strip(" .!?:")) for each in words]
