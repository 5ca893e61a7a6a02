"""Sessions in plain lines that a voice leads through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.end_to_end.terminal import run

SPEAKS = '[voice]\nguide = "{}"\nengine = "espeak-ng"\n'


def length(text: str) -> str:
    """The length in the line that a routine is opened with."""
    found = re.match(r"Short and sweet · (\d+:\d\d)", text)
    assert found is not None, text
    return found[1]


@pytest.mark.parametrize("guide", ["off", "names", "full", "auto"])
def test_the_length_is_told_with_what_is_said(home: Path, short: Path, guide: str) -> None:
    short.write_text(short.read_text().replace("Nod.", "Let your chin sink slowly to your chest."))
    shown = run("show", str(short), "--guide", guide, home=home)
    assert shown.returncode == 0, shown.stderr
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text(SPEAKS.format(guide))
    words = ("play", str(short), "--plain", "--speed", "1000")
    done = run(*words, "--cues", "speakers", home=home)
    assert done.returncode == 0, done.stderr
    assert length(done.stdout) == length(shown.stdout)
    silent = run(*words, "--cues", "off", home=home)
    assert length(silent.stdout) == "1:03"
    assert (length(done.stdout) > "1:03") is (guide in ("full", "auto"))
