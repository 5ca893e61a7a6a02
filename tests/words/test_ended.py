"""What a session that is over is told with."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.gains import Gains
from stretchtui.core.sessions.record import Mark, Part, Standing
from stretchtui.words.ended import left_out, numbers, skipped, stopped

DONE = Standing(steps_done=1, held=192.0, parts=(Part(0, "bow", "Bow", (), 192.0, done=True),))


def test_what_was_done_is_counted() -> None:
    assert numbers(DONE, 2, None) == [("3:12", "held"), ("1 of 2", "steps")]
    assert numbers(DONE, 2, None, finished=False) == [("1 of 2", "steps")]
    assert numbers(DONE, 1, None)[1] == ("1 of 1", "step")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            Gains(4, 32 * 60, 28 * 60),
            [("4", "days in a row"), ("32 min", "this week, 28 last")],
        ),
        (Gains(2, 89, 29), [("2", "days in a row"), ("1 min", "this week")]),
        # One day is none in a row, and a week without minutes says nothing.
        (Gains(1, 90, 30 * 60 + 31), [("2 min", "this week, 31 last")]),
        (Gains(0, 29, 600), []),
    ],
)
def test_what_all_sessions_come_to_stands_beside_it(
    found: Gains, expected: list[tuple[str, str]]
) -> None:
    assert numbers(DONE, 1, found)[2:] == expected


def test_what_was_skipped_is_named() -> None:
    assert skipped(DONE) == ""
    missed = (Part(1, "bridge", "Bridge", skipped=True), Part(2, "cat", "Cat", skipped=True))
    assert skipped(Standing(parts=(*DONE.parts, *missed))) == "Skipped: Bridge, Cat."


def test_what_was_left_out_is_named() -> None:
    assert left_out(DONE) == ""
    out = Part(1, "bridge", "Bridge", holds=(Mark(Side.NONE, 1, False, out=True),))
    assert left_out(Standing(parts=(*DONE.parts, out))) == "Left out: Bridge."


@pytest.mark.parametrize(
    ("held", "kept", "words"),
    [
        (130.0, True, "Stopped: 2:10 saved."),
        (130.0, False, "Stopped: 2:10 held."),
        (0.4, True, "Stopped before the first hold."),
    ],
)
def test_a_session_that_was_stopped_says_how_much_of_it_is_kept(
    held: float, kept: bool, words: str
) -> None:
    assert stopped(Standing(held=held), kept=kept) == words
