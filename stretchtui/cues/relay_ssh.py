"""What ``stretchtui ssh`` is asked, and the words it gives to ssh."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

SHELL = "--shell"
"""Opens the far side's shell, as ssh does, instead of the program."""

# From OpenSSH's own getopt string; "P" is the newest.
_WITH_VALUE = frozenset("BbcDEeFIiJLlmoPpRSw")
_ALONE = frozenset("1246AaCgKkMqtvXxYy")
_WITHOUT_A_SESSION = frozenset("fGNnOQsTVW")
"""Options with which ssh runs no program in a terminal."""

_PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")
_CONTROL = re.compile("[\x00-\x1f\x7f]")

USAGE = "usage: stretchtui ssh [--shell] [ssh options] [user@]host [stretchtui arguments]"


class WordsError(ValueError):
    """A command line that cannot be understood; the message is one line."""


class Words(Struct, frozen=True):
    """A command line taken apart."""

    options: tuple[str, ...]
    """For ssh, as they were given."""
    host: str
    arguments: tuple[str, ...]
    """For the program on the far side; with ``shell``, the words of a command."""
    shell: bool = False
    """Whether the far side's shell was asked for."""


def parse(words: Sequence[str]) -> Words:
    """Take the words after ``stretchtui ssh`` apart.

    Raises:
        WordsError: There is no host, or an option that ssh does not have or that does not go
            with a program in a terminal.
    """
    shell = False
    options: list[str] = []
    rest = list(words)
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        if word == SHELL:
            shell = True
            continue
        if word == "--":
            break
        options += _option(word, rest)
    if not rest or not rest[0]:
        raise WordsError(USAGE)
    if rest[0].startswith("-"):
        # ssh would take it for an option.
        raise WordsError(f"expected [user@]host, found {rest[0][:40]!r}")
    return Words(tuple(options), rest[0], tuple(rest[1:]), shell)


def command(words: Words, port: int | None = None) -> list[str]:
    """The words that run ssh.

    Args:
        words: The command line, taken apart.
        port: One of this machine that leads to the same one of the far side, where a page for a
            browser may be; None for none.

    Raises:
        WordsError: An argument holds a control character, which no shell takes safely.
    """
    asked = any(re.search(rf"(?<!\d){port}:", each) for each in words.options)
    forwards = [] if port is None or asked else ["-L", f"127.0.0.1:{port}:127.0.0.1:{port}"]
    return ["ssh", "-t", *forwards, *words.options, "--", words.host, *_remote(words)]


def quote(word: str) -> str:
    """A word that a shell takes as it is, be it a POSIX shell or fish."""
    if _PLAIN.fullmatch(word):
        return word
    # Inside single quotes, fish (but no POSIX shell) takes a backslash for an escape.
    safe = re.sub(r"[\\']+", lambda found: f"'{_doubly_quoted(found.group())}'", word)
    return f"'{safe}'"


def _option(word: str, rest: list[str]) -> list[str]:
    """A word of options, and the next one if it is the value of its last."""
    if len(word) < 2:
        raise WordsError(USAGE)
    for place, letter in enumerate(word[1:], 1):
        if letter in _WITHOUT_A_SESSION:
            raise WordsError(f"ssh's option -{letter} leaves no terminal for stretchtui")
        if letter in _WITH_VALUE:
            if place < len(word) - 1:
                return [word]
            if not rest:
                raise WordsError(f"ssh's option -{letter} needs a value")
            return [word, rest.pop(0)]
        if letter not in _ALONE:
            raise WordsError(f"ssh has no option {word[:40]!r}; {USAGE}")
    return [word]


def _remote(words: Words) -> list[str]:
    if words.shell:
        return list(words.arguments)
    if any(_CONTROL.search(each) for each in words.arguments):
        raise WordsError("an argument holds a control character")
    # A plain command's PATH misses ~/.local/bin. The login shell of the far side mostly sets it,
    # but not root's on Debian. csh takes no command when it is a login shell, so sh stands in for
    # it there.
    search = 'PATH="$PATH:$HOME/.local/bin"; exec stretchtui "$@"'
    start = ["exec", "sh", "-c", search, "stretchtui", *words.arguments]
    program = " ".join(map(quote, start))
    login = 'case "$SHELL" in *csh|"") exec sh -l -c "$0";; *) exec "$SHELL" -l -c "$0";; esac'
    return [f"exec sh -c {quote(login)} {quote(program)}"]


def _doubly_quoted(characters: str) -> str:
    return '"' + characters.replace("\\", "\\\\") + '"'
