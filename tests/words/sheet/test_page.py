"""A sheet as HTML: all of it is there, nothing of it is markup, and nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.words.sheet.content import Sheet
from stretchtui.words.sheet.layout import A4, LETTER
from stretchtui.words.sheet.page import Printing, page_of
from tests.amounts import amount
from tests.words.sheet.sheets import many, sheet, shipped, step

TODAY = date(2026, 11, 30)
PLAIN = Printing(TODAY)

SILENT = {"meta", "br", "path", "rect"}
"""Elements that have no end."""


class Reader(HTMLParser):
    """Reads a page: which elements there are, with what, and the text in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.texts: list[str] = []
        self.style = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "every element has its end"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attributes]
        if tag not in SILENT:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attributes]

    def handle_endtag(self, tag: str) -> None:
        if tag not in SILENT:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "style":
            self.style += data
        elif data.strip():
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All text, in one line."""
        return " ".join(" ".join(self.texts).split())


def full(text: str = "Text") -> Sheet:
    """A sheet with a text at every place."""
    one = step(
        1, text, "bridge", dose=text, grows_to=text, details=text, how=(text, text), warning=text
    )
    return Sheet(text, (text, text), text, text, text, (sheet(one, rounds=text).parts[0],))


def test_all_that_is_said_stands_on_it() -> None:
    one = step(
        3,
        "Bridge",
        "bridge",
        dose="8 times",
        grows_to="3 sets",
        details="4 seconds each",
        how=("Lie down.", "Lift the hips."),
        warning="Come down if it hurts.",
    )
    parts = sheet(one, rounds="3 rounds").parts
    facts = ("9 min", "1 stretch")
    whole = Sheet("Mine", facts, "For backs.", "Gently.", "level 2 of 8", parts)
    found = Reader(page_of(whole, PLAIN)).text
    for words in (
        "Mine 9 min · 1 stretch For backs. Gently. 3 rounds",
        "left side shown 3 Bridge 8 times , growing to 3 sets · 4 seconds each",
        "Lie down. Lift the hips. Come down if it hurts.",
        "Tick every day you do it Week of Mon Tue Wed Thu Fri Sat Sun",
        "never into pain.",
        "get medical help right away",
        "Printed on 30 November 2026 at level 2 of 8.",
    ):
        assert words in found
    assert "Printed on 30 November 2026." in Reader(page_of(many(1), PLAIN)).text


def test_weeks_begin_as_they_are_set() -> None:
    found = Reader(page_of(many(1), Printing(TODAY, first_weekday=6))).text
    assert "Week of Sun Mon Tue Wed Thu Fri Sat" in found


def test_a_code_is_there_with_what_to_do_or_nothing_of_it() -> None:
    code = '<svg viewBox="0 0 1 1"></svg>'
    with_code, without = (page_of(many(1), Printing(TODAY, each)) for each in (code, ""))
    assert code in with_code
    assert "“stretchtui import”" in with_code
    assert "stretchtui" not in without
    assert '<div class="code">' not in without


HOSTILE = [
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    "\"'><b onclick='x'>",
    "&lt;b&gt; &amp;",
    "]]> <!-- -->",
    "\x1b]0;title\x07 \u202edrawkcab\u202c \x00",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_wherever_it_stands(text: str) -> None:
    plain, found = Reader(page_of(full(), PLAIN)), Reader(page_of(full(text), PLAIN))
    assert found.tags == plain.tags
    assert [each[:2] for each in found.attributes] == [each[:2] for each in plain.attributes]
    sizes = re.compile(r"[\d.]+")
    assert sizes.sub("", found.style) == sizes.sub("", plain.style)
    html = page_of(full(text), PLAIN)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


@given(st.text(max_size=80))
@settings(max_examples=amount(40), deadline=None)
def test_no_text_becomes_an_element(text: str) -> None:
    found = Reader(page_of(full(text or "x"), PLAIN))
    tags = set(Reader(page_of(full(), PLAIN)).tags)
    assert set(found.tags) <= tags


@cache
def shipped_pages() -> tuple[str, ...]:
    """What is built in, as pages."""
    return tuple(page_of(each, PLAIN) for each in shipped().values())


@pytest.mark.once
def test_it_fetches_nothing_and_allows_nothing_else() -> None:
    for html in shipped_pages():
        found = Reader(html)
        names = {name for _, name, _ in found.attributes}
        assert not names & {"src", "href", "xlink:href", "style", "action", "data", "srcset"}
        assert not [name for name in names if name.startswith("on")]
        assert not {"script", "link", "img", "iframe", "object", "embed"} & {*found.tags}
        urls = set(re.findall(r"https?://[^\"]*", html))
        assert urls <= {"http://www.w3.org/2000/svg"}
        assert "url(" not in found.style
        assert "@import" not in found.style
        digest = base64.b64encode(hashlib.sha256(found.style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'"
        assert ("meta", "content", policy) in found.attributes


@pytest.mark.once
def test_no_two_figures_share_an_id() -> None:
    for html in shipped_pages():
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert len(ids) == len(set(ids))


def test_what_is_written_right_to_left_is_marked_so() -> None:
    html = page_of(sheet(step(1, how=("שכב על הגב", "1. استلقِ", "Lie down")), name="כתפיים"), PLAIN)
    assert '<h1 dir="rtl">כתפיים</h1>' in html
    assert html.count('dir="rtl"') == 3


def test_the_paper_is_named_where_it_is_known() -> None:
    sizes = [page_of(many(1), Printing(TODAY, paper=paper)) for paper in (A4, LETTER)]
    assert ["size: A4;" in html for html in sizes] == [True, False]
    assert ["size: letter;" in html for html in sizes] == [False, True]
    assert "size:" not in page_of(many(1), PLAIN).replace("font-size:", "").replace("-sizing:", "")


def test_pages_are_numbered_where_there_are_several() -> None:
    assert "counter(page)" in page_of(many(40), PLAIN)
    assert "counter(page)" not in page_of(many(2), PLAIN)


def test_a_step_alone_in_its_row_is_no_wider_than_others() -> None:
    html = page_of(many(39), PLAIN)
    rows = html.split('<div class="row">')[1:]
    assert {row.count('<div class="words">') for row in rows} == {2}


def test_what_has_no_instructions_has_no_list() -> None:
    assert "<ul" not in page_of(sheet(step(1, how=())), PLAIN)
