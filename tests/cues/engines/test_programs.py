"""espeak-ng and say: what they are told, and at which rate."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.cues.voices import ESPEAK, SAY, Studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    return Studio(tmp_path, monkeypatch)


def test_say_is_told_the_text_on_its_input_and_writes_where_it_is_told(studio: Studio) -> None:
    studio.add_espeak("sys.stdout = open(sys.argv[-1], 'w')", name="say")
    assert studio.renderer(SAY).take("Well done") == f"ok {SAY.key('Well done')}"
    slow = replace(SAY, rate=50)
    assert studio.renderer(slow).take("膝") == f"ok {slow.key('膝')}"
    given = [eval(each) for each in studio.spoken()]
    options = ["-f", "-", "--data-format=LEI16@22050"]
    assert [(text.decode(), words[:-2]) for text, words in given] == [
        ("Well done", options),
        ("膝", [*options, "-r", "87"]),
    ]
    assert all(words[-2] == "-o" for _, words in given)


def test_espeak_is_told_its_rate_and_the_language_of_other_scripts(studio: Studio) -> None:
    studio.add_espeak()
    fast = replace(ESPEAK, rate=200)
    assert studio.renderer(fast).take("Hold, ひざ").startswith("ok ")
    ((text, words),) = [eval(each) for each in studio.spoken()]
    assert text.decode() == 'Hold, <voice xml:lang="ja">ひざ</voice>'
    assert words == ["--stdin", "--stdout", "-v", "en-us", "-s", "350", "-m"]
