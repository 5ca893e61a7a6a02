"""How the program looks to this person in this terminal: its characters, keys and movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.words.glyphs import UNICODE

if TYPE_CHECKING:
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.settings import Settings
    from stretchtui.playing.pacing import Pacing
    from stretchtui.playing.watched import Watched
    from stretchtui.tui.commands.table import Command
    from stretchtui.words.glyphs import Glyphs


class Look:
    """What every screen needs to draw itself.

    Args:
        glyphs: The characters to draw with.
        settings: What the person has set; whoever shows some of it watches them.
        may_move: Whether figures may move, whatever the settings say.
    """

    def __init__(
        self, glyphs: Glyphs, settings: Watched[Settings], *, may_move: bool = True
    ) -> None:
        self.glyphs = glyphs
        """The characters to draw with."""
        self.settings = settings
        """What the person has set."""
        self.may_move = may_move
        """Whether figures may move, whatever the settings say."""
        self._pacing: Pacing | None = None

    @property
    def pace(self) -> Pace:
        """At what pace a session would be played now."""
        return self._pacing.pace if self._pacing is not None else self.settings.value.pace

    def go_by(self, pacing: Pacing) -> None:
        """Have the pace be that of sessions with a voice, where there is one."""
        self._pacing = pacing

    @property
    def has_arrows(self) -> bool:
        """Whether the terminal's font can be trusted to have arrows."""
        return self.glyphs is UNICODE

    @property
    def moves(self) -> bool:
        """Whether figures move."""
        return self.may_move and not self.settings.value.screen.reduced_motion

    @property
    def up_and_down(self) -> str:
        """What the keys are called that go up and down."""
        return "↑↓" if self.has_arrows else "up down"

    def key(self, command: Command) -> str:
        """A command's key as it is shown: the person's own, if there is one."""
        own = self.settings.value.keys
        if command.id not in own:
            return command.shown
        # With all the tables of commands: few people have keys of their own.
        from stretchtui.tui.commands.keymap import keys_of

        return keys_of(command, own)[0]

    def keys(self, command: Command) -> tuple[str, ...]:
        """All keys of a command as they are shown: ``("n", "→")``."""
        from stretchtui.tui.commands.keymap import keys_of

        found = keys_of(command, self.settings.value.keys)
        return tuple(map(_with_arrow, found)) if self.has_arrows else found


_ARROWS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}


def _with_arrow(key: str) -> str:
    before, plus, last = key.rpartition("+")
    return f"{before}{plus}{_ARROWS.get(last, last)}"
