"""What a record takes and begins with, and what counts of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions import record
from stretchtui.core.sessions.record import Feeling, Place, Record, Standing, local, moment_of


def session(started: float, offset: int) -> Record:
    return Record(
        started=started,
        offset=offset,
        updated=started,
        routine="r",
        name="R",
        steps=1,
        phases=1,
        seconds=60,
    )


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (record.Seconds, 0, 200_000_000_000),
        (record.WholeSeconds, 0, 200_000_000_000),
        (record.Minutes, -1439, 1439),
        (record.Discomfort, 0, 10),
        (record.Count, 0, None),
    ],
)
def test_a_number_may_be_either_limit_and_nothing_beyond(
    kind: Any, least: int, most: int | None
) -> None:
    for inside in (least, most if most is not None else 10**9):
        assert msgspec.convert(inside, kind) == inside
    for outside in (least - 1, *([] if most is None else [most + 1]), str(least), None):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(outside, kind)


def test_a_record_begins_with_nothing_done_and_nothing_said() -> None:
    assert session(0.0, 0) == Record(
        id=0,
        started=0.0,
        offset=0,
        updated=0.0,
        ended=None,
        routine="r",
        name="R",
        level=0,
        steps=1,
        steps_done=0,
        skipped=0,
        phases=1,
        phases_done=0,
        seconds=60,
        held=0,
        completed=False,
        feeling=None,
        before=None,
        after=None,
        hurt=(),
        uid="",
        note="",
        waited=0.0,
        logged=False,
    )


def test_a_session_stands_at_its_beginning_with_nothing_done() -> None:
    nothing = Standing()
    assert (nothing.marks, nothing.parts) == ("", ())
    assert (nothing.steps_done, nothing.skipped, nothing.phases_done, nothing.held) == (0, 0, 0, 0)
    assert nothing.place == Place(index=0, step=0, side=Side.NONE, position=0.0)


@pytest.mark.parametrize(
    ("seconds", "held"), [(17.4, 17), (17.6, 18), (18.0, 18), (18.5, 19), (59.4, 59), (59.5, 60)]
)
def test_a_session_has_whole_seconds_and_counts_for_its_day_by_them(
    seconds: float, held: int
) -> None:
    kept = session(0.0, 0).standing(Standing(held=seconds), 1.0)
    assert (kept.held, type(kept.held)) == (held, int)
    assert kept.done is (held >= 60)


@pytest.mark.parametrize(
    ("fields", "is_empty"),
    [
        ({}, True),
        ({"steps_done": 0, "skipped": 5, "ended": 9.0}, True),
        ({"held": 1}, False),
        ({"hurt": ("cobra",)}, False),
        ({"note": "The neighbours rang."}, False),
        ({"feeling": Feeling.RIGHT}, False),
        ({"before": 0}, False),
        ({"after": 0}, False),
        ({"logged": True}, False),
    ],
)
def test_a_session_is_empty_if_there_is_nothing_to_tell_of_it(
    fields: dict[str, Any], is_empty: bool
) -> None:
    assert replace(session(0.0, 0), **fields).is_empty is is_empty


@pytest.mark.parametrize("offset", [-720, 0, 330, 840])
def test_what_a_clock_showed_was_at_one_moment(offset: int) -> None:
    moment = 1_790_000_000.0
    assert moment_of(local(moment, offset), offset) == moment
