"""A week's minutes for a part of the body as a bar, with marks for what studies found of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from stretchtui.core.duration import whole_minutes
from stretchtui.core.sessions.weekly import GAINS_FROM_S, LEVEL_OFF_S, WHOLE_S, filled, marks

if TYPE_CHECKING:
    from stretchtui.words.chart_glyphs import ChartGlyphs

Look = Literal["bar", "mark", ""]
"""What a piece of a row is: some of the bar, a mark beyond it, or nothing."""

_FROM, _TO = whole_minutes(GAINS_FROM_S), whole_minutes(LEVEL_OFF_S)

LEGENDS = (
    f"In studies, a muscle gains from about {_FROM} min a week; gains level off at about {_TO}.",
    f"Gains begin at about {_FROM} min a week and level off at {_TO}.",
    f"Gains level off at {_TO} min a week.",
)
"""What the marks mean, in ever fewer words."""


def bar(seconds: int, room: int, glyphs: ChartGlyphs) -> Iterator[tuple[str, Look]]:
    """A bar with its marks, in pieces that fill the room.

    Args:
        seconds: Those held in the week.
        room: The cells there are.
        glyphs: The characters to draw with.
    """
    end, places = filled(seconds, room), marks(room)

    def cells() -> Iterator[tuple[str, Look]]:
        for place in range(room):
            if place == room - 1 and seconds > WHOLE_S:
                yield glyphs.beyond, "bar"
            elif place < end:
                yield (glyphs.marked if place in places else glyphs.line), "bar"
            elif place in places:
                yield glyphs.mark, "mark"
            else:
                yield " ", ""

    for look, run in groupby(cells(), key=itemgetter(1)):
        yield "".join(text for text, _ in run), look


def scale(room: int) -> str:
    """What stands over the marks of such bars: ``5      10 min``, as wide as they are."""
    first, second = marks(room)
    last = f"{_TO} min"
    if len(last) > room - second:
        last = str(_TO)
    return f"{'':<{first}}{_FROM:<{second - first}}{last}"[:room].ljust(room)


def legend(room: int) -> str:
    """What the marks mean, in as many words as there is room for; nothing if there is none."""
    return next((each for each in LEGENDS if len(each) <= room), "")
