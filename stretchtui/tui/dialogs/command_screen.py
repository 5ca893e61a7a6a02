"""A screen whose keys, key bar, palette and help come from one table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from stretchtui.tui.app import StretchApp
    from stretchtui.tui.commands.player import Command


class CommandScreen(Screen[ScreenResultType]):
    """What such screens have in common."""

    TABLE: ClassVar[tuple[Command, ...]] = ()

    @property
    def program(self) -> StretchApp:
        """The app, as what it is."""
        return cast("StretchApp", self.app)

    def state_of(self, command: Command) -> bool | None:
        """Whether a command does something now; None: it could, False: not here."""
        name, _, words = command.action.partition("(")
        return self.check_action(name, (words.rstrip(")").strip("'"),))

    def does_something(self, command: Command) -> bool:
        """Whether a command does something now."""
        return bool(self.state_of(command))

    def runs(self, command: Command) -> Callable[[], Awaitable[None]]:
        """A call that carries a command out."""

        async def run() -> None:
            await self.run_action(command.action)

        return run

    def action_help(self) -> None:
        """The keys."""
        self.program.show_help(self.TABLE)

    def action_redraw(self) -> None:
        """Draw the screen afresh, whatever the terminal shows."""
        self.program.redraw()
