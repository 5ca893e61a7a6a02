"""The kiosk: sshd set up word for word as docs/ssh.md says, and visitors who try to leave."""

from __future__ import annotations

import getpass
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from stretchtui.store.paths import shipped
from tests.end_to_end.sshd import Machines, machines
from tests.end_to_end.terminal import PATIENCE_S, Terminal
from tests.end_to_end.tmux import PROGRAM, Tmux

PAGE = Path(__file__).parents[2] / "docs" / "ssh.md"

AROUND = """\
AcceptEnv TEXTUAL* STRETCHTUI_HOME
Subsystem sftp internal-sftp
SetEnv HOME={home} LANG=C.UTF-8
"""
"""What stands around it: a careless sshd, which lets visitors send more than it should."""

WATCHED = """\
import os, sys
log = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
changes = {{"mkdir", "rename", "remove", "rmdir", "link", "symlink", "truncate", "chmod", "chown"}}
starts = {{"system", "exec", "posix_spawn", "spawn", "fork", "forkpty"}}
def note(event, words):
    room, _, name = event.partition(".")
    if event == "open":
        kind = "write" if words[2] & writes else "read"
    elif room == "os" and name in ("listdir", "scandir"):
        kind = "read"
    elif room == "os" and name in changes or event == "sqlite3.connect":
        kind = "write"
    elif room in ("subprocess", "pty") or room == "os" and name in starts:
        kind = "start"
    elif event in ("socket.connect", "socket.bind"):
        kind = "call"
    else:
        return
    if not isinstance(words[0], int):
        os.write(log, f"{{kind}} {{os.fsdecode(words[0])}}\\n".encode())
# On a busy machine answers take long, and whatever comes too late is done without.
from stretchtui.terminal import probe
probe.LIMIT_S = probe.LIMIT_WITHIN_S = {patience}
for name, value in os.environ.items():
    os.write(log, f"environment {{name}}={{value}}\\n".encode())
sys.addaudithook(note)
"""
"""Has the program write down what it opens, changes and starts."""

WRAPPER = """\
#!/bin/sh
export PYTHONPATH={folder} PYTHONDONTWRITEBYTECODE=1
exec {python} -P -m stretchtui "$@"
"""


class Kiosk(Struct, frozen=True):
    """A kiosk that ssh can reach."""

    far: Machines
    folder: Path
    """Holds everything that could be changed by a visitor who got out."""
    log: Path
    """What the program did, a line each: what and where."""

    def home(self, visitor: str) -> Path:
        """A visitor's home."""
        return self.folder / "homes" / visitor

    def ssh(self, visitor: str, *words: str) -> list[str]:
        """The words that bring a visitor here."""
        return [*self.far.ssh, "-i", str(self.folder / visitor), *words]

    def done(self, kind: str) -> set[str]:
        """Where the program has read, written, …"""
        lines = self.log.read_text().splitlines()
        return {where for what, _, where in (line.partition(" ") for line in lines) if what == kind}


def documented(first_line: str) -> str:
    """The block of the page that begins with a line."""
    found = re.search(rf"```\n# {re.escape(first_line)}\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert found, first_line
    return found[1]


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    folder = tmp_path_factory.mktemp("kiosk")
    (folder / "ssh").mkdir()
    (folder / "homes").mkdir()
    (folder / "account").mkdir()
    (folder / "watched").mkdir()
    log = folder / "log"
    log.touch()
    (folder / "watched" / "sitecustomize.py").write_text(
        WATCHED.format(log=str(log), patience=PATIENCE_S)
    )
    program = folder / "stretchtui"
    python = shlex.quote(sys.executable)
    program.write_text(WRAPPER.format(folder=folder / "watched", python=python))
    program.chmod(0o755)
    keys = documented("/etc/ssh/stretchtui_keys")
    for visitor in ("anna", "ben"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / visitor)]
        subprocess.run([*make, "-C", visitor], check=True)
        public = (folder / f"{visitor}.pub").read_text().strip()
        keys = keys.replace(f"ssh-ed25519 AAAA… {visitor}", public)
    assert "…" not in keys
    (folder / "keys").write_text(keys.replace("/srv/stretchtui", str(folder / "homes")))
    server = documented("/etc/ssh/sshd_config.d/stretchtui.conf")
    for theirs, ours in (
        ("/usr/local/bin/stretchtui", str(program)),
        ("/etc/ssh/stretchtui_keys", str(folder / "keys")),
        ("Match User stretch\n", f"Match User {getpass.getuser()}\n"),
    ):
        assert theirs in server
        server = server.replace(theirs, ours)
    more = AROUND.format(home=folder / "account") + server
    with machines(folder / "ssh", ["far"], more) as far:
        yield Kiosk(far, folder, log)


def files(folder: Path, *but: Path) -> dict[Path, int]:
    """All that is there, and when it was changed."""
    found = {path: path.lstat().st_mtime_ns for path in (folder, *folder.rglob("*"))}
    return {path: when for path, when in found.items() if not is_in(str(path), *but)}


def is_in(path: str, *folders: Path | str) -> bool:
    """Whether a path leads into one of some folders, whatever links are on the way."""
    whole = Path(os.path.realpath(path))
    return any(whole.is_relative_to(os.path.realpath(folder)) for folder in folders)


def pass_care(terminal: Terminal) -> None:
    """Go on from the word of care to the list."""
    terminal.wait_for_text("Before you start")
    terminal.press("x")
    terminal.wait_for(lambda: "Before you start" not in terminal.text, "the list")


def leave(terminal: Terminal) -> None:
    """Leave as a person does."""
    terminal.press("q")
    assert terminal.wait_for_exit() == 0


def test_visitors_have_homes_of_their_own_and_nothing_else(kiosk: Kiosk) -> None:
    mine = kiosk.home("anna")
    mine.mkdir()
    may_change = kiosk.folder / "ssh", kiosk.log, mine
    before = files(kiosk.folder, *may_change)
    asks = f"STRETCHTUI_HOME={kiosk.home('ben')} TEXTUAL_LOG={kiosk.folder}/log-of-theirs"
    sent = ("-o", f"SetEnv {asks} TEXTUAL_PRESS=q", "-o", "ForwardAgent yes")
    agent = {"SSH_AUTH_SOCK": str(kiosk.folder / "agent")}
    command = kiosk.ssh("anna", *sent, "-tt", "far", "sh")
    with Terminal(command, kiosk.folder / "ssh", environment=agent, answers=True) as terminal:
        pass_care(terminal)
        terminal.press("y")
        terminal.wait_for_text("not saved")
        terminal.press("Only Anna's")
        terminal.wait_for_text("Only Anna's")
        terminal.press("\r")
        terminal.wait_for_text("ctrl+s save")
        terminal.press("\x13")
        terminal.wait_for_text("Saved: ")
        terminal.press("\x1b")
        terminal.wait_for_text("▸ Only Anna's")
        terminal.press("\r")
        terminal.wait_for_text("step 1 of 4")
        terminal.press("\x1a\x1cm")
        terminal.wait_for_text("muted")
        terminal.press("x")
        terminal.wait_for_text("space back to list")
        terminal.press(" ")
        terminal.wait_for_text("space start")
        terminal.press("\x10")
        terminal.wait_for_text("Search all commands")
        terminal.press("shell")
        terminal.wait_for_text("No matches")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "No matches" not in terminal.text, "the list")
        leave(terminal)
    ours = mine, shipped(), kiosk.folder / "watched"
    system = "/proc", "/dev/null", sys.prefix, sys.base_prefix
    assert {path for path in kiosk.done("read") if not is_in(path, *ours, *system)} == set()
    written = kiosk.done("write")
    assert any(is_in(path, mine) for path in written)
    assert {path for path in written if not is_in(path, mine, "/dev/pts", "/dev/null")} == set()
    assert any(path.endswith("/only-annas.toml") for path in kiosk.done("read")), "it is watched"
    assert kiosk.done("start") | kiosk.done("call") == set()
    environment = "\n".join(kiosk.done("environment"))
    assert "TEXTUAL_LOG" in environment, "this sshd lets it through"
    assert "SSH_AUTH_SOCK" not in environment
    assert files(kiosk.folder, *may_change) == before
    with Terminal(kiosk.ssh("ben", "far"), kiosk.folder, answers=True) as terminal:
        pass_care(terminal)
        terminal.wait_for_text("38 routines")
        assert "Only Anna's" not in terminal.text
        leave(terminal)
    assert len([*kiosk.folder.rglob("only-annas.toml")]) == 1


def test_it_is_heard_through_the_relay(kiosk: Kiosk) -> None:
    near, heard = Path(__file__).with_name("near_side.py"), kiosk.folder / "heard"
    visit = [*kiosk.far.options, "-i", str(kiosk.folder / "ben"), "far"]
    (kiosk.home("ben") / "data").mkdir(parents=True, exist_ok=True)
    (kiosk.home("ben") / "data" / "care-shown").touch()
    command = [sys.executable, str(near), str(heard), *visit]
    with Terminal(command, kiosk.folder, answers=True) as terminal:
        terminal.wait_for_text("▸ Five for the lower back")
        assert "relay" in terminal.text
        terminal.press("\r")
        terminal.wait_for(lambda: "ready" in heard.read_text(), "a cue")
        terminal.press("qq")
        terminal.wait_for_exit()


@pytest.mark.parametrize(
    "words",
    [
        ["far", "id"],
        ["far", "sh", "-c", "id"],
        ["-T", "far"],
        ["-W", "127.0.0.1:22", "far"],
        ["-o", "ExitOnForwardFailure yes", "-R", "127.0.0.1:0:127.0.0.1:22", "far", "-N"],
        ["-o", "ExitOnForwardFailure yes", "-R", "{folder}/out:{folder}/in", "far", "-N"],
    ],
)
def test_no_command_and_no_forwarding(kiosk: Kiosk, words: list[str]) -> None:
    whole = (word.format(folder=kiosk.folder) for word in words)
    command = kiosk.ssh("anna", "-o", "LogLevel INFO", *whole)
    done = subprocess.run(
        command, input="id\n", capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode != 0
    assert done.stdout == ""
    refusals = ("expected a terminal, but standard input is not one", "prohibited", "forwarding")
    assert any(refusal in done.stderr for refusal in refusals), done.stderr
    assert not (kiosk.folder / "out").exists()


@pytest.mark.parametrize("way", [["scp"], ["scp", "-O"]])
def test_no_file_is_copied(kiosk: Kiosk, way: list[str]) -> None:
    visit = [*kiosk.far.options, "-i", str(kiosk.folder / "anna")]
    for source, target in (
        (f"far:{kiosk.folder}/keys", kiosk.folder / "taken"),
        (kiosk.folder / "keys", f"far:{kiosk.folder}/taken"),
    ):
        copy = [*way, *visit, str(source), str(target)]
        already = kiosk.log.stat().st_size
        done = subprocess.run(copy, capture_output=True, timeout=PATIENCE_S, check=False)
        assert done.returncode != 0
        assert kiosk.log.stat().st_size > already, "it was the program that was asked"
    assert not (kiosk.folder / "taken").exists()


def test_no_shell_behind_it_is_left_for(tmp_path: Path, home: Path) -> None:
    with Tmux(tmp_path, home) as tmux:
        tmux.command(f"{PROGRAM} --kiosk --cues off; echo left=$?.")
        tmux.wait_for_text("▸ Five for the lower back")
        tmux.keys("C-z", "m")
        tmux.wait_for_text("muted")
        tmux.keys("q")
        tmux.wait_for_text("left=0.")
        assert "Stopped" not in tmux.text
