"""What is advised, where little or nothing is heard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.choose import Wish
from stretchtui.cues.doctor import Findings, Multiplexer, TerminalFound, WayOut
from stretchtui.words.bells import BELLS, bell_of
from stretchtui.words.hearing import Remedy, found, muted, output, remedies, sound_output

NAMELESS = TerminalFound(term="xterm-256color", program="", name="", answered=True)

OVER_SSH = Findings(
    terminal=NAMELESS,
    multiplexer=None,
    ssh=True,
    client="192.0.2.1",
    relay=False,
    forwarded=(),
    players=("aplay",),
    devices=("a card",),
    voice="",
    wish=Wish.AUTO,
    given=False,
    output=WayOut.BELL,
    why="over SSH",
    volume=100,
    cues_off=(),
)
HERE = replace(OVER_SSH, ssh=False, client="", output=WayOut.SPEAKERS, why="at this machine")


def told(findings: Findings, *, silent: bool = False) -> str:
    """All that is advised, as one text."""
    given = remedies(findings, silent=silent)
    return "\n".join(line for each in given for line in (each.words, *typed(each)))


def typed(each: Remedy) -> list[str]:
    """What there is to type."""
    return [line.text for line in each.lines]


def within(between: Multiplexer, findings: Findings = OVER_SSH) -> Findings:
    """The same in a multiplexer."""
    return replace(findings, multiplexer=between)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"visual-bell": "on"}, "tmux set visual-bell off"),
        ({"bell-action": "none"}, "tmux set bell-action any"),
        ({"bell-action": "other"}, "tmux set bell-action any"),
        ({"monitor-bell": "off"}, "tmux set monitor-bell on"),
        ({"allow-passthrough": "off"}, "tmux set allow-passthrough on"),
    ],
)
def test_what_tmux_holds_back_is_said_with_what_to_type(options: dict[str, str], line: str) -> None:
    first = remedies(within(Multiplexer("tmux", True, options)))[0]
    setting = line.removeprefix("tmux set ")
    assert typed(first) == [line, f"echo 'set -g {setting}' >> ~/.tmux.conf"]


def test_of_a_tmux_that_rings_nothing_is_said() -> None:
    options = {"bell-action": "any", "visual-bell": "off", "monitor-bell": "on"}
    options["allow-passthrough"] = "on"
    assert told(within(Multiplexer("tmux", True, options))) == told(OVER_SSH)
    assert told(within(Multiplexer("tmux", True))) == told(OVER_SSH)
    both = Multiplexer("tmux", True, {"visual-bell": "both", "bell-action": "current"})
    assert told(within(both)) == told(OVER_SSH)


def test_of_a_tmux_elsewhere_it_is_said_what_to_type_there() -> None:
    first = remedies(within(Multiplexer("tmux", False)))[0]
    assert "the machine you came from" in first.words
    assert "tmux set visual-bell off" in typed(first)


def test_nobody_hears_bells_in_a_screen_that_shows_them() -> None:
    between = Multiplexer("screen", True, {"vbell": "on"}, "/etc/screenrc")
    first = remedies(within(between))[0]
    assert "you don't hear them" in first.words
    assert "vbell on in /etc/screenrc" in first.words
    assert typed(first) == ["screen -X vbell off", "echo 'vbell off' >> ~/.screenrc"]
    rings = Multiplexer("screen", True, {"vbell": "off"}, "/etc/screenrc")
    assert "vbell" not in told(within(rings))


def test_a_screen_elsewhere_is_told_of_too() -> None:
    first = remedies(within(Multiplexer("screen", False)))[0]
    assert "Debian" in first.words
    assert typed(first) == [":vbell off", "echo 'vbell off' >> ~/.screenrc"]


def test_over_ssh_the_relay_is_better_than_the_bell() -> None:
    assert "stretchtui ssh HOST" in told(OVER_SSH)
    assert "leave screen" in told(within(Multiplexer("screen", True)))
    assert "leave screen" not in told(within(Multiplexer("screen", False)))
    here = replace(HERE, output=WayOut.BELL, wish=Wish.TERMINAL, why="")
    assert "stretchtui ssh" not in told(here)
    assert "only over SSH" in told(replace(here, wish=Wish.RELAY))


def test_where_nothing_can_play_or_be_played_on_it_is_said() -> None:
    bell = replace(HERE, output=WayOut.BELL, why="no sound player found", players=())
    assert "apt install" in told(bell)
    assert "apt install" not in told(OVER_SSH)
    assert "No sound device" not in told(bell)
    chosen = replace(HERE, output=WayOut.BELL, wish=Wish.TERMINAL, why="")
    assert "No sound device" not in told(chosen), "it is there, and the bell is what was wanted"
    assert "No sound device" not in told(replace(bell, devices=())), "a player comes first"
    assert "apt install" in told(replace(HERE, players=()))
    assert "No sound device" in told(replace(HERE, output=WayOut.BELL, devices=()))
    assert "No sound device" in told(replace(HERE, devices=()))
    assert "No sound device" not in told(replace(OVER_SSH, devices=()))


def test_the_speakers_may_be_silent_or_somewhere_else() -> None:
    assert told(HERE) == ""
    assert remedies(HERE) == [], "nobody has said yet that nothing is heard"
    assert "not muted" in told(HERE, silent=True)
    assert "0 %" in told(replace(HERE, volume=0))
    far = replace(HERE, ssh=True)
    assert "the machine you logged in to" in told(far)
    assert told(replace(far, forwarded=("PULSE_SERVER=tcp:192.0.2.1",))) == ""


def test_whoever_switched_the_sounds_off_hears_how_to_switch_them_on() -> None:
    off = replace(HERE, output=WayOut.OFF, wish=Wish.OFF, why="", players=())
    assert 'sink = "auto"' in told(off)
    assert "--cues off" in told(replace(off, given=True))


@pytest.mark.parametrize(
    ("output", "words"), [(WayOut.RELAY, "stretchtui doctor"), (WayOut.NOTES, "--cues terminal")]
)
def test_only_who_hears_nothing_is_told_where_to_look(output: WayOut, words: str) -> None:
    assert told(replace(OVER_SSH, output=output)) == ""
    assert words in told(replace(OVER_SSH, output=output), silent=True)


@pytest.mark.parametrize("output", list(WayOut))
def test_whoever_hears_nothing_is_never_left_without_advice(output: WayOut) -> None:
    for findings in (HERE, OVER_SSH):
        for between in (None, Multiplexer("tmux", True), Multiplexer("screen", False)):
            assert told(replace(findings, output=output, multiplexer=between), silent=True)


# Terminals


@pytest.mark.parametrize(
    ("term", "program", "name", "terminal"),
    [
        ("xterm-256color", "", "kitty(0.32.2)", "kitty"),
        ("xterm-kitty", "", "", "kitty"),
        ("xterm-256color", "", "XTerm(370)", "xterm"),
        ("xterm-256color", "", "xterm.js(5.5.0)", "VS Code"),
        ("xterm-256color", "vscode 1.90", "", "VS Code"),
        ("alacritty", "", "", "Alacritty"),
        ("foot", "", "foot(1.16.2)", "foot"),
        ("xterm-ghostty", "", "ghostty 1.1.0", "Ghostty"),
        ("xterm-256color", "WezTerm 20240203", "", "WezTerm"),
        ("xterm-256color", "", "VTE(7600)", "GNOME Terminal"),
        ("xterm-256color", "", "Konsole 24.02", "Konsole"),
        ("xterm-256color", "iTerm.app 3.5", "", "iTerm2"),
        ("xterm-256color", "Apple_Terminal 453", "", "Terminal (macOS)"),
        ("xterm-256color", "", "Windows Terminal", "Windows Terminal"),
        ("putty-256color", "", "", "PuTTY"),
        ("xterm", "", "", None),
        ("screen", "tmux 3.4", "", None),
        ("", "", "", None),
    ],
)
def test_terminals_are_known_by_their_names(
    term: str, program: str, name: str, terminal: str | None
) -> None:
    bell = bell_of(TerminalFound(term, program, name, answered=True))
    assert (bell.terminal if bell is not None else None) == terminal
    last = remedies(replace(OVER_SSH, terminal=TerminalFound(term, program, name, answered=True)))[
        -1
    ]
    expected = bell.words if bell is not None else "Many terminals come with the bell turned off."
    assert last.words.startswith(expected)


def test_the_docs_have_every_terminal() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "sound.md").read_text(encoding="utf-8")
    rows = "\n".join(line for line in docs.splitlines() if line.startswith("| "))
    for bell in BELLS:
        row = re.search(rf"^\| .*{re.escape(bell.terminal)}.*$", rows, re.M)
        assert row, bell.terminal
        for line in bell.lines:
            assert all(word in row[0] for word in re.findall(r"[\w-]{4,}", line)), line


# What was found


def test_what_was_found_is_told_in_words() -> None:
    between = Multiplexer("screen", True, {"vbell": "on"}, "/etc/screenrc")
    terminal = TerminalFound("screen", "screen", "XTerm(370)", answered=True)
    findings = replace(
        within(between), terminal=terminal, relay=True, cues_off=(CueName.END, CueName.TICK)
    )
    rows = dict(found(findings))
    assert rows["terminal"] == "XTerm(370), screen"
    assert rows["multiplexer"] == "GNU screen, vbell on"
    assert rows["connection"] == "SSH from 192.0.2.1, with stretchtui ssh"
    assert rows["cues turned off"] == "end, tick"
    assert rows["players"] == "aplay"
    assert rows["sound devices"] == "a card"
    assert [rows[each] for each in ("forwarded sound", "speech")] == ["none", "none"]
    forwarded = ("PULSE_SERVER=tcp:192.0.2.1", "a socket")
    bare = replace(findings, forwarded=forwarded, players=(), devices=(), voice="espeak-ng")
    rows = dict(found(replace(bare, cues_off=(), volume=70)))
    assert rows["forwarded sound"] == "PULSE_SERVER=tcp:192.0.2.1, a socket"
    nothing = ("players", "sound devices", "cues turned off")
    assert [rows[each] for each in nothing] == ["none", "none", "none"]
    assert (rows["speech"], rows["volume"]) == ("espeak-ng", "70 %")
    far = replace(findings, multiplexer=Multiplexer("tmux", False), relay=False, client="")
    rows = dict(found(replace(far, terminal=TerminalFound("", "", "", answered=False))))
    assert rows["terminal"] == "unknown"
    assert rows["multiplexer"] == "tmux, on the machine you came from"
    assert rows["connection"] == "SSH"


def test_where_sounds_go_is_told_with_why() -> None:
    assert output(HERE) == "speakers (aplay), at this machine"
    assert output(OVER_SSH) == "terminal bell, over SSH"
    assert output(replace(HERE, why="")) == "speakers (aplay), chosen in the settings"
    assert output(replace(HERE, why="", given=True)) == "speakers (aplay), chosen by --cues"
    assert output(replace(HERE, players=())) == "speakers, at this machine"


def test_what_is_muted_says_by_which_key_it_is_not() -> None:
    assert "Press m " in muted("m").words


def test_the_sink_is_named_for_people() -> None:
    assert sound_output("sound off") == "Sound output: off"
    assert sound_output("terminal bell") == "Sound output: terminal bell"
