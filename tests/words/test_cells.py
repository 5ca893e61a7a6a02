"""Texts cut and filled to the cells there are, whatever they are made of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._unicode_data import load
from rich.cells import cell_len

from stretchtui.core.text import unsafe
from stretchtui.words.cells import cells, cut, fitted
from tests.amounts import amount

texts = st.text(st.sampled_from("ab 膝é😀e\u0301\u200b"), max_size=30)
rooms = st.integers(-3, 40)
ellipses = st.sampled_from(["", "…", "~"])
both_measures = st.sampled_from([cells, cell_len])


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", 0),
        ("knee", 4),
        ("é", 1),
        ("e\u0301", 1),
        ("a\u20dd", 1),
        ("\u200b", 0),
        ("膝", 2),
        ("😀", 2),
        ("❤\ufe0f", 2),
        ("\U000efffd", 2),
        ("\xad", 1),
        ("\u0600", 1),
        ("☰", 2),
        # Where what Unicode 16 made wide begins and ends.
        *((each, 1) for each in "\u262f\u2638\u2689\u2690\U0001d377"),
        *((each, 2) for each in "\u2637\u268a\u268f\u4dc0\u4dff"),
        *((each, 2) for each in "\U0001d300\U0001d356\U0001d360\U0001d376"),
    ],
)
def test_cells_of_a_text_are_what_a_terminal_gives_it_at_most(text: str, size: int) -> None:
    assert cells(text) == size


def tried() -> Iterable[int]:
    """Characters: all of them, or some, and all where a range of one width begins or ends."""
    everything = range(sys.maxunicode + 1)
    if (number := amount(len(everything), usual=40_000)) == len(everything):
        return everything
    edges = [edge for first, last, _ in load("auto").widths for edge in (first, last)]
    near = {edge + by for edge in edges for by in (-1, 0, 1)} & set(everything)
    return sorted(near.union(everything[:: len(everything) // number]))


@pytest.mark.no_cover  # thousands of characters
def test_no_character_takes_more_cells_than_it_is_given() -> None:
    shown = [each for each in map(chr, tried()) if unsafe(each) is None]
    assert [f"U+{ord(each):04X}" for each in shown if cells(each) < cell_len(each)] == []


@given(texts, rooms, ellipses, both_measures)
def test_text_is_cut_only_where_it_must_be_and_as_little_as_can_be(
    text: str, room: int, ellipsis: str, measure: Callable[[str], int]
) -> None:
    short = cut(text, room, ellipsis, measure)
    if measure(text) <= room:
        assert short == text
        return
    assert measure(short) <= max(0, room)
    if room < len(ellipsis):
        assert short == ""
        return
    assert short.endswith(ellipsis)
    kept = short[: len(short) - len(ellipsis)]
    assert text.startswith(kept)
    assert measure(text[: len(kept) + 1]) > room - len(ellipsis)


@given(texts, rooms, ellipses, both_measures)
def test_fitted_text_takes_all_of_its_room(
    text: str, room: int, ellipsis: str, measure: Callable[[str], int]
) -> None:
    whole = fitted(text, room, ellipsis, measure)
    assert measure(whole) == max(0, room)
    assert whole.startswith(cut(text, room, ellipsis, measure))
