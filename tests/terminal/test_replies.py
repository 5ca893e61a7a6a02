"""The terminal's answers, told from keys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.terminal.replies import Replies

XTERM = b"\x1bP>|XTerm(370)\x1b\\"
DA1 = b"\x1b[?61;4;22c"
RELAY = b"\x1b[?8733;1$y"
NO_RELAY = b"\x1b[?8733;0$y"

MODE = 8733

KEYS = [b"q", b"\x1b[A", b"\x1bOP", b"\x1b[<0;3;4M", "é♪".encode(), b"\x1b[200~8733\x1b[201~",
        b"\x1b[?2026;2$y", b"\x1b[27u", b"\r", b"?", b"8733"]  # fmt: skip


@given(
    st.lists(st.sampled_from([*KEYS, XTERM, DA1, RELAY, NO_RELAY])),
    st.lists(st.integers(0, 400)),
)
def test_answers_are_taken_out_however_they_are_cut(parts: list[bytes], places: list[int]) -> None:
    whole = b"".join(parts)
    edges = [0, *sorted(min(place, len(whole)) for place in places), len(whole)]
    answers = Replies(MODE)
    rest = b"".join(answers.feed(whole[a:b]) for a, b in pairwise(edges)) + answers.flush()
    assert rest == b"".join(part for part in parts if part in KEYS)
    assert answers.da1 == ((61, 4, 22) if DA1 in parts else None)
    assert answers.version == ("XTerm(370)" if XTERM in parts else "")
    wanted = RELAY in parts or (False if NO_RELAY in parts else None)
    assert answers.mode_set == wanted


@given(st.lists(st.binary()))
def test_no_bytes_are_lost_that_are_no_answer(chunks: list[bytes]) -> None:
    answers = Replies(MODE)
    rest = b"".join(map(answers.feed, chunks)) + answers.flush()
    assert (rest + answers._held) == b"".join(chunks) or answers.da1 is not None


@pytest.mark.parametrize("key", [b"\x1b", b"\x1b[", b"\x1bP"])
def test_an_escape_is_a_key_when_nothing_follows(key: bytes) -> None:
    answers = Replies(MODE)
    assert answers.feed(b"a" + key) == b"a"
    assert answers.flush() == key
    assert answers.flush() == b""


def test_an_answer_that_stalls_in_the_middle_is_still_no_key() -> None:
    answers = Replies(MODE)
    assert answers.feed(DA1[:5]) == b""
    assert answers.flush() == b""
    assert answers.feed(DA1[5:] + b"x") == b"x"
    assert answers.da1 == (61, 4, 22)


def test_what_a_key_binding_of_tmux_leaves_of_an_answer_is_no_key() -> None:
    answers = Replies(MODE)
    assert answers.feed(b"a?8733;1$yb") == b"ab"
    assert answers.mode_set is True


def test_the_version_is_made_safe_to_show() -> None:
    answers = Replies(MODE)
    answers.feed(b"\x1bP>|ev\xe2\x80\xaeil\xff" + b"x" * 150 + b"\x1b\\")
    assert answers.version.startswith("ev\ufffdil\ufffdxxx")
    assert len(answers.version) <= 80
