"""Units for systemd's user manager; tests of the whole program have systemd read them."""

from __future__ import annotations

import pytest

from stretchtui.core.reminders.crontab import Unwritable
from stretchtui.core.reminders.reminder import Reminder
from stretchtui.core.reminders.units import MARK, is_ours, reminder_of, service, timer


def test_a_timer_says_when() -> None:
    assert "\nOnCalendar=*-*-* 07:30:00\n" in timer(Reminder(7, 30))
    assert "\nOnCalendar=Mon,Wed,Sun *-*-* 00:05:00\n" in timer(Reminder(0, 5, (0, 2, 6)))


@pytest.mark.parametrize(
    "reminder", [Reminder(0, 0), Reminder(23, 59, (6,)), Reminder(7, 5, (0, 2, 5))], ids=str
)
def test_a_timer_is_read_as_it_was_meant(reminder: Reminder) -> None:
    assert reminder_of(timer(reminder)) == reminder


def test_a_timer_of_other_times_is_known_as_changed() -> None:
    mine = timer(Reminder(7, 30))
    assert reminder_of(mine.replace("*-*-* 07:30:00", "hourly")) is None
    assert reminder_of(mine.replace("*-*-*", "Mon..Fri *-*-*")) is None
    assert reminder_of(mine.replace("*-*-*", "Someday *-*-*")) is None


def test_words_stay_words_to_systemd() -> None:
    text = service(["/usr/bin/env", "A=50%", 'say "$HOME" \\n'])
    assert text.splitlines()[-1] == r'ExecStart="/usr/bin/env" "A=50%%" "say \"$$HOME\" \\n"'
    for word in ("a\nb", "\x00", "\udcff"):
        with pytest.raises(Unwritable, match="systemd can't take"):
            service([word])


def test_ours_are_known_by_their_first_line() -> None:
    assert is_ours(timer(Reminder(7, 30)))
    assert is_ours(service(["x"]))
    assert not is_ours("[Unit]\n" + MARK)
