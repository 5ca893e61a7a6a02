#!/bin/sh
# Runs all tests; and those of the core and the cues again on every other Python that is here.
set -eu
cd "$(dirname "$0")/.."

version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true; }
quietly() { "$venv/bin/python" -m pip --quiet --disable-pip-version-check install "$@" >"$venv/pip.log" 2>&1; }

# How much of each room its own tests cover, branches included, in percent: never less. Not
# counted are the screens, which are tested by what they show, and what runs as a process of its
# own. The core's tests cover all of it.
floors="\
cli 100
plain 61
playing 100
words 82
cues 78
terminal 99
store 99"
rooms=$(echo "$floors" | sed 's|\(.*\) .*|tests/\1|')

cores=$(.venv/bin/python -c 'import os; print(os.cpu_count())')
# More than there are cores, as many of them wait for a sound, or for a link to stall; each takes
# the next test as soon as it is done with one, and what takes long is begun first.
several="-n $((cores * 2)) --dist load --maxschedchunk 1"
MONKEY_SEED=${MONKEY_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
export MONKEY_SEED
echo "the monkeys' seed: MONKEY_SEED=$MONKEY_SEED"
.venv/bin/python -m pytest -q $several -m "not timed" \
    tests --ignore tests/core $(echo "$rooms" | sed 's/^/--ignore /')
.venv/bin/python -m pytest -q $several -m "not timed" $rooms --cov --cov-report=
echo "$floors" | while read -r room floor; do
    echo "$room: at least $floor %"
    .venv/bin/python -m coverage report --include "stretchtui/$room/*" --fail-under "$floor"
done
.venv/bin/python -m pytest -q -n auto tests/core --cov=stretchtui/core --cov-fail-under=100
# What measures time has the machine to itself; it hardly uses it, and mostly listens.
.venv/bin/python -m pytest -q -n 6 --dist worksteal -m timed tests

done=$(version .venv/bin/python)
others=""
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
    others="$others $venv"
done
# The user's engine, which crashes on some: each for itself, all at once.
waiting=""
for venv in $others; do
    "$venv/bin/python" -m pytest -q tests/cues/test_heard.py -k "every_cue and simpleaudio" &
    waiting="$waiting $!"
done
for each in $waiting; do
    wait "$each"
done
