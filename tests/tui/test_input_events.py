"""Every key that Textual knows is one here too, and nothing that comes from outside raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.keys import Keys

from stretchtui.terminal.input import InputParser
from stretchtui.terminal.tokens import (
    ControlSequence,
    ControlString,
    Pasted,
    PasteTooLong,
    Typed,
    WithAlt,
)
from stretchtui.tui.input_events import EventMaker


def made(data: str) -> list[object]:
    """What is made of what a terminal sends: names of keys, and other events by their class."""
    parser, maker = InputParser(), EventMaker()
    tokens = [*parser.feed(data.encode("utf-8", "surrogateescape"), 1.0), *parser.tick(9.0)]
    found = [event for token in tokens for event in maker.events_of(token)]
    return [each.key if isinstance(each, events.Key) else type(each) for each in found]


SEQUENCES = [
    each
    for each in ANSI_SEQUENCES_KEYS
    if each[:1] == "\x1b" and len(each) > 2 and each[-1] != "R"  # where the cursor is
]


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_a_sequence_that_textual_knows_is_its_key(sequence: str) -> None:
    theirs = [each for each in XTermParser().feed(sequence) if isinstance(each, events.Key)]
    # What it does not know is a key without a name to Textual, and none here.
    known = [each.key for each in theirs if each.key.isprintable() and each.key != Keys.Ignore]
    assert made(sequence) == known


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("q", ["q"]),
        ("ä", ["ä"]),
        ("!", ["exclamation_mark"]),
        ("\x03", ["ctrl+c"]),
        ("\x1b[113u", ["q"]),
        ("\x1b[49:33;2;33u", ["exclamation_mark"]),
        ("\x1b[97;1:3u", []),
        ("\x1b[99;5u", ["ctrl+c"]),
        ("\x1b[97;;97u", ["a"]),
        ("\x1b[97;;27:7u", ["a"]),
        ("\x1b[1114112u", []),
        ("\x1b[55296u", []),
        ("\x1b[27;2;13~", []),
        ("\x1b[57399;1u", ["0"]),
        ("\x1b[G", []),
        ("\x1b[9999999999R", []),
        ("\x1ba", ["alt+a"]),
        ("\x1bA", ["alt+shift+a"]),
        ("\x1bf", ["ctrl+right"]),
        ("\x1b!", ["exclamation_mark"]),
        ("\x1b\x03", ["ctrl+c"]),
        ("\x1b[I", [events.AppFocus]),
        ("\x1b[O", [events.AppBlur]),
        ("\x1b[<0;20;10M", [events.MouseDown]),
        ("\x1b[<0;20;10m", [events.MouseUp]),
        ("\x1b[<35;20;10M", [events.MouseMove]),
        ("\x1b[<64;20;10M", [events.MouseScrollUp]),
        ("\x1b[<128;20;10M", []),
        ("\x1b[<0;0;0M", []),
        ("\x1b[<0;123456;1M", []),
        ("\x1b[200~a\x00b\x1b[201~", [events.Paste]),
    ],
)
def test_what_comes_is_made_into_what_it_is(data: str, found: list[object]) -> None:
    assert made(data) == found


def test_a_letter_with_alt_is_no_letter() -> None:
    (key,) = EventMaker().events_of(WithAlt("a"))
    assert isinstance(key, events.Key)
    assert not key.is_printable


def test_what_is_pasted_has_no_nul() -> None:
    (paste,) = EventMaker().events_of(Pasted("a\x00b"))
    assert isinstance(paste, events.Paste)
    assert paste.text == "ab"


def test_strings_and_what_was_too_long_make_nothing() -> None:
    assert [*EventMaker().events_of(ControlString("\x1bPx"))] == []
    assert [*EventMaker().events_of(PasteTooLong())] == []


@given(st.text())
def test_nothing_that_is_typed_raises(text: str) -> None:
    assert len([*EventMaker().events_of(Typed(text))]) == len(text)
    for character in text:
        [*EventMaker().events_of(WithAlt(character))]


@given(
    st.text("0123456789:;<>?=", max_size=24),
    st.text(" !$", max_size=1),
    st.characters(codec="ascii", min_codepoint=64),
)
def test_no_sequence_raises(parameters: str, between: str, final: str) -> None:
    for event in EventMaker().events_of(ControlSequence(f"\x1b[{parameters}{between}{final}")):
        if isinstance(event, events.Key):
            assert event.key.isprintable()
            assert event.character is None or len(event.character) == 1
