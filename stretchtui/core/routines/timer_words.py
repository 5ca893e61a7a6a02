"""What workout timers call the time between exercises, in the languages that they speak.

English, German, French, Italian, Russian and Turkish, as Just Another Workout Timer has them.
"""

from __future__ import annotations

import re

RESTS = frozenset(
    [
        "rest",
        "pause",
        "break",
        "recovery",
        "recover",
        "ruhe",
        "erholung",
        "ausruhen",
        "repos",
        "récupération",
        "riposo",
        "pausa",
        "recupero",
        "отдых",
        "пауза",
        "перерыв",
        "dinlenme",
        "dinlen",
        "mola",
        "ara",
    ]
)
"""To let go."""

READIES = frozenset(
    {
        "prepare",
        "preparation",
        "ready",
        "vorbereitung",
        "vorbereiten",
        "préparation",
        "preparazione",
        "preparati",
        "подготовка",
        "приготовьтесь",
        "hazırlık",
        "hazırlan",
        "get ready",
        "mach dich bereit",
        "préparez-vous",
    }
)
"""To get into it."""

SWITCHES = frozenset(
    {
        "switch",
        "switch sides",
        "change sides",
        "other side",
        "seitenwechsel",
        "seite wechseln",
        "changer de côté",
        "changement de côté",
        "cambio lato",
        "cambia lato",
        "смена стороны",
        "taraf değiştir",
    }
)
"""To change sides."""

_LEFT = ["left", "links", "gauche", "sinistra", "левая", "слева", "sol"]
_RIGHT = ["right", "rechts", "droite", "destra", "правая", "справа", "sağ"]
_SIDED = re.compile(
    rf"(?P<name>.*?\S)[\s,:(–-]+(?:(?P<left>{'|'.join(_LEFT)})|(?P<right>{'|'.join(_RIGHT)}))"
    r"(?:\s+(?:side|seite|leg|arm))?\)?",
    re.IGNORECASE,
)


def plain(name: str) -> str:
    """A name as it is looked up here."""
    return " ".join(name.casefold().split()).strip(".!:() ")


def sided(name: str) -> tuple[str, bool] | None:
    """A name without its side, and whether that is the left one; None if it has none."""
    found = _SIDED.fullmatch(name.strip())
    return (found["name"], found["left"] is not None) if found is not None else None
