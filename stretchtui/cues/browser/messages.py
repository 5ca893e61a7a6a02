"""What a page may say, and what the server tells the program.

Both are JSON, one object a message; nothing else is understood.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec
from msgspec import Struct


class Request(StrEnum):
    """What a page can ask of a session."""

    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    HURTS = "hurts"
    SKIP = "skip"
    END = "end"


class Clock(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="clock"):
    """A page asks for the time."""

    sent: float
    """When it asked, by its own clock."""


class Ready(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="ready"):
    """A page can be heard."""

    speaks: bool = False
    """Whether the browser has a voice."""


class Do(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="do"):
    """A page asks for something."""

    what: Request


class Serving(Struct, frozen=True, tag_field="type", tag="serving"):
    """The server can be reached."""

    port: int
    key: str


class Failed(Struct, frozen=True, tag_field="type", tag="failed"):
    """The server cannot be."""

    why: str
    """In a few words."""


class Pages(Struct, frozen=True, tag_field="type", tag="pages"):
    """How many pages there are."""

    pages: int
    ready: int
    """How many of them can be heard."""
    speaks: bool
    """Whether one of these has a voice of its own."""


FromPage = Clock | Ready | Do
FromServer = Serving | Failed | Pages | Do

from_page = msgspec.json.Decoder(FromPage)
from_server = msgspec.json.Decoder(FromServer)


class _Kind(Struct, frozen=True):
    type: str
    id: int = 0
    step: int = 0
    volume: int = 100


kind_of = msgspec.json.Decoder(_Kind)
"""Reads what kind of message something is, whatever else it says."""
