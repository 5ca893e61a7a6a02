"""Whatever a file holds: it is taken or it is a fault, and what is good in it survives."""

from __future__ import annotations

import datetime
import math
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.core import text
from stretchtui.core.routines.model import FORMAT, Group, Routine, Step, Stretch
from tests.amounts import amount, share_of
from tests.core.routines.files import GOOD, HEAD, HEADS, PLACES, RAMP_KEYS, STEP, read
from tests.core.strategies import playable, tables_of, toml_of, words

MALFORMED = sorted((Path(__file__).parent / "malformed").glob("*.toml"))

# Every key with every kind of wrong value

NEVER_RIGHT = [
    "nan",
    "-nan",
    "inf",
    "-inf",
    "1e400",
    "-1",
    "1.5",
    "-9223372036854775809",
    "18446744073709551616",
    "1" + "0" * 400,
    "0x" + "f" * 5000,
    '""',
    '" \\t "',
    '"\\u0000"',
    '"\\u001b]52;c;eA==\\u0007"',
    '"\\u009b31m"',
    '"\\u202e"',
    '"' + "x" * 100_000 + '"',
    "1979-05-27",
    "07:32:00",
    "1979-05-27T07:32:00Z",
    "[[]]",
    "[[[[1]]]]",
    "[1]",
    "[{}]",
    '["\\u001b"]',
    "{}",
    "{from = {}}",
    "{from = nan, to = inf}",
    "{a.b.c.d = 1}",
]


@pytest.mark.parametrize(
    ("place", "key", "wrong"),
    [
        (place, key, wrong)
        for turn, (place, key) in enumerate(PLACES)
        for wrong in share_of(NEVER_RIGHT, turn)
    ],
    ids=lambda each: text.shorten(each, 30),
)
def test_a_value_that_is_never_right_is_a_fault_at_its_key(
    place: str, key: str, wrong: str
) -> None:
    document = read(HEADS[place] + f"{key} = {wrong}" + GOOD)
    assert [routine.id for routine in document.routines] == ["good"]
    assert document.stretches == ()
    path = f"{place}[1].{key}"
    assert all(fault.where.startswith(path) for fault in document.faults)
    assert document.faults


@pytest.mark.parametrize(
    ("quantity", "key", "wrong"),
    product(
        ("hold", "breaths", "reps", "times"),
        RAMP_KEYS,
        ("0", "-1", "3601", "1.0", "nan", "inf", "true", '"5"', "[]", "{}", "07:32:00", "0xfffff"),
    ),
)
def test_a_wrong_end_of_a_ramp_is_a_fault_at_its_key(quantity: str, key: str, wrong: str) -> None:
    ramp = {"from": "2", "to": "4", "by": "1", "every": "1"} | {key: wrong}
    table = ", ".join(f"{name} = {value}" for name, value in ramp.items())
    document = read(STEP + f"{quantity} = {{{table}}}" + GOOD)
    assert [routine.id for routine in document.routines] == ["good"]
    (fault,) = document.faults
    assert fault.where == f"routine[1].step[1].{quantity}.{key}"


@pytest.mark.parametrize("path", MALFORMED, ids=lambda each: each.stem)
def test_raw_bytes_that_are_no_routine_file_are_a_fault(path: Path) -> None:
    assert read(path.read_bytes().decode("utf-8", "surrogateescape")).faults


def test_the_raw_files_are_there() -> None:
    assert len(MALFORMED) >= 26


@pytest.mark.once
def test_tens_of_thousands_of_faults_are_all_told() -> None:
    assert len(read(HEAD + "[[stretch]]\n" * 20_000).faults) == 40_000
    assert len(read(HEAD + "".join(f"k{n} = 1\n" for n in range(20_000))).faults) == 20_000


# Whatever a file holds

toml_values = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(),
        st.integers(-(10**40), 10**40),
        st.floats(),
        st.text(st.characters(codec="utf-8")),
        st.dates(),
        st.times(),
        st.datetimes(),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def survivor(tables: dict[str, Any]) -> dict[str, Any]:
    """The same tables with a good routine behind them."""
    good = tomllib.loads(GOOD)["routine"][0]
    return {**tables, "routine": [*tables.get("routine", []), good]}


@given(st.text())
def test_any_text_at_all_is_decoded_without_raising(toml: str) -> None:
    assert read(toml).faults


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_decoded_without_raising(data: bytes) -> None:
    assert read(data.decode("utf-8", "surrogateescape")).faults


@given(st.dictionaries(st.text(min_size=1), toml_values, min_size=1, max_size=4))
def test_any_tables_at_all_are_faults_beside_the_good_routine(tables: dict[str, Any]) -> None:
    document = read(tomli_w.dumps(survivor({"format": FORMAT, **tables})))
    assert document.faults
    assert [routine.id for routine in document.routines] == ["good"]


@given(st.sampled_from(PLACES), toml_values)
def test_any_value_at_any_key_is_taken_or_is_a_fault_and_the_good_routine_survives(
    place: tuple[str, str], value: Any
) -> None:
    where, key = place
    tables = tomllib.loads(HEADS[where])
    table = tables["stretch"][0] if where == "stretch" else tables["routine"][0]
    for _ in range(where.count("step")):
        table = table["step"][0]
    table[key] = value
    document = read(tomli_w.dumps(survivor(tables)))
    assert document.routines[-1].id == "good"
    taken = len(document.routines) == 2 or document.stretches != ()
    assert taken == (document.faults == ())
    assert all(fault.where.startswith(f"{where}[1].{key}") for fault in document.faults)


@settings(max_examples=amount(60))
@given(playable(text=words), st.data())
def test_a_valid_file_cut_or_spliced_anywhere_is_decoded_without_raising(
    made: tuple[Routine, dict[str, Stretch]], data: st.DataObject
) -> None:
    routine, stretches = made
    toml = toml_of([routine], stretches)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(toml))] * 2)))
    document = read(toml[:start] + data.draw(st.text(max_size=5)) + toml[end:])
    assert document.faults or all(each.id for each in document.routines)


DATE = datetime.date(2024, 2, 29)
NO_NUMBERS = [-1, 10**6, 10**30, 1.5, math.nan, math.inf, True, "30", "", [30], DATE]
NO_RAMPS = [{}, {"from": 0, "to": 1}, {"from": 5, "to": 2}, {"from": 1, "to": 10**6}, {"to": 1}]
NO_TEXTS = [0, False, "", "\t", "\x1b[2J", "\u202e", "\x9b", "x" * 2001, ["x"], {}, DATE, 1.5]
NO_LISTS = [
    "x",
    1,
    {},
    [1],
    [""],
    ["x", "\x07"],
    ["x"] * 61,
    [["x"]],
    [{}],
    DATE,
]
NO_IDS = [0, "", "A", "a b", "a--b", "../etc", "é", "x" * 81, ["a"], {}]

WRONG: dict[str, list[Any]] = {
    **{key: [0, *NO_NUMBERS, *NO_RAMPS] for key in ("hold", "breaths", "reps", "times", "rounds")},
    "contract": [61, *NO_NUMBERS, {"from": 1, "to": 2}],
    "breath": [[4], [0, 6], [4, 31, 6], [4, 0, 6, -1], [61, 6], *NO_NUMBERS, *NO_LISTS, [4, 6.5]],
    "tempo": [0, 121, [2, 1], [0, 1, 2], [1, -1, 1], [1, 1, 61], [1.0, 1, 1], *NO_NUMBERS],
    "avoid": [*NO_LISTS, ["discs"], ["heart", 1], "heart", ["heart"] * 8],
    "instead": [*NO_LISTS, ["A b"], ["a", 1], "a", ["a"] * 11],
    **{key: [*NO_NUMBERS, {"from": 1, "to": 2}] for key in ("rest", "get_ready")},
    **{key: [*NO_NUMBERS, {"from": 1, "to": 2}] for key in ("setup", "change")},
    **{key: NO_TEXTS for key in ("name", "about", "easier", "caution", "finish", "position")},
    **{key: NO_LISTS for key in ("targets", "needs", "instructions", "tags")},
    **{key: NO_IDS for key in ("id", "stretch")},
    "sides": ["up", "", "BOTH", 1, [], {}, DATE],
    **{key: [0, 1, "true", "", [], {}, DATE] for key in ("wait", "shuffle")},
    "figure": [0, "", [], {}, DATE, {"frame": {}}, {"view": "side"}],
}


def tables_in(tables: dict[str, Any]) -> dict[str, tuple[dict[str, Any], type]]:
    """Every table of a file by its path, with what it is to be."""
    found: dict[str, tuple[dict[str, Any], type]] = {}
    for n, stretch in enumerate(tables.get("stretch", []), 1):
        found[f"stretch[{n}]"] = stretch, Stretch
    for n, routine in enumerate(tables["routine"], 1):
        found[f"routine[{n}]"] = routine, Routine
        for m, step in enumerate(routine["step"], 1):
            found[f"routine[{n}].step[{m}]"] = step, Group if "rounds" in step else Step
            for k, inner in enumerate(step.get("step", []), 1):
                found[f"routine[{n}].step[{m}].step[{k}]"] = inner, Step
    return found


@given(playable(), st.data())
def test_one_wrong_value_in_a_valid_file_is_a_fault_that_names_its_key(
    made: tuple[Routine, dict[str, Stretch]], data: st.DataObject
) -> None:
    tables = survivor(tables_of([made[0]], made[1]))
    places = {
        where: each
        for where, each in tables_in(tables).items()
        if not where.startswith("routine[2]")
    }
    where = data.draw(st.sampled_from(sorted(places)), label="where")
    table, kind = places[where]
    known: tuple[str, ...] = kind.__struct_encode_fields__  # type: ignore[attr-defined]
    key = data.draw(st.sampled_from([each for each in known if each != "step"]), label="key")
    table[key] = data.draw(st.sampled_from(WRONG[key]), label="value")
    document = read(tomli_w.dumps(tables))
    path = f"{where}.{key}"
    assert any(
        fault.where == path or fault.where.startswith((f"{path}[", f"{path}."))
        for fault in document.faults
    )
    # What is wrong in one table leaves the others as they were.
    assert document.routines[-1].id == "good"
    assert len(document.routines) == 1 + where.startswith("stretch")
    assert len(document.stretches) == len(made[1]) - where.startswith("stretch")


@given(playable(), st.data())
def test_a_key_that_is_unknown_or_left_out_is_a_fault_that_names_its_table(
    made: tuple[Routine, dict[str, Stretch]], data: st.DataObject
) -> None:
    tables = tables_of([made[0]], made[1])
    places = tables_in(tables)
    where = data.draw(st.sampled_from(sorted(places)), label="where")
    table, kind = places[where]
    if kind is not Step and data.draw(st.booleans(), label="leave out"):
        key = "rounds" if kind is Group else data.draw(st.sampled_from(["id", "name"]))
        del table[key]
        expected = f"{key} is missing"
    else:
        key = data.draw(st.sampled_from(["nmae", "Hold", "x", "", "[b]", "\x1b", "hold "]))
        table[key] = 1
        expected = "unknown key"
    document = read(tomli_w.dumps(tables))
    assert [fault.where for fault in document.faults] == [where]
    assert expected in document.faults[0].problem
