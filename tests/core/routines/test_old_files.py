"""Files from before rounds, pushes and patterns mean what they meant, and are saved as they are."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomli_w
from hypothesis import example, given
from hypothesis import strategies as st

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.timeline import compile_routine

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline

KINDS = {"hold": st.integers(1, 180), "reps": st.integers(1, 15), "breaths": st.integers(1, 12)}
BREATH_S, MOVEMENT_S, HOLD_S = 10, 4, 30
"""What takes how long where a file does not say; a breath is 4 seconds in and 6 out by now."""


def doses() -> st.SearchStrategy[dict[str, Any]]:
    """How much of something, as the old format said it."""
    return st.one_of(
        st.just({}),
        *(st.fixed_dictionaries({kind: amount}) for kind, amount in KINDS.items()),
        st.fixed_dictionaries({"reps": KINDS["reps"], "tempo": st.integers(1, 20)}),
    )


def steps() -> st.SearchStrategy[dict[str, Any]]:
    """A step, as the old format had it, in the order of its keys."""
    more = st.fixed_dictionaries(
        {},
        optional={
            "sides": st.sampled_from(["none", "left", "right", "both", "alternate"]),
            "times": st.integers(2, 4),
            "rest": st.integers(1, 60),
            "wait": st.just(True),
        },
    )
    return st.builds(lambda name, dose, rest: {"name": name} | dose | rest, names, doses(), more)


names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


def written(tables: list[dict[str, Any]]) -> str:
    """An old file, in the form in which the program has always written it."""
    order = ["name", "hold", "breaths", "reps", "tempo", "sides", "times", "rest", "wait"]
    lines = ["format = 1", "", "[[routine]]", 'id = "old"', 'name = "Old"', "get_ready = 5"]
    for table in tables:
        lines += ["", "  [[routine.step]]"]
        for key in order:
            if key in table:
                lines.append("  " + tomli_w.dumps({key: table[key]}).strip())
    return "\n".join(lines) + "\n"


def meant(tables: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """What is done, by the old rules: names, sides and seconds of the holds, in their order."""
    done = []
    for table in tables:
        seconds = table.get("hold", HOLD_S)
        if "breaths" in table:
            seconds = table["breaths"] * BREATH_S
        if "reps" in table:
            seconds = table["reps"] * table.get("tempo", MOVEMENT_S)
        times = table.get("times", 1)
        sides = {
            "none": ["none"] * times,
            "left": ["left"] * times,
            "right": ["right"] * times,
            "both": ["left"] * times + ["right"] * times,
            "alternate": ["left", "right"] * times,
        }[table.get("sides", "none")]
        done += [(table["name"], side, seconds) for side in sides]
    return done


def timeline(text: str) -> Timeline:
    """A file's only routine, laid out in time."""
    document = decode(text, "old.toml")
    assert document.faults == ()
    (routine,) = document.routines
    return compile_routine(routine, {}, Pace())


@given(st.lists(steps(), min_size=1, max_size=6))
@example([{"name": "A", "reps": 15, "tempo": 20, "sides": "alternate", "times": 4, "rest": 60}])
def test_an_old_file_means_what_it_meant_and_is_saved_as_it_is(
    tables: list[dict[str, Any]],
) -> None:
    text = written(tables)
    document = decode(text, "old.toml")
    assert encode(document.routines, document.stretches) == text
    found = [
        (phase.name, str(phase.side), phase.duration)
        for phase in timeline(text).phases
        if phase.kind.active
    ]
    assert found == meant(tables)
    waits = [phase.wait for phase in timeline(text).phases if phase.kind.active]
    assert any(waits) is any("wait" in table for table in tables)


def test_the_least_old_file_is_toml() -> None:
    table = tomllib.loads(written([{"name": "A", "hold": 20, "times": 2}]))
    assert table["routine"][0]["step"] == [{"name": "A", "hold": 20, "times": 2}]
