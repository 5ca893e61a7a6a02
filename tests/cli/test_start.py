"""Where the program starts, and where it cannot."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from stretchtui import __main__, __version__

if TYPE_CHECKING:
    import pytest

WINDOWS = """
import os, signal, sys
sys.platform = "win32"
# As there: neither these signals, nor modules for terminals and users.
for name in ("SIGHUP", "SIGTSTP", "SIGWINCH", "SIGPIPE", "SIGQUIT"):
    delattr(signal, name)
for name in ("fcntl", "termios", "pwd", "tty", "pty", "resource", "grp"):
    sys.modules[name] = None
from stretchtui.__main__ import main
sys.exit(main())
"""


def test_windows_is_told_in_one_line_what_it_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "stretchtui needs Linux or macOS. On Windows, use WSL: wsl --install\n"


def test_everywhere_else_it_carries_out_what_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["stretchtui", "--version"])
    assert __main__.main() == 0
    assert __version__ in capsys.readouterr().out
