"""What a person writes: of a session, and of a stretch for the next time it comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from stretchtui.core.routines.model import name_of, stretch_of

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.worker import WorkType

    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.prompts import Option

# What asks is imported with the first question: the first screen does not wait for it.


def ask_session_note(
    screen: Screen[Any], player: SessionPlayer, written: Callable[[], object]
) -> None:
    """Have the person write of the session that is over, if it is kept.

    Args:
        screen: The screen to ask over.
        player: Has played it.
        written: Called when something was written.
    """
    from stretchtui.tui.dialogs.prompts import TextPrompt

    recorder = player.recorder
    if recorder.record is None:
        return

    def answered(note: str | None) -> None:
        if note is not None:
            recorder.note(note)
            written()

    hint = "Saved with this session in your history."
    screen.app.push_screen(TextPrompt("How did it go?", recorder.record.note, hint), answered)


def ask_stretch_note(
    screen: Screen[Any], player: SessionPlayer, look: Look, written: Callable[[], object]
) -> None:
    """Have the person write of the stretch that is shown, or of one of those that were done.

    Args:
        screen: The screen to ask over.
        player: Plays the session, or has played it.
        look: How the program looks.
        written: Called when something was written.
    """
    from stretchtui.tui.dialogs.prompts import ChoicePrompt, Option

    if player.is_playing:
        step, stretch = player.step_at(player.view())
        _ask(screen, player, name_of(step, stretch), stretch.name, written)
        return
    entry = player.entry
    pairs = ((step, stretch_of(step, entry.stretches)) for step in entry.routine.single_steps)
    names = {name_of(step, stretch): stretch.name for step, stretch in pairs}

    def chosen(option: Option | None) -> None:
        if option is not None:
            _ask(screen, player, option.value, option.label, written)

    options = [Option(each, name) for each, name in names.items()]
    screen.app.push_screen(
        ChoicePrompt("Add a note to which stretch?", options, None, look), chosen
    )


def _ask(
    screen: Screen[Any],
    player: SessionPlayer,
    stretch: str,
    name: str,
    written: Callable[[], object],
) -> None:
    from stretchtui.tui.dialogs.prompts import TextPrompt

    journal, app = player.journal, screen.app

    async def write(note: str) -> None:
        reason = await journal.write_note(stretch, note)
        if reason:
            app.notify(f"Not saved: {reason}", severity="error", markup=False)
        elif note:
            app.notify("Saved. You will see it whenever this stretch comes up.", markup=False)
        written()

    def answered(note: str | None) -> None:
        if note is not None:
            work: WorkType[None] = partial(write, note)
            app.run_worker(work)

    hint = "Shown whenever this stretch comes up."
    app.push_screen(TextPrompt(name, journal.note(stretch), hint), answered)
