"""What people type, and what they are told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.entry import FIELDS, Wrong, read, write
from stretchtui.core.routines.model import Ramp
from tests.core.strategies import breath_patterns, quantities, tempos, words


def reason(field: str, typed: str) -> str:
    with pytest.raises(Wrong) as caught:
        read(field, typed)
    return str(caught.value)


BREATH = "expected in and out like 4-6, or 4-2-6 with a hold; up to 60 s, holds up to 30 s"


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("30", 30),
        (" 45s ", 45),
        ("45 sec", 45),
        ("1 second", 1),
        ("1:30", 90),
        ("0:05", 5),
        ("1:00:00", 3600),
        ("60:00", 3600),
        ("2m", 120),
        ("2 Min", 120),
        ("1m30", 90),
        ("1 min 30 s", 90),
        ("1.5 min", 90),
        ("1,5m", 90),
        ("٣٠", 30),
    ],
)
def test_times_as_people_write_them(typed: str, seconds: int) -> None:
    assert read("hold", typed) == seconds


@pytest.mark.parametrize(
    "typed", ["x", "1:75", "1:3", "-5", "1h", "30 30", "²", "9" * 7, "1.25m", "5 to", "to 5"]
)
def test_what_is_no_time(typed: str) -> None:
    assert reason("hold", typed) == "expected a time like 45, 1:30 or 2m"


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("hold", "0", "expected 1 s to 60 min"),
        ("hold", "60:01", "expected 1 s to 60 min"),
        ("hold", "0 to 30", "expected 1 s to 60 min"),
        ("rest", "10:01", "expected 0 to 10 min"),
        ("get_ready", "3m", "expected 0 to 2 min"),
        ("tempo", "0", "expected 1 s to 2 min"),
        ("tempo", "2-1", "expected up, stay and down like 2-1-4, each up to 60 s"),
        ("tempo", "0-1-4", "expected up, stay and down like 2-1-4, each up to 60 s"),
        ("contract", "61", "expected 0 to 1 min"),
        (
            "breath",
            "4",
            BREATH,
        ),
        (
            "breath",
            "4-40-6",
            BREATH,
        ),
        (
            "breath",
            "4-6-4-6-4",
            BREATH,
        ),
        ("reps", "501", "expected a whole number from 1 to 500"),
        ("reps", "0", "expected a whole number from 1 to 500"),
        ("reps", "5 to 501", "expected a whole number from 1 to 500"),
        ("breaths", "61", "expected a whole number from 1 to 60"),
        ("breaths", "3.5", "expected a whole number from 1 to 60"),
        ("times", "21", "expected a whole number from 1 to 20"),
        ("times", "9" * 50, "expected a whole number from 1 to 20"),
        ("times", "1 to 3 every 0", "expected a whole number from 1 to 3600"),
        ("reps", "30 to 5", "expected the smaller number first"),
        ("reps", "1" * 61, "expected at most 60 characters"),
        ("reps", "0000005", "expected a whole number from 1 to 500"),
        ("name", "  ", "expected some text"),
        ("name", "x" * 2001, "expected at most 2000 characters"),
        ("name", "a\x1b[2J", "expected plain text, found the control character U+001B"),
        ("position", "x" * 61, "expected at most 60 characters"),
        ("tags", "a, " + "x" * 61, "expected at most 60 characters"),
        ("tags", "a," * 31, "expected at most 30 of them"),
        ("instructions", "a\n" * 61, "expected at most 60 of them"),
    ],
)
def test_what_is_out_of_limits_is_told_with_them(field: str, typed: str, expected: str) -> None:
    assert reason(field, typed) == expected


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("reps", "5 to 30 by 5 every 3", Ramp(start=5, to=30, by=5, every=3)),
        ("reps", "5-30", Ramp(start=5, to=30)),
        ("tempo", "4", 4),
        ("tempo", " 2, 1, 4 ", (2, 1, 4)),
        ("tempo", "2/0/4", (2, 0, 4)),
        ("tempo", "", None),
        ("breath", "4-6", (4, 6)),
        ("breath", "4 – 7 – 8", (4, 7, 8)),
        ("breath", "4 4 4 4", (4, 4, 4, 4)),
        ("breath", "", None),
        ("contract", "6 s", 6),
        ("contract", "0", 0),
        ("reps", "5to30every2", Ramp(start=5, to=30, every=2)),
        ("times", "1 – 1", Ramp(start=1, to=1)),
        ("hold", "30 s to 1:30 by 15s every 3", Ramp(start=30, to=90, by=15, every=3)),
        ("hold", "", None),
        ("times", " ", 1),
        ("rest", "", 0),
        ("rest", "0", 0),
        ("get_ready", "", None),
        ("get_ready", "0", 0),
        ("caution", "", None),
        ("name", " Größe \t 2 ", "Größe 2"),
        ("position", "", "anywhere"),
        ("tags", " lower back,, gentle ,", ("lower back", "gentle")),
        ("instructions", "One.\n\n  Two. \n", ("One.", "Two.")),
        ("needs", "", ()),
        # As much as there may be, and no more.
        ("reps", f"1 to{' ' * 55}3", Ramp(start=1, to=3)),
        ("reps", "000005", 5),
        ("name", "x" * 2000, "x" * 2000),
        ("tags", "a," * 30, ("a",) * 30),
    ],
)
def test_fields_are_read_as_the_model_has_them(field: str, typed: str, value: Any) -> None:
    assert read(field, typed) == value


@pytest.mark.parametrize(
    ("field", "value", "typed"),
    [
        ("hold", 45, "45 s"),
        ("hold", 90, "1:30"),
        ("hold", None, ""),
        ("hold", Ramp(start=30, to=90, by=15, every=3), "30 s to 1:30 by 15 s every 3"),
        ("reps", Ramp(start=5, to=30), "5 to 30"),
        ("times", 1, ""),
        ("tempo", 4, "4 s"),
        ("tempo", (2, 1, 4), "2-1-4"),
        ("breath", (4, 2, 6), "4-2-6"),
        ("tags", ("a", "b"), "a, b"),
        ("instructions", ("a", "b"), "a\nb"),
    ],
)
def test_values_as_they_would_be_typed(field: str, value: Any, typed: str) -> None:
    assert write(field, value) == typed


_lists = st.lists(words.filter(lambda word: "," not in word), max_size=4).map(tuple)
_values = {
    "hold": quantities(3600),
    "breaths": quantities(60),
    "reps": quantities(500),
    "times": quantities(20),
    "rounds": quantities(20),
    "finish": words,
    "setup": st.none() | st.integers(0, 120),
    "change": st.none() | st.integers(0, 120),
    "contract": st.integers(0, 60),
    "breath": breath_patterns,
    "tempo": tempos | st.integers(1, 120),
    "rest": st.integers(0, 600),
    "get_ready": st.integers(0, 120),
    **dict.fromkeys(("name", "about", "caution", "easier", "position"), words),
    **dict.fromkeys(("tags", "targets", "needs", "instructions"), _lists),
}


@given(st.data(), st.sampled_from(sorted(FIELDS)))
def test_what_is_written_is_read_back(data: st.DataObject, field: str) -> None:
    value = data.draw(_values[field])
    assert read(field, write(field, value)) == value


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=70))
def test_whatever_is_typed_is_read_or_refused_in_words(field: str, typed: str) -> None:
    told = "expected something"
    try:
        read(field, typed)
    except Wrong as error:
        told = str(error)
    assert told.startswith("expected ")
