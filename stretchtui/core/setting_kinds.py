"""What settings can be: the kinds of their values, each with its limits."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from stretchtui.core.routines.model import Condition
from stretchtui.core.sessions.cues import CueName


class Help(Struct, frozen=True):
    """What a setting is called on the screen, and what it does, in one line."""

    label: str
    words: str


class Unit(Struct, frozen=True):
    """What a value is a number of: "s" or "%"; "hh:mm", for a time of day; "path", of a file."""

    symbol: str


Percent = Annotated[int, Meta(ge=0, le=100, description="a whole number from 0 to 100"), Unit("%")]
Seconds = Annotated[int, Meta(ge=0, le=120, description="whole seconds from 0 to 120"), Unit("s")]
Ticks = Annotated[int, Meta(ge=0, le=10, description="a whole number from 0 to 10")]
Cues = Annotated[frozenset[CueName], Meta(description=f"a list of {', '.join(CueName)}")]
LeftOut = Annotated[frozenset[Condition], Meta(description=f"a list of {', '.join(Condition)}")]
ThemeName = Annotated[
    str, Meta(min_length=1, max_length=60, description="auto, or the name of a theme")
]
SinkName = Literal["auto", "speakers", "terminal", "relay", "browser", "off"]
BellsName = Literal["code", "all"]
GlyphsName = Literal["auto", "unicode", "ascii"]
SideName = Literal["left", "right"]
GuideName = Literal["auto", "off", "names", "full"]
EngineName = Literal["auto", "say", "piper", "py-nanotts", "espeak-ng"]
Rate = Annotated[int, Meta(ge=50, le=200, description="a whole number from 50 to 200"), Unit("%")]
VoiceFile = Annotated[
    str, Meta(max_length=1000, description="the path of an .onnx file"), Unit("path")
]
DayTime = Annotated[
    str,
    Meta(
        pattern=r"^(?:(?:0\d|1[01]):[0-5]\d|12:00)\Z",
        description="a time from 00:00 to 12:00, like 04:00",
    ),
    Unit("hh:mm"),
]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
