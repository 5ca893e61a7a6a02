"""The parts of the body that a person names, and the targets of stretches that these are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from stretchtui.core.making.unmet import Unmet
from stretchtui.core.routines.search_words import meant, plain

REGIONS: dict[str, frozenset[str]] = {
    "upper body": frozenset(["neck", "shoulders", "upper back", "chest", "arms"]),
    "lower back": frozenset(["lower back", "abdominals", "waist"]),
    "hips": frozenset(["hips", "glutes", "groin"]),
    "legs": frozenset(["hamstrings", "quadriceps", "calves", "thighs"]),
}
"""What belongs together: all of them are the whole body."""

_GROUPS = {
    "upper body": REGIONS["upper body"] | {"wrists", "hands", "forearms"},
    "legs": REGIONS["legs"] | {"ankles", "feet", "knees"},
    "back": frozenset(["lower back", "upper back"]),
    "lower body": REGIONS["lower back"] | REGIONS["hips"] | REGIONS["legs"],
    "trunk": REGIONS["lower back"] | REGIONS["hips"] | {"upper back", "chest"},
    "arms": frozenset(["shoulders", "wrists", "arms", "forearms"]),
    "hands": frozenset(["wrists", "hands"]),
    "core": frozenset(["abdominals", "lower back", "waist"]),
    "abs": frozenset(["abdominals"]),
    "belly": frozenset(["abdominals"]),
    "stomach": frozenset(["abdominals"]),
    "thighs": frozenset(["hamstrings", "quadriceps", "groin", "thighs"]),
    "quads": frozenset(["quadriceps"]),
    "knees": frozenset(["quadriceps", "hamstrings", "calves", "knees"]),
    "buttocks": frozenset(["glutes"]),
    "bottom": frozenset(["glutes"]),
    "spine": frozenset(["lower back", "upper back", "neck"]),
    "sides": frozenset(["waist"]),
    "lower legs": frozenset(["calves", "ankles"]),
}
"""What people call several targets, or one of them."""

_WHOLE = ("whole body", "full body", "body", "everything", "all", "whole", "all over")
_ONE = {"calf": "calves", "foot": "feet", "thigh": "thighs", "belly": "belly"}


class Goal(Struct, frozen=True):
    """Something that a routine has to reach."""

    name: str
    """As the person says it."""
    targets: frozenset[str]
    """The targets of stretches, any of which will do; in small letters."""
    mains: frozenset[str] = frozenset()
    """Those of them that some stretch is for above all: one such stretch has to be there."""

    def among(self, mains: frozenset[str]) -> Goal:
        """The same, where stretches can be had that are for these above all."""
        return Goal(self.name, self.targets, self.targets & mains)

    def is_met_by(self, targets: Sequence[str]) -> bool:
        """Whether a stretch for some targets, the first above all, is enough for it."""
        return targets[0] in self.mains if self.mains and targets else self.is_reached_by(targets)

    def is_reached_by(self, targets: Iterable[str]) -> bool:
        """Whether a stretch for some targets is for it."""
        return not self.targets.isdisjoint(targets)


def goals_of(areas: Iterable[str], targets: frozenset[str]) -> tuple[Goal, ...]:
    """What a routine has to reach, so that it is for some parts of the body.

    Args:
        areas: As the person names them; none, if anything will do.
        targets: What the stretches of the library are for, in small letters.

    Raises:
        Unmet: No stretch is for one of them.
    """
    found: dict[frozenset[str], Goal] = {}
    for area in areas:
        for name, wanted in _regions(area):
            reached = wanted & targets or _alike(name, targets)
            if not reached:
                near = sorted(meant(plain(name), targets | _GROUPS.keys()))[:1]
                hint = f": did you mean {near[0]}?" if near else f"; {_known(targets)}"
                raise Unmet(f"No stretch is for {name}{hint}")
            found.setdefault(reached, Goal(name, reached))
    return tuple(found.values())


def region_of(targets: Iterable[str]) -> str:
    """The region that some targets belong to: the first one's; none of what is in no region."""
    own = [name for each in targets for name, region in REGIONS.items() if each in region]
    return own[0] if own else ""


def _regions(area: str) -> list[tuple[str, frozenset[str]]]:
    """What is meant by a word: each has to be reached."""
    word = plain(area)
    if word in _WHOLE:
        return [*REGIONS.items()]
    word = _ONE.get(word, word)
    for spelling in (word, f"{word}s"):
        if spelling in _GROUPS:
            return [(area, _GROUPS[spelling])]
    return [(area, frozenset([word]))]


def _alike(name: str, targets: frozenset[str]) -> frozenset[str]:
    """Targets that are meant by a name: its plural, or what has it as one of its words."""
    word = plain(name)
    plural = _ONE.get(word, f"{word}s")
    if plural in targets:
        return frozenset([plural])
    return frozenset(each for each in targets if {word, plural} & set(each.split()))


def _known(targets: frozenset[str]) -> str:
    return f"there are stretches for {', '.join(sorted(targets))}"
