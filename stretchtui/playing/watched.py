"""A value that is kept in one place, and told to whoever depends on it when it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Watched(Generic[T]):
    """The one copy of a value.

    Args:
        value: The value at first.
    """

    def __init__(self, value: T) -> None:
        self._value = value
        self._watchers: list[Callable[[T], object]] = []

    @property
    def value(self) -> T:
        """The value as it is now."""
        return self._value

    def set(self, value: T) -> None:
        """Change the value; whoever watches is told the one before, unless they are equal."""
        before, self._value = self._value, value
        if before != value:
            for watcher in tuple(self._watchers):
                watcher(before)

    def watch(self, changed: Callable[[T], object]) -> Callable[[], None]:
        """Have a call made after each change, in the order of asking.

        Args:
            changed: Given the value before; the new one is ``value``.

        Returns:
            Ends the watching; it may be called again.
        """
        self._watchers.append(changed)

        def end() -> None:
            if changed in self._watchers:
                self._watchers.remove(changed)

        return end
