"""A page of HTML as PDF, by WeasyPrint, which is imported only here."""

from __future__ import annotations

import importlib.util
import logging

from stretchtui.cli.words import Refused
from stretchtui.cues.extras import install_line

_INSTEAD = "or use -o FILE.html and print it from a browser"
_NEEDS_MORE = f"PDF needs extra packages: {install_line('pdf')}, {_INSTEAD}"
_NEEDS_PANGO = f"PDF needs the library Pango (Debian: apt install libpangoft2-1.0-0), {_INSTEAD}"


def pdf_of(html: str) -> bytes:
    """A page as PDF; whatever stands in it, nothing is fetched.

    Raises:
        Refused: What it takes is not installed.
    """
    if importlib.util.find_spec("weasyprint") is None:
        raise Refused(_NEEDS_MORE)
    # What it does not know of the style is for browsers.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError:
        raise Refused(_NEEDS_PANGO) from None
    data: bytes = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=())).write_pdf()
    return data
