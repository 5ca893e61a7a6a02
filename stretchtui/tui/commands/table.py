"""What a command is: one thing a person can ask for, with its keys and its words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar, Protocol, runtime_checkable

from msgspec import Struct
from textual.actions import parse
from textual.binding import Binding


class Command(Struct, frozen=True):
    """One command and its keys."""

    id: str
    """Names it in the key map of the settings."""
    keys: str
    """Textual's names of the keys, with commas between."""
    shown: str
    """The keys as the key bar shows them."""
    action: str
    label: str
    """One or two words for the key bar; none keeps it out of there."""
    help: str
    """One line for the palette and the help."""
    at_once: bool = False
    """Carried out before the keys behind it are looked at: over a slow link many come at once."""
    when: str = ""
    """The moment at which it does something: "session", "list", "end" or "typing", or several with
    spaces between; at others its keys are free. Empty, if it does something at any."""
    name: str = ""
    """What the settings call it, where the key bar's words are none or too few."""

    @property
    def title(self) -> str:
        """What the settings call it: ``Next stretch``."""
        return self.name or f"{self.label[:1].upper()}{self.label[1:]}"

    @property
    def binding(self) -> Binding:
        """The command as a Textual binding."""
        return Binding(
            self.keys,
            self.action,
            self.label,
            id=self.id,
            tooltip=self.help,
            show=bool(self.label),
            priority=self.at_once,
        )

    @property
    def call(self) -> tuple[str, tuple[object, ...]]:
        """The name of the action, without who has it, and what it is given."""
        _, name, parameters = parse(self.action)
        return name, parameters


@runtime_checkable
class Commanded(Protocol):
    """A screen with a table of commands."""

    TABLE: ClassVar[tuple[Command, ...]]

    def does_something(self, command: Command) -> bool:
        """Whether a command does something now."""

    def runs(self, command: Command) -> Callable[[], Awaitable[None]]:
        """A call that carries a command out."""
