"""Lists of exercises as stretches: the doses, sides and needs that they give or state."""

from __future__ import annotations

from typing import Any

import pytest

from stretchtui.core.routines.model import Sides, Step, Stretch
from stretchtui.core.routines.stated_dose import stated, states_two_sides
from tests.core.routines.foreign import exercise, read, told


def test_exercises_become_stretches() -> None:
    bands = exercise(id="B", name="Bands", equipment="bands", instructions=["Pull."])
    found = read([exercise(), bands])
    assert found.document.faults == ()
    assert found.document.stretches == (
        Stretch(
            id="wall-calf-lean",
            name="Wall Calf Lean",
            targets=("calves", "hamstrings"),
            instructions=("Lean on a wall with one foot behind.", "Then switch sides."),
            sides=Sides.BOTH,
        ),
        Stretch(
            id="b", name="Bands", targets=("calves", "hamstrings"), needs=("bands",),
            instructions=("Pull.",),
        ),
    )  # fmt: skip
    assert found.notes == (
        "not imported: force, level, images",
        "no time is given: 30 s (2 of 2)",
        "both sides: the instructions mention the other one (1 of 2)",
    )


@pytest.mark.parametrize(
    ("more", "dose"),
    [
        ({"duration": 90, "sides": "both"}, {"hold": 90, "sides": Sides.BOTH}),
        ({"reps": "12", "sets": 3}, {"reps": 12}),
        ({"reps": 10, "hold": 5}, {"reps": 10, "tempo": 5}),
        ({"duration": "20 s, push 6 s first"}, {"hold": 20, "contract": 6}),
        ({"breaths": 5, "side": "left"}, {"breaths": 5, "sides": Sides.LEFT}),
        ({"time": "1:10"}, {"hold": 70}),
        ({"instructions": ["Hold for 10-20 seconds.", "Switch feet."]},
         {"hold": 10, "sides": Sides.BOTH}),
        ({"instructions": ["Bend.", "Hold the stretch for about 1 minute."]}, {"hold": 60}),
        ({"instructions": ["Hold it for at least 3 breaths; the other knee next."]},
         {"breaths": 3, "sides": Sides.BOTH}),
        # What no stretch may have is not taken.
        ({"duration": 9000, "instructions": ["Hold for 0 s."]}, {}),
        ({"name": " ", "duration": 9}, None),
    ],
)  # fmt: skip
def test_a_list_gives_doses_and_its_sentences_state_them(
    more: dict[str, Any], dose: dict[str, Any] | None
) -> None:
    found = read([{"name": "Lean", "instructions": ["Lean."], **more}])
    if dose is None:
        assert found.document.faults
        return
    (stretch,) = found.document.stretches
    wanted = Stretch(
        id="lean", name="Lean", instructions=tuple(more.get("instructions", ["Lean."])), **dose
    )
    assert stretch == wanted
    assert ("no time is given: 30 s (1 of 1)" in found.notes) == (not dose)
    stated = "times and repetitions are those that the instructions state (1 of 1)"
    given = more.keys() & {"duration", "reps", "breaths", "time"}
    assert (stated in found.notes) == bool(dose and not given)
    assert found.steps == (Step(stretch="lean", times=more.get("sets", 1)),)


def test_one_category_is_taken_alone() -> None:
    found = read([exercise(), exercise(category="strength", name="Press")], "stretching")
    assert [each.name for each in found.document.stretches] == ["Wall Calf Lean"]
    assert found.notes[0] == "left out 1 of other categories"
    assert told(read([exercise()], "yoga")) == (
        "a.json: found no exercise of the category yoga: expected one of stretching"
    )


def test_what_the_list_does_not_name_is_not_made_up() -> None:
    found = read([exercise(equipment="other"), exercise(equipment=None)])
    assert [each.needs for each in found.document.stretches] == [(), ()]
    assert "1 need equipment that the list does not name" in found.notes


def test_a_record_may_stand_alone_and_say_little() -> None:
    found = read({"name": "Reach", "instructions": []})
    assert found.document.stretches == (Stretch(id="reach", name="Reach"),)
    assert len(found.notes) == 1


def test_ids_differ_even_if_those_of_the_list_do_not() -> None:
    found = read([exercise(), exercise(), exercise(id=None, name="伸")])
    assert [each.id for each in found.document.stretches] == [
        "wall-calf-lean", "wall-calf-lean-2", "stretch",
    ]  # fmt: skip


def test_a_list_may_have_other_keys_for_its_doses() -> None:
    records = [
        {"name": "A", "instructions": "Lean.", "hold_seconds": 20, "perSide": True, "restTime": 5},
        {"name": "B", "instructions": [], "durationMinutes": 2, "set_count": "2"},
        {"name": "C", "instructions": [], "repetitions": 8, "per_side": False, "length": "long"},
    ]
    found = read(records)
    assert [(each.hold, each.reps, each.sides) for each in found.document.stretches] == [
        (20, None, Sides.BOTH), (120, None, Sides.NONE), (None, 8, Sides.NONE),
    ]  # fmt: skip
    assert found.steps == (
        Step(stretch="a", rest=5), Step(stretch="b", times=2), Step(stretch="c"),
    )  # fmt: skip


# Other lists


def test_exercemus_has_a_list_inside_and_snake_case() -> None:
    found = read(
        {
            "categories": ["stretching", "strength"],
            "equipment": ["none", "wall"],
            "muscles": ["calves"],
            "muscle_groups": {"legs": ["calves"]},
            "exercises": [
                {
                    "category": "stretching",
                    "name": "Calf Lean",
                    "equipment": ["wall", "gym mat"],
                    "primary_muscles": ["calves"],
                    "secondary_muscles": ["soleus", "calves"],
                    "description": "A lean.",
                    "instructions": ["Lean. Hold for 15 seconds."],
                    "video": "https://example.org/1",
                },
                {
                    "category": "Stretching",
                    "name": "Reach",
                    "equipment": ["none"],
                    "primary_muscles": [],
                    "secondary_muscles": [],
                    "instructions": None,
                    "description": "Reach up.",
                },
                {"category": "strength", "name": "Press", "primary_muscles": ["chest"]},
            ],
        },
        "stretching",
    )
    assert found.document.stretches == (
        Stretch(
            id="calf-lean",
            name="Calf Lean",
            targets=("calves", "soleus"),
            needs=("wall", "gym mat"),
            instructions=("Lean. Hold for 15 seconds.",),
            hold=15,
        ),
        Stretch(id="reach", name="Reach", instructions=("Reach up.",)),
    )
    assert found.notes == (
        "left out 1 of other categories",
        "not imported: description, video",
        "times and repetitions are those that the instructions state (1 of 2)",
        "no time is given: 30 s (1 of 2)",
    )


def test_wger_has_translations_and_html() -> None:
    german = {"name": "Wadendehnung", "description": "<p>Lehnen.</p>", "language": 1}
    english = {
        "name": "Calf stretch",
        "description": "<p>Lean &amp; push.</p><ul><li>Hold it for 20 seconds</li></ul>",
        "language": 2,
    }
    record = {
        "id": 12,
        "uuid": "9d4f3c9e-0a55-4b8e-9ff0-6f0b2a3f0c11",
        "category": {"id": 9, "name": "Legs"},
        "muscles": [{"id": 7, "name": "Gastrocnemius", "name_en": "Calves"}],
        "muscles_secondary": [{"id": 15, "name": "Soleus", "name_en": ""}],
        "equipment": [{"id": 7, "name": "none (bodyweight exercise)"}],
        "images": [],
        "translations": [german, english],
    }
    only_german = {**record, "translations": [german], "equipment": [{"name": "Wall"}, 3]}
    older = {"name": "Old", "description": "Lean.", "muscles": [7], "equipment": [], "category": 9}
    based = {"muscles": [], "exercises": [{**english, "language": {"short_name": "EN"}}]}
    found = read({"count": 4, "next": None, "results": [record, only_german, older, based]})
    assert found.document.faults == ()
    assert found.document.stretches == (
        Stretch(
            id="calf-stretch", name="Calf stretch", targets=("Calves", "Soleus"),
            instructions=("Lean & push.", "Hold it for 20 seconds"), hold=20,
        ),
        Stretch(
            id="wadendehnung", name="Wadendehnung", targets=("Calves", "Soleus"),
            needs=("Wall",), instructions=("Lehnen.",),
        ),
        Stretch(id="old", name="Old", instructions=("Lean.",)),
        Stretch(
            id="calf-stretch-2", name="Calf stretch",
            instructions=("Lean & push.", "Hold it for 20 seconds"), hold=20,
        ),
    )  # fmt: skip
    assert "1 have no English text: their own language was taken" in found.notes
    assert [each.id for each in read({"results": [record]}, "legs").document.stretches] == [
        "calf-stretch"
    ]


def test_exercisedb_has_body_parts_and_numbered_steps() -> None:
    older = {
        "bodyPart": "upper legs", "equipment": "body weight", "gifUrl": "https://x.y/1.gif",
        "id": "0001", "name": "quad pull", "target": "quads",
    }  # fmt: skip
    newer = {
        "exerciseId": "trmte8s", "name": "band pull", "gifUrl": "https://x.y/2.gif",
        "targetMuscles": [], "bodyParts": ["back"], "equipments": ["band"],
        "secondaryMuscles": [], "instructions": ["Step:1 Stand.", "Step:2 Pull, 5 times."],
    }  # fmt: skip
    found = read({"success": True, "data": [newer]})
    assert found.document.stretches == (
        Stretch(
            id="band-pull", name="band pull", targets=("back",), needs=("band",),
            instructions=("Stand.", "Pull, 5 times."),
        ),
    )  # fmt: skip
    found = read([older])
    assert found.document.stretches == (
        Stretch(id="quad-pull", name="quad pull", targets=("quads",)),
    )
    assert found.notes[0] == "not imported: gifUrl"


def test_yoga_poses_may_stand_in_groups() -> None:
    long = "Stand with feet together and let your arms hang beside you. " * 3
    pose = {
        "id": 1, "english_name": "Mountain", "sanskrit_name": "Tadasana",
        "pose_description": f"{long}Stay for five breaths.", "pose_benefits": "Calm.",
    }  # fmt: skip
    group = {"id": 2, "category_name": "Standing", "poses": [pose, 3]}
    found = read([group, {"category_name": "Empty"}])
    (stretch,) = found.document.stretches
    assert (stretch.id, stretch.name, stretch.breaths) == ("mountain", "Mountain", 5)
    assert len(stretch.instructions) == 4
    assert [str(each) for each in found.document.faults] == [
        "a.json: [1].poses[2]: expected an exercise, found something else"
    ]
    assert found.notes[0] == "not imported: sanskrit_name, pose_benefits"
    named = {"id": "7d192604-e58a-468a-b697-683fba03b32b", "nameEnglish": "Tree", "steps": ["a"]}
    for value in ({"poses": [named]}, [{"name": "Standing", "poses": [named]}], named):
        assert [each.id for each in read(value).document.stretches] == ["tree"]
    assert read([group], "standing").document.stretches == (stretch,)


def test_one_bad_exercise_does_not_stop_the_rest_and_is_named_with_its_place() -> None:
    bad = exercise(name="\x1b", id="bad")
    found = read([{"x": 1}, exercise(), bad, exercise(name="Reach", id=None)])
    assert [each.id for each in found.document.stretches] == ["wall-calf-lean", "reach"]
    assert [each.stretch for each in found.steps] == ["wall-calf-lean", "reach"]
    assert [each.where for each in found.document.faults] == ["[1].name", "[3].name"]


@pytest.mark.parametrize(
    ("sentence", "dose"),
    [
        ("Hold for 10-20 seconds and switch.", "10 s"),
        ("Hold this position for about 1 minute.", "60 s"),
        ("Hold the stretch for 20 to 30 seconds.", "20 s"),
        ("Hold it 15 seconds.", "15 s"),
        ("Rotate, and hold for ten or more seconds.", "10 s"),
        ("Roll, pausing at points of tension for 10-30 seconds.", "10 s"),
        ("Stay here for 5 deep breaths.", "5 breaths"),
        ("Repeat for 10-20 repetitions, then switch.", "10 reps"),
        ("Repeat this action 5-10 times.", "5 reps"),
        ("Continue alternating for 10 repetitions.", "10 reps"),
        ("Circle the arms for about ten seconds.", "10 s"),
        ("After 10-20 seconds, relax.", "10 s"),
        ("Push for 6 seconds. Relax, then hold for 20 seconds.", "20 s"),
        ("Hold this for 2 seconds.", None),
        ("Repeat for the recommended amount of repetitions.", None),
        ("Twist 3 times as far as you can.", None),
    ],
)
def test_sentences_state_a_dose(sentence: str, dose: str | None) -> None:
    assert stated([sentence]) == dose


@pytest.mark.parametrize(
    ("sentence", "two"),
    [
        ("Switch sides.", True),
        ("Repeat with the opposite leg.", True),
        ("Do it 5 times on each leg.", True),
        ("When you are done with the right foot, then repeat with the left leg.", True),
        ("Place both hands on your lower back.", False),
        ("Lift your left leg.", False),
    ],
)
def test_sentences_state_two_sides(sentence: str, two: bool) -> None:
    assert states_two_sides([sentence]) == two
