"""What is said of how sounds are heard: what was found, and what to do where nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.cues.choose import Wish
from stretchtui.cues.doctor import WayOut
from stretchtui.cues.extras import install_line
from stretchtui.words.bells import bell_of

if TYPE_CHECKING:
    from stretchtui.cues.doctor import Findings, Multiplexer

NONE = "none"

CAN_YOU_HEAR = "Can you hear this?"
WHAT_TO_TRY = "What you can try"

TO_DO = "What you can do"
NOTHING_TO_FIX = "Nothing to fix. To hear every sound: stretchtui cues"

BELL_INSTEAD = (
    "no sounds can be played on this machine, so your terminal's bell rings instead; "
    "stretchtui doctor says what to do"
)
"""What ``stretchtui ssh`` says where sounds cannot be played."""


class ToType(Struct, frozen=True):
    """Something to type, or to write into a file."""

    label: str
    """What it is for, in a few words; empty where the sentence before says so."""
    text: str


class Remedy(Struct, frozen=True):
    """One thing that can be done to hear more."""

    words: str
    lines: tuple[ToType, ...] = ()


def found(findings: Findings) -> Iterator[tuple[str, str]]:
    """What was found, a line each, with what was looked for."""
    terminal = findings.terminal
    names = [terminal.name, terminal.program, terminal.term]
    yield "terminal", ", ".join(dict.fromkeys(filter(None, names))) or "unknown"
    yield "multiplexer", _multiplexer(findings.multiplexer)
    yield "connection", _connection(findings)
    yield "forwarded sound", ", ".join(findings.forwarded) or NONE
    yield "players", ", ".join(findings.players) or NONE
    yield "sound devices", ", ".join(findings.devices) or NONE
    yield "speech", findings.voice or NONE
    yield "volume", f"{findings.volume} %"
    yield "cues turned off", ", ".join(findings.cues_off) or NONE
    yield "sound output", output(findings)


def output(findings: Findings) -> str:
    """Where sounds go, and why: ``terminal bell, over SSH``."""
    name = str(findings.output)
    if findings.output is WayOut.SPEAKERS and findings.players:
        name = f"{name} ({findings.players[0]})"
    chosen = "chosen by --cues" if findings.given else "chosen in the settings"
    return f"{name}, {findings.why or chosen}"


def sound_output(name: str) -> str:
    """Where sounds go: ``Sound output: terminal bell, over SSH``."""
    return f"Sound output: {name.removeprefix('sound ')}"


def muted(key: str) -> Remedy:
    """What to do where nothing is heard because it is muted.

    Args:
        key: The key that changes it.
    """
    return Remedy(f"Sounds are muted. Press {key} in the list to turn them on again.")


def remedies(findings: Findings, *, silent: bool = False) -> list[Remedy]:
    """What can be done to hear more, the likeliest first.

    Args:
        findings: What was found.
        silent: Whether the person has said that nothing is heard: then there is always something
            to look at.
    """
    player = [] if findings.players or findings.ssh else [_PLAYER]
    match findings.output:
        case WayOut.OFF:
            return [_off(findings)]
        case WayOut.SPEAKERS:
            return [*_speakers(findings, silent), *player]
        case WayOut.RELAY:
            return [_NEAR_SIDE] if silent else []
        case WayOut.BROWSER:
            return [_BROWSER] if silent else []
        case WayOut.NOTES:
            return [_NOTES] if silent else []
        case WayOut.BELL:
            here = [] if findings.ssh or findings.devices or not findings.players else [_NO_DEVICE]
            return [*_between(findings), *here, *player, *_relay(findings), _terminal(findings)]


_PLAYER = Remedy(
    "Nothing here can play sounds. Install a player; or, if there is a C compiler, simpleaudio:",
    (
        ToType("On Debian or Ubuntu", "sudo apt install pulseaudio-utils"),
        ToType("Or", install_line("simpleaudio")),
    ),
)

_NO_DEVICE = Remedy(
    "No sound device was found on this machine, so your terminal's bell rings instead. Connect "
    "speakers or headphones, and start again."
)

_NEAR_SIDE = Remedy(
    "The sounds play on the machine where you ran stretchtui ssh. Check the volume there, and "
    "see what it finds:",
    (ToType("", "stretchtui doctor"),),
)

_BROWSER = Remedy(
    "The sounds play in the browser page. Check that it is open, that you have tapped it, and that "
    "the volume of that device is up. Press o in the list for its address."
)

_NOTES = Remedy(
    "Your terminal plays the sounds itself, as notes. Check the volume of the machine it runs on, "
    "or use its bell instead:",
    (ToType("", "stretchtui --cues terminal"),),
)


def _off(findings: Findings) -> Remedy:
    if findings.given:
        return Remedy("Sounds are off because of --cues off. Start without it.")
    return Remedy(
        "Sounds are off in the settings. Press , in the list, and set the sound output to auto; or "
        "add this to settings.toml:",
        (ToType("", "[cues]"), ToType("", 'sink = "auto"')),
    )


def _speakers(findings: Findings, silent: bool) -> Iterator[Remedy]:
    if findings.volume == 0:
        yield Remedy("The volume is set to 0 %. Press , in the list, and turn it up.")
    if not findings.devices:
        yield Remedy("No sound device was found on this machine. Connect speakers or headphones.")
    if findings.ssh and not findings.forwarded and not findings.relay:
        yield Remedy(
            "The speakers are those of the machine you logged in to. To hear the sounds where you "
            "are, set the sound output to auto.",
        )
    if silent:
        yield Remedy(
            "Check that this machine is not muted, that its volume is up, and that the right "
            "speakers are chosen in its sound settings."
        )


def _between(findings: Findings) -> Iterator[Remedy]:
    """What a multiplexer makes of bells."""
    between = findings.multiplexer
    if between is None:
        return
    if between.name == "screen":
        yield from _screen(between)
        return
    if not between.here:
        yield Remedy(
            "You are in tmux on the machine you came from. If it shows bells instead of ringing "
            "them, run there:",
            _tmux_lines("visual-bell off"),
        )
        return
    if between.options.get("bell-action") in ("none", "other"):
        yield Remedy(
            "tmux keeps the bells of this window to itself, so you don't hear them. Run:",
            _tmux_lines("bell-action any"),
        )
    if between.options.get("monitor-bell") == "off":
        yield Remedy(
            "tmux does not watch for bells in this window, so you don't hear them. Run:",
            _tmux_lines("monitor-bell on"),
        )
    if between.options.get("visual-bell") == "on":
        yield Remedy(
            "tmux shows bells instead of ringing them, so you don't hear them. Run:",
            _tmux_lines("visual-bell off"),
        )


def _tmux_lines(setting: str) -> tuple[ToType, ...]:
    return (
        ToType("Now", f"tmux set {setting}"),
        ToType("To keep it", f"echo 'set -g {setting}' >> ~/.tmux.conf"),
    )


def _screen(screen: Multiplexer) -> Iterator[Remedy]:
    keep = ToType("To keep it", "echo 'vbell off' >> ~/.screenrc")
    if not screen.here:
        yield Remedy(
            "You are in GNU screen on the machine you came from. On Debian and Ubuntu it is set to "
            "show bells instead of ringing them, so you don't hear them. There:",
            (ToType("Press ctrl+a, then type", ":vbell off"), keep),
        )
    elif screen.options.get("vbell") == "on":
        yield Remedy(
            f"GNU screen shows bells instead of ringing them (vbell on in {screen.file}), so "
            "you don't hear them. Run:",
            (ToType("Now", "screen -X vbell off"), keep),
        )


def _relay(findings: Findings) -> Iterator[Remedy]:
    """How sounds get to where the person is, who came over SSH."""
    if not findings.ssh:
        if findings.wish is Wish.RELAY:
            yield Remedy("The relay works only over SSH. Set the sound output to auto.")
        return
    between = findings.multiplexer
    if between is not None and between.here and between.name == "screen":
        yield Remedy(
            "Better than the bell: play the sounds on your own machine. They can't get through "
            "GNU screen, so leave screen, and connect with stretchtui ssh instead of ssh:",
            (ToType("", "stretchtui ssh HOST"),),
        )
        return
    if between is not None and between.options.get("allow-passthrough") == "off":
        yield Remedy(
            "tmux keeps the sounds from reaching your own machine. Run:",
            _tmux_lines("allow-passthrough on"),
        )
    yield Remedy(
        "Better than the bell: play the sounds on your own machine. Install stretchtui there, and "
        "connect with stretchtui ssh instead of ssh:",
        (ToType("", "stretchtui ssh HOST"),),
    )


def _terminal(findings: Findings) -> Remedy:
    bell = bell_of(findings.terminal)
    if bell is None:
        return Remedy(
            "Many terminals come with the bell turned off. Look in your terminal's settings; "
            "docs/sound.md says where it is in many of them."
        )
    return Remedy(bell.words, tuple(ToType("", line) for line in bell.lines))


def _multiplexer(between: Multiplexer | None) -> str:
    if between is None:
        return NONE
    where = "" if between.here else "on the machine you came from"
    options = [f"{name} {value}" for name, value in between.options.items()]
    name = "GNU screen" if between.name == "screen" else between.name
    return ", ".join(filter(None, [name, where, *options]))


def _connection(findings: Findings) -> str:
    if not findings.ssh:
        return "at this machine"
    where = f"SSH from {findings.client}" if findings.client else "SSH"
    return f"{where}, with stretchtui ssh" if findings.relay else where
