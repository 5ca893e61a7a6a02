"""Stands for the program on the far side: looks for a relay, gives cues, ends when told to.

``far_side.py CUE…`` prints what it found on one line and gives the cues with a space of time
between; ``far_side.py say WORD`` has a word spoken. Then a key is its exit status: ``0`` to
``9``; any other is printed. ``far_side.py hasty …`` waits for answers no longer than the program
does; without that word it waits until there are some.
"""

from __future__ import annotations

import os
import sys
import termios
import time
import tty

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.relay import RELAY_MODE, Relay, listens
from stretchtui.cues.terminal import BELL
from stretchtui.terminal import probe as probing
from stretchtui.terminal.probe import Probe

GAP_S = 0.15
PATIENCE_S = 60.0


def main(words: list[str]) -> int:
    """Do it."""
    if words[:1] == ["hasty"]:
        words = words[1:]
    else:
        probing.LIMIT_S = probing.LIMIT_WITHIN_S = PATIENCE_S
    with Probe(0, 1, os.environ, mode=RELAY_MODE) as probe:
        found = probe.finish()
        before = termios.tcgetattr(0)
        tty.setraw(0, termios.TCSANOW)
        try:
            size = os.get_terminal_size()
            _say(
                f"relay={listens(found)} tmux={found.tmux} through={found.through_tmux} "
                f"passthrough={found.passthrough} pending={found.pending} "
                f"size={size.columns}x{size.lines} words={'|'.join(words)} "
                f"typed={found.typed.decode()!r}."
            )
            relay = Relay(_write, found.through_tmux)
            for word in words:
                if word in list(CueName):
                    if listens(found):
                        relay.play(CueName(word))
                    else:
                        _write(BELL)
                    time.sleep(GAP_S)
            if words[:1] == ["say"]:
                relay.say(words[1])
            _say("done.")
            while True:
                key = probe.strain(os.read(0, 1024)).decode()
                if key.isdecimal():
                    return int(key[0])
                _say(f"key {key!r}.")
        finally:
            termios.tcsetattr(0, termios.TCSANOW, before)


def _say(text: str) -> None:
    _write(f"{text}\r\n")


def _write(text: str) -> None:
    os.write(1, text.encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
