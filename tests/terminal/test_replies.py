"""The terminal's answers, told from keys."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stretchtui.terminal.replies import Replies

XTERM = b"\x1bP>|XTerm(370)\x1b\\"
DA1 = b"\x1b[?61;4;22c"
RELAY = b"\x1b[?8733;1$y"
NO_RELAY = b"\x1b[?8733;0$y"
LIGHT = b"\x1b]11;rgb:ffff/fd00/e3e3\x1b\\"
DARK = b"\x1b]11;rgba:12/12/12/80\x07"

MODE = 8733

KEYS = [b"q", b"\x1b[A", b"\x1bOP", b"\x1b[<0;3;4M", "é♪".encode(), b"\x1b[200~8733\x1b[201~",
        b"\x1b[?2026;2$y", b"\x1b[27u", b"\r", b"?", b"8733", b"]", b"11;rgb:0/0/0",
        b"\x1b]10;rgb:0/0/0\x07", b"\x1b]11;?\x07"]  # fmt: skip


@given(
    st.lists(st.sampled_from([*KEYS, XTERM, DA1, RELAY, NO_RELAY, LIGHT, DARK])),
    st.lists(st.integers(0, 400)),
)
def test_answers_are_taken_out_however_they_are_cut(parts: list[bytes], places: list[int]) -> None:
    whole = b"".join(parts)
    edges = [0, *sorted(min(place, len(whole)) for place in places), len(whole)]
    replies = Replies(MODE)
    rest = b"".join(replies.feed(whole[a:b]) for a, b in pairwise(edges)) + replies.rest()
    assert rest == b"".join(part for part in parts if part in KEYS)
    assert replies.da1 == ((61, 4, 22) if DA1 in parts else None)
    assert replies.version == ("XTerm(370)" if XTERM in parts else "")
    wanted = RELAY in parts or (False if NO_RELAY in parts else None)
    assert replies.mode_set == wanted
    backgrounds = [part is LIGHT for part in parts if part in (LIGHT, DARK)]
    assert replies.light is (backgrounds[0] if backgrounds else None)


BEGUN = [whole[:end] for whole in (XTERM, DA1, RELAY, LIGHT) for end in range(1, len(whole))]
"""Answers that break off."""
WHOLE = re.compile(rb"\x1b\[\?[0-9;]*c|\x1bP>\|[^\x00-\x1f\x7f]*\x1b\\|8733;[0-4]\$y")


@given(
    st.lists(st.sampled_from([*KEYS, *BEGUN]) | st.binary(max_size=4)),
    st.lists(st.integers(0, 100)),
)
def test_nothing_is_lost_of_what_is_no_answer(parts: list[bytes], places: list[int]) -> None:
    whole = b"".join(parts)
    assume(not WHOLE.search(whole))
    edges = [0, *sorted(min(place, len(whole)) for place in places), len(whole)]
    replies = Replies(MODE)
    passed = b"".join(replies.feed(whole[a:b]) for a, b in pairwise(edges))
    assert passed + replies.rest() == whole
    assert (replies.da1, replies.version, replies.mode_set) == (None, "", None)
    assert replies.light is None


@pytest.mark.parametrize("key", [b"\x1b", b"\x1b[", b"\x1bP"])
def test_what_may_be_the_beginning_of_an_answer_is_held_back_until_it_is_asked_for(
    key: bytes,
) -> None:
    replies = Replies(MODE)
    assert replies.feed(b"a" + key) == b"a"
    assert replies.rest() == key
    assert replies.rest() == b""


def test_whole_answers_can_be_struck_out_and_nothing_held_back() -> None:
    replies = Replies(MODE)
    assert replies.strike(b"a" + XTERM + b"b" + DA1[:5]) == b"ab" + DA1[:5]
    assert replies.strike(b"?8733;1$y") == b""
    assert (replies.version, replies.mode_set, replies.da1) == ("XTerm(370)", True, None)


def test_an_answer_that_stalls_in_the_middle_is_still_no_key() -> None:
    replies = Replies(MODE)
    assert replies.feed(DA1[:5]) == b""
    assert replies.feed(b"") == b""
    assert replies.feed(DA1[5:] + b"x") == b"x"
    assert replies.da1 == (61, 4, 22)


def test_what_a_key_binding_of_tmux_leaves_of_an_answer_is_no_key() -> None:
    replies = Replies(MODE)
    assert replies.feed(b"a?8733;1$yb") == b"ab"
    assert replies.mode_set is True


@pytest.mark.parametrize(
    ("setting", "is_set"), [(b"0", False), (b"1", True), (b"2", False), (b"3", True), (b"4", False)]
)
def test_a_mode_is_set_or_set_for_good_or_not_set(setting: bytes, is_set: bool) -> None:
    replies = Replies(7)
    assert replies.feed(b"\x1b[?7;%b$y" % setting) == b""
    assert replies.mode_set is is_set


def test_a_mode_that_is_set_in_one_of_several_terminals_is_set() -> None:
    replies = Replies(MODE)
    replies.feed(NO_RELAY)
    replies.feed(RELAY)
    assert replies.mode_set is True
    assert not replies.mode_permanent
    replies.feed(b"\x1b[?8733;3$y")
    replies.feed(NO_RELAY)
    assert replies.mode_set is True
    assert replies.mode_permanent, "in one of them it is"


def test_reports_of_other_modes_are_left_alone() -> None:
    replies = Replies(7)
    for other in (RELAY, b"\x1b[?70;1$y", b"\x1b[?17;1$y", b"\x1b[?7;5$y", b"\x1b[?7;11$y"):
        assert replies.feed(other) + replies.rest() == other
    assert replies.mode_set is None


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b[?" + b"1" * 101 + b"c",
        b"\x1bP>|" + b"x" * 201 + b"\x1b\\",
        b"\x1b]11;rgb:" + b"f" * 101 + b"\x07",
    ],
)
@pytest.mark.parametrize("cut", [0, 60, 101, 150])
def test_what_is_too_long_for_an_answer_is_none(data: bytes, cut: int) -> None:
    replies = Replies(MODE)
    assert replies.feed(data[:cut]) + replies.feed(data[cut:]) + replies.rest() == data
    assert (replies.da1, replies.version) == (None, "")


@pytest.mark.parametrize(
    "colour",
    [
        *(b"rgb:", b"rgb:ff", b"rgb:ff/ff", b"rgb:ff/ff/", b"rgb:ff/ff/ff/ff/ff", b"rgb://"),
        *(b"rgb:fffff/ff/ff", b"rgb:gg/ff/ff", b"rgb:-1/ff/ff", b"rgb:ff/ff/\xd9\xa1", b"#ffffff"),
        *(b"white", b"rgb:ff/ff/ff;11", b"rgbi:1/1/1", b"RGB:ff/ff/ff", b"rgb:f_f/f/f"),
    ],
)
def test_what_is_no_colour_tells_nothing(colour: bytes) -> None:
    replies = Replies(MODE)
    answer = b"\x1b]11;" + colour + b"\x1b\\"
    assert replies.feed(answer) + replies.rest() == answer
    assert replies.light is None


def test_the_first_colour_counts() -> None:
    replies = Replies(MODE)
    assert replies.feed(LIGHT + DARK + b"q") == b"q"
    assert replies.light is True


def test_the_version_is_made_safe_to_show() -> None:
    replies = Replies(MODE)
    replies.feed(b"\x1bP>|ev\xe2\x80\xaeil\xff" + b"x" * 150 + b"\x1b\\")
    assert replies.version.startswith("ev\ufffdil\ufffdxxx")
    assert len(replies.version) <= 80
