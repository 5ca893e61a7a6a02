"""What bytes are as characters."""

from __future__ import annotations

import pytest

from stretchtui.terminal.decoding import decoder


@pytest.mark.parametrize("code", range(0x80, 0xA0))
def test_a_control_of_eight_bits_is_one_of_seven_or_nothing(code: int) -> None:
    strings = (0x8F, 0x90, 0x98, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F)
    expected = f"\x1b{chr(code - 0x40)}" if code in strings else ""
    # As a byte by itself, and as a character.
    assert decoder()(b"a" + bytes([code]) + b"b") == f"a{expected}b"
    assert decoder()(f"a{chr(code)}b".encode()) == f"a{expected}b"


@pytest.mark.parametrize("text", ["\x7f", "\xa0", "\xa1", "ä", "€", "\x1b"])
def test_what_is_no_control_of_eight_bits_stays_as_it_is(text: str) -> None:
    assert decoder()(text.encode()) == text


@pytest.mark.parametrize("byte", [0xA0, 0xC3, 0xFF])
def test_a_byte_that_is_no_character_is_told_as_one(byte: int) -> None:
    assert decoder()(bytes([byte]) + b"b") == "\ufffdb"


def test_a_character_may_come_in_pieces() -> None:
    decode = decoder()
    assert [decode(bytes([each])) for each in "€".encode()] == ["", "", "€"]
