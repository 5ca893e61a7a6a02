"""How many places who adds something has to change: a setting is added in one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]

SHOW_SETTINGS = """
import json, os
from stretchtui.playing.audio import Audio
from stretchtui.playing.watched import Watched
from stretchtui.store.paths import folders
from stretchtui.store.settings import read_settings
from stretchtui.tui.commands.look import Look
from stretchtui.tui.settings.preferences import Preferences
from stretchtui.tui.settings.sections import all_rows
from stretchtui.words.glyphs import UNICODE

here = folders()
settings = Watched(read_settings(here))
preferences = Preferences(settings, here)
audio = Audio(settings, here, os.environ, None, 1.0)
rows = all_rows(Look(UNICODE, settings), preferences, audio, {})
(row,) = (each for each in rows if each.label == "Deep bow")
shown, faults = [row.shown], settings.value.faults
row.turn(1)
print(json.dumps({
    "faults": faults,
    "section": row.section,
    "help": row.help,
    "shown": [*shown, row.shown],
}))
"""
"""Shows a setting that is not there yet, and changes it."""


def test_a_setting_is_added_in_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stretchtui", "scripts", "docs"):
        ignored = shutil.ignore_patterns("__pycache__", "*.svg")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    source = tmp_path / "stretchtui" / "core" / "settings.py"
    field = '    deep_bow: Annotated[Seconds, Help("Deep bow", "Seconds to bow at the end")] = 3\n'
    head, table, rest = source.read_text().partition(
        "class SessionSettings(Struct, frozen=True):\n"
    )
    about, _, fields = rest.partition("\n\n")
    source.write_text(f"{head}{table}{about}\n\n{field}{fields}")

    def python(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("STRETCHTUI_HOME", str(tmp_path / "home"))
    file = tmp_path / "home" / "config" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[session]\ndeep_bow = 8\n")
    shown = json.loads(python("-c", SHOW_SETTINGS))
    assert shown["faults"] == [], "it is read from the file"
    assert shown["shown"] == ["8 s", "9 s"]
    assert (shown["section"], shown["help"]) == ("Sessions", "Seconds to bow at the end")
    assert file.read_text() == "[session]\ndeep_bow = 9\n", "it is kept"
    file.write_text("[session]\ndeep_bow = 121\n")
    fault = "settings.toml: session.deep_bow: expected whole seconds from 0 to 120, found 121"
    assert json.loads(python("-c", SHOW_SETTINGS))["faults"] == [fault]
    python("scripts/make_settings_doc.py")
    row = "| `deep_bow` | whole seconds from 0 to 120 | `3` | Seconds to bow at the end |"
    assert row in (tmp_path / "docs" / "settings.md").read_text().splitlines()
