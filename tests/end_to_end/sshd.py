"""A real sshd on a loopback port, with keys and a home that are thrown away."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from tests.end_to_end.terminal import PATIENCE_S

FAR_SIDE = Path(__file__).with_name("far_side.py")

_SERVER = """
Include {folder}/{name}.more
ListenAddress 127.0.0.1:{port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/user_key.pub
PidFile none
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
UsePAM no
PrintMotd no
PrintLastLog no
SetEnv HOME={home} STRETCHTUI_HOME={home}/own
"""

_HOST = """
Host {name}
  HostName 127.0.0.1
  Port {port}
  User {user}
  IdentityFile {folder}/user_key
  IdentitiesOnly yes
  UserKnownHostsFile {folder}/known_hosts
  StrictHostKeyChecking no
  LogLevel ERROR
"""


class Machines(Struct, frozen=True):
    """Far sides that ssh can reach, each with a ``stretchtui`` in its ~/.local/bin."""

    ssh: tuple[str, ...]
    """ssh and the options that make it know them."""
    home: Path
    """The home folder that all of them have."""

    @property
    def options(self) -> tuple[str, ...]:
        """The options alone."""
        return self.ssh[1:]


@contextlib.contextmanager
def machines(folder: Path, names: Sequence[str], more: str = "") -> Iterator[Machines]:
    """Machines that are there as long as the context is.

    Args:
        folder: An empty folder to work in.
        names: What ssh calls them.
        more: Lines for each sshd's configuration, which count before our own.
    """
    for key in ("host_key", "user_key"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)]
        subprocess.run(make, check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd insists when it is root
    home = _make_home(folder / "home")
    with contextlib.ExitStack() as running:
        hosts = []
        for name in names:
            (folder / f"{name}.more").write_text(more)
            port = running.enter_context(_sshd(folder, home, name))
            hosts.append(_HOST.format(name=name, port=port, user=getpass.getuser(), folder=folder))
        config = folder / "ssh_config"
        config.write_text("".join(hosts))
        yield Machines(("ssh", "-F", str(config)), home)


def _make_home(home: Path) -> Path:
    """A home whose programs only a login shell finds."""
    programs = home / ".local" / "bin"
    programs.mkdir(parents=True)
    (home / ".profile").write_text('PATH="$HOME/.local/bin:$PATH"\n')
    program = programs / "stretchtui"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAR_SIDE}" "$@"\n')
    program.chmod(0o755)
    return home


@contextlib.contextmanager
def _sshd(folder: Path, home: Path, name: str) -> Iterator[int]:
    """Run an sshd; its port."""
    path = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    assert path, "install openssh-server"
    config, log = folder / f"{name}.conf", folder / f"{name}.log"
    command = [path, "-D", "-f", str(config), "-E", str(log)]
    deadline = time.monotonic() + PATIENCE_S
    while True:
        port = _free_port()
        config.write_text(_SERVER.format(port=port, folder=folder, home=home, name=name))
        with subprocess.Popen(command) as server:
            try:
                if _listens(server, log, deadline):
                    yield port
                    return
            finally:
                server.terminate()
        assert time.monotonic() < deadline, log.read_text()


def _free_port() -> int:
    """A port that is free; by the time it is used somebody else may have it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _listens(server: subprocess.Popen[bytes], log: Path, deadline: float) -> bool:
    """Wait until the server listens; False if it ends instead."""
    while server.poll() is None and time.monotonic() < deadline:
        if log.exists() and "Server listening" in log.read_text():
            return True
        time.sleep(0.01)
    return False
