"""The pictures of the documentation show nothing that would have to be fetched."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from scripts.terminal_svg import Cell, Frame, Row, moving_picture, picture

DOCS = Path(__file__).parents[1] / "docs"
SVG = "{http://www.w3.org/2000/svg}"


def row(text: str) -> Row:
    """A row of cells that look alike."""
    return tuple(Cell(letter, "#ffffff", "#000000", False) for letter in text)


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_is_whole_in_itself(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ET.fromstring(text).tag == f"{SVG}svg"
    assert not re.findall(r"url\(|@import|<image|<script|https?://(?!www\.w3\.org)", text)


def test_what_is_on_the_screen_is_text_and_never_markup() -> None:
    root = ET.fromstring(picture((row("<b>&amp;"),), "a < b"))
    assert [each.text for each in root.iter(f"{SVG}text")] == ["<b>&amp;"]
    assert root.findtext(f"{SVG}title") == "a < b"


def test_blocks_and_dots_are_shapes() -> None:
    root = ET.fromstring(picture((row("█⠿ a"),), "x"))
    assert len(list(root.iter(f"{SVG}use"))) == 1
    assert [each.text for each in root.iter(f"{SVG}text")] == ["a"]


def test_a_row_that_comes_back_is_drawn_once() -> None:
    one, other, same = row("one "), row("two "), row("same")
    frames = [Frame((each, same), 1.0) for each in (one, other, one, other)]
    drawn = moving_picture(frames, "x")
    assert drawn.count(">one<") == drawn.count(">two<") == drawn.count(">same<") == 1
    assert drawn.count("@keyframes") == 2
    shown = "0%{visibility:visible}25%{visibility:hidden}50%{visibility:visible}75%"
    assert f"k0{{{shown}" in drawn
    assert "k1{0%{visibility:hidden}25%{visibility:visible}50%{visibility:hidden}75%" in drawn
    assert "prefers-reduced-motion" in drawn
    assert "animation" not in picture((one,), "x")


def test_where_nothing_moves_the_first_frame_is_seen() -> None:
    drawn = moving_picture([Frame((row("one"),), 1.0), Frame((row("two"),), 1.0)], "x")
    style, _, body = drawn.partition("</style>")
    # Outside of what is asked of the person's wishes: not everything that draws can move.
    assert ".first{visibility:visible}" in style.partition("@")[0]
    first, second = re.findall(r'<g class="([^"]*)"[^>]*>', body)
    assert (first, second) == ("moves first", "moves")
