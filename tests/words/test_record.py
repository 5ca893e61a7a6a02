"""A session of the journal in words: how it went, how long ago, and where it was interrupted."""

from __future__ import annotations

from typing import Any

import pytest

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.days import Days, Today
from stretchtui.core.sessions.record import (
    Feeling,
    Mark,
    Moment,
    Part,
    Place,
    Record,
    Standing,
    Unfinished,
)
from stretchtui.words.feelings import FEELINGS
from stretchtui.words.glyphs import ASCII, UNICODE
from stretchtui.words.record import (
    ago,
    discomfort,
    facts,
    how,
    nothing_is_left,
    routine_is_gone,
    same_steps,
    unread,
    what_became,
    when,
    where,
)

HALF_PAST_SEVEN = 1_789_961_400.0
"""The 21st of September 2026, 03:30 UTC."""

TODAY = Today(Moment(HALF_PAST_SEVEN + 3600, 240))


def record(**fields: Any) -> Record:
    """A session of five steps, completed."""
    about: dict[str, Any] = {
        "started": HALF_PAST_SEVEN,
        "offset": 240,
        "updated": HALF_PAST_SEVEN + 600,
        "routine": "hips",
        "name": "Hips",
        "steps": 5,
        "steps_done": 5,
        "phases": 40,
        "seconds": 600,
        "held": 192,
        "completed": True,
    }
    return Record(**about | fields)


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        (0, "Monday 21 September 2026, 03:30"),
        (330, "Monday 21 September 2026, 09:00"),
        (-570, "Sunday 20 September 2026, 18:00"),
    ],
)
def test_when_is_by_the_clock_on_the_wall_there(offset: int, words: str) -> None:
    assert when(record(offset=offset)) == words


def test_every_feeling_has_its_words() -> None:
    assert set(FEELINGS) == set(Feeling)
    assert [how(record(feeling=each)) for each in Feeling] == list(FEELINGS.values())


def test_how_far_it_came_matters_more_than_how_it_felt() -> None:
    assert how(record(completed=False, steps_done=2, feeling=Feeling.RIGHT)) == "2 of 5"
    assert how(record()) == ""


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, None, ""),
        (6, 3, "6 to 3"),
        (0, 0, "0 to 0"),
        (None, 0, "? to 0"),
        (0, None, "0 to ?"),
    ],
)
def test_discomfort(before: int | None, after: int | None, words: str) -> None:
    assert discomfort(record(before=before, after=after)) == words


def test_facts_leave_out_what_there_is_nothing_to_say_of() -> None:
    assert facts(record(), TODAY, UNICODE) == [
        "Monday 21 September 2026, 07:30",
        "3:12 held · 5 of 5 steps",
    ]


def test_facts_say_for_which_day_a_late_session_counts() -> None:
    late = record(started=HALF_PAST_SEVEN - 6 * 3600 - 40 * 60)
    assert facts(late, TODAY, UNICODE)[0] == "Monday 21 September 2026, 00:50 · counts for Sunday"
    assert (
        facts(late, Today(TODAY.moment, Days(0)), UNICODE)[0] == "Monday 21 September 2026, 00:50"
    )


def test_facts_say_that_a_session_is_dated_in_the_future() -> None:
    ahead = record(started=HALF_PAST_SEVEN + 86400)
    assert facts(ahead, TODAY, UNICODE)[:2] == [
        "Tuesday 22 September 2026, 07:30",
        "dated in the future, not counted",
    ]


def test_facts_have_all_that_is_kept() -> None:
    full = record(
        steps=1,
        steps_done=0,
        skipped=1,
        completed=False,
        level=2,
        feeling=Feeling.TOO_MUCH,
        before=0,
        after=0,
    )
    dot = ASCII.dot
    assert facts(full, TODAY, ASCII)[1:] == [
        f"3:12 held {dot} 0 of 1 step {dot} 1 skipped {dot} not completed {dot} level 2",
        f"felt: too much {dot} discomfort 0 to 0",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"done": True}, ""),
        ({"done": False}, "partly done"),
        ({"skipped": True}, "skipped"),
        ({"done": True, "hurt": 0.0}, "hurt"),
        ({"skipped": True, "hurt": 1.0}, "hurt, skipped"),
        ({"hurt": 1.0}, "hurt, partly done"),
    ],
)
def test_what_became_of_a_step(fields: dict[str, Any], words: str) -> None:
    assert what_became(Part(0, "a", "Knee to chest", **fields)) == words


def test_what_was_left_out_was_not_skipped() -> None:
    out = Mark(Side.LEFT, 1, False, out=True)
    assert what_became(Part(0, "a", "A", holds=(out,))) == "left out"
    some = (out, Mark(Side.RIGHT, 1, True))
    assert what_became(Part(0, "a", "A", done=True, holds=some)) == "", "the rest was done"


@pytest.mark.parametrize(
    ("side", "number", "words"),
    [
        (Side.NONE, 1, "Hips · step 3 of 5 · 12 minutes ago"),
        (Side.LEFT, 1, "Hips · step 3 of 5 · left side · 12 minutes ago"),
        (Side.LEFT, 2, "Hips · step 3 of 5 · round 2 · left side · 12 minutes ago"),
    ],
)
def test_where_a_session_was_interrupted(side: Side, number: int, words: str) -> None:
    session = Unfinished(record(), Standing(Place(step=2, side=side, round=number)))
    assert where(session, HALF_PAST_SEVEN + 600 + 12 * 60, UNICODE) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (0, "just now"),
        (59.9, "just now"),
        (60, "1 minute ago"),
        (3599, "59 minutes ago"),
        (3600, "1 hour ago"),
        (7300, "2 hours ago"),
        (200_000, "55 hours ago"),
    ],
)
def test_ago(seconds: float, words: str) -> None:
    assert ago(seconds) == words


def test_what_could_not_be_read_is_counted() -> None:
    assert unread(0) == ""
    assert unread(1) == "1 session could not be read"
    assert unread(3, 1) == "3 sessions and 1 stretch could not be read"
    assert unread(0, 2) == "2 stretches could not be read"


def test_why_an_interrupted_session_cannot_be_resumed_is_told() -> None:
    session = Unfinished(record(), Standing())
    gone = "Hips was interrupted, but its routine no longer exists."
    assert routine_is_gone(session) == gone
    left_out = "Hips was interrupted, but you leave out what remains of it."
    assert routine_is_gone(session, left_out=True) == left_out
    assert nothing_is_left(session) == "Nothing left to resume: you have done all of Hips."


@pytest.mark.parametrize(("sessions", "often"), [(1, "1 session"), (3, "3 sessions")])
def test_a_routine_with_the_steps_of_one_that_is_gone_is_told(sessions: int, often: str) -> None:
    assert same_steps("Mornings", "Hips", sessions) == (
        "Mornings has the same steps as Hips, which no longer exists but "
        f"has {often} in your history."
    )
