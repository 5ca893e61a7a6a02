"""What can be fetched: the page, the sounds, and lines as a voice has rendered them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from stretchtui.cues.sounds import LONGEST_LINE_S, Sound, Unsuitable, load, load_all

PAGE = {
    "": ("ears.html", "text/html"),
    "ears.css": ("ears.css", "text/css"),
    "ears.js": ("ears.js", "text/javascript"),
    "ears.svg": ("ears.svg", "image/svg+xml"),
}
"""What the page is made of: what it is asked for as, its file, and what that is."""

_FOLDER = Path(__file__).with_name("page")

_SOUND = re.compile(r"sound/([a-z-]{1,20})\.wav")
_LINE = re.compile(r"line/([0-9a-f]{32})\.wav")
_WAV = "audio/wav"

_SILENCE = Sound(bytes(2 * 8000 * 10), 1, 8000)
"""Ten seconds of it: a page that always plays something is not put to sleep by a phone, and gets
the headphones' buttons. Chrome gives them only for what is longer than five seconds."""


class Ware(Struct, frozen=True):
    """Something that can be fetched."""

    data: bytes
    kind: str
    """Its media type."""


class Wares:
    """All that can be fetched.

    Args:
        folders: Where the sounds are; a sound in an earlier folder takes a later one's place.
        volume: From 0 to 100.
        lines: Where the lines are that were rendered; the folder need not exist.
    """

    def __init__(self, folders: Sequence[Path], volume: int, lines: Path) -> None:
        self._folders = folders
        self._lines = lines
        self._page = {
            asked: Ware((_FOLDER / name).read_bytes(), f"{kind}; charset=utf-8")
            for asked, (name, kind) in PAGE.items()
        }
        self.set_volume(volume)

    def set_volume(self, volume: int) -> None:
        """Have everything sound so loud from here on, and read the sounds anew."""
        self._volume = volume
        sounds, _ = load_all(self._folders)
        found = {str(name): sound.at_volume(volume) for name, sound in sounds.items()}
        found["silence"] = _SILENCE
        self._sounds = {name: Ware(sound.wav(), _WAV) for name, sound in found.items()}

    def find(self, asked: str) -> Ware | None:
        """What is asked for, behind the key; None where there is no such thing.

        A line is read from a file: it may take some milliseconds.
        """
        if asked in self._page:
            return self._page[asked]
        if sound := _SOUND.fullmatch(asked):
            return self._sounds.get(sound.group(1))
        if line := _LINE.fullmatch(asked):
            return self._line(self._lines / f"{line.group(1)}.wav")
        return None

    def _line(self, path: Path) -> Ware | None:
        try:
            return Ware(load(path, LONGEST_LINE_S).at_volume(self._volume).wav(), _WAV)
        except Unsuitable:
            return None
