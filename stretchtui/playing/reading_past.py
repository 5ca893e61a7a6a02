"""What was done, asked of the journal's thread by who makes a routine on the screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from stretchtui.core.making.choosing import NOTHING_DONE, Past
from stretchtui.playing.journal_view import PATIENCE_S
from stretchtui.playing.past import past_of

if TYPE_CHECKING:
    from stretchtui.playing.journal_view import JournalView


async def read_past(view: JournalView) -> Past:
    """What was done, and what hurt; nothing, if the journal does not tell in a while."""
    today, writer = view.now, view.writer
    if writer is None:
        return NOTHING_DONE
    asked = asyncio.wrap_future(writer.ask(lambda journal: past_of(journal, today)))
    await asyncio.wait([asked], timeout=PATIENCE_S)
    if not asked.done():
        asked.cancel()
    told = asked.done() and not asked.cancelled() and asked.exception() is None
    return asked.result() if told else NOTHING_DONE
