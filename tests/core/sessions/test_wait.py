"""A wait for a key, told again every twenty seconds that somebody was there."""

from __future__ import annotations

from stretchtui.core.sessions.wait import REMIND_S, Wait


def told(wait: Wait, *moments: float) -> list[float]:
    """The moments, of those at which it is asked, at which it is to be told again."""
    return [now for now in moments if wait.is_to_be_told(now)]


def test_it_is_told_once_every_twenty_seconds_however_often_it_is_asked() -> None:
    wait = Wait(100.0, 1.0)
    assert told(wait, 100, 119.9, 120, 120.5, 139, 141, 159, 160) == [120, 141, 160]
    # As well where nobody asked before.
    assert told(Wait(100.0, 1.0), 100 + REMIND_S) == [120]


def test_the_time_in_which_nobody_was_there_does_not_count() -> None:
    wait = Wait(100.0, 1.0)
    wait.miss(3600)
    assert wait.seconds(3705) == 5
    assert told(wait, 3719, 3720) == [3720]
    wait.miss(15)
    assert told(wait, 3721, 3734, 3735, 3755) == [3735, 3755]


def test_where_it_runs_fast_so_does_the_wait() -> None:
    wait = Wait(100.0, 4.0)
    assert wait.seconds(102.5) == 10
    assert told(wait, 104, 105) == [105]
