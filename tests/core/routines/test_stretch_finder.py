"""Stretches, found by what is typed."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.model import Stretch
from stretchtui.core.routines.stretch_finder import StretchFinder

KNEE = Stretch(id="knee", name="Knee to chest", targets=("lower back",))
HAM = Stretch(id="ham", name="Lying hamstring stretch", instructions=("Lift the knee.",))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [KNEE, HAM]),
        ("hams", [HAM]),
        ("hamstirng", [HAM]),
        ("lower back", [KNEE]),
        ("knee", [KNEE]),  # what the other's instructions say is not its name
        ("elbow", []),
    ],
)
def test_stretches_are_found_by_name_and_body_part(typed: str, found: list[Stretch]) -> None:
    assert StretchFinder((KNEE, HAM)).find(typed) == found
