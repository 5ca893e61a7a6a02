"""Figures look as they did when somebody last looked at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.figures.pictures import pictures

PICTURES = Path(__file__).with_name("pictures.txt")


@pytest.mark.once
def test_figures_look_as_they_did() -> None:
    assert list(pictures()) == PICTURES.read_text(encoding="utf-8").splitlines()
