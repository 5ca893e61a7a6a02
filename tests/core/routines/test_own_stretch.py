"""Stretches of one's own: from a step, with other fields, with the figure of another."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.draft import Draft
from stretchtui.core.routines.edit import exchange
from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Routine, Sides, Step, Stretch
from stretchtui.core.routines.own_stretch import (
    figure_kind,
    instead_kind,
    of_step,
    reform,
    step_of,
    users,
)

ROOT = Path(__file__).parents[3]
SHIPPED = decode((ROOT / "routines.toml").read_text(encoding="utf-8"), "").stretches
FIGURE = next(each.figure for each in SHIPPED if each.figure is not None)

STEP = Step(name="Shake", instructions=("Stand.",), reps=8, tempo=3, times=2, rest=5, wait=True)
BRIDGE = Stretch(id="bridge", name="Bridge", figure=FIGURE)


def test_step_becomes_a_stretch_and_says_the_rest_by_itself() -> None:
    found = of_step(STEP)
    assert found == Stretch(
        id="new", name="Shake", instructions=("Stand.",), reps=8, tempo=3, sides=Sides.NONE
    )
    assert step_of(STEP, replace(found, id="shake")) == Step(
        stretch="shake", times=2, rest=5, wait=True
    )
    assert of_step(Step(stretch="bridge", sides=Sides.BOTH)).sides is Sides.BOTH
    draft = Draft(Routine(id="a", name="a", steps=(STEP,)))
    assert exchange(draft, Step(stretch="bridge")).step == Step(stretch="bridge")
    empty = Draft(Routine(id="a", name="a"))
    assert exchange(empty, STEP) == empty


def test_fields_are_those_of_a_file() -> None:
    found = reform(Stretch(id="wall", name="Wall", hold=20), reps=5, name=" Wall  slide ")
    assert found == Stretch(id="wall", name="Wall slide", reps=5)
    assert reform(found, setup=3).setup == 3
    assert reform(replace(found, tempo=3), hold=9) == replace(found, reps=None, hold=9)
    with pytest.raises(Wrong):
        reform(found, name="")


def test_figure_is_named_by_a_stretch_that_has_it() -> None:
    kind = figure_kind([BRIDGE, Stretch(id="plain", name="Plain"), replace(BRIDGE, name="Bri")])
    assert kind.read("bridge") == kind.read("brid") == FIGURE
    assert kind.read(" ") is None
    assert kind.write(FIGURE) == "Bridge"
    assert kind.write(None) == ""
    with pytest.raises(Wrong):
        kind.read("plain")


def test_what_takes_its_place_is_typed_by_names() -> None:
    twice = Stretch(id="bridge-2", name="bridge"), Stretch(id="up", name="Up, down")
    kind = instead_kind([BRIDGE, Stretch(id="knee", name="Knee to chest"), *twice])
    assert kind.read(" knee to chest, bridge-2 ,, knee") == ("knee", "bridge-2")
    assert kind.read(" ") == ()
    ids = ("knee", "bridge", "bridge-2", "up")
    assert kind.write((*ids, "gone")) == "Knee to chest, Bridge, bridge-2, up, gone"
    assert kind.read(kind.write(ids)) == ids
    assert kind.write(()) == ""
    with pytest.raises(Wrong, match='no stretch is called "toe"'):
        kind.read("knee, toe")


def test_users_are_the_routines_that_mean_this_very_stretch() -> None:
    def entry(name: str, stretch: Stretch, *steps: Step) -> Entry:
        routine = Routine(id="a", name=name, steps=steps)
        return Entry(routine, {stretch.id: stretch}, Source.USER, "")

    step, own = Step(stretch="bridge"), Step(name="Bridge")
    entries = [
        entry("Hips", BRIDGE, own, step, step),
        entry("Own", BRIDGE, own),
        entry("Other", replace(BRIDGE, name="Other"), step),
        entry("Desk", BRIDGE, step),
        entry("Hips", BRIDGE, step),
    ]
    knee = Stretch(id="knee", name="Knee")
    found = users({"bridge": BRIDGE, "knee": knee}, entries)
    assert found == {"bridge": ("Hips", "Desk"), "knee": ()}
