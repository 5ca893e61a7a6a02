"""What comes from the terminal, as Textual's events."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.keys import Keys

from stretchtui.terminal.tokens import ControlSequence, Pasted, Typed, WithAlt

if TYPE_CHECKING:
    from textual.message import Message

    from stretchtui.terminal.tokens import Token

_KEY = (
    r"\x1b\[(?P<key>\d{1,7})(?::\d*){0,2}"
    r"(?:;(?P<modifiers>\d{0,3})(?::(?P<kind>\d))?)?"
    r"(?:;(?P<text>\d{1,7}(?::\d{1,7}){0,15})?)?"
    r"(?P<end>[u~ABCDEFHPQRS])"
)
"""A key as kitty's protocol reports it, and xterm where it reports more than usual."""
_RELEASED = "3"
_MOUSE = r"\x1b\[<(\d{1,3});(\d{1,5});(\d{1,5})[Mm]"
_BUTTONS = 128
"""Buttons from here on are those beside a wheel, which Textual would take for the first ones."""


class EventMaker:
    """Makes events of tokens. What nobody knows makes none."""

    def __init__(self) -> None:
        self._parser = XTermParser()

    def events_of(self, token: Token) -> Iterator[Message]:
        """The events that a token stands for."""
        match token:
            case Typed(text):
                for character in text:
                    yield from self._parser._sequence_to_key_events(character)
            case WithAlt(character):
                yield from self._with_alt(character)
            case ControlSequence(sequence):
                yield from self._of_sequence(sequence)
            case Pasted(text):
                yield events.Paste(text.replace("\x00", ""))

    def _with_alt(self, character: str) -> Iterator[events.Key]:
        if "\x1b" + character in ANSI_SEQUENCES_KEYS:
            yield from self._known("\x1b" + character)
        elif character == "!" or not character.isprintable():
            # On a slow link an escape and what is pressed behind it arrive as one.
            yield from self._parser._sequence_to_key_events(character)
        else:
            for key in self._parser._sequence_to_key_events(character, alt=True):
                # Nothing that a field should take for a letter.
                yield events.Key(key.key, None)

    def _of_sequence(self, sequence: str) -> Iterator[Message]:
        if sequence == "\x1b[I":
            yield events.AppFocus()
        elif sequence == "\x1b[O":
            yield events.AppBlur()
        elif mouse := re.fullmatch(_MOUSE, sequence):
            event = self._parser.parse_mouse_code(sequence)
            if event is not None and int(mouse[1]) < _BUTTONS:
                yield event
        elif key := re.fullmatch(_KEY, sequence):
            if key["kind"] != _RELEASED and int(key["key"]) <= sys.maxunicode:
                yield from self._known(_plain(key))
        elif sequence in ANSI_SEQUENCES_KEYS:
            yield from self._known(sequence)

    def _known(self, sequence: str) -> Iterator[events.Key]:
        for key in self._parser._sequence_to_key_events(sequence):
            # Textual names what it does not know by a control character.
            if key.key != Keys.Ignore and key.key.isprintable():
                yield key


def _plain(key: re.Match[str]) -> str:
    """The report of a key as far as Textual understands it."""
    codes = [int(code) for code in (key["text"] or "").split(":") if code]
    text = ":".join(str(code) for code in codes if _is_character(code))
    parts = [str(int(key["key"])), key["modifiers"] or "", text]
    return "\x1b[" + ";".join(parts).rstrip(";") + key["end"]


def _is_character(code: int) -> bool:
    return code <= sys.maxunicode and chr(code).isprintable()
