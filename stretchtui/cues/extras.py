"""What to type to add one of the package's extras to the environment the program runs in."""

from __future__ import annotations

import sys
from pathlib import Path


def install_line(extra: str, prefix: str | None = None) -> str:
    """``pip install 'stretchtui[natural]'``, by what the program itself was installed with.

    Args:
        extra: The extra's name, as ``pyproject.toml`` has it.
        prefix: The environment's folder; this process's own, if not given.
    """
    import shlex  # not for the first screen, which knows no extras

    folder = Path(sys.prefix if prefix is None else prefix)
    what = f"install 'stretchtui[{extra}]'"
    if (folder / "pipx_metadata.json").exists():
        return f"pipx runpip {shlex.quote(folder.name)} {what}"
    if (folder / "uv-receipt.toml").exists():
        return f"uv pip {what} --python {shlex.quote(str(folder))}"
    own = folder / "bin" / "pip"
    # Without an environment of its own, the first pip that the shell finds is the one.
    return f"{shlex.quote(str(own)) if _is_environment(folder, own) else 'pip'} {what}"


def _is_environment(folder: Path, pip: Path) -> bool:
    return (folder / "pyvenv.cfg").exists() and pip.exists()
