"""A line among others in a crontab."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.reminders.crontab import (
    LONGEST,
    MARK,
    Unwritable,
    entry,
    entry_in,
    reminder_of,
    with_entry,
    without_entry,
)
from stretchtui.core.reminders.reminder import Reminder

COMMAND = ("/usr/bin/env", "HOME=/home/me", "/opt/stretchtui", "remind", "--now")
LINE = entry(Reminder(7, 30), COMMAND)
OTHERS = (
    b"MAILTO=me@example.org\n\n# mine\n*/5 * * * *\tx # stretchtui reminder, mine\n\xff\x00\r\n"
)


def test_a_line_says_when_what_and_whose() -> None:
    command = b"/usr/bin/env HOME=/home/me /opt/stretchtui remind --now"
    line = b"30 7 * * * " + command + b" # stretchtui reminder\n"
    assert entry(Reminder(7, 30), COMMAND) == line
    weekdays = entry(Reminder(0, 5, (0, 1, 2, 3, 4)), ["x"])
    assert weekdays.startswith(b"5 0 * * 1,2,3,4,5 x ")
    assert entry(Reminder(0, 5, (5, 6)), ["x"]).startswith(b"5 0 * * 6,0 x ")


@pytest.mark.parametrize(
    "reminder", [Reminder(0, 0), Reminder(23, 59, (6,)), Reminder(7, 5, (0, 2, 5))], ids=str
)
def test_a_line_is_read_as_it_was_meant(reminder: Reminder) -> None:
    assert reminder_of(entry(reminder, COMMAND)) == reminder


def test_a_line_of_other_times_is_known_as_changed() -> None:
    assert reminder_of(b"*/5 * * * * x " + MARK) is None
    assert reminder_of(b"5 7 1 * * x " + MARK) is None
    assert reminder_of(b" 5  7 * * 0,7 x " + MARK) == Reminder(7, 5, (6,))


def test_words_stay_words_to_the_shell_behind_cron() -> None:
    words = ["/a b/50% 'x' \"y\" $HOME `z`; #", "päth"]
    line = entry(Reminder(7, 30), words).removeprefix(b"30 7 * * * ").decode()
    assert "%" not in line.replace("\\%", "")
    assert shlex.split(line.replace("\\%", "%"), comments=True) == words


@pytest.mark.parametrize("word", ["a\nb", "a\x00", "tab\t", "back\\slash", "\udcff", "\u202e"])
def test_what_a_cron_may_take_otherwise_is_refused(word: str) -> None:
    with pytest.raises(Unwritable, match="cron can't take"):
        entry(Reminder(7, 30), ["x", word])


def test_a_command_that_a_cron_may_cut_off_is_refused() -> None:
    assert entry(Reminder(7, 30), ["x" * LONGEST])
    with pytest.raises(Unwritable, match="at most"):
        entry(Reminder(7, 30), ["x" * (LONGEST + 1)])


def test_others_stay_byte_for_byte() -> None:
    with_ours = with_entry(OTHERS, LINE)
    assert with_ours == OTHERS + LINE
    assert entry_in(with_ours) == LINE
    assert without_entry(with_ours) == OTHERS
    other = entry(Reminder(9, 0), COMMAND)
    assert with_entry(OTHERS + LINE + b"0 1 * * * x\n", other) == OTHERS + b"0 1 * * * x\n" + other


def test_an_empty_one_has_ours_alone() -> None:
    assert with_entry(b"", LINE) == LINE
    assert without_entry(LINE) == b""
    assert entry_in(b"") is None
    assert entry_in(OTHERS) is None


def test_a_last_line_without_an_end_gets_one() -> None:
    assert with_entry(b"0 1 * * * x", LINE) == b"0 1 * * * x\n" + LINE


def test_a_line_that_was_commented_out_is_the_persons() -> None:
    crontab = b"# " + LINE
    assert entry_in(crontab) is None
    assert without_entry(crontab) == crontab


@given(st.lists(st.binary(max_size=40).map(lambda each: each.replace(b"\n", b"") + b"\n")))
def test_nothing_else_is_ever_touched(lines: list[bytes]) -> None:
    crontab = b"".join(line for line in lines if MARK not in line)
    assert without_entry(crontab) == crontab
    assert without_entry(with_entry(crontab, LINE)) == crontab
