"""What is found that bears on sound."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import CueSettings
from stretchtui.cues import doctor
from stretchtui.cues.choose import Wish, choose
from stretchtui.cues.doctor import Findings, Multiplexer, WayOut, look_around
from stretchtui.cues.sink import Outlet
from stretchtui.cues.terminal import WINDOWS_TERMINAL
from stretchtui.terminal.replies import TerminalFacts
from stretchtui.terminal.tmux import OUTSIDE
from tests.stand_ins import Clock

XTERM = {"TERM": "xterm-256color"}
SSH = {**XTERM, "SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}
FORWARDED = {**SSH, "PULSE_SERVER": "tcp:192.0.2.1"}
PLAIN = TerminalFacts(da1=(61, 4), version="XTerm(370)", mode_set=False)
RELAY = TerminalFacts(da1=(61, 4), mode_set=True)
NOTES = TerminalFacts(da1=(61, 4), version="mintty 3.6")


def look(
    environment: dict[str, str],
    found: TerminalFacts | None = PLAIN,
    sink: str = "auto",
    given: str | None = None,
) -> Findings:
    """What is found with these settings."""
    return look_around(environment, found, CueSettings(sink=sink), given)  # type: ignore[arg-type]


@pytest.fixture
def _a_player(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is something to play with, and on."""
    monkeypatch.setattr(doctor, "util", SimpleNamespace(find_spec=lambda name: True))
    monkeypatch.setattr(doctor, "devices", lambda environment: ["a card"])
    monkeypatch.setattr("stretchtui.cues.choose.devices", lambda environment: ["a card"])
    monkeypatch.setattr("stretchtui.cues.speakers.engine", lambda: "simpleaudio")


@pytest.mark.usefixtures("_a_player")
@pytest.mark.parametrize(
    ("environment", "found", "sink", "output", "why"),
    [
        (XTERM, PLAIN, "auto", WayOut.SPEAKERS, "at this machine"),
        (SSH, PLAIN, "auto", WayOut.BELL, "over SSH"),
        (SSH, None, "auto", WayOut.BELL, "over SSH"),
        (SSH, NOTES, "auto", WayOut.NOTES, "over SSH"),
        (SSH, RELAY, "auto", WayOut.RELAY, "played where you are"),
        (FORWARDED, PLAIN, "auto", WayOut.SPEAKERS, "sound is forwarded"),
        (SSH, PLAIN, "speakers", WayOut.SPEAKERS, ""),
        (SSH, RELAY, "relay", WayOut.RELAY, ""),
        (SSH, PLAIN, "relay", WayOut.BELL, "no relay answers"),
        (SSH, RELAY, "terminal", WayOut.BELL, ""),
        (SSH, RELAY, "off", WayOut.OFF, ""),
    ],
)
def test_it_is_what_a_session_would_be_heard_by(
    environment: dict[str, str],
    found: TerminalFacts | None,
    sink: str,
    output: WayOut,
    why: str,
) -> None:
    findings = look(environment, found, sink)
    assert (findings.output, findings.why) == (output, why)
    outlet = Outlet(lambda data: None, Clock().schedule, Clock())
    name = choose(Wish(sink), outlet, [], environment, found=found).name
    assert str(output).removeprefix("terminal ") in name


def test_what_is_given_goes_before_the_settings() -> None:
    findings = look(SSH, RELAY, "speakers", "terminal")
    assert (findings.wish, findings.given, findings.output) == (Wish.TERMINAL, True, WayOut.BELL)
    assert not look(SSH).given


@pytest.mark.parametrize(
    ("variables", "ssh", "client"),
    [
        ({"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}, True, "192.0.2.1"),
        ({"SSH_TTY": "/dev/pts/1"}, True, ""),
        ({}, False, ""),
    ],
)
def test_where_the_person_came_from(variables: dict[str, str], ssh: bool, client: str) -> None:
    findings = look({**XTERM, **variables})
    assert (findings.ssh, findings.client) == (ssh, client)


def test_what_the_settings_say_is_told() -> None:
    settings = CueSettings(volume=30, off=frozenset({CueName.TICK, CueName.HALFWAY}))
    findings = look_around(XTERM, None, settings)
    assert (findings.volume, findings.cues_off) == (30, (CueName.HALFWAY, CueName.TICK))


def test_nothing_of_the_environment_reaches_the_terminal_as_it_is() -> None:
    findings = look({"TERM": "x\x1b[31m", "TERM_PROGRAM": "Apple_\x1bTerminal" + "y" * 500})
    assert "\x1b" not in findings.terminal.term + findings.terminal.program
    assert len(findings.terminal.program) <= doctor.LONGEST


def test_the_terminal_says_what_it_is() -> None:
    assert look(SSH).terminal.name == "XTerm(370)"
    assert look(SSH).terminal.answered
    assert not look(SSH, None).terminal.answered
    assert look(SSH, TerminalFacts(da1=WINDOWS_TERMINAL)).terminal.name == "Windows Terminal"
    assert look(SSH, TerminalFacts(da1=(1, 2), version="tmux 3.4", tmux=True)).terminal.name == ""


def test_tmux_is_asked_and_tells_of_the_terminal_around(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"%7": {"bell-action": "none", OUTSIDE: "kitty(0.32)"}}
    monkeypatch.setattr(doctor, "options", said.__getitem__)
    environment = {**SSH, "TMUX": "/tmp/x,1,0", "TMUX_PANE": "%7"}
    findings = look(environment, TerminalFacts(da1=(1,), version="tmux 3.4", tmux=True))
    assert findings.multiplexer == Multiplexer("tmux", True, {"bell-action": "none"})
    assert findings.terminal.name == "kitty(0.32)"


def test_a_tmux_elsewhere_is_only_known_to_be_there() -> None:
    findings = look(SSH, TerminalFacts(da1=(1,), version="tmux 3.4", tmux=True))
    assert findings.multiplexer == Multiplexer("tmux", False)


@pytest.mark.parametrize(("says", "how"), [("on", {"vbell": "on"}), ("off", {"vbell": "off"})])
def test_screen_here_is_known_by_its_files(tmp_path: Path, says: str, how: dict[str, str]) -> None:
    file = str(tmp_path / "rc")
    (tmp_path / "rc").write_text(f"vbell {says}\n")
    environment = {"TERM": "screen", "STY": "1.x", "SYSSCREENRC": file}
    found = TerminalFacts(da1=(1, 2), screen=True)
    assert look(environment, found).multiplexer == Multiplexer("screen", True, how, file)
    environment["SYSSCREENRC"] = f"{tmp_path}/none"
    assert look(environment, found).multiplexer == Multiplexer("screen", True)


@pytest.mark.parametrize(
    ("found", "there"),
    [
        (TerminalFacts(da1=(1, 2), screen=True), True),
        (None, True),
        (TerminalFacts(da1=(1, 2), version="XTerm(370)"), False),
    ],
)
def test_screen_elsewhere_is_known_by_the_terminal(
    found: TerminalFacts | None, there: bool
) -> None:
    findings = look({**SSH, "TERM": "screen.xterm-256color"}, found)
    assert findings.multiplexer == (Multiplexer("screen", False) if there else None)


def test_what_could_play_is_told_best_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "util", SimpleNamespace(find_spec=lambda name: True))
    monkeypatch.setattr(doctor, "shutil", SimpleNamespace(which=lambda name: name == "aplay"))
    assert look(XTERM).players == ("simpleaudio", "aplay")
    monkeypatch.setattr(doctor, "util", SimpleNamespace(find_spec=lambda name: None))
    assert look(XTERM).players == ("aplay",)
