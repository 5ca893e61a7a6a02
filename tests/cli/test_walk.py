"""The walk at the beginning of docs/routines.md does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from tests.cli.line import CommandLine

PAGE = Path(__file__).parents[2] / "docs" / "routines.md"


def blocks(kind: str) -> list[str]:
    """What stands in the walk's blocks of a kind."""
    text = PAGE.read_text().partition("## From a sheet")[2].partition("\n## ")[0]
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def test_the_walk_goes_as_it_is_told(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    [sheet] = blocks("text")
    Path("sheet.txt").write_text(sheet)
    told = blocks("console")
    assert len(told) == 3
    for block in told:
        command, _, shown = block.partition("\n")
        words = command.removeprefix("$ stretchtui ").split()
        if "--replace" in words:
            Path("sheet.txt").write_text(sheet.replace("Bridge 5", "Bridge 8"))
        done = run(*words)
        assert done.status == 0, done
        said = (done.out + done.err).replace(str(run.home / "config"), "~/.config/stretchtui")
        # A routine is shown to its end.
        assert said.startswith(shown) if words[0] == "show" else said == shown
    exported = run("export", "back-weeks-1-to-3").out
    assert 'name = "Towel slides"' in exported
    assert "rounds = 2" in exported
    assert "contract = 6" in exported
