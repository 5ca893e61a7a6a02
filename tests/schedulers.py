"""A real crontab, a real cron and a real user manager of systemd, each in a place of its own.

They live in namespaces of their own, so that nobody's crontab or units are read or written.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CRONTAB = "/usr/bin/crontab"

SPOOL = "/var/spool/cron/crontabs"

PATIENCE_S = 60.0


def need_root() -> None:
    """Leave a test out where what it runs cannot be kept apart from the person's own."""
    if os.geteuid() != 0:
        pytest.skip("needs root to keep it apart")


def script(path: Path, text: str) -> None:
    """Make a program of a shell's lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def own_crontab(folder: Path) -> Path:
    """A folder for PATH with a crontab that keeps what it is given in another folder."""
    need_root()
    spool = folder / "spool"
    spool.mkdir()
    spool.chmod(0o1730)
    shutil.chown(spool, group="crontab")
    run = f'mount --bind {spool} {SPOOL} && exec {CRONTAB} "$@"'
    script(folder / "bin" / "crontab", f"exec unshare -m sh -c '{run}' crontab \"$@\"")
    return folder / "bin"


_CRON = """
mount --bind $FOLDER/spool /var/spool/cron/crontabs
mount -t tmpfs none /run
mount -t tmpfs none /etc/cron.d
mount --bind /dev/null /etc/crontab
mount --bind $FOLDER/pam /etc/pam.d/cron
cp /usr/sbin/cron $FOLDER/cron
mount -t tmpfs none /usr/sbin
cp $FOLDER/sendmail /usr/sbin/sendmail
exec $FOLDER/cron -f
"""


@contextlib.contextmanager
def cron(folder: Path) -> Iterator[Path]:
    """Run cron for the crontab of ``own_crontab``; the file that its mail goes to.

    Args:
        folder: That of ``own_crontab``.
    """
    mail = folder / "mail"
    script(folder / "sendmail", f"cat >{mail}.new && mv {mail}.new {mail}")
    (folder / "pam").write_text("auth required pam_permit.so\naccount required pam_permit.so\n")
    with (folder / "pam").open("a") as file:
        file.write("session required pam_permit.so\n")
    command = ["unshare", "-m", "-p", "-f", "--kill-child", "--mount-proc", "sh", "-ec", _CRON]
    environment = {"PATH": os.environ["PATH"], "FOLDER": str(folder)}
    running = subprocess.Popen(command, env=environment)
    try:
        yield mail
        assert running.poll() is None, "cron runs to the end"
    finally:
        running.kill()
        running.wait()


_MANAGER = """
mount -t tmpfs none /run
mkdir -p /run/systemd/system -m 755 /run/user/0
umount -l /sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 none /sys/fs/cgroup
mkdir /sys/fs/cgroup/$NAME
echo $$ >/sys/fs/cgroup/$NAME/cgroup.procs
# Not as the first process here: it would take itself for the system's manager.
/lib/systemd/systemd --user --log-target=console
exit 1
"""

_CLEAR = """
umount -l /sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 none /sys/fs/cgroup
find /sys/fs/cgroup/$NAME -depth -type d -exec rmdir {} ';'
"""


@contextlib.contextmanager
def user_manager(folder: Path) -> Iterator[Path]:
    """Run systemd's user manager for the home of this process.

    Args:
        folder: An empty one; what is put into its folder ``bin`` is found by what the manager runs.

    Yields:
        The folder ``bin``, for PATH: it has a systemctl that tells this manager.
    """
    need_root()
    bin_ = folder / "bin"
    bin_.mkdir(exist_ok=True)
    name = f"stretchtui-test-{os.getpid()}-{time.monotonic_ns()}"
    environment = {**os.environ, "XDG_RUNTIME_DIR": "/run/user/0", "NAME": name}
    command = ["unshare", "-m", "-p", "-f", "--kill-child", "--mount-proc", "sh", "-ec", _MANAGER]
    log = folder / "manager.log"
    with log.open("wb") as file:
        running = subprocess.Popen(command, env=environment, stderr=file, stdout=file)
    try:
        reached = _answers(running, bin_)
        if not reached:
            pytest.skip(f"no user manager can run here: {log.read_text()[-300:]}")
        found_in = f"PATH={bin_}:{os.environ['PATH']}"
        tell = [str(bin_ / "systemctl"), "--user", "set-environment", found_in]
        subprocess.run(tell, check=True)
        yield bin_
    finally:
        running.kill()
        running.wait()
        clear = ["unshare", "-m", "sh", "-c", _CLEAR]
        subprocess.run(clear, env=environment, check=False, capture_output=True)


def _answers(running: subprocess.Popen[bytes], bin_: Path) -> bool:
    """Whether the manager comes to answer; from then on the folder has a systemctl for it."""
    deadline = time.monotonic() + PATIENCE_S
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while running.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            for child in children.read_text().split():
                enter = f"nsenter -t {child} -m -p -- env XDG_RUNTIME_DIR=/run/user/0 systemctl"
                path = f"PATH={os.environ['PATH']}"
                script(bin_ / "systemctl", f'{path} exec {enter} "$@"')
                asked = [str(bin_ / "systemctl"), "--user", "is-system-running"]
                said = subprocess.run(asked, capture_output=True, check=False).stdout
                if said.strip() in (b"running", b"degraded"):
                    return True
        time.sleep(0.05)
    return False
