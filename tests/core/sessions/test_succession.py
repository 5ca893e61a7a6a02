"""A routine under another id is known by its steps."""

from __future__ import annotations

from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Routine, Step, Stretch
from stretchtui.core.sessions.succession import Former, Succession, succession

CAT = Stretch(id="cat", name="Cat-cow")


def entry(id_: str, *steps: Step) -> Entry:
    """A routine."""
    routine = Routine(id=id_, name=id_.title(), steps=steps)
    return Entry(routine, {"cat": CAT}, Source.USER, "mine.toml")


MORNING = entry("morning", Step(stretch="cat"), Step(name="Own", hold=40))
OTHER = entry("other", Step(name="Own"))
OLD = Former("old", "Old", 34, ("cat", "Own"))


def test_it_has_the_same_stretches_in_the_same_order() -> None:
    assert succession([OTHER, MORNING], [OLD], ()) == Succession(MORNING, OLD)
    backwards = Former("old", "Old", 34, ("Own", "cat"))
    assert succession([OTHER, MORNING], [backwards], ()) is None


def test_what_was_never_completed_is_like_nothing() -> None:
    assert succession([entry("empty")], [Former("old", "Old", 1, ())], ()) is None
    assert succession([MORNING], [], ()) is None


def test_what_the_person_keeps_apart_is_not_asked_again() -> None:
    assert succession([MORNING], [OLD], {("morning", "old")}) is None
    assert succession([MORNING], [OLD], {("morning", "older")}) is not None
    again = entry("again", *MORNING.routine.single_steps)
    assert succession([MORNING, again], [OLD], {("morning", "old")}) == Succession(again, OLD)
