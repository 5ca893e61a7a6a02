#!/bin/sh
# Runs all tests; and those of the core and the cues again on every other Python that is here.
set -eu
cd "$(dirname "$0")/.."

.venv/bin/python -m pytest -q -n auto -m "not timed" tests --ignore tests/core
.venv/bin/python -m pytest -q -m timed tests
.venv/bin/python -m pytest -q tests/core --cov

for python in python3.11 python3.12 python3.13; do
    "$python" -c 'import sys' 2>/dev/null || continue
    [ "$("$python" -c 'import sys; print(sys.version_info[:2])')" = \
      "$(.venv/bin/python -c 'import sys; print(sys.version_info[:2])')" ] && continue
    venv=.venv/$python
    if [ ! -e "$venv/.ready" ] || [ pyproject.toml -nt "$venv/.ready" ]; then
        "$python" -m venv --clear "$venv"
        "$venv/bin/python" -m pip --quiet --disable-pip-version-check install --upgrade 'pip>=25.1'
        "$venv/bin/python" -m pip --quiet --disable-pip-version-check install --group test --editable .
        touch "$venv/.ready"
    fi
    echo "core and cues on $python"
    "$venv/bin/python" -m pytest -q -n auto tests/core tests/cues
done
