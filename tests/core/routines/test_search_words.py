"""Words as a search sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.search_words import haystack, meant, plain, slips, slips_allowed

WORDS = [
    "hamstrings",
    "neck",
    "needle",
    "hips",
    "wrist",
    "wrists",
    "shoulders",
    "lower",
    "膝を胸に",
]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  Lower \n back ", "lower back"),
        ("Étirement", "etirement"),
        ("STRASSE Straße", "strasse strasse"),
        ("Øvre rygg", "ovre rygg"),
        ("膝を胸に", "膝を胸に"),
        ("５分", "5分"),
        ("child’s", "child's"),
        ("5–10", "5-10"),
        ("\u0301", "\u0301"),
        ("𝐀", "a"),
    ],
)
def test_case_accents_and_ways_to_write_a_letter_make_no_difference(text: str, seen: str) -> None:
    assert plain(text) == seen


def test_haystack_has_a_line_for_each_text_and_one_without_signs() -> None:
    assert haystack(["Child's pose", "Cat-cow", "Hips"]) == (
        " child's pose \n childs pose \n cat-cow \n cat cow \n hips "
    )


def test_haystack_of_nothing_holds_nothing() -> None:
    assert haystack([]) == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("hamstirng", ["hamstrings"]),
        ("hmastrnigs", ["hamstrings"]),
        ("hamsti", ["hamstrings"]),
        ("nek", ["neck"]),
        ("wirst", ["wrist"]),
        ("wirsts", ["wrists"]),
        ("sholder", ["shoulders"]),
        ("lowwer", ["lower"]),
        ("ihps", ["hips"]),
        ("xyz", []),
        ("ne", []),
        ("own", []),
        ("n3ck", []),
        ("膝に胸", []),
    ],
)
def test_the_nearest_words_were_meant(typed: str, words: list[str]) -> None:
    assert meant(typed, WORDS) == words


def test_words_as_near_as_each_other_may_all_be_meant() -> None:
    assert meant("hipp", ["hips", "hippo", "hip"]) == ["hippo"]
    assert meant("bick", ["back", "neck", "beck", "rock"]) == ["back", "beck"]


@pytest.mark.parametrize(
    ("word", "allowed"),
    [
        ("hi", 0),
        ("hip", 1),
        ("stretch", 1),
        ("shoulder", 2),
        ("10min", 0),
        ("a-b", 0),
        ("膝を胸", 0),
    ],
)
def test_longer_words_are_forgiven_more(word: str, allowed: int) -> None:
    assert slips_allowed(word) == allowed


@pytest.mark.parametrize(
    ("typed", "word", "number"),
    [("", "", 0), ("", "hip", 3), ("hip", "", 3), ("hip", "hip", 0), ("ihp", "hip", 1),
     ("hpi", "hip", 1), ("hop", "hip", 1), ("hiip", "hip", 1), ("hp", "hip", 1), ("pih", "hip", 2)],
)  # fmt: skip
def test_slips_are_letters_missing_added_wrong_or_swapped(
    typed: str, word: str, number: int
) -> None:
    assert slips(typed, word) == number


letters = st.sampled_from("abcdehipst")
spelled = st.text(letters, min_size=5, max_size=10)


@given(spelled, spelled)
def test_slips_are_the_same_both_ways(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips(one, other) <= max(len(one), len(other))


@given(spelled, st.data())
def test_a_word_with_one_slip_is_still_meant(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(letters)
    slipped = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )
    assert meant(slipped, [word]) == [word]
