#!/bin/sh
# Runs all tests; and those of the core and the cues again on every other Python that is here.
set -eu
cd "$(dirname "$0")/.."

version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

.venv/bin/python -m pytest -q -n auto -m "not timed" tests --ignore tests/core
.venv/bin/python -m pytest -q tests/core --cov
# What measures time has the machine to itself.
.venv/bin/python -m pytest -q -m timed tests

for python in python3.11 python3.12 python3.13; do
    [ -n "$(version "$python")" ] && [ "$(version "$python")" != "$(version .venv/bin/python)" ] || continue
    venv=.venv/$python
    if [ ! -e "$venv/.ready" ] || [ pyproject.toml -nt "$venv/.ready" ]; then
        echo "installing for $python"
        "$python" -m venv --clear "$venv"
        "$venv/bin/python" -m pip --quiet --disable-pip-version-check install --upgrade 'pip>=25.1'
        "$venv/bin/python" -m pip --quiet --disable-pip-version-check install --group test --editable .
        # As in make run: without it the system's player is tested instead.
        "$venv/bin/python" -m pip --quiet --disable-pip-version-check install \
            'simpleaudio>=1.0.4,<2' >/dev/null 2>&1 || echo "no simpleaudio for $python"
        touch "$venv/.ready"
    fi
    echo "core and cues on $python"
    "$venv/bin/python" -m pytest -q -n auto -m "not timed" tests/core tests/cues
    "$venv/bin/python" -m pytest -q -m timed tests/cues
done
