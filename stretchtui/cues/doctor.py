"""What was found here that bears on sound, what was chosen, and how to hear more."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui import __version__
from stretchtui.core.text import clean, shorten
from stretchtui.cues.choose import Wish, decide
from stretchtui.cues.devices import devices
from stretchtui.cues.speaker import PLAYERS
from stretchtui.cues.voice import find_engine
from stretchtui.terminal.tmux import ALLOW_PASSTHROUGH

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

Finding = tuple[str, str]
"""What was looked for, and what was found."""

PACKAGES = ("textual", "msgspec", "platformdirs", "tomli-w", "simpleaudio")


def findings(
    environment: Mapping[str, str],
    folders: Folders,
    sound_folders: Iterable[Path],
    faults: Iterable[str],
) -> list[Finding]:
    """Look around.

    Args:
        environment: The environment the program was started in.
        folders: The person's folders.
        sound_folders: Where sounds are looked for.
        faults: What is wrong with the person's sounds and settings.
    """
    engine = _engines()
    seen = devices(environment)
    wish, why = decide(environment, bool(engine), bool(seen))
    found = [
        (
            "program",
            f"stretchtui {__version__}, Python {platform.python_version()}, {sys.platform}",
        ),
        ("packages", ", ".join(_packages())),
        ("terminal", _terminal(environment)),
        ("multiplexer", _multiplexer(environment)),
        ("connection", _connection(environment)),
        ("forwarded sound", _set(environment, "PULSE_SERVER", "PIPEWIRE_REMOTE")),
        ("engines", engine or "none"),
        ("voice", find_engine() or "none: pip install 'stretchtui[voice]', or espeak-ng"),
        ("sound devices", ", ".join(seen) or "none"),
        (
            "routines",
            f"{folders.routines}{'' if os.path.isdir(folders.routines) else ' (not there yet)'}",
        ),
        ("sounds", ", ".join(str(folder) for folder in sound_folders if os.path.isdir(folder))),
        *(("fault", fault) for fault in faults),
        ("cues go to", f"{_WORDS[wish]}, {why}"),
    ]
    return [*found, *(("advice", line) for line in _advice(environment, wish, engine))]


_WORDS = {Wish.SPEAKERS: "the speakers", Wish.TERMINAL: "the terminal's bell"}


def _engines() -> str:
    """The engines that are here, best first."""
    own = ["simpleaudio"] if util.find_spec("simpleaudio") else []
    return ", ".join([*own, *(name for name in PLAYERS if shutil.which(name))])


def _packages() -> Iterable[str]:
    for name in PACKAGES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"no {name}"


def _terminal(environment: Mapping[str, str]) -> str:
    names = [environment.get("TERM", "unknown")]
    if program := environment.get("TERM_PROGRAM"):
        names.append(f"{program} {environment.get('TERM_PROGRAM_VERSION', '')}".strip())
    return shorten(clean(", ".join(names)), 100)


def _multiplexer(environment: Mapping[str, str]) -> str:
    if environment.get("TMUX"):
        options = [
            f"{name} {value}"
            for name in ("bell-action", "visual-bell", "allow-passthrough")
            if (value := _tmux(name))
        ]
        return ", ".join(["tmux", *options])
    return "screen" if environment.get("STY") else "none"


def _tmux(
    option: str, run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
) -> str:
    """A tmux option's value; nothing, if tmux does not say."""
    command = ["tmux", "show-options", "-Agwv" if option == "allow-passthrough" else "-gv", option]
    try:
        done = run(command, capture_output=True, text=True, timeout=2, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return clean(done.stdout)[:40]


def _connection(environment: Mapping[str, str]) -> str:
    if connection := environment.get("SSH_CONNECTION"):
        return f"SSH from {clean(connection).split(' ')[0]}"
    return (
        "SSH" if environment.get("SSH_TTY") or environment.get("SSH_CLIENT") else "at this machine"
    )


def _set(environment: Mapping[str, str], *names: str) -> str:
    said = [f"{name}={clean(environment[name])}" for name in names if environment.get(name)]
    return ", ".join(said) or "none"


def _advice(environment: Mapping[str, str], wish: Wish, engine: str) -> Iterable[str]:
    if wish is Wish.TERMINAL:
        yield "hear nothing? Many terminals have the bell switched off: see docs/sound.md"
        if environment.get("TMUX") and _tmux("bell-action") == "none":
            yield "tmux keeps the bells to itself: set -g bell-action any"
        if environment.get("TMUX") and _tmux("visual-bell") == "on":
            yield "tmux shows bells instead of ringing them: set -g visual-bell off"
        if environment.get("TMUX") and _tmux("allow-passthrough") == "off":
            yield f"for the relay of stretchtui ssh: {ALLOW_PASSTHROUGH}"
        if environment.get("STY"):
            yield "in screen: vbell off"
    if not engine:
        yield "for the speakers install a player: pulseaudio-utils, pipewire-bin or alsa-utils"
    elif "simpleaudio" not in engine and wish is Wish.SPEAKERS:
        yield "quicker: pip install 'stretchtui[simpleaudio]'"
