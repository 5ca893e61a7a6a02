#!/bin/sh
# Runs all tests, in parts; or, with "others", those of the core and the cues on each other Python.
# To run one part alone: sh scripts/test.sh core
set -eu
cd "$(dirname "$0")/.."

# How much of each room its own tests cover, branches included, in percent: never less. Not
# counted are the screens, which are tested by what they show, and what runs as a process of its
# own.
floors="\
cli 100
plain 61
ears 100
playing 100
words 82
cues 78
terminal 99
store 99"
rooms=$(echo "$floors" | sed 's|\(.*\) .*|tests/\1|')

cores=$(.venv/bin/python -c 'import os; print(os.cpu_count())')
version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true; }
quietly() { "$venv/bin/python" -m pip --quiet --disable-pip-version-check install "$@" >"$venv/pip.log" 2>&1; }

# Every other Python that is here gets an environment in .venv; others says which they are.
install() {
    others=""
    done=$(version .venv/bin/python)
    for python in python3.11 python3.12 python3.13 "$HOME"/.pyenv/versions/*/bin/python3.1[123]; do
        is=$(version "$python")
        case "$is" in 3.11 | 3.12 | 3.13) ;; *) continue ;; esac
        case " $done " in *" $is "*) continue ;; esac
        done="$done $is"
        others="$others $is"
        venv=.venv/$is
        [ ! -e "$venv/.ready" ] || [ pyproject.toml -nt "$venv/.ready" ] ||
            [ constraints.txt -nt "$venv/.ready" ] || continue
        echo "installing for Python $is"
        "$python" -m venv --clear "$venv"
        quietly --upgrade 'pip>=25.1' && quietly --constraint constraints.txt --group test --editable . ||
            { cat "$venv/pip.log" >&2; exit 1; }
        # As in make run: without it the system's player is heard instead.
        quietly 'simpleaudio>=1.0.4,<2' || echo "no simpleaudio for Python $is"
        touch "$venv/.ready"
    done
}

# While time is measured, that comes before what else the machine does, where it may; and what
# needs nothing but the processor comes after what also waits.
turn=
go_first() { ! nice -n -10 true 2>/dev/null || turn="nice -n -10"; }
go_last() { turn="nice -n 5"; }

# On this Python.
venv=.venv
pytest() { $turn "$venv/bin/python" -m pytest -q "$@"; }
# Long tests: each worker takes the next as soon as it is done with one.
one_by_one="--dist load --maxschedchunk 1"

timed() { grep -rl --include='test_*.py' 'mark\.timed' tests; }
browsers='test_page_\|test_ears'
recorded='test_page_served\|test_ears'

part() {
    export COVERAGE_FILE=".coverage.$1"
    case "$1" in
    whole) # The whole program: most of the time it waits for a sound, a second, a link to stall.
        pytest -n $((cores * 2)) $one_by_one -m "not timed" tests/end_to_end
        ;;
    screens)
        go_last
        pytest -n $((cores * 2)) $one_by_one -m "not timed" tests --ignore tests/end_to_end --ignore tests/core \
            $(echo "$rooms" | sed 's/^/--ignore /')
        ;;
    rooms)
        pytest -n "$cores" --dist loadfile -m "not timed" $rooms --cov --cov-report=
        below=0
        while read -r room floor; do
            echo "$room: at least $floor %"
            .venv/bin/python -m coverage report --include "stretchtui/$room/*" \
                --fail-under "$floor" || below=1
        done <<FLOORS
$floors
FLOORS
        return $below
        ;;
    core) # Its tests cover all of it. To hand thousands of quick tests out would take longer.
        go_last
        pytest tests/core --cov=stretchtui/core --cov-fail-under=100
        ;;
    timed) # It hardly uses the machine, and mostly listens.
        go_first
        pytest -n 8 $one_by_one -m timed $(timed | grep -v "$browsers")
        ;;
    browser) # A browser needs more of it: one at a time.
        go_first
        pytest -m timed $(timed | grep "$browsers" | grep -v "$recorded")
        ;;
    recorded) # A browser that is heard, to the millisecond: when all else is done.
        go_first
        pytest -n "$cores" $one_by_one -m timed $(timed | grep "$recorded")
        ;;
    3.*) # The core and the cues on another Python.
        venv=.venv/$1
        export AMOUNT=brief
        go_last
        # The page is the browser's work, not Python's.
        pytest -m "not timed and not once" tests/core tests/cues --ignore-glob '*/test_page_*'
        ;;
    heard-3.*) # The user's engine, which crashes on some.
        go_first
        venv=.venv/${1#heard-}
        pytest tests/cues/test_heard.py -k "every_cue and simpleaudio"
        ;;
    *) echo "no such part: $1" >&2; exit 2 ;;
    esac
}

# Runs a part, and says how long it took; what it printed is shown if it failed.
told() {
    echo "$1: begun"
    if sh scripts/test.sh "$1" >"$logs/$1" 2>&1; then
        echo "$1: $(grep ' passed.* in ' "$logs/$1")"
        grep '^measured again: ' "$logs/$1" || true
    else
        cat "$logs/$1"
        echo "$1: FAILED"
        return 1
    fi
}

# Thousands of times tests wait until a journal is on the disk. In memory they do not, where there
# is enough of it, and programs may be run from there. A short name: sockets have short ones.
in_memory() {
    [ -z "${TMPDIR:-}" ] || return 0
    free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
    [ "${free:-0}" -ge 4000000 ] || return 0
    memory=$(mktemp -d /dev/shm/t.XXXX) || return 0
    # Some tests are nobody for a while.
    chmod 755 "$memory"
    cp /bin/true "$memory" && "$memory/true" || return 0
    export TMPDIR="$memory"
}

# Sets what tests share: where their files are, the monkeys' seed.
set_out() {
    in_memory
    logs=$(mktemp -d)
    trap 'rm -rf "$logs" ${memory:+"$memory"}' EXIT
    MONKEY_SEED=${MONKEY_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
    # Empty: workers need not compile all tests anew.
    export logs MONKEY_SEED PYTHONDONTWRITEBYTECODE=
    began=$(date +%s)
}

# Several parts at a time: while some tests of one wait, those of others are at work. Not in the
# background of this shell: ctrl+c would not reach them.
together() { printf '%s\n' "$@" | xargs -n 1 -P $# sh scripts/test.sh told; }

everything() {
    set_out
    echo "the monkeys' seed: MONKEY_SEED=$MONKEY_SEED"
    together whole rooms screens core
    # What measures time hardly needs the machine, but at once when it does: programs and browsers
    # have sessions of their own, and nothing gives way to another session.
    together timed browser
    told recorded
    echo "all passed in $(($(date +%s) - began)) s"
}

on_others() {
    install
    set_out
    if [ -z "$others" ]; then
        echo "no other Python is here"
        return
    fi
    together $others
    together $(printf ' heard-%s' $others)
    echo "all passed in $(($(date +%s) - began)) s, on Python$others"
}

case "${1:-}" in
"") everything ;;
others) on_others ;;
told) told "$2" ;;
*) part "$1" ;;
esac
