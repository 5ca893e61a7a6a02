"""The clock on the wall."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from stretchtui.playing import clock


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Moves the machine to a zone, given as in the variable TZ."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("UTC", 0), ("<+0530>-5:30", 330), ("<+1245>-12:45", 765), ("<-0330>3:30", -210)],
)
def test_a_moment_knows_how_far_the_clock_on_the_wall_is_ahead(
    zone: Callable[[str], None], name: str, minutes: int
) -> None:
    zone(name)
    before = time.time()
    moment = clock.moment()
    assert before <= moment.now <= time.time()
    assert moment.offset == minutes


def test_it_goes_by_the_time_of_the_year(
    zone: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    zone("CET-1CEST,M3.5.0,M10.5.0/3")
    for now, minutes in [(1_768_500_000.0, 60), (1_784_100_000.0, 120)]:
        monkeypatch.setattr(time, "time", lambda now=now: now)
        assert clock.moment().offset == minutes
