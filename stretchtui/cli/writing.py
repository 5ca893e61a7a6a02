"""Files of the person's that commands write: what is there already is not lost unasked."""

from __future__ import annotations

from pathlib import Path

from stretchtui.cli.asking import agreed, can_ask
from stretchtui.cli.words import Refused
from stretchtui.playing.ending import ExitStatus
from stretchtui.store.files import write_atomically


def write_out(file: Path, data: bytes, force: bool) -> ExitStatus:
    """Write a file, after a question if it is there already.

    Args:
        file: The file; a pipe or a device is written to, and not replaced.
        data: What it is to hold.
        force: Whether to ask nothing.

    Returns:
        What to exit with: whether it was written.

    Raises:
        Refused: It cannot be written, or nobody can be asked.
    """
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(data)
        elif _may_write(file, force):
            write_atomically(file, data)
        else:
            return ExitStatus.NO
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise Refused(f"{file}: {reason or error}") from None
    return ExitStatus.DONE


def _may_write(file: Path, force: bool) -> bool:
    """Whether the file may be written.

    Raises:
        Refused: Nobody can be asked.
    """
    if force or not file.exists():
        return True
    if not can_ask():
        raise Refused(f"{file} is there already: use --force to replace it")
    return agreed(f"Replace {file}?")
