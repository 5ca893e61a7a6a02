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
def link(clock: Clock) -> LinkMonitor:
    """A link whose terminal has answered once."""
    link = LinkMonitor(clock)
    assert link.asks(), "it is asked with the first thing that is written"
    link.asked()
    link.answered()
    clock.now += EVERY_S
    return link


def stalled(link: LinkMonitor) -> bool:
    """Whether a session would pause."""
    return link.silent_s() > STALLED_S


def test_a_terminal_that_never_answers_is_never_slow_and_seldom_asked(clock: Clock) -> None:
    link = LinkMonitor(clock)
    link.asked(behind_sound=True)
    for _ in range(60):
        clock.now += 0.49
        assert link.takes_screen()
        assert link.takes_sound()
        assert not link.awaits()
        assert link.asks() == (clock.now - 50.0 >= DOUBTFUL_S)


def test_it_is_asked_every_two_seconds_at_most(link: LinkMonitor, clock: Clock) -> None:
    asked = []
    for second in range(10):
        if link.asks():
            link.asked()
            link.answered()
            asked.append(second)
        clock.now += 1.0
    assert asked == [0, 2, 4, 6, 8]


def test_without_an_answer_only_questions_go_out_and_then_it_has_stalled(
    link: LinkMonitor, clock: Clock
) -> None:
    link.asked()
    start = clock.now
    states = []
    for tenth in range(1, 61):
        clock.now = start + tenth / 10
        states.append((link.takes_screen(), stalled(link)))
        if link.asks():
            link.asked()
    assert states.index((False, False)) == 10, "a tenth more than a second"
    assert states.index((False, True)) == 50
    assert link.silent_s() == pytest.approx(6.0), "asking again does not count as a sign of life"


def test_a_lost_answer_is_asked_for_again_before_the_link_counts_as_stalled(
    link: LinkMonitor, clock: Clock
) -> None:
    link.asked()
    clock.now += AGAIN_S
    assert link.asks()
    link.asked()
    clock.now += 0.1
    link.answered()
    assert link.takes_screen()
    assert link.takes_sound()
    assert link.silent_s() == 0


def test_the_next_sound_waits_for_the_answer_behind_the_last(
    link: LinkMonitor, clock: Clock
) -> None:
    link.asked()  # behind a screen
    assert link.takes_sound()
    assert link.asks(sound=True)
    link.asked(behind_sound=True)
    assert not link.takes_sound()
    link.answered()
    assert not link.takes_sound(), "that was the answer to the first question"
    link.answered()
    assert link.takes_sound()


def test_more_answers_than_questions_are_no_harm(link: LinkMonitor) -> None:
    for _ in range(3):
        link.answered()
    link.asked(behind_sound=True)
    assert not link.takes_sound()


def test_a_key_says_that_the_person_is_there(link: LinkMonitor, clock: Clock) -> None:
    link.asked(behind_sound=True)
    clock.now += STALLED_S + 1
    assert stalled(link)
    link.alive()
    assert not stalled(link)
    assert link.takes_sound()


def test_a_write_that_waits_is_a_link_that_waits(clock: Clock) -> None:
    link = LinkMonitor(clock)
    link.begin_writing()
    clock.now += SLOW_S + 0.1
    assert not link.takes_screen()
    assert not stalled(link)
    clock.now += STALLED_S
    assert stalled(link)
    link.end_writing()
    assert link.silent_s() == 0


def test_answers_are_awaited_only_while_they_may_come_soon(link: LinkMonitor, clock: Clock) -> None:
    assert not link.awaits()
    link.asked()
    assert link.awaits()
    clock.now += SLOW_S + 0.1
    assert not link.awaits()
