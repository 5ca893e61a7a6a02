"""The form of a wish: what a routine is to be made for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.making.areas import goals_of
from stretchtui.core.making.places import PLACES
from stretchtui.core.making.unmet import Unmet
from stretchtui.core.making.wish import LONGEST_MIN, SHORTEST_MIN, RoutineWish, wish_of
from stretchtui.core.routines.entry import FieldKind, Wrong, read_number
from stretchtui.core.routines.search_words import plain
from stretchtui.tui.dialogs.fields import ChoiceField, Field, LineField
from stretchtui.tui.dialogs.form import Form, Values

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch
    from stretchtui.tui.commands.look import Look

_ANYWHERE = "anywhere"

_MINUTES = FieldKind(
    partial(read_number, least=SHORTEST_MIN, most=LONGEST_MIN),
    str,
    f"{SHORTEST_MIN} to {LONGEST_MIN} minutes",
)


class WishForm(Form):
    """Fields that say what is wished; leaving them loses nothing worth a question."""

    @property
    def changed(self) -> bool:
        """Nothing that would have to be kept."""
        return False


def wish_form(
    wish: RoutineWish,
    stretches: Iterable[Stretch],
    look: Look,
    make: Callable[[RoutineWish], None],
) -> WishForm:
    """The form of a wish.

    Args:
        wish: What stands there at first.
        stretches: Those that a routine can be made of.
        look: How the program looks.
        make: Takes the wish; raises ``Unmet`` if no routine can be made for it.
    """
    known = [*stretches]
    targets = frozenset(plain(target) for each in known for target in each.targets)
    needs = dict.fromkeys(need for each in known for need in each.needs)

    def meant(values: Values) -> RoutineWish:
        return replace(wish, **values)

    def keep(values: Values) -> None:
        try:
            make(meant(values))
        except Unmet as error:
            raise Wrong(str(error)) from None

    def areas(typed: str) -> tuple[str, ...]:
        found = wish_of(SHORTEST_MIN, (each.strip() for each in typed.split(","))).areas
        try:
            goals_of(found, targets)
        except Unmet as error:
            raise Wrong(str(error)) from None
        return found

    def things(typed: str) -> tuple[str, ...]:
        return wish_of(SHORTEST_MIN, without=(each.strip() for each in typed.split(","))).without

    places: list[tuple[tuple[str, ...], str]] = [((), _ANYWHERE)]
    places += [((each,), each) for each in PLACES]
    fields: list[Field] = [
        LineField("minutes", "minutes", wish.minutes, kind=_MINUTES),
        LineField(
            "areas",
            "for",
            wish.areas,
            "anything; or like: hips, lower back",
            long=True,
            kind=FieldKind(areas, ", ".join, ""),
        ),
        ChoiceField("positions", "where", wish.positions, places, look.glyphs),
        LineField(
            "without",
            "without",
            wish.without,
            f"what you don't have, like: {', '.join([*needs][:3]) or 'strap'}",
            long=True,
            kind=FieldKind(things, ", ".join, ""),
        ),
        ChoiceField(
            "gentle", "effort", wish.gentle, [(False, "as usual"), (True, "gentle")], look.glyphs
        ),
    ]
    return WishForm(
        "Make a routine for today",
        fields,
        look,
        keep,
        comes_to=lambda values: meant(values).text,
        confirm=("enter", "make"),
    )
