"""What screen's files say of bells."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.terminal.gnu_screen import VisualBell, visual_bell


@pytest.mark.parametrize(
    ("system", "own", "on"),
    [
        (None, None, None),
        ("", "", None),
        ("# vbell on\nbell_msg x\n", None, None),
        ("# turn visual bell on\nvbell on\nvbell_msg 'Wuff'\n", None, True),
        ("vbell on\n", "vbell off\n", False),
        ("vbell on\n", "startup_message off\n", True),
        (None, "  vbell\ton # loud\n", True),
        (None, "vbell on\nvbell off\n", False),
        (None, "vbell\n", True),
        ("vbell on\n", "vbell\n", False),
        (None, b"\xff\nvbell on\n".decode("latin-1"), True),
    ],
)
def test_the_last_line_counts(
    tmp_path: Path, system: str | None, own: str | None, on: bool | None
) -> None:
    everybodys, mine = tmp_path / "screenrc", tmp_path / ".screenrc"
    for path, text in ((everybodys, system), (mine, own)):
        if text is not None:
            path.write_text(text, encoding="latin-1")
    found = visual_bell({"HOME": str(tmp_path)}, everybodys)
    assert (None if found is None else found.on) is on
    if found is not None:
        assert found.file == (mine if own and "vbell" in own else everybodys)


def test_the_files_may_be_others(tmp_path: Path) -> None:
    system, own = tmp_path / "all", tmp_path / "own"
    system.write_text("vbell on\n")
    environment = {"SYSSCREENRC": str(system), "SCREENRC": str(own), "HOME": "/nowhere"}
    assert visual_bell(environment, tmp_path / "none") == VisualBell(True, system)
    own.write_text("vbell off\n")
    assert visual_bell(environment, tmp_path / "none") == VisualBell(False, own)


def test_without_a_home_there_is_only_everybodys(tmp_path: Path) -> None:
    system = tmp_path / "screenrc"
    system.write_text("vbell on\n")
    assert visual_bell({}, system) == VisualBell(True, system)
