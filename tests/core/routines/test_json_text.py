"""JSON files that people bring, and what is said of those that nothing can be made of."""

from __future__ import annotations

from typing import Annotated

import pytest
from msgspec import Meta, Struct

from stretchtui.core.routines.json_text import Faulty, decode_json, listed, shaped
from stretchtui.core.routines.model import Side


class _Pose(Struct):
    name: str
    seconds: int = 0


@pytest.mark.parametrize(
    ("found", "where", "problem"),
    [
        ([{"name": "a"}, {"name": 3}], "[2].name", "expected text, found a whole number"),
        ([{"name": "a", "seconds": "3"}], "[1].seconds", "expected a whole number, found text"),
        ([{"name": None}], "[1].name", "expected text, found nothing"),
        ([{}], "[1]", "name is missing"),
        ({"name": "a"}, "", "expected a list, found an object"),
        ([True], "[1]", "expected an object, found true or false"),
        ([1.5], "[1]", "expected an object, found a number"),
    ],
)
def test_the_first_place_of_another_shape_is_told(found: object, where: str, problem: str) -> None:
    with pytest.raises(Faulty) as caught:
        shaped(list[_Pose], found)
    assert (caught.value.where, caught.value.problem) == (where, problem)
    assert str(caught.value) == problem


def test_what_has_the_shape_is_taken() -> None:
    assert shaped(list[_Pose], [{"name": "a", "more": 1}]) == [_Pose("a")]


def test_a_mark_of_the_byte_order_is_no_part_of_a_text() -> None:
    assert decode_json(b"\xef\xbb\xbf[1]") == [1]


@pytest.mark.parametrize(
    ("data", "problem"), [(b"[" * 100_000, "nested too deep"), (b"[1", "not JSON: input data was")]
)
def test_what_is_no_json_is_told(data: bytes, problem: str) -> None:
    with pytest.raises(Faulty) as caught:
        decode_json(data)
    assert caught.value.problem.startswith(problem)


class _Hold(Struct):
    seconds: Annotated[float, Meta(le=100)]
    side: Side = Side.LEFT
    name: Annotated[str, Meta(max_length=3)] = ""


@pytest.mark.parametrize(
    ("data", "where", "problem"),
    [
        (b'{"seconds": 1e999}', "[2].seconds", "expected a smaller number"),
        (b'{"seconds": 1' + b"0" * 400 + b"}", "[2].seconds", "expected a smaller number"),
        (b'{"seconds": 101}', "[2].seconds", "expected a number <= 100.0"),
        (b'{"side": "left"}', "[2]", "seconds is missing"),
        (
            b'{"seconds": 1, "side": "up"}',
            "[2].side",
            "expected a word that is known, found 'up'",
        ),
        (
            b'{"seconds": 1, "name": "long"}',
            "[2].name",
            "expected text of a length up to 3",
        ),
        (b'{"seconds": 1, "name": "\xff"}', "byte 41", "not JSON: expected UTF-8 text"),
        (b'{"seconds": }', "byte 29", "not JSON: invalid character"),
    ],
)
def test_what_was_to_have_a_shape_is_told_where_it_has_another(
    data: bytes, where: str, problem: str
) -> None:
    with pytest.raises(Faulty) as caught:
        decode_json(b'[{"seconds": 9}, ' + data + b"]", list[_Hold])
    assert (caught.value.where, caught.value.problem) == (where, problem)


def test_a_few_of_many_names_are_listed_and_each_once() -> None:
    names = [f"n{number}" for number in range(9)]
    assert listed(names[:8] * 2) == "n0, n1, n2, n3, n4, n5, n6, n7"
    assert listed(names) == "n0, n1, n2, n3, n4, n5, n6, n7, …"
    assert len(listed(["x" * 300])) == 30
    assert listed([]) == ""
