"""A TOML text as tables; and without what stands in strings and comments."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.toml_text import NotTomlError, tables_of, without_strings


@pytest.mark.parametrize(
    ("toml", "left"),
    [
        ('name = "[[step]]" # [[step]]\n[[step]]', "name = \0 \0\n[[step]]"),
        ('a = """\n[[step]]\n"""\nb', "a = \0\n\0\n\0\nb"),
        ("a = '''\n[x]'''", "a = \0\n\0"),
    ],
)
def test_what_stands_in_strings_and_comments_is_blanked_out(toml: str, left: str) -> None:
    found = without_strings(toml)
    assert len(found) == len(toml)
    assert [line.rstrip("\0") for line in _squeezed(found).split("\n")] == [
        line.rstrip("\0") for line in left.split("\n")
    ]


def test_a_key_has_sixteen_parts_at_most() -> None:
    assert tables_of(f"{'a.' * 15}b = 1 # {'.' * 99}")["a"]["a"]
    with pytest.raises(NotTomlError, match="nested too deep"):
        tables_of(f"{'a.' * 16}b = 1")


def _squeezed(text: str) -> str:
    """Blanks in a row as one."""
    while "\0\0" in text:
        text = text.replace("\0\0", "\0")
    return text
