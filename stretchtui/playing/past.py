"""What the journal says of the stretches that were done, for who makes a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.making.choosing import Past
from stretchtui.store.journal_past import last_done

if TYPE_CHECKING:
    from stretchtui.core.sessions.days import Today
    from stretchtui.store.journal import Journal


def past_of(journal: Journal, today: Today) -> Past:
    """What was done, and what hurt.

    Args:
        journal: The sessions.
        today: What they are looked back on from.
    """
    hurting, _ = journal.stretches(today.latest)
    days_ago = {
        stretch: max(0, (today.day - today.days.of(done.now, done.offset)).days)
        for stretch, done in last_done(journal.file, today.latest).items()
    }
    return Past(days_ago, hurting)
