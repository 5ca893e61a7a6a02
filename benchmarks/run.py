"""Measure everything and print one table: ``python -m benchmarks.run``, or ``make bench``."""

from __future__ import annotations

import argparse
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

if __package__ in (None, ""):  # started as a file
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from typing import TYPE_CHECKING

from benchmarks import (
    bells,
    ears,
    endings,
    engines,
    first_frame,
    floods,
    history,
    holds,
    keys,
    making,
    many,
    relay,
    small_commands,
    stalls,
    table,
    voices,
)
from benchmarks.homes import make_home
from benchmarks.plan import DEFAULT, LONG, QUICK, Plan
from benchmarks.pty_probe import COLUMNS, ROWS, ProbeError

if TYPE_CHECKING:
    from benchmarks.table import Row

FAILED = 1


def main() -> int:
    """Measure, print; the status tells whether everything could be measured."""
    # So that an end from outside ends the measured programs too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    plan = _plan()
    began, load = time.monotonic(), os.getloadavg()[0]
    rows: list[Row] = []
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="stretchtui-bench-") as folder:
        home = make_home(Path(folder) / "home")
        measures: dict[str, Callable[[], list[Row]]] = {
            "holds": lambda: holds.measure(home, plan),
            "first frame": lambda: first_frame.measure(make_home(Path(folder) / "first"), plan),
            "small commands": lambda: small_commands.measure(home, plan),
            "keys": lambda: keys.measure(home, plan),
            "10,000 routines": lambda: many.measure(Path(folder), home, plan),
            "made routines": making.measure,
            "history": lambda: history.measure(make_home(Path(folder) / "journal")),
            "stalls": lambda: stalls.measure(home, plan),
            "floods": lambda: floods.measure(home),
            "endings": lambda: endings.measure(make_home(Path(folder) / "ended"), plan),
            "cues": lambda: bells.measure(home, plan),
            "engines": lambda: engines.measure(Path(folder) / "engines"),
            "voices": lambda: voices.measure(Path(folder) / "voices"),
            "ears": lambda: ears.measure(make_home(Path(folder) / "ears")),
            "relay": lambda: relay.measure(_empty(Path(folder) / "relay")),
        }
        for name, measure in measures.items():
            print(f"{time.monotonic() - began:4.0f} s  {name}", file=sys.stderr, flush=True)
            try:
                rows += measure()
            except (ProbeError, OSError, subprocess.SubprocessError) as error:
                failures.append(f"{name} could not be measured: {error}")
    _print(rows, plan, time.monotonic() - began, load)
    for failure in failures:
        print(failure)
    return FAILED if failures else 0


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _plan() -> Plan:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="in a minute or two, and rougher")
    size.add_argument("--long", action="store_true", help="cues over ten minutes")
    options = parser.parse_args()
    return QUICK if options.quick else LONG if options.long else DEFAULT


def _print(rows: list[Row], plan: Plan, seconds: float, load_before: float) -> None:
    print(
        f"stretchtui {version('stretchtui')} · Textual {version('textual')} · "
        f"Python {platform.python_version()} · {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores · load {load_before:.1f} before, {os.getloadavg()[0]:.1f} after"
    )
    print(
        f"{COLUMNS} × {ROWS} · medians of rounds: first frame {plan.frame_rounds}, holds "
        f"{plan.hold_rounds} of {plan.hold_s:.0f} s side by side, later runs "
        f"{plan.starts_of_many} · {plan.keys} keys · {seconds:.0f} s in all"
    )
    print()
    print("\n".join(table.lines(rows)))
    print("\n* a bell, 25 ms of work, sleep(1), and again: how a timer is mostly written")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
