"""Sealed content: opened only as it was closed."""

from __future__ import annotations

import hashlib
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.store.files import Unreadable
from stretchtui.store.sealing import seal, unseal


@given(st.binary())
def test_what_was_sealed_is_there_again(content: bytes) -> None:
    assert unseal(seal(content)) == content


@given(st.binary(max_size=50), st.data())
def test_no_turned_bit_goes_unnoticed(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(content))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unreadable, match="damaged since it was written"):
        unseal(bytes(sealed))


@pytest.mark.parametrize("cut", [0, 1, 10, 11, 12, -1])
def test_what_was_cut_off_is_noticed(cut: int) -> None:
    with pytest.raises(Unreadable):
        unseal(seal(b"some content")[:cut])


def test_what_was_never_sealed_is_noticed() -> None:
    for content in (b"", b"\n", b"format = 1\n", b"# \n", bytes(100)):
        with pytest.raises(Unreadable):
            unseal(content)


def test_sealed_toml_is_toml() -> None:
    assert tomllib.loads(seal(b"format = 1\n").decode()) == {"format": 1}


def test_what_older_versions_have_sealed_is_opened() -> None:
    digest = hashlib.blake2b(b"format = 1\n", digest_size=16).hexdigest()
    older = f"# {digest}\n".encode() + b"format = 1\n"
    assert unseal(older) == b"format = 1\n"
    with pytest.raises(Unreadable):
        unseal(older.replace(b"1", b"2"))
