"""Ids out of any name, and names for copies."""

from __future__ import annotations

from itertools import islice

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.model import Id
from stretchtui.core.routines.naming import (
    TakenNames,
    copy_name,
    ids_for,
    is_numbered,
    new_id,
    slug,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Five for the lower back", "five-for-the-lower-back"),
        ("Größe 2!", "grosse-2"),
        ("Don’t stop, can't stop", "dont-stop-cant-stop"),
        ("Łódź, naïve İstanbul", "lodz-naive-istanbul"),
        ("ﬁne ① Ǽ", "fine-1-ae"),
        ("--  --", ""),
        ("膝を胸に", ""),
        ("تمدد", ""),
        ("😀" * 200, ""),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_a_slug_is_what_an_id_can_hold_of_a_name(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_without_letters_has_an_id_too() -> None:
    assert new_id("膝を胸に", ()) == "routine"
    assert new_id("😀" * 200, {"routine"}) == "routine-2"
    assert new_id("伸", {"stretch"}, "stretch") == "stretch-2"


def test_a_taken_id_gets_the_next_number() -> None:
    assert new_id("Hips", {"hips", "hips-2", "hips-4"}) == "hips-3"


@given(st.text(max_size=120), st.integers(0, 12))
def test_an_id_is_valid_and_not_taken_whatever_the_name(name: str, used: int) -> None:
    taken: set[str] = set()
    for _ in range(used):
        taken.add(new_id(name, taken))
    found = new_id(name, taken)
    assert len(taken) == used
    assert found not in taken
    assert msgspec.convert(found, Id) == found


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Hips", (), "Hips 2"),
        ("Hips", {"Hips 2"}, "Hips 3"),
        ("Hips 9", (), "Hips 10"),
        ("5", (), "5 2"),
        ("膝", (), "膝 2"),
    ],
)
def test_a_copy_is_named_with_the_next_number(name: str, taken: set[str], expected: str) -> None:
    assert copy_name(name, taken) == expected


def test_the_longest_name_has_a_copy_that_is_no_longer() -> None:
    copy = copy_name("x" * 2000, ())
    assert len(copy) <= 2000
    assert copy.endswith("x 2")


def test_capital_letters_do_not_make_another_name() -> None:
    taken = TakenNames(["Hips"])
    assert "HIPS" in taken
    assert 3 not in taken
    assert copy_name("hips", taken) == "hips 2"
    taken.add("Hips 2")
    assert copy_name("hips", taken) == "hips 3"


@pytest.mark.parametrize(
    ("name", "same"), [("Hips", True), ("Hips 2", True), ("Hips 2 b", False), ("Hip", False)]
)
def test_a_copys_name_is_known_by_its_number(name: str, same: bool) -> None:
    assert is_numbered(name, "Hips") == same


def test_the_ids_for_a_name_do_not_end() -> None:
    assert list(islice(ids_for("Hips"), 3)) == ["hips", "hips-2", "hips-3"]
