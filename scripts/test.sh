#!/bin/sh
# Runs all tests; and those of the core and the cues again on every other Python that is here.
set -eu
cd "$(dirname "$0")/.."

version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true; }
quietly() { "$venv/bin/python" -m pip --quiet --disable-pip-version-check install "$@" >"$venv/pip.log" 2>&1; }

.venv/bin/python -m pytest -q -n auto -m "not timed" tests --ignore tests/core
.venv/bin/python -m pytest -q tests/core --cov
# What measures time has the machine to itself.
.venv/bin/python -m pytest -q -m timed tests

done=$(version .venv/bin/python)
for python in python3.11 python3.12 python3.13 "$HOME"/.pyenv/versions/*/bin/python3.1[123]; do
    is=$(version "$python")
    case "$is" in 3.11 | 3.12 | 3.13) ;; *) continue ;; esac
    case " $done " in *" $is "*) continue ;; esac
    done="$done $is"
    venv=.venv/$is
    if [ ! -e "$venv/.ready" ] || [ pyproject.toml -nt "$venv/.ready" ]; then
        echo "installing for Python $is"
        "$python" -m venv --clear "$venv"
        quietly --upgrade 'pip>=25.1' && quietly --group test --editable . ||
            { cat "$venv/pip.log" >&2; exit 1; }
        # As in make run: without it the system's player is heard instead.
        quietly 'simpleaudio>=1.0.4,<2' || echo "no simpleaudio for Python $is"
        touch "$venv/.ready"
    fi
    echo "core and cues on Python $is"
    HYPOTHESIS=brief "$venv/bin/python" -m pytest -q -n auto -m "not timed" tests/core tests/cues
    "$venv/bin/python" -m pytest -q tests/cues/test_heard.py -k every_cue
done
