"""What a person types who wishes for a routine, and how it reads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.making.places import PLACES, POSITIONS
from stretchtui.core.making.wish import RoutineWish, is_made, read_wish, wish_of
from stretchtui.core.routines.entry import Wrong

AREAS = ("hips", "lower back", "neck", "whole body", "calves", "upper body", "wrists")
THINGS = ("strap", "wall", "chair", "cushion", "yoga block")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("10 minutes for hips", "10 minutes for hips"),
        ("10 minutes for hips and lower back", "10 minutes for hips and lower back"),
        (
            "8 min neck, gentle, without strap",
            "8 minutes for neck, gentle, without strap",
        ),
        ("12", "12 minutes"),
        ("1 min", "1 minute"),
        ("5m calves standing", "5 minutes for calves, standing"),
        ("gentle 10-minute hips in bed", "10 minutes for hips, lying down, gentle"),
        ("10 Minutes for my Neck & the shoulders.", "10 minutes for neck and shoulders"),
        ("20 min for the whole body", "20 minutes for the whole body"),
        (
            "15 min hips, glutes, groin, no strap, wall or chair, gently",
            "15 minutes for hips, glutes and groin, gentle, without strap, wall or chair",
        ),
        (
            "10 min without a strap, on a chair, for neck",
            "10 minutes for neck, on a chair, without strap",
        ),
        ("10 min no chair, seated", "10 minutes, on a chair, without chair"),
        ("7 min hips and hips", "7 minutes for hips"),
        (
            "9 min neck, on a chair or standing",
            "9 minutes for neck, on a chair or standing",
        ),
    ],
)
def test_what_people_type_is_understood(typed: str, text: str) -> None:
    wish = read_wish(typed)
    assert wish.text == text
    assert read_wish(text) == wish, "it can be typed again"


@given(
    st.builds(
        wish_of,
        st.integers(1, 60),
        st.lists(st.sampled_from(AREAS), unique=True),
        st.lists(st.sampled_from([*PLACES, *POSITIONS]), unique=True),
        st.lists(st.sampled_from(THINGS), unique=True),
        st.booleans(),
    )
)
def test_every_wish_can_be_typed(wish: RoutineWish) -> None:
    assert read_wish(wish.text) == wish


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_wish_or_a_reason(typed: str) -> None:
    try:
        wish = read_wish(typed)
    except Wrong:
        return
    assert 1 <= wish.minutes <= 60
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", wish.id)
    assert len(wish.id) <= 80


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("hips", "minutes"),
        ("", "minutes"),
        ("0 minutes for hips", "1 to 60"),
        ("61 min", "1 to 60"),
        ("10 min " + ", ".join(f"area {letter}" for letter in "abcdefghijklm"), "at most 12"),
        ("10 min " + "x" * 61, "60 characters"),
        ("10 min hi\x1bps", "control character"),
    ],
)
def test_what_is_no_wish_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(Wrong, match=reason):
        read_wish(typed)


def test_the_id_tells_what_was_made_from_what_was_kept() -> None:
    wish = wish_of(10, ["Hips", "lower back"], without=["strap"])
    assert wish.id == "made-10-minutes-for-hips-and-lower-back-without-strap"
    assert is_made(wish.id)
    assert not is_made("hips")
    long = wish_of(10, [f"{letter * 20}" for letter in "abcdefgh"])
    assert len(long.id) <= 80
    assert not long.id.endswith("-")
