"""Routine files to put faults into, and their faults as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from stretchtui.core import text
from stretchtui.core.routines import format
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Ramp, Routine, Step, Stretch

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Document

HEAD = "format = 1\n"
STRETCH = HEAD + '[[stretch]]\nid = "a"\nname = "A"\n'
ROUTINE = HEAD + '[[routine]]\nid = "r"\nname = "Hips"\n'
STEP = ROUTINE + '[[routine.step]]\nname = "Pigeon"\n'
IN_GROUP = ROUTINE + "[[routine.step]]\nrounds = 2\n[[routine.step.step]]\nname = 'Pigeon'\n"
GOOD = '\n[[routine]]\nid = "good"\nname = "Good"\n[[routine.step]]\nname = "Sit"\nhold = 30\n'

STRETCH_KEYS = [each for each in Stretch.__struct_encode_fields__ if each not in ("id", "name")]
STEP_KEYS = [each for each in Step.__struct_encode_fields__ if each not in ("name", "stretch")]
ROUTINE_KEYS = [
    each for each in Routine.__struct_encode_fields__ if each not in ("id", "name", "step")
]
RAMP_KEYS = Ramp.__struct_encode_fields__
HEADS = {
    "stretch": STRETCH,
    "routine[1].step": STEP,
    "routine[1].step[1].step": IN_GROUP,
    "routine": ROUTINE,
}
PLACES = [
    *(("stretch", key) for key in STRETCH_KEYS),
    *(("routine[1].step", key) for key in STEP_KEYS),
    *(("routine[1].step[1].step", key) for key in STEP_KEYS),
    *(("routine", key) for key in ROUTINE_KEYS),
]


def read(toml: str) -> Document:
    """Decode, and see that every fault can be shown, and that a closer look finds the same."""
    document = decode(toml, "f.toml")
    with patch.object(format, "plain_document", lambda *_: None):
        assert decode(toml, "f.toml") == document
    for fault in document.faults:
        line = str(fault)
        assert line.startswith("f.toml: ")
        assert len(line.splitlines()) == 1
        assert text.unsafe(line) is None
        assert line == text.fold(line)
        assert len(line) <= 600
    return document


def lines(toml: str) -> list[str]:
    return [str(fault).removeprefix("f.toml: ") for fault in read(toml).faults]
