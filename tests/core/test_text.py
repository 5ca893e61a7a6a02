"""Text from files: whatever it holds, what is shown obeys no one but us."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core import text

DANGEROUS = [
    *(chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"),
    *(chr(code) for code in range(0x7F, 0xA0)),
    *"\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb",
    "\ud800",
    "\udcff",
]

any_text = st.text(st.one_of(st.characters(), st.sampled_from([*DANGEROUS, *" \t\r\n"])))


@pytest.mark.parametrize("character", DANGEROUS, ids=lambda each: f"U+{ord(each):04X}")
def test_a_dangerous_character_is_named_and_replaced(character: str) -> None:
    assert text.unsafe(f"a{character}b") == f"U+{ord(character):04X}"
    assert text.clean(f"a{character}b") == "a\ufffdb"


def test_the_first_of_several_dangerous_characters_is_named() -> None:
    assert text.unsafe("plain \x07 then \x1b") == "U+0007"


@pytest.mark.parametrize(
    "plain",
    [
        "",
        "Knee to chest",
        "膝を胸に",
        "étirement",
        "🧘🏽‍♀️",
        "[/b]",
        "a\tb\r\nc",
        "\u200fعربي",
        "\xa0",
    ],
)
def test_plain_text_of_any_language_is_safe(plain: str) -> None:
    assert text.unsafe(plain) is None


def test_an_attack_on_the_window_title_loses_its_teeth() -> None:
    assert text.clean("\x1b]0;owned\x07 Hips") == "\ufffd]0;owned\ufffd Hips"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        (" \t\r\n ", ""),
        ("one", "one"),
        ("  one  two\n\tthree ", "one two three"),
        ("line one\r\nline two", "line one line two"),
        ("markup [b]stays[/b]", "markup [b]stays[/b]"),
    ],
)
def test_fold_puts_text_on_one_line(before: str, after: str) -> None:
    assert text.fold(before) == after


@given(any_text)
def test_clean_text_is_one_line_without_controls(found: str) -> None:
    shown = text.clean(found)
    assert text.unsafe(shown) is None
    assert not any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in shown)
    assert len(shown.splitlines()) <= 1


@given(any_text)
def test_clean_and_fold_are_done_once(found: str) -> None:
    assert text.clean(text.clean(found)) == text.clean(found)
    assert text.fold(text.fold(found)) == text.fold(found)


@given(any_text)
def test_text_is_unsafe_just_when_it_holds_a_dangerous_character(found: str) -> None:
    dangerous = [each for each in found if each in DANGEROUS or 0xD800 <= ord(each) <= 0xDFFF]
    assert text.unsafe(found) == (f"U+{ord(dangerous[0]):04X}" if dangerous else None)
    if not dangerous:
        assert text.clean(found) == text.fold(found)


@given(st.text(), st.integers(1, 80))
def test_shortened_text_keeps_to_the_limit_and_says_that_it_was_cut(found: str, limit: int) -> None:
    short = text.shorten(found, limit)
    assert len(short) <= limit
    if len(found) <= limit:
        assert short == found
    else:
        assert short == found[: limit - 1] + "…"


def test_shorten_keeps_sixty_characters_unless_told() -> None:
    assert text.shorten("x" * 60) == "x" * 60
    assert text.shorten("x" * 61) == "x" * 59 + "…"
