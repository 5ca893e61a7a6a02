#!/bin/sh
# Makes .venv and installs the program into it ("run"), and what its tests need ("test").
# Takes a python3 of 3.11 or later, and nothing else for granted.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'stretchtui: %s\n' "$*"; }
die() { say "$*" >&2; exit 1; }

# As root on a Debian-like system, what is missing can be installed.
can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
apt() {
    [ -n "${updated:-}" ] || { apt-get update -qq >/dev/null 2>&1 || true; updated=1; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
    for each in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
        if recent "$each"; then echo "$each"; return; fi
    done
    die "expected Python 3.11 or later; name one with make PYTHON=..."
}

make_venv() {
    [ -x .venv/bin/pip ] && recent .venv/bin/python && return
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        can_apt && apt python3-venv || die "Python's venv is missing; on Debian or Ubuntu: sudo apt install python3-venv"
    fi
    "$python" -m venv --clear .venv
}

pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@" 2>.venv/pip.log || { cat .venv/pip.log >&2; return 1; }; }

# The speakers' first choice. It has no wheels: a compiler and ALSA's headers have to be here.
try_simpleaudio() {
    .venv/bin/python -c 'import simpleaudio' 2>/dev/null && return
    if [ "$(uname)" = Linux ] && can_apt && command -v cc >/dev/null; then
        apt libasound2-dev || true
    fi
    .venv/bin/python -m pip --quiet --disable-pip-version-check install 'simpleaudio>=1.0.4,<2' \
        >.venv/simpleaudio.log 2>&1 ||
        say "sounds will use the system's player; for simpleaudio install a C compiler," \
            "python3-dev and libasound2-dev, then: .venv/bin/pip install simpleaudio"
}

case "${1:-run}" in
run)
    say "installing into .venv, which takes a minute or so, once"
    make_venv
    say "installing what the program needs"
    pip install --upgrade 'pip>=25.1'
    pip install --editable .
    say "installing a voice and the page for browsers"
    pip install --editable '.[voice]' || say "no voice: nothing here can speak, or espeak-ng does"
    pip install --editable '.[browser]' || say "no page for browsers: the program runs without it"
    say "trying simpleaudio, a quicker way to the speakers"
    try_simpleaudio
    touch .venv/.run
    ;;
test)
    make_venv
    say "installing what the tests need"
    pip install --constraint constraints.txt --group test --group check --editable .
    for need in tmux:tmux sshd:openssh-server aplay:alsa-utils pulseaudio:pulseaudio \
        paplay:pulseaudio-utils espeak-ng:espeak-ng screen:screen mosh:mosh node:nodejs npm:npm chromium:chromium \
        zsh:zsh fish:fish man:man-db pdftoppm:poppler-utils zbarimg:zbar-tools \
        rsvg-convert:librsvg2-bin cron:cron systemd-analyze:systemd; do
        PATH="$PATH:/usr/sbin" command -v "${need%%:*}" >/dev/null && continue
        can_apt && apt "${need##*:}" || say "no ${need%%:*}: tests that need it will fail; install ${need##*:}"
    done
    # xterm.js, which the screen is tried on; it stands beside Python's packages.
    [ -e .venv/node/node_modules/@xterm/addon-unicode-graphemes ] ||
        npm install --prefix .venv/node --silent --no-audit --no-fund @xterm/headless@6.0.0 \
            @xterm/addon-unicode11@0.9.0 @xterm/addon-unicode-graphemes@0.4.0 ||
        say "no xterm.js: tests that need it will fail"
    # Libraries, so there is no command to look for: ALSA's way to a sound server, and what WeasyPrint
    # sets text with.
    can_apt && { apt libasound2-plugins libpangoft2-1.0-0 libharfbuzz-subset0 || true; }
    touch .venv/.test
    ;;
*) die "usage: setup.sh run|test" ;;
esac
