"""The text of a code to scan: what went in comes out, and nothing else does."""

from __future__ import annotations

import base64
import string
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.core.routines import interchange
from stretchtui.core.routines.code_text import (
    LARGEST,
    LONGEST,
    PREFIX,
    from_code,
    is_code,
    to_code,
)
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.json_text import Faulty
from stretchtui.core.routines.model import Routine, Step
from tests.amounts import amount
from tests.core.strategies import routines

TOML = encode([Routine(id="bow", name="Bøw", steps=(Step(name="Reach up", hold=20),))])
CODE = to_code(TOML)


def packed(data: bytes) -> str:
    """A code of any bytes."""
    return PREFIX + base64.b32encode(data).decode().rstrip("=")


def refused(text: str) -> str:
    """Why a text is not read."""
    with pytest.raises(Faulty) as raised:
        from_code(text)
    assert raised.value.where == ""
    return raised.value.problem


@given(routines())
@settings(max_examples=amount(60), deadline=None)
def test_a_routine_comes_out_as_it_went_in(routine: Routine) -> None:
    toml = encode([routine])
    assert from_code(to_code(toml)) == toml


def test_a_qr_code_holds_it_in_its_smallest_letters_and_a_shell_reads_none_of_them() -> None:
    assert set(CODE) <= {*string.ascii_uppercase, *string.digits, ":"}


def test_it_can_be_read_without_this_program() -> None:
    letters = CODE.removeprefix("STRETCHTUI:1:")
    data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    assert zlib.decompress(data).decode() == TOML


@pytest.mark.parametrize(
    "text",
    [
        CODE.lower(),
        f"\n  {CODE}\n\n",
        "\r\n".join(CODE[at : at + 20] for at in range(0, len(CODE), 20)),
        CODE.replace(PREFIX, "Stretchtui:001: "),
    ],
)
def test_capitals_spaces_and_line_ends_make_no_difference(text: str) -> None:
    assert is_code(text)
    assert from_code(text) == TOML


@pytest.mark.parametrize("text", ["", "stretchtui", "Stretchtui: my list", f"x{CODE}", TOML])
def test_what_does_not_begin_as_a_code_is_none(text: str) -> None:
    assert not is_code(text)
    assert refused(text) == "expected a code that begins with STRETCHTUI:1:"


def test_of_another_version_nothing_is_read() -> None:
    assert refused(CODE.replace(":1:", ":2:")) == "expected a code of version 1, found 2"


DAMAGED = "part of the code is missing or wrong: copy all of it, or scan it again"


@pytest.mark.parametrize("end", range(len(PREFIX), len(CODE)))
def test_a_code_that_was_cut_off_is_not_read(end: int) -> None:
    assert refused(CODE[:end]) == DAMAGED


@pytest.mark.parametrize("at", range(len(PREFIX), len(CODE) - 1))
def test_of_a_code_with_a_wrong_letter_nothing_is_read(at: int) -> None:
    other = "A" if CODE[at] != "A" else "B"
    assert refused(CODE[:at] + other + CODE[at + 1 :]) == DAMAGED


@pytest.mark.parametrize(
    ("text", "found"),
    [(f"{CODE}1", "'1'"), (f"{CODE}\x1b]0;x", r"'\x1b'"), (f"{CODE}é", r"'\xc9'")],
)
def test_a_letter_that_no_code_has_is_named(text: str, found: str) -> None:
    assert refused(text) == f"{DAMAGED} (found {found})"


@pytest.mark.parametrize(
    "data",
    [
        b"plain",
        zlib.compress(TOML.encode()) + b"more",
        zlib.compress(b"\xff\xfe is no UTF-8"),
        zlib.compress(TOML.encode())[2:],
    ],
)
def test_what_is_not_just_a_compressed_text_is_not_read(data: bytes) -> None:
    assert refused(packed(data)) == DAMAGED


def test_a_code_is_no_longer_than_the_largest_there_is() -> None:
    room = LONGEST - len(PREFIX)
    assert refused(PREFIX + "A" * room) == DAMAGED
    at_most = "expected a code of at most 4296 characters"
    assert refused(PREFIX + "A" * (LONGEST + 1)) == at_most
    assert refused(CODE + " " * 3 * LONGEST) == at_most
    assert refused(PREFIX + "A" * 10_000_000) == at_most


def test_what_comes_out_is_limited_whatever_it_says() -> None:
    largest = "#" * LARGEST
    assert from_code(to_code(largest)) == largest
    bomb = packed(zlib.compress(bytes(2_000_000), 9))
    assert len(bomb) < LONGEST
    for text in (to_code(largest + "#"), bomb):
        assert refused(text) == "expected a routine of at most 64 KiB in the code"


@given(st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(zlib.compress)))
@settings(max_examples=amount(100), deadline=None)
def test_whatever_is_packed_in_it_it_is_read_or_refused(data: bytes) -> None:
    document = interchange.read(packed(data).encode(), "the code").document
    assert document.faults or not document.routines


def test_what_comes_out_is_read_as_a_routine_file_and_as_nothing_else() -> None:
    found = interchange.read(CODE.encode(), "the code")
    assert [each.name for each in found.document.routines] == ["Bøw"]
    assert not found.document.faults
    # Neither a list of lines, nor another code.
    for inside in ("# Evening\nPigeon 30 s\n", CODE):
        (fault,) = interchange.read(to_code(inside).encode(), "the code").document.faults
        assert str(fault).startswith("the code: ")
    (fault,) = interchange.read(CODE[:-9].encode(), "the code").document.faults
    assert str(fault) == f"the code: {DAMAGED}"
