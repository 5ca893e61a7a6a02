"""What is said of a crash, in one line."""

from __future__ import annotations

_HAPPENED = "something went wrong and the program had to stop."


def kept(file: str) -> str:
    """Where its details are.

    Args:
        file: The path of the file that holds them.
    """
    return f"{_HAPPENED} Details: {file}"


def not_kept(reason: str) -> str:
    """That its details follow.

    Args:
        reason: Why they could not be kept in a file, in a few words.
    """
    return f"{_HAPPENED} Details (they could not be saved: {reason}):"
