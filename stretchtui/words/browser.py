"""What is said of the page in a browser, and where it is found."""

from __future__ import annotations

import importlib.util
import ipaddress
import socket
from typing import TYPE_CHECKING

from stretchtui.cues.browser import LOOPBACK

if TYPE_CHECKING:
    from stretchtui.cues.browser.standing import PageStanding

TITLE = "Listen in a browser"
OPEN_THIS = "Open this address:"
OVER_SSH = "Over SSH, first forward the port on the device you listen on:"
NO_PAGE = "No page is open yet."
STARTING = "Starting…"
ANYONE = "Anyone who has this address can hear the session and pause it."
ANY_KEY = "The session starts when a page is ready. Press any key to start without one."


def address(standing: PageStanding, listen: str) -> str:
    """The address of the page, for whoever is to open it; empty while it is not served.

    Args:
        standing: How the page does.
        listen: The address that is listened at.
    """
    if standing.port is None:
        return ""
    return f"http://{_host(listen)}:{standing.port}{standing.path}"


def forwarding(standing: PageStanding) -> str:
    """What forwards the port through SSH."""
    return f"ssh -L {standing.port}:{LOOPBACK}:{standing.port} HOST"


def is_local(listen: str) -> bool:
    """Whether only this machine, and who forwards a port to it, can open the page."""
    return ipaddress.ip_address(listen).is_loopback


def state(standing: PageStanding) -> str:
    """How many pages there are, and what to do next."""
    if standing.failed is not None:
        return f"The browser page {standing.failed}"
    if standing.port is None:
        return STARTING
    if standing.ready:
        return "A page is ready." if standing.ready == 1 else f"{standing.ready} pages are ready."
    return "The page is open. Tap it to start the sound." if standing.pages else NO_PAGE


def qr_code(text: str) -> list[str]:
    """A QR code of a text in half blocks, a line each; none where it cannot be made.

    Dark on light, whatever the terminal's colours: it has to be drawn so.
    """
    if importlib.util.find_spec("segno") is None:
        return []
    import segno

    rows = [list(row) for row in segno.make(text, error="l", micro=False).matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    blocks = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
    return [
        "".join(blocks[upper, lower] for upper, lower in zip(top, bottom, strict=True))
        for top, bottom in zip(rows[::2], rows[1::2], strict=True)
    ]


def _host(listen: str) -> str:
    """What others call this machine by, where it listens at an address."""
    number = ipaddress.ip_address(listen)
    if number.is_unspecified:
        return _own_address() if number.version == 4 else socket.gethostname()
    return f"[{number}]" if number.version == 6 else str(number)


def _own_address() -> str:
    """The address that this machine has in its network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            # Nothing is sent: that the way there is looked up is enough. (TEST-NET-1, RFC 5737)
            asked.connect(("192.0.2.1", 9))
        except OSError:
            return LOOPBACK
        return str(asked.getsockname()[0])
