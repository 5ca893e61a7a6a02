"""When each stretch was last done, as the journal's tables have it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from stretchtui.core.sessions.record import Moment
from stretchtui.store.journal_rows import LATEST_S, clean_text

if TYPE_CHECKING:
    from stretchtui.store.journal_opening import OpenedFile


def last_done(file: OpenedFile, until: float) -> dict[str, Moment]:
    """When the last session started in which each stretch was held, until a moment.

    Less than a second is none: it was closed again, or skipped at once.

    Args:
        file: The journal's file.
        until: Seconds since 1970; what is dated later plays no part.

    Returns:
        The moments by the stretch's id, or its name if it has none.
    """
    with file.reading() as database:
        # What stands beside a max() is of the row that has it.
        rows = database.execute(
            "SELECT stretch, max(started), offset FROM session_stretch AS p"
            " JOIN session ON id = p.session"
            f" WHERE round(p.seconds) BETWEEN 1 AND {LATEST_S} AND started BETWEEN 0 AND ?"
            " GROUP BY stretch",
            (until,),
        ).fetchall()
    found = {}
    for stretch, started, offset in rows:
        with contextlib.suppress(ValueError):
            found[clean_text(stretch)] = Moment(float(started), int(offset))
    return found
