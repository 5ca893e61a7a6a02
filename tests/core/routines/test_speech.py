"""Text as a voice is given it, and numbers as they are said."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.speech import (
    LIMIT,
    counted,
    cut,
    duration,
    number,
    pieces,
    sentence,
    sentences,
    speakable,
)

SPOKEN = re.compile("[A-Za-z0-9 .,'-]{1,200}")

texts = st.text(max_size=300) | st.lists(
    st.sampled_from(["Breathe in.", "knees bent,", "½", "…", "a" * 90, "slow;", "膝を胸に"]),
    max_size=30,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Child’s pose", "Child's pose"),
        ("Étirement du mollet", "Etirement du mollet"),
        ("cat/cow (slow)", "cat, cow, slow,"),
        ("Breathe in; let go!", "Breathe in, let go."),
        ("Wait… ready?", "Wait, ready."),
        ("  two\n lines\t", "two lines"),
        ("[[_^_]] <speak>hi</speak>", "speak hi, speak"),
        ("\x1b]8733;1;tick\x1b\\", "8733, 1, tick"),
        ("膝を胸に", ""),
        (" ., '-", ""),
        ("", ""),
        ("-v3 'x'", "v3 'x'"),
        ("a" * 300, "a" * LIMIT),
        ("abc " * 60, ("abc " * 50).strip()),
        ("a" * 199 + " b", "a" * 199),
        ("a" * LIMIT, "a" * LIMIT),
    ],
)
def test_text_is_reduced_to_what_can_be_spoken(text: str, words: str) -> None:
    assert speakable(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Child’s  pose", "Child's pose"),
        ("Étirement – 膝を胸に/колено_½", "Étirement, 膝を胸に, колено 1 2"),
        ("हिन्दी", "हिन्दी"),
        ("\u202e\x1b]0;膝\x9c♪", "0, 膝"),
        ("♪ - ", ""),
        ("膝" * 300, "膝" * LIMIT),
    ],
)
def test_letters_of_any_script_are_left_where_they_can_be_spoken(text: str, words: str) -> None:
    assert speakable(text, any_script=True) == words


@given(texts)
def test_whatever_the_text_only_what_can_be_spoken_is_left(text: str) -> None:
    words = speakable(text)
    assert words == "" or SPOKEN.fullmatch(words)
    assert words == words.strip()
    assert speakable(words) == words


@given(texts)
def test_what_can_be_spoken_in_any_script_is_letters_and_stays_as_it_is(text: str) -> None:
    words = speakable(text, any_script=True)
    assert words == words.strip()
    assert len(words) <= LIMIT
    assert all(each in " .,'-" or unicodedata.category(each)[0] in "LMN" for each in words)
    assert speakable(words, any_script=True) == words
    assert speakable(words) == speakable(speakable(words), any_script=True)


@pytest.mark.parametrize(
    ("text", "limit", "words"),
    [
        ("one two", 7, "one two"),
        ("one two", 6, "one"),
        ("one two", 3, "one"),
        ("onetwo", 4, "onet"),
        ("- one", 2, ""),
    ],
)
def test_text_that_is_too_long_is_cut_at_a_word(text: str, limit: int, words: str) -> None:
    assert cut(text, limit) == words


def test_a_long_text_is_said_in_whole_sentences_where_they_are_short_enough() -> None:
    first, second = f"Lie {'down ' * 30}now.", f"Bend {'one ' * 20}knee, then the other."
    assert pieces(f"{first}  {second}") == [first, second]
    assert pieces(f"{second} {second[:50]}") == [f"{second} {second[:50]}"]
    half = f"{'down ' * 19}now."
    assert len(half) == LIMIT / 2 - 1
    assert pieces(f"{half} {half}.") == [f"{half} {half}."]
    assert pieces(f"{half}. {half}.") == [f"{half}.", f"{half}."]
    assert pieces(f"{'a ' * 150}end") == [("a " * 100).strip(), f"{'a ' * 50}end"]
    assert pieces(" ") == []


@given(texts)
def test_pieces_are_short_enough_and_together_hold_every_word(text: str) -> None:
    found = pieces(text)
    assert all(0 < len(each) <= LIMIT for each in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (1, "one"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (90, "ninety"),
        (99, "ninety-nine"),
        (100, "100"),
        (500, "500"),
    ],
)
def test_numbers_are_words_as_long_as_they_are_short(value: int, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "one second"),
        (30, "thirty seconds"),
        (60, "one minute"),
        (61, "sixty-one seconds"),
        (90, "ninety seconds"),
        (99, "ninety-nine seconds"),
        (100, "one minute forty seconds"),
        (121, "two minutes one second"),
        (180, "three minutes"),
        (3600, "sixty minutes"),
    ],
)
def test_a_length_of_time_is_said_in_the_fewest_words(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_things_are_counted_as_english_counts_them() -> None:
    words = ["zero breaths", "one breath", "five breaths"]
    assert [counted(value, "breath") for value in (0, 1, 5)] == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("next", "child's pose", "left side"), "Next, child's pose, left side"),
        (("next", "", "left side"), "Next, left side"),
        (("T-spine twist",), "T-spine twist"),
        (("",), ""),
    ],
)
def test_a_sentence_begins_with_a_capital(parts: tuple[str, ...], words: str) -> None:
    assert sentence(*parts) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("Let go", "All done."), "Let go. All done."),
        (("Let go.", "", "All done"), "Let go. All done"),
        (("Let go. ", ""), "Let go. "),
        ((), ""),
    ],
)
def test_sentences_are_parted_by_just_one_full_stop(parts: tuple[str, ...], words: str) -> None:
    assert sentences(*parts) == words
