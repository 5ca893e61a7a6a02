"""What a person types, understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.search_query import Query, parse
from tests.core.strategies import words

PHRASES = {"lower back", "upper back", "before long runs"}


def lengths(query: Query) -> list[int]:
    """The minutes that a query wants, up to an hour or so."""
    return [n for n in range(1, 90) if all(span.holds(n) for span in query.spans)]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("10 min", 8, 12),
        ("10min", 8, 12),
        ("10m", 8, 12),
        ("10 minu", 8, 12),
        ("10 minutes", 8, 12),
        ("10'", 8, 12),
        ("~10", 8, 12),
        ("about 10 min", 8, 12),
        ("5 minutes", 4, 6),
        ("2 min", 2, 2),
        ("1h", 48, 72),
        ("1 hour", 48, 72),
        ("under 10", 1, 9),
        ("Under 10 min", 1, 9),
        ("less than 10 minutes", 1, 9),
        ("shorter than 10", 1, 9),
        ("below 10", 1, 9),
        ("<10", 1, 9),
        ("< 10 min", 1, 9),
        ("up to 10", 1, 10),
        ("at most 10 min", 1, 10),
        ("no more than 10", 1, 10),
        ("within 10 min", 1, 10),
        ("max 10", 1, 10),
        ("<=10", 1, 10),
        ("≤ 10", 1, 10),
        ("over 10", 11, 89),
        ("more than 10", 11, 89),
        ("longer than 10 min", 11, 89),
        (">10", 11, 89),
        ("at least 10", 10, 89),
        (">= 10", 10, 89),
        ("5-10", 5, 10),
        ("5–10 min", 5, 10),
        ("5 to 10 min", 5, 10),
        ("over 5 under 10", 6, 9),
    ],
)
def test_lengths_are_understood(typed: str, first: int, last: int) -> None:
    query = parse(typed)
    assert not query.terms
    assert (lengths(query)[0], lengths(query)[-1]) == (first, last)
    assert lengths(query) == list(range(first, last + 1))


def test_nearest_to_the_length_is_best() -> None:
    (span,) = parse("10 min").spans
    assert [span.off(minutes) for minutes in (8, 10, 11)] == [2, 0, 1]
    (span,) = parse("under 10").spans
    assert span.off(3) == span.off(9) == 0


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", []),
        ("  ", []),
        ("Hips  floor", ["hips", "floor"]),
        ("lower back", ["lower back"]),
        ("my lower back hurts", ["my", "lower back", "hurts"]),
        ("back lower", ["back", "lower"]),
        ("before long runs", ["before long runs"]),
        ("hips 10 min chair", ["hips", "chair"]),
        ("hips under", ["hips"]),
        ("up to", []),
        ("under the bed", ["under", "the", "bed"]),
        ("10 hips", ["10", "hips"]),
        ("9999", ["9999"]),
        ("v10 min", ["v10", "min"]),
        ("10 mornings", ["10", "mornings"]),
        ("5 h", ["5", "h"]),
    ],
)
def test_what_is_no_length_is_words(typed: str, terms: list[str]) -> None:
    assert [term.text for term in parse(typed, PHRASES).terms] == terms


def test_number_without_a_unit_may_be_either() -> None:
    (term,) = parse("10").terms
    assert term.span is not None
    assert term.span.holds(9)
    assert not parse("10").spans


@given(
    st.lists(words | st.sampled_from(["10", "min", "under", "<", "to", "-", "5h"])).map(" ".join)
)
def test_anything_can_be_typed(typed: str) -> None:
    query = parse(typed, PHRASES)
    assert all(term.text and term.text in query.text for term in query.terms)
