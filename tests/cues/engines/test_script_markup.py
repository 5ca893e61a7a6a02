"""Words in other scripts, each in a language that it can be read in."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from stretchtui.cues.engines.script_markup import marked


@pytest.mark.parametrize(
    ("text", "ssml"),
    [
        ("Next, émigré ŝ", "Next, émigré ŝ"),
        ("Next, колено, left", 'Next, <voice xml:lang="ru">колено</voice>, left'),
        ("поза ребёнка. Left", '<voice xml:lang="ru">поза ребёнка</voice>. Left'),
        ("膝 left", '<voice xml:lang="cmn">膝</voice> left'),
        ("膝を胸に", '<voice xml:lang="ja">膝を胸に</voice>'),
        ("무릎 γόνατο", '<voice xml:lang="ko">무릎 γόνατο</voice>'),
        ("ᚠᚢ", "ᚠᚢ"),
        ("٣", '<voice xml:lang="ar">٣</voice>'),
    ],
)
def test_what_is_in_another_script_is_marked(text: str, ssml: str) -> None:
    assert marked(text) == ssml


@pytest.mark.parametrize(("word", "sounds"), [("колено", "kVl;'enV"), ("ひざ", "C'iza")])
def test_espeak_reads_what_is_marked_as_a_word(word: str, sounds: str) -> None:
    assert shutil.which("espeak-ng"), "install espeak-ng"
    command = ["espeak-ng", "-q", "-x", "-v", "en-us"]
    read = subprocess.run(
        [*command, "-m", marked(word)], capture_output=True, text=True, check=True
    )
    assert sounds in read.stdout
    spelt = subprocess.run([*command, word], capture_output=True, text=True, check=True)
    assert sounds not in spelt.stdout
