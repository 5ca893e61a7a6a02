"""Where the program starts: ``stretchtui``, and ``python -m stretchtui``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program, where it can run.

    Returns:
        The exit status.
    """
    if sys.platform == "win32":
        # Nothing else is imported before: it would look for what only the others have.
        sys.stderr.write("stretchtui needs Linux or macOS. On Windows, use WSL: wsl --install\n")
        return 2
    from stretchtui.cli import main

    return main()


if __name__ == "__main__":
    raise SystemExit(main())
