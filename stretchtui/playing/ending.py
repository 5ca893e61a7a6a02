"""How long a program that was started for one session stays after it, and what it exits with."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What the program exits with, whatever it was asked for; docs/commands.md tells people.

    Above 128 it is ended by a signal, and the distance says which.
    """

    DONE = 0
    """It was done."""
    NO = 1
    """The answer is no, or only a part was done: nothing today, a session that was left early."""
    USAGE = 2
    """The words are not understood, or what they ask for cannot be done here."""
    NOT_FOUND = 3
    """There is no such routine, stretch, session or file."""
    FAULTY = 4
    """A file has errors, or cannot be read."""
    CRASHED = 70
    """An exception that nobody caught: EX_SOFTWARE of sysexits.h."""


LAST_SOUND_S = 3.0
"""How long ``play`` stays after the end, for the last sound and a last look, in seconds: five bells
take 2.8."""

ANSWER_S = 60.0
"""How long ``play`` stays to be told how the session was, in seconds."""

KEEPING_S = 0.5
"""How long leaving may wait for the journal, in seconds."""
