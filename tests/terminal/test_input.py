"""What a terminal sends and what a person types, told apart however it is cut up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.terminal.input import (
    ESCAPE_S,
    FAST_S,
    HELD_S,
    SEQUENCE_LIMIT,
    UNFINISHED_S,
    InputParser,
)
from stretchtui.terminal.tokens import (
    PASTE_LIMIT,
    ControlSequence,
    ControlString,
    Pasted,
    PasteTooLong,
    Token,
    Typed,
    WithAlt,
)

if TYPE_CHECKING:
    from random import Random

AT_ONCE, TYPED, LATER = FAST_S / 5, 0.12, 5.0
"""Seconds between two pieces: of one that a machine sends, of one that is typed, and much later."""

ANSWERS = [
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1bP>|iTerm2 3.5.0\x1b\\",
    b"\x1bP>|mintty 3.7.0\x1b\\",
    b"\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\",
    b"\x1bP>|Konsole 23.08.5\x1b\\",
    b"\x1bP>|foot(1.16.2)\x1b\\",
    b"\x1bP>|ghostty 1.0.1\x1b\\",
    b"\x1bP>|kitty(0.35.2)\x1b\\",
    b"\x1bP!|7E565445\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    b"\x1b]4;1;rgb:cccc/0000/0000\x07",
    b"\x1b]52;c;aGFsbG8hcQ==\x07",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1bXanything q!\x1b\\",
    b"\x1b^private q!\x1b\\",
]
UNKNOWN = [
    b"\x1b[?64;1;2c",
    b"\x1b[?1;2c",
    b"\x1b[>0;276;0c",
    b"\x1b[?2026;2$y",
    b"\x1b[8;24;80t",
    b"\x1b[48;24;80;480;640t",
    b"\x1b[0n",
    b"\x1b[1114112u",
    b"\x1b[5 q",
    b"\x1b[" + b"9" * 5000 + b"u",
]


def fed(pieces: Sequence[bytes], between: float = AT_ONCE) -> list[Token]:
    """The tokens of pieces that come one after the other, and then nothing more."""
    return [*_tokens(pieces, between)]


def _tokens(pieces: Sequence[bytes], between: float) -> Iterator[Token]:
    parser, at = InputParser(), 100.0
    for piece in pieces:
        yield from parser.feed(piece, at)
        following = at + between
        while parser.wakes_at is not None and parser.wakes_at < following:
            yield from parser.tick(parser.wakes_at)
        at = following
    while parser.wakes_at is not None:
        yield from parser.tick(parser.wakes_at)


def keys(tokens: Sequence[Token]) -> str:
    """All that is a key."""
    typed = (each.text for each in tokens if isinstance(each, Typed))
    return "".join([*typed, *(each.character for each in tokens if isinstance(each, WithAlt))])


def cuts(data: bytes, *places: int) -> list[bytes]:
    edges = [0, *sorted(places), len(data)]
    return [data[a:b] for a, b in pairwise(edges)]


def eight_bits(data: bytes) -> bytes:
    """The same with its control functions in eight bits."""
    for code in b"PX]^_[\\":
        data = data.replace(bytes([0x1B, code]), bytes([code + 0x40]))
    return data


# Strings


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("seven", [True, False])
def test_an_answer_is_no_key_wherever_it_is_cut(answer: bytes, seven: bool) -> None:
    answer = answer if seven else eight_bits(answer)
    for one in range(len(answer) + 1):
        for two in range(one, len(answer) + 1):
            tokens = fed(cuts(answer, one, two))
            assert [type(each) for each in tokens] == [ControlString], (one, two)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_no_key_byte_by_byte_or_with_a_pause_in_it(answer: bytes) -> None:
    assert keys(fed([bytes([each]) for each in answer])) == ""
    for cut in range(3, len(answer)):
        assert keys(fed(cuts(answer, cut), HELD_S * 0.9)) == "", cut


def test_an_answer_that_comes_as_slowly_as_typing_is_known_by_how_it_begins() -> None:
    begun = [b"\x1bP", b">", b"|", b"f", b"o", b"o", b"t", b"\x1b\\"]
    assert fed(begun, HELD_S * 0.45) == [ControlString("\x1bP>|foot")]
    unknown = [b"\x1bP", b"?", b"|", b"f"]
    assert fed(unknown, HELD_S * 0.45) == [WithAlt("P"), Typed("?|"), Typed("f")]


@given(
    st.sampled_from("PX]^_"),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\t\r\n\x00\x03")),
    st.sampled_from([b"\x1b\\", b"\x9c", b""]),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_no_string_is_ever_a_key(
    kind: str, text: str, end: bytes, seven: bool, chance: Random
) -> None:
    begin = b"\x1b" + kind.encode() if seven else bytes([ord(kind) + 0x40])
    # With nothing behind it, it is what alt makes of a letter.
    data = begin + ("-" + text).encode("utf-8", "ignore") + end
    places = [chance.randrange(len(data) + 1) for _ in range(3)]
    tokens = fed([*cuts(data, *places)])
    assert keys(tokens) == ""
    parser = InputParser()
    parser.feed(data, 100.0)
    parser.tick(100.0 + UNFINISHED_S)
    assert parser.feed(b"q", 101.1) == [Typed("q")], "and it shuts out nothing"


@pytest.mark.parametrize("kind", ["P", "]", "X", "^", "_"])
def test_what_begins_a_string_is_a_key_when_it_is_typed(kind: str) -> None:
    parser = InputParser()
    assert parser.feed(b"\x1b" + kind.encode(), 1.0) == []
    assert parser.wakes_at == 1.0 + HELD_S
    assert parser.tick(1.0 + HELD_S) == [WithAlt(kind)]
    assert parser.feed(b"q", 1.4) == [Typed("q")]


@pytest.mark.parametrize("kind", ["P", "]", "X", "^", "_"])
def test_what_is_typed_behind_it_is_lost_never_and_held_for_a_moment(kind: str) -> None:
    tokens = fed([b"\x1b" + kind.encode(), b"q", b"!", b"\x1b[A", b"q"], TYPED)
    assert tokens == [WithAlt(kind), Typed("q!"), ControlSequence("\x1b[A"), Typed("q")]
    parser = InputParser()
    parser.feed(b"\x1b" + kind.encode(), 1.0)
    for number in range(1, 10):
        assert parser.feed(b"q", 1.0 + number * 0.03) == []
    assert parser.tick(1.0 + HELD_S) == [WithAlt(kind), Typed("q" * 9)]


def test_an_escape_ends_a_string_that_does_not_end() -> None:
    assert fed([b"\x1bP>|XTerm", b"\x1b[A"], TYPED) == [ControlSequence("\x1b[A")]
    assert fed([b"\x1bP>|XTerm", b"\x1b", b"q"], 0.2) == [Typed("\x1b"), Typed("q")]
    assert fed([b"\x1bP>|XTerm\x18q"]) == [Typed("q")]


def test_ctrl_c_goes_through_whatever_is_unfinished() -> None:
    for begun in (
        b"\x1bP>|XTerm",
        b"\x1b[200~hello",
        b"\x1b]52;c;",
        b"\x1b[12;",
        b"\x1bP",
        b"\x1b[",
    ):
        parser = InputParser()
        parser.feed(begun, 1.0)
        assert Typed("\x03") in parser.feed(b"\x03", 1.1), begun


@pytest.mark.parametrize(
    "begun", [b"\x1bP>|XTerm", b"\x1b[200~hello", b"\x1b]52;c;", b"\x1b[12;", b"\x1b[", b"\x1bX.."]
)
@pytest.mark.parametrize("key", [b"!", b"\x1b[A", b"\x1b[49:33;2;33u"])
def test_who_presses_a_key_again_and_again_is_heard_within_a_second(
    begun: bytes, key: bytes
) -> None:
    parser = InputParser()
    parser.feed(begun, 1.0)
    heard: list[float] = []
    for number in range(1, 60):
        at = 1.0 + number * 0.05
        tokens = [*parser.tick(at), *parser.feed(key, at)]
        heard += [at for each in tokens if each in (Typed("!"), ControlSequence(key.decode()))]
    assert heard
    assert heard[0] <= 1.0 + UNFINISHED_S + 0.05


# Sequences


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_a_report_is_one_token_or_none_wherever_it_is_cut(sequence: bytes) -> None:
    for version in (sequence, eight_bits(sequence)):
        for cut in range(min(len(version), 40)):
            assert keys(fed(cuts(version, cut))) == "", cut


def test_a_sequence_is_handed_on_whole() -> None:
    assert fed([b"a\x1b[1;5Ab\x1bOPc\x1b[[Ad\x1b[3$e"]) == [
        Typed("a"),
        ControlSequence("\x1b[1;5A"),
        Typed("b"),
        ControlSequence("\x1bOP"),
        Typed("c"),
        ControlSequence("\x1b[[A"),
        Typed("d"),
        ControlSequence("\x1b[3$"),
        Typed("e"),
    ]
    longest = b"\x1b[" + b"1" * (SEQUENCE_LIMIT - 3) + b"u"
    assert fed([longest]) == [ControlSequence(longest.decode())]
    assert fed([longest[:-1] + b"1u"]) == []


def test_a_mouse_report_of_the_oldest_kind_is_left_out() -> None:
    assert fed([b"\x1b[M !!q"]) == [Typed("q")]
    assert fed([b"\x1b[M\xff\xff\xffq"]) == [Typed("q")]
    assert fed([b"\x1b[M", b"q"], LATER) == [Typed("q")]


def test_what_breaks_a_sequence_off_is_understood() -> None:
    assert fed([b"\x1b[12\x1b[A"]) == [ControlSequence("\x1b[A")]
    assert fed([b"\x1b[12\x03"]) == [Typed("\x03")]
    assert fed([b"\x1b[12\xc3\xa4"]) == [Typed("ä")]
    assert fed([b"\x1b[12", b"q"], LATER) == [Typed("q")]


def test_escape_and_alt() -> None:
    assert fed([b"\x1b"]) == [Typed("\x1b")]
    assert fed([b"\x1b", b"q"], ESCAPE_S * 1.1) == [Typed("\x1b"), Typed("q")]
    assert fed([b"\x1b", b"q"], ESCAPE_S / 2) == [WithAlt("q")]
    assert fed([b"\x1b\x1b"]) == [Typed("\x1b"), Typed("\x1b")]
    assert fed([b"\x1b\x1b[A"]) == [Typed("\x1b"), ControlSequence("\x1b[A")]
    # The second one has as long to become a key with alt as the first had.
    assert fed([b"\x1b", b"\x1b", b"q"], ESCAPE_S * 0.6) == [Typed("\x1b"), WithAlt("q")]
    assert fed([b"\x1bO"]) == [WithAlt("O")]
    assert fed([b"\x1bO!"]) == [WithAlt("O"), Typed("!")]
    assert fed([b"\x1bO5!"]) == [WithAlt("O"), Typed("5"), Typed("!")]
    assert fed([b"\x1b["]) == [WithAlt("[")]


# Pastes


@given(st.text(st.characters(blacklist_categories=["Cc", "Cs"])), st.randoms(use_true_random=False))
def test_a_paste_is_one_token_wherever_it_is_cut(text: str, chance: Random) -> None:
    data = b"\x1b[200~" + text.encode() + b"\x1b[201~q"
    places = [chance.randrange(len(data) + 1) for _ in range(4)]
    assert fed(cuts(data, *places)) == [Pasted(text), Typed("q")]


def test_sequences_in_a_paste_are_text() -> None:
    assert fed([b"\x1b[200~a\x1b[A\x1b]0;x\x07\x1b[201\x1b[201~"]) == [
        Pasted("a\x1b[A\x1b]0;x\x07\x1b[201")
    ]
    assert fed([b"\x1b[201~"]) == []


def test_a_paste_without_an_end_ends_a_second_after_its_last_byte() -> None:
    parser = InputParser()
    parser.feed(b"\x1b[200~" + b"hello " * 10, 1.0)
    parser.feed(b"world " * 10 + b"\x1b[20", 1.7)
    assert parser.wakes_at == 1.7 + UNFINISHED_S
    assert parser.tick(2.6) == []
    assert parser.tick(1.7 + UNFINISHED_S) == [Pasted("hello " * 10 + "world " * 10 + "\x1b[20")]
    assert parser.feed(b"q", 3.0) == [Typed("q")]


@pytest.mark.parametrize("end", [b"\x1b[201~", b""])
def test_what_is_too_long_to_paste_is_not_kept(end: bytes) -> None:
    fits = b"x" * PASTE_LIMIT
    assert fed([b"\x1b[200~", fits, end]) == [Pasted(fits.decode())]
    assert fed([b"\x1b[200~", fits, b"y", end]) == [PasteTooLong()]
    parser = InputParser()
    parser.feed(b"\x1b[200~", 1.0)
    for number in range(1000):
        parser.feed(b"\x1b]0;x\x07" * 600, 1.0 + number * 0.001)
        assert sum(map(len, parser._paste)) <= PASTE_LIMIT


# Anything


@given(st.lists(st.tuples(st.binary(max_size=40), st.sampled_from([AT_ONCE, TYPED, LATER]))))
def test_whatever_comes_keys_work_a_second_later(pieces: list[tuple[bytes, float]]) -> None:
    parser = InputParser()
    at = 1.0
    for piece, pause in pieces:
        parser.feed(piece, at)
        at += pause
        parser.tick(at)
    while parser.wakes_at is not None:
        assert parser.wakes_at <= at + UNFINISHED_S
        parser.tick(parser.wakes_at)
    text = "".join(map(str, parser.feed(b"!", at + 2)))
    assert text.endswith("!')")


def test_letters_of_several_bytes_may_be_cut() -> None:
    data = "Rücken – 背中 🧘".encode()
    for cut in range(len(data) + 1):
        assert keys(fed(cuts(data, cut))) == "Rücken – 背中 🧘"


@pytest.mark.parametrize("broken", [b"\xe1\x98", b"\xf0\x9f\x9b", b"\xc3"])
def test_a_letter_that_is_broken_off_takes_no_key_with_it(broken: bytes) -> None:
    parser = InputParser()
    assert parser.feed(broken, 1.0) == []
    assert parser.feed(b"!", 3.0) == [Typed("\ufffd!")]


def test_other_controls_of_eight_bits_are_nothing() -> None:
    assert fed([b"a\x85\xc2\x85\x84b\xff"]) == [Typed("ab\ufffd")]


def test_a_string_is_kept_as_far_as_it_can_matter() -> None:
    (token,) = fed([b"\x1bP>|" + b"x" * 100_000 + b"\x1b\\"])
    assert isinstance(token, ControlString)
    assert len(token.text) == 1024
