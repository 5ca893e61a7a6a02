"""What a page may say, what the server tells the program, and what it is told first.

All are JSON, one object a message; nothing else is understood.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from stretchtui.cues.browser.request import Request


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


class Serve(Struct, frozen=True, tag_field="type", tag="serve"):
    """The program wants pages served."""

    key: str
    """What their address has to contain."""
    port: int
    """The first port that is tried."""
    volume: int
    """How loud everything is to sound, from 0 to 100."""


class Serving(Struct, frozen=True, tag_field="type", tag="serving"):
    """The server can be reached."""

    port: int


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
to_serve = msgspec.json.Decoder(Serve)
from_server = msgspec.json.Decoder(FromServer)


class _Kind(Struct, frozen=True):
    type: str
    id: int | str | None = None
    """Of a session its number; of a line its name, which may be none."""
    step: int = 0
    volume: int = 100


kind_of = msgspec.json.Decoder(_Kind)
"""Reads what kind of message something is, whatever else it says."""
