"""What the pages say to type does what they say.

Blocks of commands are run, each page's in a fresh home. What cannot be, ``NOT_RUN`` says why; its
words are read all the same, as is every command that is named in a sentence.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from stretchtui.cli.commands import COMMANDS
from stretchtui.cli.completion import flags
from stretchtui.cli.options import program_parser
from stretchtui.cli.rooms import parser_of
from stretchtui.core.routines.format import decode
from stretchtui.store.settings import parse, settings_of
from tests.pages import PAGES, ROOT, Block, blocks, code, shape

SCREEN = "opens the screen"
ELSEWHERE = "needs another machine"
PARTS = "shows what is written, not what is typed"

NOT_RUN = {
    # Lines, by what they begin with.
    "stretchtui new": SCREEN,
    "stretchtui play": SCREEN,
    "stretchtui ears": SCREEN,
    'stretchtui make "8 min': "plays it, for eight minutes",
    "stretchtui ssh": ELSEWHERE,
    "ssh -t ": ELSEWHERE,
    "stretchtui delete my-hips": "asks on a terminal",
    # Blocks, by their first line.
    "pipx install": "make dist installs it in all these ways",
    "pip install --group test": "make dist and make test do",
    "python3 -m build": "tests/end_to_end/test_packaging.py builds it",
    "make run ": "they are the tests, and the checks beside them",
    "#!/bin/sh\numask": "needs another machine, and rsync",
    "$ mkdir old": "needs an old machine's disk",
    "$ stretchtui import sheet.txt": "tests/cli/test_walk.py goes that way",
    "$ stretchtui show back-weeks": "tests/cli/test_walk.py goes that way",
    "$ zbarimg": "tests/end_to_end/test_sheet.py scans a code so",
    "python3 -m venv /opt": "is an administrator's, and installs for the whole machine",
}
"""What is not run, and why."""

TEXTS = {
    "stretchtui/": "folders of the source",
    "mine.toml: ": "what a file's errors look like",
    "Step 2 of 4": "what a session looks like in lines: it is played here",
    "MAILTO=": "a file of cron's",
    "set -g status-interval": "a file of tmux's",
    "# Back, weeks": "a sheet: tests/cli/test_walk.py imports it",
    "# Evening hips": "a list: it is imported here",
    "# ~/.tmux.conf": "tests/end_to_end/test_tmux.py runs under it",
    "# ~/.screenrc": "tests/terminal/test_gnu_screen.py",
    "# /etc/ssh": "tests/end_to_end/test_kiosk.py sets a server up by it",
    "stretchtui ": "commands, which are read word by word",
}
"""Blocks of other kinds, by what they begin with, and what is done with them."""

BEFORE = {
    "docs/commands.md": """
mkdir -p ~/.zfunc ~/.config/fish/completions
stretchtui copy hips --name "My hips"
stretchtui copy hips --name "Other hips"
stretchtui delete other-hips --yes
""",
    "docs/recipes.md": """
stretchtui log hips --at "$(date -d '9 days ago' +%F) 07:00"
stretchtui log hamstrings --at "$(date -d '3 days ago' +%F) 07:00"
stretchtui history --json | ssh server stretchtui history --import -
ssh server stretchtui log full-body
stretchtui log hamstrings --at "$(date -d '3 days ago' +%F) 08:00"
""",
}
"""What is done before a page's commands."""

BASH = "set -e -o pipefail\n"

STAND_INS = {
    "stretchtui": f'exec {sys.executable} -m stretchtui "$@"',
    "python3": f'exec {sys.executable} "$@"',
    # The other machine is another home on this one.
    "ssh": 'shift; STRETCHTUI_HOME=~/far exec "$@"',
    # Nobody's own reminders are touched.
    "crontab": 'if [ "$1" = -l ]; then cat ~/crontab; else cat >~/crontab; fi',
    "systemctl": "exit 1",
    "sendmail": "exit 1",
}
"""Programs that are found before the system's."""

KINDS = {"", "bash", "console", "ini", "json", "sh", "text", "toml"}


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and a home in which the program can be called by its name."""
    programs, home, work = tmp_path / "bin", tmp_path / "home", tmp_path / "work"
    for folder in (programs, home / "bin", work):
        folder.mkdir(parents=True)
    for name, line in STAND_INS.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("STRETCHTUI_HOME", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PATH", f"{programs}:{home}/bin:{os.environ['PATH']}")
    monkeypatch.chdir(work)
    (work / "scripts").symlink_to(ROOT / "scripts")
    return work


def carry_out(script: str) -> str:
    """What a script prints, on both outputs; it must not fail unless it is to."""
    done = subprocess.run(
        ["bash", "-c", f"{BASH}{script}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (script, done.stdout)
    return done.stdout


def why_not(text: str) -> str | None:
    """Why something is not run; None where it is."""
    return next((why for start, why in NOT_RUN.items() if text.startswith(start)), None)


def typed(block: Block) -> Iterator[tuple[str, str]]:
    """What is typed, and what is shown then."""
    if block.kind == "console":
        for each in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
            command, _, shown = each.partition("\n")
            yield command, shown
    elif all(re.match(r"(stretchtui|ssh) ", line) for line in block.text.splitlines()):
        for line in block.text.splitlines():
            yield line, ""
    else:
        yield block.text, ""


COMMAND_PAGES = [
    page for page in PAGES if any(each.kind in ("sh", "bash", "console") for each in blocks(page))
]


@pytest.mark.parametrize("page", COMMAND_PAGES, ids=lambda path: path.name)
def test_commands_do_what_the_page_says(page: Path, shell: Path) -> None:
    name = page.relative_to(ROOT).as_posix()
    for block in blocks(page):
        if block.first == "[[stretch]]":
            (shell / "mine.toml").write_text(f"format = 1\n{block.text}")
        if block.first == "[[pose]]":
            (shell / "draft.toml").write_text(block.text)
        if block.text.startswith("#!") and not why_not(block.text):
            script = Path.home() / "bin" / "stretch-sync"
            script.write_text(block.text)
            script.chmod(0o755)
    carry_out(BEFORE.get(name, ""))
    for block in blocks(page):
        # A script is called by its name.
        if (
            block.kind not in ("sh", "bash", "console")
            or why_not(block.text)
            or "#!" in block.first
        ):
            continue
        for command, shown in typed(block):
            if why_not(command):
                continue
            told = carry_out(f"{command} || true" if shown else command)
            if shown:
                assert shape(told) == shape(shown), command


def test_everything_that_is_not_run_is_there_to_be_run() -> None:
    lines = {
        each
        for page in PAGES
        for block in blocks(page)
        for each in (block.text, *(command for command, _ in typed(block)))
    }
    assert [a for a in NOT_RUN if not any(each.startswith(a) for each in lines)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_block_is_of_a_known_kind(page: Path) -> None:
    for block in blocks(page):
        assert block.kind in KINDS, block.first
        if block.kind in ("", "text"):
            known = [why for start, why in {**TEXTS, **NOT_RUN}.items() if start in block.text]
            assert known, block.first


def test_a_session_in_lines_looks_like_that(shell: Path) -> None:
    (shown,) = (each.text for each in blocks(ROOT / "docs" / "plain.md") if each.kind == "text")
    told = carry_out("stretchtui play five-for-lower-back --plain --speed 400 --cues off")
    assert shown in told


def test_a_list_of_stretches_is_read_whole(shell: Path) -> None:
    page = ROOT / "docs" / "routines.md"
    (shown,) = (each.text for each in blocks(page) if each.first == "# Evening hips")
    Path("list.txt").write_text(shown)
    told = carry_out("stretchtui import list.txt --dry-run")
    assert told.startswith("list.txt: 1 routine")
    assert "can't be read" not in told


# Commands and options


@cache
def _options(command: str) -> frozenset[str]:
    parser = parser_of(command) if command else program_parser()
    return frozenset(name for flag in flags(parser) for name in flag.names)


def unknown(line: str) -> list[str]:
    """What a line names of the program that is not there: commands, and options of commands."""
    found: list[str] = []
    for behind in re.split(r"(?<![\w./@-])stretchtui ", line)[1:]:
        # Up to what a shell takes for an end, and without what is said behind it.
        words = re.split(r" \|| {2}|[#;&)>]", behind)[0].split()
        command = ""
        for word in (each.strip("[]|,") for words_ in words for each in words_.split("|")):
            if not command and word in COMMANDS:
                command = word
            elif word.startswith("-") and command != "ssh":
                name = word.partition("=")[0]
                known = name in _options(command) or not re.fullmatch(r"--?[a-z][\w-]*", name)
                found += [] if known else [f"{command} {name}".strip()]
            elif not command and word == words[0] and re.fullmatch(r"[a-z]{2,}", word):
                found.append(word)
    return found


OF_A_SENTENCE = {
    "plya": "it is an example of slips",
    "install": "it is pip's, which pipx runs for the program",
    "reminder": "it is a mark in a crontab",
}
"""Words behind the program's name that are no commands, and why."""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_and_options_that_a_page_names_are_there(page: Path) -> None:
    wrong = [each for line in code(page) for each in unknown(line) if each not in OF_A_SENTENCE]
    assert wrong == []


def test_what_is_not_there_is_noticed() -> None:
    assert unknown("stretchtui lsit") == ["lsit"]
    assert unknown("x || stretchtui list --min | grep x") == ["list --min"]
    assert unknown("stretchtui --cue off") == ["--cue"]
    assert unknown("ssh -t host stretchtui play hips --floor") == []


# Files


def faults(block: Block) -> tuple[object, ...]:
    """What the program says is wrong in a block of a file."""
    if "[[" not in block.text:
        return settings_of(parse(block.text)).faults
    text = block.text if block.text.startswith("format") else f"format = 1\n{block.text}"
    if "[[routine.step]]" in text and "[[routine]]" not in text:
        text = text.replace("\n", '\n[[routine]]\nid = "x"\nname = "X"\n', 1)
    return decode(text, block.page).faults


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_files_are_as_the_program_reads_them(page: Path) -> None:
    for block in blocks(page):
        if block.kind == "json":
            json.loads(block.text)
        elif block.kind == "toml" and block.first != "[[pose]]":  # for scripts/pose.py
            assert faults(block) == (), block.first


def test_a_file_that_is_wrong_is_noticed() -> None:
    assert faults(Block("x.md", "toml", "[cues]\nvolume = 200\n"))
    assert faults(Block("x.md", "toml", "[[routine.step]]\nhold = 0\n"))
