"""A value that is kept once, and told to whoever depends on it."""

from __future__ import annotations

from stretchtui.playing.watched import Watched


def test_whoever_watches_is_told_the_value_before_and_finds_the_new_one() -> None:
    watched = Watched(1)
    told: list[tuple[int, int]] = []
    watched.watch(lambda before: told.append((before, watched.value)))
    watched.set(2)
    watched.set(5)
    assert told == [(1, 2), (2, 5)]


def test_nobody_is_told_of_a_value_that_is_the_same() -> None:
    watched = Watched([1])
    told: list[list[int]] = []
    watched.watch(told.append)
    watched.set([1])
    assert told == []


def test_watchers_are_told_in_the_order_of_asking() -> None:
    watched = Watched("a")
    told: list[str] = []
    watched.watch(lambda before: told.append("first"))
    watched.watch(lambda before: told.append("second"))
    watched.set("b")
    assert told == ["first", "second"]


def test_who_has_ended_watching_is_told_no_more() -> None:
    watched = Watched(1)
    told: list[str] = []
    end = watched.watch(lambda before: told.append("ended"))
    watched.watch(lambda before: told.append("stayed"))
    end()
    end()
    watched.set(2)
    assert told == ["stayed"]


def test_one_who_watches_twice_ends_once_at_a_time() -> None:
    watched = Watched(1)
    told: list[int] = []
    first, second = watched.watch(told.append), watched.watch(told.append)
    first()
    watched.set(2)
    assert told == [1]
    second()
    watched.set(3)
    assert told == [1]


def test_watcher_may_end_its_watching_when_it_is_told() -> None:
    watched = Watched(1)
    told: list[str] = []

    def once(before: int) -> None:
        told.append("once")
        end()

    end = watched.watch(once)
    watched.watch(lambda before: told.append("always"))
    watched.set(2)
    watched.set(3)
    assert told == ["once", "always", "always"]


def test_watcher_may_change_the_value_itself() -> None:
    watched = Watched(1)
    seen: list[int] = []

    def even(before: int) -> None:
        if watched.value % 2:
            watched.set(watched.value + 1)

    watched.watch(even)
    watched.watch(lambda before: seen.append(watched.value))
    watched.set(7)
    assert watched.value == 8
    assert seen == [8, 8]
