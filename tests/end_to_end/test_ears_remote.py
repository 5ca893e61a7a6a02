"""The page as a remote: what is pressed there, and what becomes of it everywhere."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.slow_link import slow_link
from tests.end_to_end.sshd import machines
from tests.end_to_end.terminal import PATIENCE_S, PATIENT, Terminal, environment_for
from tests.end_to_end.visits import Visit, chromium, place, visit
from tests.end_to_end.voices import set_voice

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG = """
format = 1
[[routine]]
id = "long"
name = "Long holds"
get_ready = 3
[[routine.step]]
name = "Reach <b>high</b>"
hold = 600
sides = "both"
[[routine.step]]
name = "Bend"
hold = 600
[[routine.step]]
name = "Nod"
hold = 600
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with chromium() as running:
        yield running


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Iterator[Terminal]:
    """A session with long holds, which waits for a page."""
    set_voice(home, "off")
    path = tmp_path / "long.toml"
    path.write_text(LONG)
    with Terminal([*PATIENT, "play", str(path), "--cues", "browser"], home) as running:
        yield running


def begin(terminal: Terminal, visited: Visit) -> None:
    """Start the sound, and with it the session; wait for the first hold."""
    visited.page.click("#tap")
    visited.shows("#headline", "HOLD")
    terminal.wait_for_text("HOLD")


def test_what_is_pressed_there_acts_on_the_session(terminal: Terminal, browser: Browser) -> None:
    with visit(browser, place(terminal)) as visited:
        page = visited.page
        begin(terminal, visited)
        assert page.inner_text("#stretch") == "Reach <b>high</b>"
        page.click("#go")
        terminal.wait_for_text("PAUSED")
        visited.shows("#headline", "PAUSED")
        page.click("#go")
        terminal.wait_for(lambda: "PAUSED" not in terminal.text, "resumed")
        page.keyboard.press("n")
        terminal.wait_for_text("SWITCH SIDES")
        page.click("#skip")
        visited.shows("#right", "RIGHT ▶")
        terminal.wait_for_text("HOLD · RIGHT ▶")
        page.click("#back")
        terminal.wait_for_text("left")
        visited.shows("#left", "◀ LEFT")
        # And the other way round: a key at the terminal is seen on the page.
        terminal.press(" ")
        visited.shows("#headline", "PAUSED")


def test_pain_is_asked_about_at_both_and_answered_at_either(
    terminal: Terminal, browser: Browser
) -> None:
    with visit(browser, place(terminal)) as visited:
        begin(terminal, visited)
        visited.page.click("#hurts")
        asked_at_both(terminal, visited)
        terminal.press("n")
        answered_at_both(terminal, visited, "Bend")
        terminal.press("!")
        asked_at_both(terminal, visited)
        visited.page.click("#answers [data-do=skip]")
        answered_at_both(terminal, visited, "Nod")
        visited.page.click("#hurts")
        asked_at_both(terminal, visited)
        visited.page.click("#answers [data-do=end]")
        terminal.wait_for_text("space back to list")
        terminal.press("q")
        assert terminal.wait_for_exit() == 1


def asked_at_both(terminal: Terminal, visited: Visit) -> None:
    """Wait until it is asked what to do about the pain."""
    terminal.wait_for_text("Paused because it hurts")
    visited.page.wait_for_selector("#answers button", state="visible")


def answered_at_both(terminal: Terminal, visited: Visit, stretch: str) -> None:
    """Wait until nothing is asked any more, and it goes on with a stretch."""
    visited.shows("#stretch", stretch)
    terminal.wait_for(lambda: "skip this stretch" not in terminal.text, "the answer")
    terminal.wait_for_text(stretch)
    visited.page.wait_for_selector("#answers button", state="hidden")


def test_a_connection_that_breaks_comes_back_where_the_session_is(
    terminal: Terminal, browser: Browser
) -> None:
    where = place(terminal)
    with slow_link(where.port) as link, visit(browser, where, link.port) as visited:
        begin(terminal, visited)
        link.cut()
        visited.until_told(2, "session")
        visited.shows("#headline", "HOLD")
        assert "PAUSED" not in terminal.text
        # Where it does not come back the session pauses, and says why.
        link.close()
        terminal.wait_for_text("no browser page for")
        visited.shows("#says", "No connection")
        link.open(link.port)
        visited.shows("#headline", "PAUSED")
        visited.page.click("#go")
        visited.shows("#headline", "HOLD")
        terminal.wait_for_text("HOLD")


def test_while_another_page_is_there_nothing_pauses(terminal: Terminal, browser: Browser) -> None:
    where = place(terminal)
    with (
        slow_link(where.port) as link,
        visit(browser, where, link.port) as far,
        visit(browser, where) as near,
    ):
        begin(terminal, far)
        near.page.click("#tap")
        near.shows("#headline", "HOLD")
        link.close()
        far.shows("#says", "No connection")
        # Longer than it would take to pause, from when the far page was missed.
        beats = sum(each["type"] == "beat" for each in near.told)
        near.until_told(beats + 2, "beat")
        assert "PAUSED" not in terminal.text
        near.shows("#headline", "HOLD")


def test_through_ssh_with_a_forwarded_port(
    terminal: Terminal, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    where = place(terminal)
    with machines(tmp_path_factory.mktemp("ssh"), ["far"]) as reachable:
        port = _free_port()
        forward = ["-N", "-L", f"{port}:localhost:{where.port}", "far"]
        with _running([*reachable.ssh, *forward]):
            _wait_for_port(port)
            with visit(browser, where, port) as visited:
                begin(terminal, visited)
                visited.page.click("#go")
                terminal.wait_for_text("PAUSED")


def test_without_a_page_a_key_begins_it_and_the_bell_rings(terminal: Terminal) -> None:
    place(terminal)
    terminal.wait_for_text("No page is open yet.")
    terminal.press("\r")
    terminal.wait_for_text("GET READY")
    terminal.wait_for_text("HOLD")
    assert terminal.bells() != []


@contextlib.contextmanager
def _running(command: list[str]) -> Iterator[None]:
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for_port(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        assert time.monotonic() < deadline, "ssh does not listen"
        time.sleep(0.05)


def test_where_no_browser_listens_nothing_of_it_is_imported(home: Path, short: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "stretchtui", "play", str(short)]
    played = subprocess.run(
        [*command, "--plain", "--cues", "off", "--speed", "1000"],
        env=environment_for(home, {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr[-400:]
    imported = {line.rpartition("|")[2].strip() for line in played.stderr.splitlines()}
    assert "stretchtui.playing.player" in imported
    costly = ("aiohttp", "segno", "stretchtui.cues.browser.link", "stretchtui.ears.publisher")
    assert imported.isdisjoint(costly)
