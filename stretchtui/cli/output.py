"""The standard streams as they may be: full, closed, or without the letters that are printed."""

from __future__ import annotations

import codecs
import errno
import io
import sys

from stretchtui.cli.words import silence

STAND_INS = str.maketrans({"·": "-", "–": "-", "—": "-", "…": "...", "×": "x", "’": "'", "→": ">"})
"""What stands for what the program itself prints; what else cannot be shown is a question mark."""

_PRINTING = {errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EPIPE, errno.EBADF}
_ERRORS = "stretchtui"


def settle_output() -> None:
    """Have letters that standard output cannot show replaced: nobody is helped by a traceback."""
    codecs.register_error(_ERRORS, _replace)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=_ERRORS)


def _replace(error: UnicodeError) -> tuple[str | bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    letter = error.object[error.start]
    if "\udc80" <= letter <= "\udcff":  # a byte of a file's name: it is given back as it was
        return bytes([ord(letter) - 0xDC00]), error.start + 1
    shown = letter.translate(STAND_INS)
    return shown if shown.isascii() else "?", error.start + 1


def flush() -> str | None:
    """Print what waits to be printed; why it could not be, in one line, or None."""
    if sys.stdout is None:
        return None
    try:
        sys.stdout.flush()
    except OSError as error:
        silence(sys.stdout)
        return told(error)
    return None


def told(error: OSError) -> str:
    """What went wrong, in one line: with a file as a rule, without one mostly while printing."""
    reason = error.strerror or str(error)
    if error.filename:
        return f"{error.filename}: {reason}"
    return f"the output could not be written: {reason}" if error.errno in _PRINTING else reason
