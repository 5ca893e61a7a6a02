#!/bin/sh
# Takes the newest of everything that the program and its tests need, and writes down in
# constraints.txt what that was. What is written there is what `make test` installs.
set -eu
cd "$(dirname "$0")/.."
pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }

pip install --quiet --upgrade --upgrade-strategy eager --group test --group check --editable .
{
    echo "# The versions that the tests run with; \`make lock\` takes newer ones."
    # "pip freeze" leaves out pip itself; the program is not what it needs.
    pip freeze --exclude-editable --exclude stretchtui
} >constraints.txt.new
mv constraints.txt.new constraints.txt
