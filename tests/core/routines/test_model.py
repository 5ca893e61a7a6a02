"""The model's limits, which stand on its types."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from stretchtui.core.figures.figure import Figure, Frame
from stretchtui.core.routines import model
from stretchtui.core.routines.model import Ramp, Routine, Sides, Step, Stretch, stretch_of

NUMBERS = [
    (model.HoldSeconds, 1, 3600),
    (model.Breaths, 1, 60),
    (model.Reps, 1, 500),
    (model.Times, 1, 20),
    (model.RampStep, 1, 3600),
    (model.Tempo, 1, 120),
    (model.RestSeconds, 0, 600),
    (model.LeadSeconds, 0, 120),
]


@pytest.mark.parametrize(("kind", "least", "most"), NUMBERS)
def test_a_number_may_be_either_limit_and_nothing_beyond(kind: Any, least: int, most: int) -> None:
    for inside in (least, most):
        assert msgspec.convert(inside, kind) == inside
    for outside in (least - 1, most + 1, 10**30, -(10**30), float(least), True, str(most), None):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(outside, kind)


@pytest.mark.parametrize("id_", ["a", "0", "knee-to-chest", "a-1-b", "x" * 80])
def test_an_id_is_lower_case_words_joined_by_hyphens(id_: str) -> None:
    assert msgspec.convert(id_, model.Id) == id_


@pytest.mark.parametrize(
    "id_",
    ["", "-", "-a", "a-", "a--b", "A", "a b", "a_b", "a.b", "a/b", "..", "é", "a\n", "x" * 81],
)
def test_anything_else_is_no_id(id_: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(id_, model.Id)


@pytest.mark.parametrize(("kind", "most"), [(model.Line, 2000), (model.Word, 60)])
def test_text_has_at_least_one_character_and_a_limit(kind: Any, most: int) -> None:
    for inside in ("x", "x" * most):
        assert msgspec.convert(inside, kind) == inside
    for outside in ("", "x" * (most + 1)):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(outside, kind)


@pytest.mark.parametrize(("kind", "most"), [(model.Words, 30), (model.Lines, 60)])
def test_a_list_of_texts_has_a_limit(kind: Any, most: int) -> None:
    assert msgspec.convert([], kind) == ()
    assert msgspec.convert(["x"] * most, kind) == ("x",) * most
    for outside in (["x"] * (most + 1), [""], [1], "x"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(outside, kind)


@pytest.mark.parametrize(
    "kind", [kind for kind, *_ in NUMBERS] + [model.Id, model.Line, model.Word, model.Words]
)
def test_every_limit_says_in_words_what_it_takes(kind: Any) -> None:
    (note,) = kind.__metadata__
    assert note.description


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (Stretch(id="a", name="A"), "name"),
        (Step(name="A"), "hold"),
        (Routine(id="a", name="A"), "steps"),
        (Ramp(start=1, to=2), "to"),
    ],
)
def test_values_cannot_be_changed_once_made(value: Any, field: str) -> None:
    with pytest.raises(AttributeError):
        setattr(value, field, 1)


@pytest.mark.parametrize("kind", [Stretch, Step, Routine, Ramp, Figure, Frame])
def test_unknown_keys_are_forbidden(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.forbid_unknown_fields


def test_a_ramp_is_written_with_the_words_of_the_file_format() -> None:
    ramp = Ramp(start=5, to=30, by=5, every=3)
    assert msgspec.to_builtins(ramp) == {"from": 5, "to": 30, "by": 5, "every": 3}


def test_a_routine_writes_its_steps_as_tables_named_step() -> None:
    routine = Routine(id="a", name="A", steps=(Step(name="B"),))
    assert [step["name"] for step in msgspec.to_builtins(routine)["step"]] == ["B"]


def test_a_step_says_as_little_as_it_likes() -> None:
    step = Step(name="B")
    assert (step.times, step.rest, step.wait, step.sides) == (1, 0, False, None)
    assert (step.hold, step.breaths, step.reps, step.tempo) == (None, None, None, None)


def test_the_stretch_of_a_step_is_the_librarys() -> None:
    cow = Stretch(id="cat-cow", name="Cat-cow", sides=Sides.BOTH)
    assert stretch_of(Step(stretch="cat-cow"), {"cat-cow": cow}) is cow


def test_the_stretch_of_a_step_may_be_its_own() -> None:
    own = stretch_of(Step(name="Sway", instructions=("Stand.",)), {})
    assert (own.name, own.instructions) == ("Sway", ("Stand.",))


def test_a_step_that_names_nothing_still_has_something_to_show() -> None:
    assert stretch_of(Step(), {}).name == "Stretch"


def test_a_stretch_that_the_library_lacks_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="gone"):
        stretch_of(Step(stretch="gone"), {})
