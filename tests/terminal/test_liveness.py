"""The link: when to write, when to ask, when it has stalled."""

from __future__ import annotations

import pytest

from stretchtui.terminal.liveness import (
    AGAIN_S,
    DOUBTFUL_S,
    EVERY_S,
    SLOW_S,
    STALLED_S,
    LinkMonitor,
)


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def monitor(clock: Clock) -> LinkMonitor:
    """Of a link whose terminal has answered once."""
    monitor = LinkMonitor(clock)
    assert monitor.asks(), "it is asked with the first thing that is written"
    monitor.asked()
    monitor.answered()
    clock.now += EVERY_S
    return monitor


def stalled(monitor: LinkMonitor) -> bool:
    """Whether a session would pause."""
    return monitor.silent_s() > STALLED_S


def test_a_terminal_that_never_answers_is_never_slow_and_seldom_asked(clock: Clock) -> None:
    monitor = LinkMonitor(clock)
    monitor.asked(behind_sound=True)
    for _ in range(int(2 * DOUBTFUL_S)):
        clock.now += 0.5
        assert monitor.takes_screen()
        assert monitor.takes_sound()
        assert not monitor.awaits()
        assert monitor.asks() == (clock.now - 50.0 >= DOUBTFUL_S)


def test_it_is_asked_every_two_seconds_at_most(monitor: LinkMonitor, clock: Clock) -> None:
    asked = []
    for second in range(10):
        if monitor.asks():
            monitor.asked()
            monitor.answered()
            asked.append(second)
        clock.now += 1.0
    assert asked == [0, 2, 4, 6, 8]


def test_without_an_answer_only_questions_go_out_and_then_it_has_stalled(
    monitor: LinkMonitor, clock: Clock
) -> None:
    monitor.asked()
    start = clock.now
    states = []
    for tenth in range(1, 61):
        clock.now = start + tenth / 10
        states.append((monitor.takes_screen(), stalled(monitor)))
        if monitor.asks():
            monitor.asked()
    assert states.index((False, False)) == 10, "a tenth more than a second"
    assert states.index((False, True)) == 50
    assert monitor.silent_s() == pytest.approx(6.0), "asking again does not count as a sign of life"


def test_a_lost_answer_is_asked_for_again_before_the_link_counts_as_stalled(
    monitor: LinkMonitor, clock: Clock
) -> None:
    monitor.asked()
    clock.now += AGAIN_S
    assert monitor.asks()
    monitor.asked()
    clock.now += 0.1
    monitor.answered()
    assert monitor.takes_screen()
    assert monitor.takes_sound()
    assert monitor.silent_s() == 0


def test_the_next_sound_waits_for_the_answer_behind_the_last(
    monitor: LinkMonitor, clock: Clock
) -> None:
    monitor.asked()  # behind a screen
    assert monitor.takes_sound()
    assert monitor.asks(sound=True)
    monitor.asked(behind_sound=True)
    assert not monitor.takes_sound()
    monitor.answered()
    assert not monitor.takes_sound(), "that was the answer to the first question"
    monitor.answered()
    assert monitor.takes_sound()


def test_a_sound_has_arrived_when_its_own_answer_has_come(monitor: LinkMonitor) -> None:
    monitor.asked(behind_sound=True)
    monitor.asked()  # behind a screen
    assert not monitor.takes_sound()
    monitor.answered()
    assert monitor.takes_sound(), "whatever was sent after it"


# Two questions are open, and one is answered


def test_the_answer_is_that_to_the_older_question(monitor: LinkMonitor, clock: Clock) -> None:
    monitor.asked()
    clock.now += 0.5
    monitor.asked()
    clock.now += 0.25
    assert monitor.silent_s() == 0.75
    monitor.answered()
    assert monitor.silent_s() == 0.25, "since the newer was asked"
    assert monitor.awaits()
    assert monitor.takes_screen()
    monitor.answered()
    assert monitor.silent_s() == 0
    assert not monitor.awaits()


def test_the_question_left_open_makes_the_link_slow_and_stalled_at_its_own_time(
    monitor: LinkMonitor, clock: Clock
) -> None:
    monitor.asked()
    clock.now += 0.5
    asked_at = clock.now
    monitor.asked()
    monitor.answered()
    clock.now = asked_at + SLOW_S
    assert monitor.takes_screen()
    clock.now = asked_at + SLOW_S + 0.125
    assert not monitor.takes_screen()
    assert not monitor.awaits(), "it may take long"
    clock.now = asked_at + STALLED_S
    assert not stalled(monitor)
    clock.now = asked_at + STALLED_S + 0.125
    assert stalled(monitor)


def test_with_one_left_open_it_is_asked_again_as_after_a_lost_answer(
    monitor: LinkMonitor, clock: Clock
) -> None:
    monitor.asked()
    clock.now += 0.5
    asked_at = clock.now
    monitor.asked()
    monitor.answered()
    for after in (EVERY_S, AGAIN_S - 0.125):
        clock.now = asked_at + after
        assert not monitor.asks()
    clock.now = asked_at + AGAIN_S
    assert monitor.asks(), "after the newer question; the older one's time does not count"


def test_with_both_answered_it_is_asked_as_often_as_ever(
    monitor: LinkMonitor, clock: Clock
) -> None:
    monitor.asked()
    clock.now += 0.5
    asked_at = clock.now
    monitor.asked()
    monitor.answered()
    monitor.answered()
    clock.now = asked_at + EVERY_S - 0.125
    assert not monitor.asks()
    clock.now = asked_at + EVERY_S
    assert monitor.asks()


def test_an_answer_that_comes_late_closes_both(monitor: LinkMonitor, clock: Clock) -> None:
    monitor.asked(behind_sound=True)
    asked_at = clock.now
    clock.now = asked_at + AGAIN_S
    monitor.asked()
    clock.now += 0.125
    monitor.answered()
    # Whether a second one comes nobody knows: it is not waited for.
    assert monitor.silent_s() == 0
    assert not monitor.awaits()
    assert monitor.takes_sound()
    assert not monitor.asks()
    clock.now = asked_at + AGAIN_S + EVERY_S
    assert monitor.asks()


def test_an_answer_just_in_time_closes_one(monitor: LinkMonitor, clock: Clock) -> None:
    monitor.asked()
    clock.now += AGAIN_S
    monitor.asked()
    monitor.answered()
    assert monitor.awaits()


def test_more_answers_than_questions_are_no_harm(monitor: LinkMonitor) -> None:
    for _ in range(3):
        monitor.answered()
    monitor.asked(behind_sound=True)
    assert not monitor.takes_sound()


def test_a_key_says_that_the_person_is_there(monitor: LinkMonitor, clock: Clock) -> None:
    monitor.asked(behind_sound=True)
    clock.now += STALLED_S + 1
    assert stalled(monitor)
    monitor.alive()
    assert not stalled(monitor)
    assert monitor.takes_sound()


def test_a_write_that_waits_is_a_link_that_waits(clock: Clock) -> None:
    monitor = LinkMonitor(clock)
    monitor.begin_writing()
    clock.now += SLOW_S + 0.1
    assert not monitor.takes_screen()
    assert not stalled(monitor)
    clock.now += STALLED_S
    assert stalled(monitor)
    monitor.end_writing()
    assert monitor.silent_s() == 0


def test_answers_are_awaited_only_while_they_may_come_soon(
    monitor: LinkMonitor, clock: Clock
) -> None:
    assert not monitor.awaits()
    monitor.asked()
    assert monitor.awaits()
    clock.now += SLOW_S + 0.1
    assert not monitor.awaits()
