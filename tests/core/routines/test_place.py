"""Places in a file are written in one way."""

from __future__ import annotations

from stretchtui.core.routines.place import key_path, place_of


def test_a_path_names_keys_and_counts_from_1() -> None:
    assert key_path("routine", 2, "step", 3, "hold") == "routine[2].step[3].hold"
    assert key_path("routine[2]", "name") == "routine[2].name"
    assert key_path(3, "name") == "[3].name"
    assert key_path("", "format") == "format"
    assert key_path("workouts[2]", "[3].name") == "workouts[2][3].name"
    assert key_path("routine[1]", "") == "routine[1]"


def test_a_path_that_counts_from_0_is_written_like_the_others() -> None:
    assert place_of("$[0].name") == "[1].name"
    assert place_of("$.workouts[2].sets[0]") == "workouts[3].sets[1]"
    assert place_of("$") == place_of("") == ""
