"""What was found here that bears on sound, and what was chosen; ``words.hearing`` tells it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from enum import StrEnum
from importlib import util
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.text import clean, shorten
from stretchtui.cues.browser.missing import NEEDS_MORE
from stretchtui.cues.choose import Wish, decide, is_remote
from stretchtui.cues.devices import devices
from stretchtui.cues.players import PLAYERS
from stretchtui.cues.relay import listens
from stretchtui.cues.terminal import WINDOWS_TERMINAL, plays_notes
from stretchtui.cues.voice import find_engine
from stretchtui.terminal.gnu_screen import visual_bell
from stretchtui.terminal.replies import TerminalFacts
from stretchtui.terminal.tmux import OUTSIDE, options

if TYPE_CHECKING:
    from stretchtui.core.settings import CueSettings

LONGEST = 100
"""Characters of what the environment says that are shown."""


class WayOut(StrEnum):
    """Where the sounds come from."""

    SPEAKERS = "speakers"
    RELAY = "relay"
    BROWSER = "browser"
    BELL = "terminal bell"
    NOTES = "terminal notes"
    OFF = "off"


class TerminalFound(Struct, frozen=True):
    """The person's terminal."""

    term: str
    """What ``TERM`` says."""
    program: str
    """What ``TERM_PROGRAM`` says, and its version; empty where it says nothing."""
    name: str
    """What it calls itself when it is asked, from inside tmux also that around it; else empty."""
    answered: bool
    """Whether it has answered at all."""


class Multiplexer(Struct, frozen=True):
    """A tmux or a GNU screen between the program and the terminal."""

    name: str
    """``tmux`` or ``screen``."""
    here: bool
    """Whether it runs on this machine, rather than on one that the person came from."""
    options: dict[str, str] = {}
    """What is set in it that bears on bells: of tmux ``terminal.tmux.OPTIONS``, of screen
    ``vbell``. Only what is known."""
    file: str = ""
    """Where screen has it from."""


class Findings(Struct, frozen=True, kw_only=True):
    """All that bears on whether something is heard."""

    terminal: TerminalFound
    multiplexer: Multiplexer | None
    """The innermost one; None where there is none."""
    ssh: bool
    """Whether the person came over SSH, …"""
    client: str
    """… and from which address; empty where that is not known."""
    relay: bool
    """Whether a relay has answered: ``stretchtui ssh`` on the machine the person came from."""
    forwarded: tuple[str, ...]
    """The variables that forward sound to another machine, with their values."""
    players: tuple[str, ...]
    """What can play sounds here, best first."""
    devices: tuple[str, ...]
    """What they can be played on."""
    voice: str
    """What can speak here; empty where nothing can."""
    wish: Wish
    """Where the sounds are to go."""
    given: bool
    """Whether the command line says so, rather than the settings."""
    output: WayOut
    """Where they go."""
    why: str
    """Why, in a few words; empty where that was wished for."""
    volume: int
    """Of the speakers, from 0 to 100."""
    cues_off: tuple[CueName, ...]
    """The cues that are never heard."""


def look_around(
    environment: Mapping[str, str],
    found: TerminalFacts | None,
    settings: CueSettings,
    given: str | None = None,
) -> Findings:
    """Look around; tmux is asked, which may take ``terminal.tmux.PATIENT_S``.

    Args:
        environment: The environment the program was started in.
        found: What is known about the terminal; None where it was not asked.
        settings: How cues are to sound.
        given: Where they are to go, whatever the settings say; None for where they say.
    """
    known = found or TerminalFacts()
    multiplexer = _multiplexer(environment, known)
    outside = multiplexer.options.pop(OUTSIDE, "") if multiplexer is not None else ""
    players = tuple(_players())
    seen = tuple(devices(environment))
    wish = Wish(given or settings.sink)
    output, why = _output(wish, environment, known, players=bool(players), device=bool(seen))
    return Findings(
        terminal=TerminalFound(
            term=_said(environment, "TERM"),
            program=f"{_said(environment, 'TERM_PROGRAM')} "
            f"{_said(environment, 'TERM_PROGRAM_VERSION')}".strip(),
            name=outside or _name(known),
            answered=bool(known.da1),
        ),
        multiplexer=multiplexer,
        ssh=is_remote(environment),
        client=_said(environment, "SSH_CONNECTION").partition(" ")[0],
        relay=listens(known),
        forwarded=tuple(
            f"{name}={_said(environment, name)}"
            for name in ("PULSE_SERVER", "PIPEWIRE_REMOTE")
            if environment.get(name)
        ),
        players=players,
        devices=seen,
        voice=find_engine() or "",
        wish=wish,
        given=given is not None,
        output=output,
        why=why,
        volume=settings.volume,
        cues_off=tuple(sorted(settings.off)),
    )


def _output(
    wish: Wish, environment: Mapping[str, str], found: TerminalFacts, *, players: bool, device: bool
) -> tuple[WayOut, str]:
    """Where sounds go, and why, as ``choose`` has it."""
    why = ""
    if wish is Wish.AUTO:
        wish, why = decide(environment, players, device, relay=listens(found))
    match wish:
        case Wish.OFF:
            return WayOut.OFF, why
        case Wish.SPEAKERS:
            return WayOut.SPEAKERS, why
        case Wish.RELAY if listens(found):
            return WayOut.RELAY, why
        case Wish.RELAY:
            why = "no relay answers"
        case Wish.BROWSER if util.find_spec("aiohttp"):
            return WayOut.BROWSER, why
        case Wish.BROWSER:
            why = f"as the browser {NEEDS_MORE}"
    return (WayOut.NOTES if plays_notes(found) else WayOut.BELL), why


def _multiplexer(environment: Mapping[str, str], found: TerminalFacts) -> Multiplexer | None:
    if environment.get("TMUX"):
        return Multiplexer("tmux", True, dict(options(environment.get("TMUX_PANE", ""))))
    if environment.get("STY"):
        bell = visual_bell(environment)
        if bell is None:
            return Multiplexer("screen", True)
        how = {"vbell": "on" if bell.on else "off"}
        return Multiplexer("screen", True, how, clean(str(bell.file)))
    if found.tmux:
        return Multiplexer("tmux", False)
    # Where it was not asked, TERM alone tells.
    like_screen = not found.da1 and environment.get("TERM", "").startswith("screen")
    return Multiplexer("screen", False) if found.screen or like_screen else None


def _name(found: TerminalFacts) -> str:
    if found.tmux:
        return ""
    known = found.da1[: len(WINDOWS_TERMINAL)] == WINDOWS_TERMINAL
    return found.version or ("Windows Terminal" if known else "")


def _players() -> list[str]:
    own = ["simpleaudio"] if util.find_spec("simpleaudio") else []
    return [*own, *(name for name in PLAYERS if shutil.which(name))]


def _said(environment: Mapping[str, str], name: str) -> str:
    return shorten(clean(environment.get(name, "")), LONGEST)
