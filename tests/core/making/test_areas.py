"""What people call parts of the body, and the targets that these are."""

from __future__ import annotations

import pytest

from stretchtui.core.making.areas import goals_of, region_of
from stretchtui.core.making.unmet import Unmet

TARGETS = frozenset(
    ["hips", "lower back", "upper back", "calves", "feet", "hamstrings", "glutes", "shoulders"]
)


@pytest.mark.parametrize(
    ("area", "targets"),
    [
        ("hips", ["hips"]),
        ("Hip", ["hips"]),
        ("calf", ["calves"]),
        ("foot", ["feet"]),
        ("back", ["lower back", "upper back"]),
        ("leg", ["hamstrings", "calves", "feet"]),
        ("bottom", ["glutes"]),
        ("shoulder", ["shoulders"]),
        ("lower", ["lower back"]),
    ],
)
def test_a_part_of_the_body_is_meant_by_many_names(area: str, targets: list[str]) -> None:
    (goal,) = goals_of([area], TARGETS)
    assert goal.name == area
    assert goal.targets == frozenset(targets)
    assert goal.is_reached_by(["neck", targets[0]])
    assert not goal.is_reached_by(["neck"])


@pytest.mark.parametrize("area", ["whole body", "everything", "Full Body"])
def test_the_whole_body_is_all_regions(area: str) -> None:
    found = {goal.name: goal.targets for goal in goals_of([area], TARGETS)}
    assert found == {
        "upper body": {"upper back", "shoulders"},
        "lower back": {"lower back"},
        "hips": {"hips", "glutes"},
        "legs": {"hamstrings", "calves"},
    }


def test_the_same_is_wanted_once() -> None:
    assert len(goals_of(["hips", "hip", "Hips"], TARGETS)) == 1
    assert goals_of([], TARGETS) == ()


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("hipz", "No stretch is for hipz: did you mean hips?"),
        (
            "elbows",
            "No stretch is for elbows; there are stretches for calves, feet, glutes, hamstrings, "
            "hips, lower back, shoulders, upper back",
        ),
        ("whole body", "No stretch is for upper body; there are stretches for calves"),
    ],
)
def test_what_no_stretch_is_for_is_said(area: str, said: str) -> None:
    targets = TARGETS - {"upper back", "shoulders"} if area == "whole body" else TARGETS
    with pytest.raises(Unmet) as error:
        goals_of([area], targets)
    assert str(error.value).startswith(said)


def test_a_stretch_that_is_for_it_above_all_has_to_be_there_if_one_can_be_had() -> None:
    (goal,) = goals_of(["neck"], TARGETS | {"neck"})
    assert goal.is_met_by(["shoulders", "neck"]), "nothing better is known"
    among = goal.among(frozenset(["neck", "hips"]))
    assert among.is_met_by(["neck"])
    assert not among.is_met_by(["shoulders", "neck"])
    assert not among.is_met_by([])
    assert goal.among(frozenset(["shoulders"])).is_met_by(["shoulders", "neck"])


def test_targets_are_of_a_region() -> None:
    assert region_of(["groin", "hamstrings"]) == "hips"
    assert region_of(["breathing"]) == ""
    assert region_of([]) == ""
