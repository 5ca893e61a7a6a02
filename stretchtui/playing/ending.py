"""How long a program that was started for one session stays after it, and what it exits with."""

from __future__ import annotations

ENDED_EARLY = 1
"""The exit status of ``play`` when the session did not come to its end."""

CRASHED = 70
"""The exit status after an exception that nobody caught: EX_SOFTWARE of sysexits.h."""

LAST_SOUND_S = 3.0
"""How long ``play`` stays after the end, for the last sound and a last look, in seconds: five bells
take 2.8."""

ANSWER_S = 60.0
"""How long ``play`` stays to be told how the session was, in seconds."""

KEEPING_S = 0.5
"""How long leaving may wait for the journal, in seconds."""
