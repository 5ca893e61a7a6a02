"""The clock on the wall; ``cues.clock`` is a session's own."""

from __future__ import annotations

import time

from stretchtui.core.sessions.record import Moment


def moment() -> Moment:
    """This moment."""
    return moment_at(time.time())


def moment_at(seconds: float) -> Moment:
    """The moment so many seconds after 1970 began."""
    return Moment(seconds, time.localtime(seconds).tm_gmtoff // 60)
