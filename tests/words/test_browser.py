"""What is said of the page in a browser, and where it is found."""

from __future__ import annotations

import socket

import pytest

from stretchtui.cues.browser import LOOPBACK
from stretchtui.cues.browser.missing import NEEDS_MORE
from stretchtui.cues.browser.standing import PageStanding
from stretchtui.words import browser as words

SERVED = PageStanding(8734, "/the-key/")


@pytest.mark.parametrize(
    ("listen", "address"),
    [
        (LOOPBACK, "http://127.0.0.1:8734/the-key/"),
        ("192.168.1.20", "http://192.168.1.20:8734/the-key/"),
        ("::1", "http://[::1]:8734/the-key/"),
        ("::", f"http://{socket.gethostname()}:8734/the-key/"),
    ],
)
def test_the_address_is_one_that_can_be_opened(listen: str, address: str) -> None:
    assert words.address(SERVED, listen) == address
    assert words.address(PageStanding(), listen) == ""


@pytest.mark.parametrize("reachable", [True, False])
def test_where_all_addresses_are_listened_at_others_are_told_one_they_can_reach(
    reachable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Asked(socket.socket):
        def connect(self, where: object) -> None:
            if not reachable:
                raise OSError("network is unreachable")

        def getsockname(self) -> tuple[str, int]:
            return "192.168.1.20", 40000

    monkeypatch.setattr(socket, "socket", Asked)
    host = "192.168.1.20" if reachable else LOOPBACK
    assert words.address(SERVED, "0.0.0.0") == f"http://{host}:8734/the-key/"


def test_the_port_is_forwarded_as_it_is() -> None:
    assert words.forwarding(SERVED) == "ssh -L 8734:127.0.0.1:8734 HOST"


@pytest.mark.parametrize(
    ("listen", "local"),
    [(LOOPBACK, True), ("::1", True), ("127.0.0.9", True), ("0.0.0.0", False), ("10.0.0.1", False)],
)
def test_who_can_open_it_follows_from_the_address(listen: str, local: bool) -> None:
    assert words.is_local(listen) is local


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (PageStanding(), "Starting…"),
        (SERVED, "No page is open yet."),
        (SERVED._replace(pages=1), "The page is open. Tap it to start the sound."),
        (SERVED._replace(pages=2), "The page is open. Tap it to start the sound."),
        (SERVED._replace(pages=2, ready=1), "A page is ready."),
        (SERVED._replace(pages=2, ready=2), "2 pages are ready."),
        (
            PageStanding(failed="failed: 127.0.0.1: address already in use"),
            "The browser page failed: 127.0.0.1: address already in use",
        ),
        (PageStanding(failed=NEEDS_MORE), f"The browser page {NEEDS_MORE}"),
    ],
)
def test_it_says_how_the_page_does_and_what_to_do(standing: PageStanding, said: str) -> None:
    assert words.state(standing) == said


def test_a_code_is_as_wide_as_it_is_high_and_has_a_margin() -> None:
    rows = words.qr_code("http://192.168.100.200:8733/0123456789abcdefghijkl/")
    assert set("".join(rows)) == set(" ▀▄█")
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows[0]) in (2 * len(rows), 2 * len(rows) - 1)
    assert set(rows[0]) == {" "}
    assert all(row.startswith("  ") and row.endswith("  ") for row in rows)
    # It fits into a terminal of 80 by 24, with some lines to spare.
    assert len(rows) <= 20


def test_a_code_can_be_read_back_from_its_blocks() -> None:
    import segno

    text = "http://127.0.0.1:8733/0123456789abcdefghijkl/"
    dots = []
    for row in words.qr_code(text):
        dots.append([block in "▀█" for block in row])
        dots.append([block in "▄█" for block in row])
    code = segno.make(text, error="l", micro=False)
    matrix = [[bool(dot) for dot in row] for row in code.matrix_iter(border=2)]
    assert dots[: len(matrix)] == matrix


def test_without_what_makes_codes_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert words.qr_code("http://127.0.0.1:8733/") == []
