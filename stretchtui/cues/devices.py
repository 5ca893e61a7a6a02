"""Which sound devices can be seen from here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from stretchtui.core.text import clean
from stretchtui.cues.system import is_macos

CARDS = Path("/proc/asound/cards")


def devices(environment: Mapping[str, str], cards: Path = CARDS) -> list[str]:
    """Names of sound servers and cards.

    Args:
        environment: The environment the program was started in.
        cards: Where Linux lists its cards.
    """
    if is_macos():
        return ["the system's"]
    found = [
        f"{name}={clean(environment[name])}"
        # With a configuration of ALSA's own, only ALSA knows.
        for name in ("PULSE_SERVER", "PIPEWIRE_REMOTE", "ALSA_CONFIG_PATH")
        if environment.get(name)
    ]
    runtime = Path(environment.get("XDG_RUNTIME_DIR", "/nowhere"))
    servers = {"PulseAudio": runtime / "pulse" / "native", "PipeWire": runtime / "pipewire-0"}
    # Path.exists would raise for who has become somebody else, and may not look in there.
    found += [name for name, socket in servers.items() if os.path.exists(socket)]
    try:
        lines = cards.read_text(errors="replace").splitlines()
    except OSError:
        lines = []
    return found + [clean(line.split("]: ", 1)[1]) for line in lines if "]: " in line]
