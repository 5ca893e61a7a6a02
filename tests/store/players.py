"""Plays sessions into a journal as quickly as the disk allows, until it is killed.

For each line on its standard input, a folder and a number, it forks a player: forking costs less
than a new interpreter. It prints the player's process number and, when that has ended, ``ended``.

A player plays one session, told from others by when it started, phase after phase without end.
It keeps it through a writer, as the program does. It prints ``handed N`` when it has handed a
phase over, and ``kept N`` when the journal has it; only then comes the next.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import stretchtui.store.journal  # so that not every player imports it anew
from stretchtui.core.sessions.record import Place, Standing
from stretchtui.store.journal_writer import JournalWriter
from tests.store.sessions import NOW, part, record


def stands(phase: int) -> Standing:
    """How a session stands in a phase: everything in it says which."""
    parts = (part(0, seconds=float(phase)), part(1, name=f"phase {phase}"))
    if not phase:
        return Standing()
    return Standing(Place(phase, position=phase), "x" * phase, held=phase, parts=parts)


def tell(line: str) -> None:
    """Print a line in one piece: a player may be killed within a print."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def play(folder: Path, number: int) -> None:
    """Play until the end."""
    writer = JournalWriter(folder)
    page = writer.begin(record(started=NOW + number, before=4))
    phase = 0
    while True:
        tell(f"handed {phase}")
        writer.ask(stretchtui.store.journal.Journal.stretches).result()
        tell(f"kept {phase}")
        phase += 1
        page.keep(stands(phase), NOW)


def main() -> None:
    """Fork a player for each line, and see it end."""
    for line in sys.stdin:
        folder, number = line.split()
        player = os.fork()
        if not player:
            play(Path(folder), int(number))
        tell(f"player {player}")
        os.waitpid(player, 0)
        tell("ended")


if __name__ == "__main__":
    main()
