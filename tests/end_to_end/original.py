"""Imports the program, and becomes a copy of itself that runs it, as often as it is asked to.

It is given to an interpreter as words: its path then begins with the folder that it runs in, as
with ``-m``.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import socket
import sys
import termios
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import stretchtui

TEXTUALS = (
    "textual.drivers.linux_driver",
    "textual.layouts.factory",
    "textual.layouts.horizontal",
    "textual.layouts.stream",
    "textual.pilot",
    "textual.scrollbar",
)
"""What Textual imports only when it needs it, and always does."""

OTHERS = "stretchtui.__main__", "stretchtui.cues.browser."
"""What runs first, and a server that is a process of its own."""


def import_all() -> None:
    """Import all that the program may need, but for its first lines."""
    for each in walk_packages(stretchtui.__path__, "stretchtui."):
        if not each.name.startswith(OTHERS):
            import_module(each.name)
    for name in TEXTUALS:
        import_module(name)


def next_to_run(asked: socket.socket) -> dict[str, Any]:
    """Wait for what is to be run, and return in a copy that is to run it.

    The original never returns: it ends when nobody can ask any more.
    """
    while True:
        data, descriptors, _, _ = socket.recv_fds(asked, 1, 2)
        if not data:
            os._exit(0)
        if os.fork() == 0:
            asked.close()
            return begun(*descriptors)
        for each in descriptors:
            os.close(each)
        while tell_of_ended():
            pass


def tell_of_ended() -> bool:
    """Let go of one that waited for a copy, if one has ended."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0] > 0
    except ChildProcessError:
        return False


def begun(line: int, asking: int) -> dict[str, Any]:
    """Return in a copy at a terminal; another one tells of its beginning and its end."""
    with socket.socket(fileno=asking) as told:
        request = b""
        while not request.endswith(b"\n"):
            request += told.recv(65536)
        if child := os.fork():
            os.close(line)
            told.sendall(child.to_bytes(8, "big"))
            for each in range(3):
                os.close(each)
            ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
            assert ended is not None
            status = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
            told.sendall(status.to_bytes(8, "big", signed=True))
            # Nobody else has its number before it is known that it has ended.
            told.recv(1)
            os._exit(0)
    os.setsid()
    for each in range(3):
        os.dup2(line, each)
    os.close(line)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    made: dict[str, Any] = json.loads(request)
    return made


def settle(environment: dict[str, str], folder: str) -> ModuleType:
    """Have nothing left of the original but what was imported; the module to run it in."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    gc.enable()
    return module


import_all()
# Copies need not look through it, nor copy what they would write there.
gc.disable()
gc.freeze()
asked = next_to_run(socket.socket(fileno=int(sys.argv[1])))
module = settle(asked["environment"], asked["folder"])
kind, what, *arguments = asked["words"]
if kind == "-m":
    import runpy

    sys.path[0] = asked["folder"]
    sys.argv[:] = [what, *arguments]
    runpy.run_module(what, run_name="__main__", alter_sys=True)
else:
    sys.argv[:] = ["-c", *arguments]
    exec(compile(what, "<string>", "exec", dont_inherit=True), module.__dict__)
