"""A screen whose keys, key bar, palette and help come from one table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.screen import ScreenResultType

from stretchtui.tui.dialogs.dismissible import Dismissible

if TYPE_CHECKING:
    from typing import Self

    from textual.geometry import Size

    from stretchtui.playing.watched import Watched
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.commands.table import Command

T = TypeVar("T")


class CommandScreen(Dismissible[ScreenResultType]):
    """What such screens have in common.

    Args:
        look: How the program looks.
    """

    TABLE: ClassVar[tuple[Command, ...]] = ()
    # Left to itself, Textual gives the focus to the first that can have it, though it may not
    # be displayed: the keys would be typed into it.
    AUTO_FOCUS = ""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._ends: list[Callable[[], None]] = []

    def follow(self, watched: Watched[T], changed: Callable[[T], Any]) -> None:
        """Have a call made when a value changes, for as long as the screen is there.

        Args:
            watched: The value.
            changed: Given the value before.
        """
        self._ends.append(watched.watch(changed))

    def on_unmount(self) -> None:
        """Nothing is followed any more."""
        for end in self._ends:
            end()

    def sized(self, size: Size) -> Self:
        """The screen, with the classes of a size before anything is drawn in it.

        Textual gives them only to what is drawn already, and then styles and draws it all again.
        """
        width, height = size
        for cells, breakpoints in (
            (width, self.HORIZONTAL_BREAKPOINTS),
            (height, self.VERTICAL_BREAKPOINTS),
        ):
            found = [each for each in breakpoints or () if each[0] <= cells]
            if found:
                self.add_class(max(found)[1], update=False)
        return self

    def state_of(self, command: Command) -> bool | None:
        """Whether a command does something now; None: it could, False: not here."""
        return self.check_action(*command.call)

    def does_something(self, command: Command) -> bool:
        """Whether a command does something now."""
        return bool(self.state_of(command))

    def runs(self, command: Command) -> Callable[[], Awaitable[None]]:
        """A call that carries a command out."""

        async def run() -> None:
            await self.run_action(command.action)

        return run

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action does something now: None dims its key, False takes it away."""
        if action == "suspend":
            return self.app.check_action(action, parameters)
        return True

    def action_help(self) -> None:
        """The keys."""
        # Imported with the first question: the first screen does not wait for it.
        from stretchtui.tui.dialogs.help import help_

        commands = [each for each in self.TABLE if each.id != "suspend" or self.state_of(each)]
        self.app.push_screen(help_(self.look, commands, self.does_something))
