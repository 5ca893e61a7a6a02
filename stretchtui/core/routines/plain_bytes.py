"""A file's bytes as text, whichever of the usual encodings it is in."""

from __future__ import annotations

import re

from stretchtui.core.routines.json_text import Faulty

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_KNOWN = {
    b"PK\x03\x04": "a spreadsheet or another zip file: save it as CSV or text first",
    b"%PDF": "a PDF: copy the text out of it first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file: unpack it first",
    b"\xd0\xcf\x11\xe0": "an old Office document: save it as CSV or text first",
    b"{\\rtf": "a word processor's file: save it as plain text first",
}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
WESTERN = "read as Western European text, because it is not UTF-8: check the accented letters"
"""What is said of a text that might be in another encoding."""


def plain_text(data: bytes) -> tuple[str, list[str]]:
    """The text of a file, and what is to be said of how it was read.

    Raises:
        Faulty: It is no text.
    """
    for start, what in _KNOWN.items():
        if data.startswith(start):
            raise Faulty("", f"expected text, found {what}")
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as error:
                raise Faulty(f"byte {error.start}", "expected text, found broken text") from None
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        # A timer's export may have control characters: it is JSON, or not read at all.
        if _BINARY.search(data) and data.lstrip()[:1] not in (b"{", b"["):
            problem = f"expected UTF-8 text, found something else at byte {error.start}"
            raise Faulty("", problem) from None
        return data.decode("cp1252", errors="replace"), [WESTERN]
