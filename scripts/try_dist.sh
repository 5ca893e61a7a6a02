#!/bin/sh
# Builds what is published into dist, and tries the wheel as people install it: with pip, pipx and
# uv, on every Python that is here, each in an empty home and without a compiler.
set -eu
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*"; }

tools=.venv/dist
[ -e "$tools/bin/uv" ] || {
    .venv/bin/python -m venv --clear "$tools"
    "$tools/bin/python" -m pip install --quiet hatchling twine pipx uv
}
tools=$(realpath "$tools")/bin
rm -rf dist
"$tools/hatchling" build
"$tools/twine" check --strict dist/*
wheel=$(realpath dist/*.whl)
with_voice="$wheel[voice,browser]"

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
home=$place/home

# The few questions that need the package's own files, and none of the network.
answers() {
    told=$("$1" --version)
    for question in "list --id" "show five-for-lower-back" "figure pigeon" "paths" "doctor --json" "completion bash"; do
        # shellcheck disable=SC2086 # several words
        HOME=$home "$1" $question >"$place/told" 2>&1 || { cat "$place/told"; return 1; }
        [ -s "$place/told" ] || { say "nothing said: $question"; return 1; }
    done
    HOME=$home "$1" paths docs | { read -r docs && [ -e "$docs/tour.md" ]; }
    say "$2: $told"
}

installed=0
tried=
for python in python3.11 python3.12 python3.13 python3.14 "$HOME"/.pyenv/versions/3.1*/bin/python3; do
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    case "$version" in 3.1[1-9]) ;; *) continue ;; esac
    case " $tried " in *" $version "*) continue ;; esac
    tried="$tried $version"
    exact=$("$python" -c 'import sys; print(sys.executable)')
    export CC=/bin/false CXX=/bin/false

    rm -rf "$home" && mkdir "$home"
    "$exact" -m venv "$place/venv"
    "$place/venv/bin/python" -m pip install --quiet "$with_voice"
    answers "$place/venv/bin/stretchtui" "pip, Python $version"
    rm -rf "$place/venv"

    mkdir "$place/pipx"
    PIPX_HOME=$place/pipx PIPX_BIN_DIR=$place/pipx/bin PIPX_MAN_DIR=$place/pipx/man \
        "$tools/pipx" install --quiet --python "$exact" "$with_voice"
    [ -e "$place/pipx/man/man1/stretchtui.1" ] || { say "pipx: no manual page"; exit 1; }
    answers "$place/pipx/bin/stretchtui" "pipx, Python $version"
    rm -rf "$place/pipx"

    mkdir "$place/uv"
    UV_TOOL_DIR=$place/uv UV_TOOL_BIN_DIR=$place/uv/bin UV_PYTHON_DOWNLOADS=never \
        "$tools/uv" tool install --quiet --python "$exact" "$with_voice"
    answers "$place/uv/bin/stretchtui" "uv, Python $version"
    rm -rf "$place/uv"
    installed=$((installed + 3))
done
say "installed in $installed ways"
