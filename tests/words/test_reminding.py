"""What is said of reminders."""

from __future__ import annotations

import pytest

from stretchtui.core.reminders.reminder import Reminder, days_of
from stretchtui.words.reminding import days, when


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("daily", "every day"),
        ("mon-fri", "Monday to Friday"),
        ("sat,sun", "Saturday and Sunday"),
        ("mon,wed,fri", "Monday, Wednesday and Friday"),
        ("sun", "Sunday"),
        ("sat-mon", "Monday, Saturday and Sunday"),
    ],
)
def test_days_are_said_as_people_say_them(typed: str, said: str) -> None:
    assert days(days_of(typed)) == said


def test_a_time_is_said_with_its_days() -> None:
    assert when(Reminder(7, 5)) == "07:05, every day"
    assert when(None) == "a time that was set by hand"
