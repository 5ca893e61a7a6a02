"""The code on a sheet."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from stretchtui.words.sheet import code
from stretchtui.words.sheet.code import can_make_codes, qr_svg
from tests.core.figures.svg_reader import SvgPicture

if TYPE_CHECKING:
    import pytest

ALPHABET = "STRETCHTUI:1:" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 50


def modules(svg: str) -> int:
    """How many modules wide a code is, with its margin."""
    width, height = map(int, SvgPicture(svg).root.attrib["viewBox"].split()[2:])
    assert width == height
    return width


def test_a_text_becomes_a_drawing_that_is_as_large_as_it_is_wanted() -> None:
    svg = qr_svg(ALPHABET[:400])
    root = SvgPicture(svg).root
    assert not {"width", "height", "class", "style"} & {*root.attrib}
    assert modules(svg) < 8 + 97


def test_what_would_be_too_small_to_scan_is_left_out() -> None:
    # What a code of version 20 holds, with the least that mends it.
    assert modules(qr_svg(ALPHABET[:1249])) == 8 + 97
    assert qr_svg(ALPHABET[:1250]) == ""
    assert qr_svg("A" * 4297) == ""  # more than any code holds


def test_where_nothing_can_make_one_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_make_codes()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert not code.can_make_codes()
