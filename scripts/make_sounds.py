#!/usr/bin/env python3
"""Write the cue sounds beside this file; with --check, only say which ones differ.

The sounds are made here rather than recorded, so that their origin is plain, a change to one
can be reviewed as a line of a table, and anybody can make them again.

Someone lying on the floor with eyes closed hears them from a phone or laptop speaker. So every
fundamental lies between 400 Hz and 2 kHz, where such speakers are honest, and no two cues share
either a melody or a rhythm: one of the two is enough when the other is masked or misheard. What
asks for different things differs in its timbre as well, so that one note of it is enough:

========  =====================  =========================================
family    cues                   sounds like
========  =====================  =========================================
effort    push, hold, rep, turn  a reed that is blown: steady while it lasts
release   end, rest              a soft mallet, lowest of all, dying away
switch    switch                 a hollow pipe, high and low in turn
prepare   ready, tick            a knock on wood
reached   halfway, finish        a chime
waiting   waiting                two notes that tremble
breath    breath-in, breath-out  a whistle that swells and glides
answer    pause, resume,         a plucked string
          more, less
========  =====================  =========================================

All pitches are of D major pentatonic, in which no two notes clash, so that the set sounds like
one even when one cue follows closely on another. All are equally loud to the ear, but for what is
heard all the time.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from synthesis import Note, Partial, Voice, synthesise, wav

MAIN = -16.0
"""The level of a cue, in dB as ``loudness`` measures it: clear, with room for a voice beside it."""
SMALL = MAIN - 2
"""Of what comes again and again, or answers a key."""
TICK = MAIN - 6
BREATH = MAIN - 8


class Cue(NamedTuple):
    """A cue; the level is its loudness in dB."""

    level: float
    notes: tuple[Note, ...]


# Upper partials die first, as on whatever is struck: a tone sounds struck, not beeped. What is
# blown keeps them.
REED = Voice(0.022, 0.090, (Partial(1, 1.0, 0.8), Partial(2, 0.80, 0.8), Partial(3, 0.30, 1.0)))
MALLET = Voice(0.008, 0.120, (Partial(1, 1.0, 5), Partial(2, 0.85, 5), Partial(3, 0.40, 7)))
HOLLOW = Voice(0.012, 0.040, (Partial(1, 1.0, 3), Partial(3, 0.33, 4), Partial(5, 0.06, 8)))
WOOD = Voice(0.004, 0.050, (Partial(1, 1.0, 11), Partial(2.7, 0.30, 35), Partial(5.2, 0.10, 70)))
DRY = Voice(0.004, 0.015, (Partial(1, 1.0, 60), Partial(2.7, 0.25, 90)))
CHIME = Voice(
    0.006,
    0.080,
    (Partial(1, 1.0, 4), Partial(2, 0.35, 6), Partial(2.76, 0.20, 9)),
)
PLUCK = Voice(0.003, 0.040, (Partial(1, 1.0, 14), Partial(2, 0.5, 22), Partial(3, 0.3, 30)))
TREMBLING = Voice(0.020, 0.060, (Partial(1, 1.0, 1), Partial(1.5, 0.7, 1)), tremolo=9.0)
_AIR = (Partial(1, 1.0, 0), Partial(2, 0.12, 0))
SWELL = Voice(0.530, 0.070, _AIR)
FADE = Voice(0.070, 0.530, _AIR)

CUES: dict[str, Cue] = {
    # Knock, knock: nothing moves yet.
    "ready": Cue(
        MAIN - 1,
        (
            Note("D5", 0.00, 0.19, 1.0, WOOD),
            Note("D5", 0.22, 0.19, 1.0, WOOD),
        ),
    ),
    # A short step up to a long note that stays: go, and hold.
    "hold": Cue(
        MAIN,
        (
            Note("D5", 0.00, 0.14, 0.8, REED),
            Note("A5", 0.16, 0.44, 1.0, REED),
        ),
    ),
    # Three even strokes of the hold's voice, the last one leaning in.
    "push": Cue(
        MAIN,
        (
            Note("D5", 0.00, 0.14, 1.0, REED),
            Note("D5", 0.22, 0.14, 1.0, REED),
            Note("D6", 0.44, 0.15, 1.0, REED),
        ),
    ),
    # Heard once a second, so the shortest and driest of all.
    "tick": Cue(TICK, (Note("F#6", 0.00, 0.04, 1.0, DRY),)),
    # The only chord, one stroke of an open fifth: it neither rises nor falls, so asks for nothing.
    "halfway": Cue(
        SMALL,
        (
            Note("D6", 0.00, 0.30, 0.6, CHIME),
            Note("A6", 0.00, 0.30, 1.0, CHIME),
        ),
    ),
    # The only alternation: side, other side, and again for those who missed the first.
    "switch": Cue(
        MAIN,
        (
            Note("D6", 0.00, 0.12, 1.0, HOLLOW),
            Note("F#5", 0.16, 0.12, 1.0, HOLLOW),
            Note("D6", 0.32, 0.12, 1.0, HOLLOW),
            Note("F#5", 0.48, 0.12, 1.0, HOLLOW),
        ),
    ),
    # The lowest and slowest, one whole tone down: let go.
    "rest": Cue(
        MAIN,
        (
            Note("B4", 0.00, 0.28, 0.9, MALLET),
            Note("A4", 0.26, 0.34, 1.0, MALLET),
        ),
    ),
    # The hold's own voice, for a moment: once more.
    "rep": Cue(SMALL, (Note("B5", 0.00, 0.16, 1.0, REED),)),
    # The same lower down: the next part of it.
    "turn": Cue(SMALL, (Note("E5", 0.00, 0.12, 1.0, REED),)),
    # The two glides are one breath, there and back.
    "breath-in": Cue(BREATH, (Note("A4", 0.00, 0.60, 1.0, SWELL, glide_to="A5"),)),
    "breath-out": Cue(BREATH, (Note("A5", 0.00, 0.60, 1.0, FADE, glide_to="A4"),)),
    # A long step and a short one down to the bottom: it is over.
    "end": Cue(
        MAIN,
        (
            Note("A5", 0.00, 0.24, 1.0, MALLET),
            Note("E5", 0.22, 0.14, 1.0, MALLET),
            Note("A4", 0.40, 0.20, 1.0, MALLET),
        ),
    ),
    # The key's chord, note by note upwards: the one flourish, heard once.
    "finish": Cue(
        MAIN,
        (
            Note("D5", 0.00, 0.12, 0.7, CHIME),
            Note("F#5", 0.08, 0.12, 0.8, CHIME),
            Note("A5", 0.16, 0.14, 0.9, CHIME),
            Note("D6", 0.36, 0.24, 1.0, CHIME),
        ),
    ),
    # The only one that trembles, two calls on one note: it asks for attention without haste.
    "waiting": Cue(
        MAIN,
        (
            Note("E6", 0.00, 0.20, 1.0, TREMBLING),
            Note("E6", 0.40, 0.20, 1.0, TREMBLING),
        ),
    ),
    # Mirror images in time: two plucks above and one below, one below and two above.
    "pause": Cue(
        MAIN,
        (
            Note("E6", 0.00, 0.11, 0.9, PLUCK),
            Note("E6", 0.12, 0.11, 0.9, PLUCK),
            Note("A5", 0.36, 0.14, 1.0, PLUCK),
        ),
    ),
    "resume": Cue(
        MAIN,
        (
            Note("A5", 0.00, 0.14, 1.0, PLUCK),
            Note("E6", 0.24, 0.11, 0.9, PLUCK),
            Note("E6", 0.36, 0.12, 0.9, PLUCK),
        ),
    ),
    # The shortest after the tick: up for more, down for less.
    "more": Cue(
        SMALL,
        (
            Note("D5", 0.00, 0.09, 1.0, PLUCK),
            Note("E6", 0.09, 0.12, 1.0, PLUCK),
        ),
    ),
    "less": Cue(
        SMALL,
        (
            Note("B5", 0.00, 0.08, 1.0, PLUCK),
            Note("D5", 0.13, 0.09, 1.0, PLUCK),
        ),
    ),
}


def main(arguments: list[str]) -> int:
    """Write the files into sounds/, or with --check compare them with what would be written."""
    check = arguments[:1] == ["--check"]
    rest = arguments[check:]
    if len(rest) > 1 or any(each.startswith("-") for each in rest):
        print("usage: make_sounds.py [--check] [FOLDER]", file=sys.stderr)
        return 2
    folder = Path(rest[0]) if rest else Path(__file__).resolve().parent.parent / "sounds"
    differing = 0
    for name, cue in CUES.items():
        path = folder / f"{name}.wav"
        content = wav(synthesise(cue.notes, cue.level))
        if not check:
            path.write_bytes(content)
        elif not path.is_file():
            print(f"{path.name}: missing")
            differing += 1
        elif path.read_bytes() != content:
            print(f"{path.name}: differs from what the script writes")
            differing += 1
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
