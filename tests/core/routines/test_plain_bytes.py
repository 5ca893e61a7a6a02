"""Bytes as text, whatever they are in."""

from __future__ import annotations

import pytest

from stretchtui.core.routines import interchange
from stretchtui.core.routines.json_text import Faulty
from stretchtui.core.routines.model import Step
from stretchtui.core.routines.plain_bytes import WESTERN, plain_text

LINES = "Hüfte 30 s\r\nBogen 20 s\r\n"


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", ()), ("utf-8-sig", ()), ("utf-16", ()), ("utf-16-be", ()),
        ("latin-1", (WESTERN,)), ("cp1252", (WESTERN,)),
    ],
)  # fmt: skip
def test_a_list_may_be_in_any_usual_encoding(encoding: str, notes: tuple[str, ...]) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    found = interchange.read(mark + LINES.encode(encoding), "x.txt")
    assert found.document.routines[0].steps == (
        Step(name="Hüfte", hold=30), Step(name="Bogen", hold=20),
    )  # fmt: skip
    assert found.notes[:-1] == notes


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"PK\x03\x04", "a spreadsheet or another zip file: save it as CSV or text first"),
        (b"%PDF-1.7", "a PDF: copy the text out of it first"),
        (b"\xff\xfea", "broken text"),
        (b"\xff\x00\x01", "something else at byte 0"),
    ],
)
def test_what_is_no_text_is_told_what_it_is(data: bytes, problem: str) -> None:
    with pytest.raises(Faulty, match=problem):
        plain_text(data)
