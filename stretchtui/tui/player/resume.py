"""The session that broke off, offered again."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from stretchtui.core.routines.model import Side
from stretchtui.playing.recorder import moment
from stretchtui.tui.dialogs.question import Answer, Question

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.store.journal_writer import JournalWriter
    from stretchtui.tui.app import StretchApp
    from stretchtui.words.glyphs import Glyphs

GO_ON, LATER, NO = "go-on", "later", "no"

ANSWERS = (
    Answer(GO_ON, "enter,space,y", "enter", "go on"),
    Answer(NO, "n,x,escape", "n", "no, let it be"),
    Answer(LATER, "l", "l", "ask again later"),
)


async def offer(program: StretchApp, scribe: JournalWriter, at_once: bool = False) -> None:
    """Offer the session that broke off, if there is one.

    Args:
        program: The app; it shows its main screen.
        scribe: Has the journal.
        at_once: Go on with it without a question.
    """
    found = await _found(scribe)
    if found is None:
        return
    id_ = found.record.id
    entry = program.library.entries.get(found.record.routine)
    if entry is None or not entry.routine.steps or program.player.playing is not None:
        # Its routine is gone; or quick hands have begun another session.
        scribe.ask(lambda journal: journal.let_go(id_))
        return

    def answered(answer: str | None) -> None:
        if answer == GO_ON:
            program.player.start(entry, found)
        elif answer == NO:
            scribe.ask(lambda journal: journal.dismiss(id_))
        else:
            scribe.ask(lambda journal: journal.let_go(id_))

    if at_once:
        answered(GO_ON)
    else:
        words = where(found, moment().now, program.glyphs)
        program.push_screen(Question("Go on where it broke off?", [words], ANSWERS), answered)


async def _found(scribe: JournalWriter) -> Unfinished | None:
    now = moment().now
    # What goes wrong with the journal is said by the scribe.
    with contextlib.suppress(Exception):
        return await asyncio.wrap_future(scribe.ask(lambda journal: journal.resumable(now)))
    return None


def where(unfinished: Unfinished, now: float, glyphs: Glyphs) -> str:
    """``Five for the lower back · step 3 of 5 · left side · 12 minutes ago``."""
    record, place = unfinished.record, unfinished.standing.place
    parts = [
        record.name,
        f"step {place.step + 1} of {record.steps}",
        "" if place.side is Side.NONE else f"{place.side} side",
        ago(now - record.updated),
    ]
    return f" {glyphs.dot} ".join(part for part in parts if part)


def ago(seconds: float) -> str:
    """``just now``, ``12 minutes ago``, ``3 hours ago``."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return "just now"
    number, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    return f"{number} {unit}{'' if number == 1 else 's'} ago"
