"""Which plan is followed, and when it was paused."""

from __future__ import annotations

from datetime import date, timedelta

from stretchtui.core.planning.following import Following, PlanPause

DAY = date(2026, 11, 2)
BEGUN = Following(plan="p", started=DAY)


def after(days: int) -> date:
    return DAY + timedelta(days)


def test_at_first_it_is_not_paused() -> None:
    assert not BEGUN.is_paused
    assert not BEGUN.rests(DAY)
    assert BEGUN.resumed(DAY) is BEGUN


def test_a_pause_lasts_until_it_is_resumed() -> None:
    paused = BEGUN.paused(after(2))
    assert paused.is_paused
    assert paused.paused(after(3)) is paused
    assert [n for n in range(9) if paused.rests(after(n))] == [2, 3, 4, 5, 6, 7, 8]
    resumed = paused.resumed(after(5))
    assert not resumed.is_paused
    assert [n for n in range(9) if resumed.rests(after(n))] == [2, 3, 4]
    again = resumed.paused(after(7))
    assert [n for n in range(9) if again.rests(after(n))] == [2, 3, 4, 7, 8]


def test_a_pause_of_less_than_a_day_is_none() -> None:
    assert BEGUN.paused(after(2)).resumed(after(2)) == BEGUN
    # The clock was set back meanwhile.
    assert BEGUN.paused(after(2)).resumed(after(1)) == BEGUN
    once = BEGUN.paused(after(1)).resumed(after(2))
    assert once.pauses == (PlanPause(after(1), after(2)),)
