"""Rows are found page by page as SQLite finds them, and next to damage as if there were none."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.store.journal_pages import rows_in
from tests.amounts import amount, share_of

LARGEST_INT = 2**63 - 1

values = st.one_of(
    st.none(),
    st.integers(-LARGEST_INT - 1, LARGEST_INT),
    st.integers(-200, 200),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.binary(max_size=30),
    st.integers(300, 20_000).map(lambda length: "long " * (length // 5)),
)


def made(rows: list[tuple[Any, ...]], page: int = 4096, without: bool = False) -> bytes:
    """A database of rows of four columns."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA page_size = {page}")
        if without:
            database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b, c, d) WITHOUT ROWID")
        else:
            database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b, c, d)")
        database.execute("BEGIN")
        for number, row in enumerate(rows, 1):
            database.execute("INSERT INTO t VALUES (?, ?, ?, ?)", (number, *row))
        database.execute("COMMIT")
        return database.serialize()


def found(image: bytes) -> list[tuple[Any, ...]]:
    """The rows of four columns, sorted by their numbers."""
    rows = [row for row in rows_in(image) if len(row.values) == 4]
    numbered = [(row.number or row.values[0], *row.values[1:]) for row in rows]
    return sorted(numbered, key=lambda row: int(str(row[0])))


@given(
    st.lists(st.tuples(values, values, values), max_size=60),
    st.sampled_from([512, 1024, 4096, 32768]),
    st.booleans(),
)
def test_every_row_is_found_as_it_was_written(
    rows: list[tuple[Any, ...]], page: int, without: bool
) -> None:
    expected = [(number, *row) for number, row in enumerate(rows, 1)]
    assert repr(found(made(rows, page, without))) == repr(expected)


PLAIN: list[tuple[Any, ...]] = [(f"row {n}", n / 7, None) for n in range(1000)]


@pytest.mark.parametrize("without", [False, True])
def test_a_page_that_is_gone_costs_its_own_rows(without: bool) -> None:
    image = made(PLAIN, without=without)
    pages = len(image) // 4096
    for page in range(1, pages):
        damaged = image[: page * 4096] + bytes(4096) + image[(page + 1) * 4096 :]
        assert len(found(damaged)) >= 1000 - 300, page


@pytest.mark.parametrize("without", [False, True])
def test_what_the_pages_above_say_does_not_matter(without: bool) -> None:
    image = bytearray(made(PLAIN, without=without))
    image[:100] = bytes(100)  # the file's header
    image[4096:8192] = bytes(4096)  # the page that leads to all others
    assert len(found(bytes(image))) >= 990


def test_a_row_that_makes_no_sense_costs_no_other() -> None:
    image = made(PLAIN)
    at = image.index(b"row 500")
    damaged = bytearray(image)
    damaged[at - 8 : at] = b"\xff" * 8
    rows = found(bytes(damaged))
    assert 998 <= len(rows) <= 1000
    assert rows[0] == (1, *PLAIN[0])


@pytest.mark.no_cover  # as others cover it
@pytest.mark.parametrize("without", [False, True])
@pytest.mark.parametrize(("byte", "bits"), [(0, range(8)), (3, range(8)), (4, range(8))])
def test_what_a_page_says_of_itself_may_be_wrong(without: bool, byte: int, bits: range) -> None:
    # Some pages are enough: all of them are read again for each bit.
    image = made(PLAIN[:300], without=without)
    expected = set(found(image))
    assert len(expected) == 300
    for page in range(1, len(image) // 4096):
        for bit in share_of(bits, page):
            damaged = bytearray(image)
            damaged[page * 4096 + byte] ^= 1 << bit
            # One may be found twice: what should be numbers may look like one that leads to it.
            assert set(found(bytes(damaged))) == expected, (page, bit)


def test_text_that_is_not_utf8_is_told_by_its_surrogates() -> None:
    image = made([("abc", 1, 2)]).replace(b"abc", b"a\xffc")
    assert found(image) == [(1, "a\udcffc", 1, 2)]


@pytest.mark.parametrize("length", [0, 1, 50, 107, 4095, 4096, 5000, 8192])
def test_what_is_cut_short_ends(length: int) -> None:
    rows = found(made(PLAIN)[:length])
    assert len(rows) < 200


def test_a_row_that_goes_on_nowhere_or_round_in_a_circle_is_left_out() -> None:
    image = made([("x" * 20_000, 1, 2), ("y", 1, 2)])
    for more in (0, 1, 2, 3, 4, 2**32 - 1):
        damaged = bytearray(image)
        for page in range(2, len(image) // 4096):
            damaged[page * 4096 : page * 4096 + 4] = more.to_bytes(4, "big")
        rows = found(bytes(damaged))
        assert rows[-1] == (2, "y", 1, 2)


def test_noise_holds_no_rows_and_ends() -> None:
    chance = random.Random(5)
    for _ in range(amount(20, usual=3)):
        for row in rows_in(chance.randbytes(40_000)):
            assert row.values is not None
