"""How a timer is mostly written: some work, a bell, ``sleep(1)``. It drifts by the work.

The 25 ms stand for what a program does each second besides: drawing, starting a player.
"""

import time

while True:
    print("\a", end="", flush=True)
    busy_until = time.monotonic() + 0.025
    while time.monotonic() < busy_until:
        pass
    time.sleep(1)
